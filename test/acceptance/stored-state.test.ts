// The upgrade path: state that earlier versions of the provider have written, under the provider as it is now.
// test/acceptance/fixtures/states/README.md tells how the states came to be.
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Emulator } from "../../src/emulator";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { exclusiveSchema } from "../../src/provider/proxy-keys-exclusive/schema";
import { type Account, withAccount } from "../support/account";
import { type TerraformWorkspace } from "../support/terraform";

jest.setTimeout(120_000);

const STATES = resolve(__dirname, "fixtures/states");

const stored = (folder: string, file: string) => readFileSync(join(STATES, folder, file), "utf8");

/** The schema versions in which a state holds a resource type. */
function versionsIn(state: string, type: string): readonly number[] {
  const { resources } = JSON.parse(state) as {
    resources: readonly { type: string; instances: readonly { schema_version: number }[] }[];
  };
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.map((instance) => instance.schema_version));
}

/** A workspace with a folder's configuration and state, and an emulator that holds the keys of that time. */
async function withStored(folder: string, work: (workspace: TerraformWorkspace, emulator: Emulator) => Promise<void>) {
  // The emulator writes into its file.
  const stateFile = join(mkdtempSync(join(tmpdir(), "electronhub-stored-")), "account.json");
  copyFileSync(join(STATES, folder, "account.json"), stateFile);
  const opened = async ({ workspace, emulator }: Account) => {
    workspace.configure(stored(folder, "main.tf"));
    writeFileSync(workspace.path("terraform.tfstate"), stored(folder, "terraform.tfstate.json"));
    await workspace.init();
    await work(workspace, emulator);
  };
  await withAccount(opened, { stateFile });
  rmSync(dirname(stateFile), { recursive: true });
}

/** Edits the text of the state file. */
function editState(workspace: TerraformWorkspace, before: string, after: string): void {
  const file = workspace.path("terraform.tfstate");
  const text = readFileSync(file, "utf8");
  if (!text.includes(before)) throw new Error(`the state has no ${before} to edit`);
  writeFileSync(file, text.replaceAll(before, after));
}

const FOLDERS = readdirSync(STATES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test.each([
  ["electronhub_proxy_key", proxyKeySchema.version],
  ["electronhub_proxy_keys_exclusive", exclusiveSchema.version],
])("%s: a state of every schema version up to %d is kept", (type, present) => {
  const kept = FOLDERS.flatMap((folder) => versionsIn(stored(folder, "terraform.tfstate.json"), type));
  expect([...new Set(kept)].sort()).toEqual([...Array(present + 1).keys()]);
});

test.each(FOLDERS)("%s: is read, plans nothing, and leaves the keys alone", async (folder) => {
  await withStored(folder, async (workspace, emulator) => {
    const before = emulator.store.keysOf(emulator.apiKey);
    const { text } = await workspace.plan();
    expect(text).toContain("No changes. Your infrastructure matches the configuration.");
    expect(text).not.toContain("Warning");
    expect((await workspace.apply()).text).toContain("0 added, 0 changed, 0 destroyed");
    expect(emulator.store.keysOf(emulator.apiKey)).toEqual(before);
    expect(Object.keys(emulator.requests())).toEqual(["GET /auth/proxy"]);
  });
});

test("the oldest state changes in place: one update, no new key", async () => {
  await withStored("without-deletion-policy", async (workspace, emulator) => {
    const before = emulator.store.keysOf(emulator.apiKey).map(({ key }) => key);
    const hcl = readFileSync(workspace.path("main.tf"), "utf8");
    workspace.configure(hcl.replace("allocated_amount = 10\n", "allocated_amount = 20\n"));
    expect((await workspace.apply()).text).toContain("0 added, 1 changed, 0 destroyed");
    expect(emulator.store.keysOf(emulator.apiKey).map(({ key }) => key)).toEqual(before);
    expect(workspace.state("electronhub_proxy_key.plain")).toMatchObject({
      allocated_amount: 20,
      operations: ["#2 update allocated_amount"],
      deletion_policy: "delete",
      store_key: true,
      valid_for: null,
    });
  });
});

test("the oldest state can be destroyed: its keys are removed", async () => {
  await withStored("without-deletion-policy", async (workspace, emulator) => {
    await workspace.destroy();
    expect(emulator.store.keysOf(emulator.apiKey)).toEqual([]);
  });
});

test("an attribute that this version does not know, from a neighbouring version, is dropped", async () => {
  await withStored("with-validity", async (workspace) => {
    editState(workspace, '"store_key":', '"colour": "red", "store_key":');
    expect((await workspace.plan()).text).toContain("No changes.");
  });
});

test("a newer schema version is refused, with what to do", async () => {
  await withStored("with-validity", async (workspace) => {
    editState(workspace, '"schema_version": 0', '"schema_version": 1');
    const { text } = await workspace.expectFailure("plan", "-input=false", "-no-color");
    expect(text).toContain("managed by newer provider version");
  });
});
