// The provider's other objects, other providers' resources, plans that failed, old states, and our own examples.
import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Stage } from "../stage";
import { type Case, key, labelled, later, update } from "./case";

const ROOT = resolve(__dirname, "../../../..");
const STATES = join(ROOT, "test/acceptance/fixtures/states");

const example = (path: string): string => readFileSync(join(ROOT, "examples/projects", path), "utf8");

const exclusive = (...lines: readonly string[]): string =>
  `resource "electronhub_proxy_keys_exclusive" "all" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

const OWNED = key() + exclusive("key_ids = [electronhub_proxy_key.ci.id]");

const DATA = `
data "electronhub_proxy_key" "ci" {
  id = electronhub_proxy_key.ci.id
}
data "electronhub_proxy_keys" "all" {}
data "electronhub_account" "this" {}
output "used" {
  value = data.electronhub_proxy_key.ci.used_amount
}
output "left" {
  value = data.electronhub_account.this.credits
}
`;

const data = (count: number, generation: number): string =>
  `resource "terraform_data" "step" {\n  count            = ${count}\n  input            = "step \${count.index}"\n  triggers_replace = ${generation}\n}\nresource "terraform_data" "note" {\n  input = "generation ${generation}"\n}\n`;

/** With a state that an earlier version of the provider has written. */
async function withOldState(stage: Stage, folder: string): Promise<string> {
  copyFileSync(join(STATES, folder, "terraform.tfstate.json"), stage.workspace.path("terraform.tfstate"));
  return readFileSync(join(STATES, folder, "main.tf"), "utf8");
}

const account = (folder: string): string => join(STATES, folder, "account.json");

export const others: readonly Case[] = [
  update("exclusive-create", key(), OWNED),
  {
    name: "exclusive-removes",
    make: async (stage) => {
      await stage.apply(OWNED);
      stage.createOutside("by hand", 40);
      stage.createOutside("forgotten", 60);
      return stage.plan(OWNED);
    },
  },
  {
    name: "exclusive-spares",
    make: async (stage) => {
      const hcl = key() + exclusive("key_ids = [electronhub_proxy_key.ci.id]", `name_prefix = "team-"`);
      await stage.apply(hcl);
      stage.createOutside("team-x", 40);
      stage.createOutside("other", 60);
      return stage.plan(hcl);
    },
  },
  {
    name: "exclusive-delete-all",
    make: async (stage) => {
      const stop = exclusive("key_ids = []", "use_delete_all = true");
      await stage.apply(stop);
      stage.createOutside("by hand", 40);
      stage.createOutside("forgotten", 60);
      return stage.plan(stop);
    },
  },
  {
    name: "exclusive-unknown-ids",
    make: async (stage) => {
      await stage.apply(OWNED);
      stage.createOutside("by hand", 40);
      return stage.plan(
        `${key()}${labelled("fresh")}${exclusive("key_ids = [electronhub_proxy_key.ci.id, electronhub_proxy_key.fresh.id]")}`,
      );
    },
  },
  {
    name: "exclusive-destroy",
    make: async (stage) => {
      await stage.apply(OWNED);
      return stage.plan(key());
    },
  },
  {
    name: "data-sources",
    make: async (stage) => {
      await stage.apply(key() + DATA);
      stage.spend("ci", 37.25);
      return stage.plan(key("allocated_amount = 50") + DATA);
    },
  },
  {
    name: "data-sources-read-during-apply",
    make: (stage) => stage.plan(key() + DATA),
  },
  {
    name: "other-resources",
    make: async (stage) => {
      await stage.apply(key() + data(3, 1));
      return stage.plan(key("allocated_amount = 110") + data(4, 2));
    },
  },
  {
    name: "other-resources-only",
    make: async (stage) => {
      await stage.apply(data(2, 1));
      return stage.plan(data(1, 1));
    },
  },
  { name: "nothing-at-all", make: (stage) => stage.plan("") },
  {
    name: "outputs-only",
    make: async (stage) => {
      await stage.apply(key());
      return stage.plan(`${key()}output "id" {\n  value = electronhub_proxy_key.ci.id\n}\n`);
    },
  },
  {
    name: "errored",
    make: async (stage) => {
      await stage.apply(labelled("good") + labelled("bad"));
      const precondition =
        'lifecycle {\n    precondition {\n      condition     = terraform_data.gate.input > 5\n      error_message = "closed"\n    }\n  }';
      const gate = `resource "terraform_data" "gate" {\n  input = 3\n}\n`;
      return stage.failingPlan(
        gate + labelled("good", "allocated_amount = 300") + labelled("bad", "allocated_amount = 300", precondition),
      );
    },
  },
  {
    name: "check-that-failed",
    make: (stage) =>
      stage.plan(
        `${key()}check "budget" {\n  assert {\n    condition     = electronhub_proxy_key.ci.allocated_amount < 50\n    error_message = "more than the team's budget"\n  }\n}\n`,
      ),
  },
  {
    name: "targeted",
    make: async (stage) => {
      await stage.apply(labelled("a") + labelled("b"));
      return stage.plan(
        labelled("a", "allocated_amount = 1") + labelled("b", "allocated_amount = 1"),
        "-target=electronhub_proxy_key.a",
      );
    },
  },
  {
    name: "old-state-unchanged",
    account: account("without-deletion-policy"),
    make: async (stage) => stage.plan(await withOldState(stage, "without-deletion-policy")),
  },
  {
    name: "old-state-update",
    account: account("without-deletion-policy"),
    make: async (stage) => {
      const hcl = await withOldState(stage, "without-deletion-policy");
      return stage.plan(hcl.replace("allocated_amount = 10\n", "allocated_amount = 20\n"));
    },
  },
  {
    name: "old-state-destroy-without-refresh",
    account: account("without-deletion-policy"),
    make: async (stage) =>
      stage.plan(await withOldState(stage, "without-deletion-policy"), "-destroy", "-refresh=false"),
  },
  {
    name: "old-state-of-an-import",
    account: account("imported-without-deletion-policy"),
    make: async (stage) => stage.plan(await withOldState(stage, "imported-without-deletion-policy"), "-refresh=false"),
  },
  {
    name: "unknown-expiry-of-a-replaced-key",
    make: async (stage) => {
      const declared = (generation: number) =>
        later(`"2027-01-31T00:00:00Z"`, generation) + key("expires_at = terraform_data.later.output");
      await stage.apply(declared(1));
      return stage.plan(declared(2), "-replace=electronhub_proxy_key.ci");
    },
  },
  { name: "example-hcl", make: (stage) => stage.plan(example("hcl/main.tf")) },
  {
    name: "example-rotation",
    make: async (stage) => {
      const hcl = example("rotation/main.tf");
      await stage.apply(hcl);
      return stage.plan(hcl, "-var", "generation=2");
    },
  },
  {
    name: "example-pipelines",
    make: (stage) =>
      stage.plan(
        // The backend is the pipeline's; the rest is what it plans.
        example("pipelines/main.tf").replace(/^ *backend "http" \{\}$/m, ""),
        "-var",
        `office_addresses=["203.0.113.0/24"]`,
      ),
  },
  {
    name: "example-cdktf",
    make: (stage) => stage.planStack("examples/projects/cdktf-typescript/main.ts", "team-keys"),
  },
  {
    name: "example-cdktf-every-object",
    make: (stage) => stage.planStack("examples/projects/cdktf-typescript/objects.ts", "objects"),
  },
];
