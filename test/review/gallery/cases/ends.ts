// Destroys and replacements, by each deletion_policy and in both orders, and what else ends a key's time in the state.
import { type Fault } from "../../../../src/emulator";
import { type Case, key, labelled, update } from "./case";

const POLICIES = [
  labelled("gone"),
  labelled("switched-off", `deletion_policy = "disable"`, "allocated_amount = 200"),
  labelled("off-before", `deletion_policy = "disable"`, "enabled = false"),
  labelled("runs-out", `deletion_policy = "expire"`, `deletion_grace_period = "24h"`, "allocated_amount = 300"),
  labelled(
    "runs-out-anyway",
    `deletion_policy = "expire"`,
    `deletion_grace_period = "24h"`,
    `expires_at = "2026-03-02T12:00:00Z"`,
  ),
  labelled("left-alone", `deletion_policy = "abandon"`, "allocated_amount = 400"),
].join("\n");

const CREATE_FIRST = "lifecycle {\n    create_before_destroy = true\n  }";

const replaced = (name: string, ...lines: readonly string[]): Case => ({
  name,
  make: async (stage) => {
    await stage.apply(key(...lines));
    return stage.plan(key(...lines), "-replace=electronhub_proxy_key.ci");
  },
});

/** Replaced whenever the generation changes, the new one first. */
const rotated = (generation: number): string =>
  `resource "terraform_data" "generation" {
  input = ${generation}
}
` +
  key(`lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.generation]
  }`);

const refused = (endpoint: Fault["endpoint"]): Fault => ({ endpoint, kind: "respond", status: 400, times: 1 });

const EXPIRES = [`deletion_policy = "expire"`, `deletion_grace_period = "24h"`];

export const ends: readonly Case[] = [
  update("destroy", key(`model_whitelist = ["gpt-4o"]`), ""),
  update("destroy-by-each-policy", POLICIES, ""),
  {
    name: "destroy-all",
    make: async (stage) => {
      await stage.apply(POLICIES);
      return stage.plan(POLICIES, "-destroy");
    },
  },
  {
    name: "destroy-a-key-that-was-used",
    make: async (stage) => {
      await stage.apply(key());
      stage.spend("ci", 62.5);
      return stage.plan("");
    },
  },
  replaced("replace-delete"),
  replaced("replace-disable", `deletion_policy = "disable"`),
  replaced("replace-abandon", `deletion_policy = "abandon"`),
  replaced("replace-expire", ...EXPIRES),
  replaced("replace-create-first-delete", CREATE_FIRST),
  replaced("replace-create-first-expire", ...EXPIRES, CREATE_FIRST),
  replaced("replace-off", "enabled = false"),
  {
    name: "replace-and-change",
    make: async (stage) => {
      await stage.apply(key(`model_whitelist = ["gpt-4o-mini"]`, ...EXPIRES));
      return stage.plan(
        key(`name = "ci2"`, "allocated_amount = 900", `deletion_policy = "delete"`),
        "-replace=electronhub_proxy_key.ci",
      );
    },
  },
  {
    name: "rotation-due",
    make: async (stage) => {
      const hcl = key(`valid_for = "720h"`, `rotate_before = "168h"`, ...EXPIRES, CREATE_FIRST);
      await stage.apply(hcl);
      stage.later(600);
      return stage.plan(hcl);
    },
  },
  {
    name: "rotation-due-destroy-first",
    make: async (stage) => {
      const hcl = key(`valid_for = "720h"`, `rotate_before = "168h"`);
      await stage.apply(hcl);
      stage.later(600);
      return stage.plan(hcl);
    },
  },
  {
    name: "tainted",
    make: async (stage) => {
      const hcl = key("enabled = false", `deletion_policy = "abandon"`);
      await stage.fail(hcl, refused("POST /auth/proxy/toggle"), refused("POST /auth/proxy/remove"));
      return stage.plan(hcl);
    },
  },
  {
    name: "deposed",
    make: async (stage) => {
      await stage.apply(rotated(1));
      await stage.fail(rotated(2), refused("POST /auth/proxy/remove"));
      return stage.plan(rotated(2));
    },
  },
  {
    name: "removed-forget",
    make: async (stage) => {
      await stage.apply(key("allocated_amount = 750"));
      return stage.plan(removed(false));
    },
  },
  {
    name: "removed-destroy",
    make: async (stage) => {
      await stage.apply(key());
      return stage.plan(removed(true));
    },
  },
];

const removed = (destroy: boolean): string =>
  `removed {\n  from = electronhub_proxy_key.ci\n  lifecycle {\n    destroy = ${destroy}\n  }\n}\n`;
