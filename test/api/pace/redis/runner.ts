// A process that keeps its request budget on a Redis server, as far as a test can see it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "../../../../src/api";
import { type Ledger, openLedger } from "../../../../src/api/pace";
import { type Budget } from "../../../../src/api/pace/budget";
import { reserve } from "../../../../src/api/pace/places";
import { ledgerAddress } from "../../../../src/rules";

export interface Runner {
  readonly ledger: Ledger;
  /** What it has logged. */
  readonly lines: string[];
  /** What it has warned of. */
  readonly troubles: string[];
  /** Takes a place. */
  spend(id: string): Promise<void>;
  /** The places that are taken, as it knows them. */
  spent(): Promise<readonly string[]>;
  budget(): Promise<Budget>;
  /** Its clock goes on by so much: a look at a server that is away is due. */
  pass(ms: number): void;
  /** What it does in the background has an end. */
  until(isTrue: () => Promise<boolean>): Promise<void>;
}

export interface RunnerOptions {
  readonly apiKey?: string;
  readonly caCertificateFile?: string;
  /** The directory of its machine's file. */
  readonly home?: string;
  readonly clock?: Clock;
}

export function startRunner(url: string, options: RunnerOptions = {}): Runner {
  const { apiKey = "ek-hush-hush", caCertificateFile, home = newHome(), clock = systemClock } = options;
  const lines: string[] = [];
  const troubles: string[] = [];
  let passed = 0;
  const note = (message: string, fields?: object) => lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const ledger = openLedger({
    baseUrl: "https://example.com",
    apiKey,
    env: { XDG_STATE_HOME: home },
    address: ledgerAddress(url),
    caCertificateFile,
    clock: { now: () => clock.now() + passed, sleep: (ms, signal) => clock.sleep(ms, signal) },
    log: { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true },
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const budget = () => ledger.change((held) => ({ budget: held, result: held }));
  return {
    ledger,
    lines,
    troubles,
    budget,
    spend: (id) => ledger.change((held, now) => ({ budget: reserve(held, id, 30_000, now), result: undefined })),
    spent: async () => (await budget()).spent.map(({ id }) => id).sort(),
    pass: (ms) => (passed += ms),
    until: async (isTrue) => {
      for (let tries = 0; tries < 1_000; tries++) {
        if (await isTrue()) return;
        await systemClock.sleep(25);
      }
      throw new Error("it does not become true");
    },
  };
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), "runner-test-"));
