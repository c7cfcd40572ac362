// What the provider's processes take for an empty plan of 100 keys and of 1,000: processor time, and the most memory of one. An account
// may have 100 keys at most, so those of both are there from the start. One is imported, and the state of the others is written by it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyId } from "../../../src/api/key-id";
import { type StoredKey } from "../../../src/emulator";
import { startEmulatorProcess } from "../emulator-process";
import { cpuPerKey, memoryOf, planOf } from "../figures";
import { Stack, keys } from "../stack";
import { type Bench, type Measurement } from "./measurement";
import { type Mirrors } from "./plans";

export async function growth(bench: Bench, mirrors: Mirrors, count: number): Promise<Measurement> {
  const { directory, node20 } = bench;
  const file = join(directory, `account-with-${count}.json`);
  writeFileSync(file, JSON.stringify({ version: 1, accounts: [ACCOUNT], keys: accountsKeys(count) }));
  const emulator = await startEmulatorProcess(node20, "--state", file);
  const imported = `import {\n  to = electronhub_proxy_key.k[0]\n  id = "name:${nameOf(0)}"\n}\n`;
  const stack = await Stack.open(keys(1) + imported, mirrors.executable.installing, node20, emulator);
  await stack.apply();
  stack.workspace.configure(keys(count));
  const state = stack.workspace.path("terraform.tfstate");
  writeFileSync(state, stateOf(count, readFileSync(state, "utf8")));
  return {
    round: async (samples) => {
      const { cpuMs, peakMb, ms } = await stack.watchedPlan();
      samples.add(cpuPerKey(count), cpuMs / count);
      if (count === 100) samples.add(memoryOf("executable"), peakMb);
      else samples.add(planOf(count, "executable"), ms);
    },
    close: async () => {
      stack.close();
      await emulator.stop();
    },
  };
}

const ACCOUNT = { apiKey: "ek-emulator-first", userId: "user-1", credits: 100_000 };

const nameOf = (index: number): string => `key-${index}`;
const valueOf = (index: number): string => `ek-proxy-${String(index).padStart(48, "0")}`;

const accountsKeys = (count: number): readonly StoredKey[] =>
  Array.from({ length: count }, (_, index) => ({
    key: valueOf(index),
    userId: ACCOUNT.userId,
    name: nameOf(index),
    expires_at: -1,
    allocated_ammount: 1,
    used_ammount: 0,
    limit_type: "daily",
    model_whitelist: [],
    ip_whitelist: [],
    is_active: true,
    enabled_thinking: false,
    created_at: 1_790_000_000,
    last_used: null,
  }));

interface State {
  readonly resources: readonly { readonly instances: readonly object[] }[];
}

/** By the state of one: its own name, value and id are all that a key does not share with the others. */
function stateOf(count: number, text: string): string {
  const state: unknown = JSON.parse(text);
  if (!isState(state)) throw new Error("terraform's state is not what it was.");
  const resources = state.resources.map(({ instances, ...rest }) => {
    const first = JSON.stringify(instances[0]);
    const all = Array.from({ length: count }, (_, index): unknown => {
      const own = [nameOf, valueOf, idOf].reduce(
        (instance, of) => instance.replaceAll(JSON.stringify(of(0)), JSON.stringify(of(index))),
        first,
      );
      return { ...Object(JSON.parse(own)), index_key: index };
    });
    return { ...rest, instances: all };
  });
  return JSON.stringify({ ...state, resources });
}

const idOf = (index: number): string => keyId(valueOf(index));

const isState = (value: unknown): value is State =>
  typeof value === "object" && value !== null && "resources" in value && Array.isArray(value.resources);
