// Machines with one account and one ledger on a real Redis server, and how well they share its requests: what comes of their keys, how
// long it takes beside the least possible, and how long one of them waits beside its fair share.
import { type Ended, Machines, type MachinesOptions } from "./machines";
import { type RedisServer, startRedis } from "./redis-server";

export interface Sharing {
  /** Applies that failed: what they said. */
  readonly failed: readonly string[];
  /** What all of them said. */
  readonly output: string;
  /** Requests that were answered with 429. */
  readonly refused: number;
  /** How often the account was locked out. What was under way at that moment, and who could not be told, is refused in the same one. */
  readonly lockOuts: number;
  readonly requests: number;
  /** Declared, and not there. */
  readonly lost: readonly string[];
  /** There more than once, or not declared. */
  readonly doubled: readonly string[];
  /** From the first answer to the last. */
  readonly seconds: number;
  /** What the limit allows at the least: the first minute takes as many as it allows at once. */
  readonly leastSeconds: number;
  /** Of a machine for its next key, as a multiple of its fair share. */
  readonly longestWait: number;
  readonly longestWaitSeconds: number;
}

const MINUTE_MS = 60_000;

/** `trouble` is called when half the keys are made. */
export async function shareLedger(
  options: Omit<MachinesOptions, "environment">,
  trouble?: (server: RedisServer) => Promise<void>,
): Promise<Sharing> {
  const server = await startRedis();
  const machines = await Machines.create({ ...options, environment: { ELECTRONHUB_LEDGER: server.url } });
  try {
    const applied = machines.apply();
    if (trouble) await machines.answered(options.keys / 2).then(() => trouble(server));
    return sharingOf(machines, await applied);
  } finally {
    await machines.dispose();
    await server.stop();
  }
}

function sharingOf(machines: Machines, ended: readonly Ended[]): Sharing {
  const { emulator, answeredAt, options } = machines;
  const declared = machines.names().flat();
  const there = machines.keys().map(({ name }) => name);
  const needed = options.keys + options.machines * LISTS;
  const waits = waitsOf(machines);
  const longest = waits.reduce((most, wait) => (wait.share > most.share ? wait : most), { ms: 0, share: 0 });
  return {
    output: ended.map(({ output }) => output).join("\n"),
    failed: ended.filter(({ code }) => code !== 0).map(({ output }) => output),
    refused: emulator.refused(),
    lockOuts: lockOutsOf(machines.refusedAt),
    requests: Object.values(emulator.requests()).reduce((sum, count) => sum + count, 0),
    lost: declared.filter((name) => !there.includes(name)),
    doubled: there.filter((name, index) => !declared.includes(name) || there.indexOf(name) !== index),
    seconds: (Math.max(...answeredAt) - Math.min(...answeredAt)) / 1000,
    leastSeconds: 60 * Math.floor((needed - 1) / options.requestsPerMinute),
    longestWait: longest.share,
    longestWaitSeconds: longest.ms / 1000,
  };
}

const LOCK_OUT_MS = 180_000;

/** `refusedAt` in the order of time. The first refusal begins a lock-out of three minutes; what is refused in it does not prolong it. */
export function lockOutsOf(refusedAt: readonly number[]): number {
  const begun: number[] = [];
  for (const at of refusedAt) if (at >= (begun.at(-1) ?? -LOCK_OUT_MS) + LOCK_OUT_MS) begun.push(at);
  return begun.length;
}

/** Before a machine's first key it looks once at those that are there. */
const LISTS = 1;

interface Wait {
  readonly ms: number;
  readonly share: number;
}

/**
 * Of each machine, from key to key. Its fair share is a place as often as there is one for each machine, and no more often than
 * once a minute, because places come free a minute after they were taken, many at once.
 */
function waitsOf({ emulator, answeredAt, options }: Machines): readonly Wait[] {
  const { machines, requestsPerMinute } = options;
  const shareMs = (places: number) => places * MINUTE_MS * Math.max(1, machines / requestsPerMinute);
  const created = emulator.events().filter(({ type }) => type === "created");
  const byMachine = new Map<string, number[]>();
  for (const { at, after } of created) {
    const machine = after?.name.replace(/-\d+$/, "") ?? "";
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), at]);
  }
  const began = Math.min(...answeredAt);
  return [...byMachine.values()].flatMap((times) =>
    times.map((at, index) => {
      const ms = at - (times[index - 1] ?? began);
      return { ms, share: ms / shareMs(index === 0 ? 1 + LISTS : 1) };
    }),
  );
}
