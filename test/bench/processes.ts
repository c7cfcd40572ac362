// What Linux says about the provider's processes below a terraform: the processor time and the most memory that they took. A process
// that has ended is not there any more, so they are looked at all the time.
import { readFileSync, readdirSync } from "node:fs";

const EVERY_MS = 5;
/** Of the times in /proc; the same on all of Linux. */
const TICK_MS = 10;

export interface Usage {
  /** Of all processes together. */
  readonly cpuMs: number;
  /** Of the one that took most. */
  readonly peakMb: number;
}

/** Begins to look; what it returns ends that, and tells. `name` is in the command line of those that count. */
export function watchDescendants(pid: number, name: string): () => Usage {
  const seen = new Map<number, Usage>();
  const look = () => {
    for (const each of descendants(pid)) {
      const usage = usageOf(each, name);
      if (usage) seen.set(each, usage);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    if (seen.size === 0) throw new Error(`no process ${name} was seen below process ${pid}.`);
    const all = [...seen.values()];
    return {
      cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
      peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
    };
  };
}

/** Of a status file's text. */
export function peakMbIn(status: string): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes) / 1024;
}

function descendants(pid: number): readonly number[] {
  const children = entries(`/proc/${pid}/task`).flatMap((task) =>
    text(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function usageOf(pid: number, name: string): Usage | undefined {
  if (!text(`/proc/${pid}/cmdline`).includes(name)) return undefined;
  // The second field is a name in brackets, which may hold anything.
  const [, fields = ""] = /.*\) (.*)/s.exec(text(`/proc/${pid}/stat`)) ?? [];
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  const peakMb = peakMbIn(text(`/proc/${pid}/status`));
  // Halfway to its end a process has neither.
  if (user === undefined || system === undefined || Number.isNaN(peakMb)) return undefined;
  return { cpuMs: (user + system) * TICK_MS, peakMb };
}

const text = (file: string): string => quietly(() => readFileSync(file, "utf8"), "");
const entries = (directory: string): readonly string[] => quietly(() => readdirSync(directory), []);

/** Processes end at any moment. */
function quietly<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
