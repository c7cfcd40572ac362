// Creates, and updates of each setting: what gets wider, narrower, both or neither.
import { type Case, key, labelled, update } from "./case";

const MINI = `model_whitelist = ["gpt-4o-mini"]`;
const BOTH = `model_whitelist = ["gpt-4o", "gpt-4o-mini"]`;

const OFFICE = `ip_whitelist = ["203.0.113.0/24"]`;

const EVERYTHING = [
  `allocated_amount = 2500.75`,
  `limit_type = "monthly"`,
  `expires_at = "2027-01-31T00:00:00Z"`,
  `model_whitelist = ["gpt-4o", "claude-sonnet-4"]`,
  `ip_whitelist = ["203.0.113.0/24", "2001:db8::7"]`,
];

export const settings: readonly Case[] = [
  { name: "create", make: (stage) => stage.plan(key()) },
  { name: "create-disabled", make: (stage) => stage.plan(key("enabled = false")) },
  { name: "create-everything-set", make: (stage) => stage.plan(key(...EVERYTHING)) },
  { name: "create-valid-for", make: (stage) => stage.plan(key(`valid_for = "720h"`, `renew_before = "168h"`)) },
  { name: "create-value-not-stored", make: (stage) => stage.plan(key("store_key = false")) },
  { name: "create-above-the-cap", make: (stage) => stage.plan(key("allocated_amount = 25000")) },

  update("unchanged", key(MINI), key(MINI)),
  update("update-name", key(), key(`name = "ci of the web team"`)),
  update("update-allocation-up", key(), key("allocated_amount = 250.5")),
  update("update-allocation-down", key(), key("allocated_amount = 33.333333333333336")),
  update("update-limit-type", key(`limit_type = "daily"`), key(`limit_type = "monthly"`)),
  update("expiry-later", key(`expires_at = "2026-06-30T00:00:00Z"`), key(`expires_at = "2027-06-30T00:00:00Z"`)),
  update("expiry-earlier", key(`expires_at = "2027-06-30T00:00:00Z"`), key(`expires_at = "2026-04-01T00:00:00Z"`)),
  update("expiry-dropped", key(`expires_at = "2026-06-30T00:00:00Z"`), key()),
  update("expiry-set", key(), key(`expires_at = "2026-06-30T00:00:00Z"`)),
  update("models-added", key(MINI), key(BOTH)),
  update("models-removed", key(BOTH), key(MINI)),
  update("models-exchanged", key(MINI), key(`model_whitelist = ["claude-sonnet-4"]`)),
  update("models-dropped", key(MINI), key()),
  update("models-limited", key(), key(BOTH)),
  update("addresses-wider-range", key(OFFICE), key(`ip_whitelist = ["203.0.112.0/20"]`)),
  update("addresses-narrower-range", key(OFFICE), key(`ip_whitelist = ["203.0.113.0/25"]`)),
  update("addresses-exchanged", key(OFFICE), key(`ip_whitelist = ["198.51.100.0/24", "203.0.113.0/25"]`)),
  update("addresses-dropped", key(OFFICE), key()),
  update("addresses-limited", key(), key(OFFICE)),
  update(
    "wider-and-narrower",
    key(MINI, OFFICE, "allocated_amount = 500"),
    key(BOTH, `ip_whitelist = ["203.0.113.7"]`, "allocated_amount = 400"),
  ),
  update(
    "respelled",
    key(`ip_whitelist = ["203.0.113.7"]`, `expires_at = "2026-12-31T23:00:00Z"`),
    key(`ip_whitelist = ["203.0.113.7/32"]`, `expires_at = "2027-01-01T00:00:00+01:00"`),
  ),
  update("toggle-off", key(), key("enabled = false")),
  update("toggle-on", key("enabled = false"), key()),
  update("settings-and-off", key(MINI), key(BOTH, "enabled = false")),
  update("settings-and-on", key(MINI, "enabled = false"), key(BOTH, "allocated_amount = 50")),
  update("state-only", key(), key(`deletion_policy = "disable"`, "store_key = false")),
  {
    name: "expiry-renewed",
    make: async (stage) => {
      const hcl = key(`valid_for = "720h"`, `renew_before = "168h"`);
      await stage.apply(hcl);
      stage.later(600);
      return stage.plan(hcl);
    },
  },
  update("expiry-longer-from-the-apply", key(`valid_for = "24h"`), key(`valid_for = "2160h"`)),
  {
    name: "expired-long-ago",
    make: async (stage) => {
      const expiry = `expires_at = "2026-03-10T00:00:00Z"`;
      await stage.apply(key(expiry));
      stage.later(24 * 30);
      return stage.plan(key(expiry, `name = "renamed"`));
    },
  },
  {
    name: "several-keys-of-each-kind",
    make: async (stage) => {
      const old = labelled("old");
      await stage.apply([old, labelled("web", MINI), labelled("batch"), labelled("same")].join("\n"));
      return stage.plan(
        [labelled("web", BOTH), labelled("batch", "enabled = false"), labelled("same"), labelled("fresh", OFFICE)].join(
          "\n",
        ),
      );
    },
  },
];
