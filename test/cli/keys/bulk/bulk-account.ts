// An account of the emulator, and the bulk commands run on it with a virtual clock: what is said, what is asked, how it ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, memoryLedger } from "../../../../src/api";
import { type KeyAccess } from "../../../../src/api/keys/access";
import { KeyList } from "../../../../src/api/keys/key-list";
import { type BulkChange } from "../../../../src/cli/keys/bulk/bulk-change";
import { type BulkRequest, changeKeysOf, checkedIds } from "../../../../src/cli/keys/bulk/change-keys";
import { type Emulator, type EmulatorOptions } from "../../../../src/emulator";
import { numberedKeys, startTestEmulator } from "../../../support/emulator";
import { FakeClock } from "../../../support/fake-clock";

const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, enabled: () => false };

export interface Situation extends Partial<BulkRequest["consent"]> {
  readonly ids?: readonly string[];
  readonly backup?: string;
  readonly atOnce?: boolean;
  readonly as?: KeyAccess;
  /** What is typed, or what happens while it is asked. Nobody sits there where undefined. */
  readonly typed?: string | (() => string | Promise<string>);
  readonly onLine?: (line: string) => void;
}

export const consent = (count: number): Situation => ({ yes: true, count });

export class BulkAccount {
  readonly directory = mkdtempSync(join(tmpdir(), "electronhub-bulk-"));
  readonly stop = new AbortController();

  private constructor(
    readonly clock: FakeClock,
    readonly emulator: Emulator,
  ) {}

  static async open(options: EmulatorOptions = {}): Promise<BulkAccount> {
    const clock = new FakeClock();
    return new BulkAccount(clock, await startTestEmulator({ clock, random: numberedKeys(), ...options }));
  }

  async close(): Promise<void> {
    rmSync(this.directory, { recursive: true, force: true });
    await this.emulator.stop();
  }

  make(name: string, expires_at = -1) {
    return this.emulator.store.create(this.emulator.apiKey, { name, expires_at, allocated_ammount: 1 });
  }

  keys() {
    return this.emulator.store.keysOf(this.emulator.apiKey);
  }

  names() {
    return this.keys().map(({ name }) => name);
  }

  areOn() {
    return this.keys().map(({ is_active }) => is_active);
  }

  /** The changes of keys that calls brought about. */
  done() {
    return this.emulator.events().filter(({ by }) => by === "client");
  }

  access(clock = this.clock): KeyAccess {
    const requestTimeoutMs = 29_000;
    const client = createClient({
      baseUrl: this.emulator.baseUrl,
      apiKey: this.emulator.apiKey,
      userAgent: "test",
      requestTimeoutMs,
      maxRetries: 0,
      maxWaitMs: 0,
      budget: { requestsPerMinute: undefined, margin: 0 },
      ledger: memoryLedger(clock),
      env: {},
      log,
      clock,
      random: () => 0,
    });
    return { client, keys: new KeyList(() => clock.now()), clock, requestTimeoutMs };
  }

  /** What is said, what was asked, and how it ended. */
  async run(change: BulkChange, situation: Situation = {}) {
    const { dryRun = false, yes = false, count, ids, backup, atOnce, as = this.access(), typed, onLine } = situation;
    const [out, err, asked]: [string[], string[], string[]] = [[], [], []];
    const ask = async (question: string) => {
      asked.push(question);
      return typeof typed === "function" ? typed() : typed;
    };
    const terminal = {
      out: (text: string) => void out.push(text),
      err: (text: string) => {
        err.push(text);
        onLine?.(text);
      },
      ...(typed !== undefined && { ask }),
    };
    const request: BulkRequest = {
      change,
      ids: ids && checkedIds(ids),
      consent: { dryRun, yes, count },
      backup: backup ?? join(this.directory, "backup.json"),
      atOnce,
      env: {},
      terminal,
    };
    const error = await changeKeysOf(as, request, this.stop.signal).then(
      () => undefined,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    await as.client.close();
    return { out, err, asked, error };
  }
}
