// The figures and their targets: each a ratio of medians of the same run, or a difference. Data; measuring is elsewhere.
import { type Samples } from "./samples";
import { type Summary } from "./statistics";

/** As it is shown. */
export type Unit = "ms" | "MB";

export interface Measured {
  /** What was compared with the target; NaN where something is missing. */
  readonly value: number;
  /** The measurements that it was made of: the subject first. */
  readonly parts: readonly { readonly what: string; readonly unit: Unit; readonly summary: Summary }[];
}

export interface Figure {
  readonly name: string;
  /** At most this. */
  readonly target: number;
  /** Of the target: times something, or milliseconds. */
  readonly unit: "x" | "ms";
  /** What the target is a multiple of, or what it is beyond. */
  readonly against: string;
  readonly measure: (samples: Samples) => Measured;
  /** The names under which its measurements are kept. */
  readonly needs: readonly string[];
}

export const NODE_START = "node -e 0";
export const EXECUTABLE_START = "handshake, executable";
export const scriptStart = (node: number): string => `handshake, script on Node ${node}`;
export const planOf = (keys: number, kind: "executable" | "script"): string => `plan of ${keys}, ${kind}`;
export const planOfData = (count: number): string => `plan of ${count} terraform_data`;
export const CREATES = "100 creates";
export const CREATES_PLAN = "plan of 100 creates";
export const cpuPerKey = (keys: number): string => `provider CPU per key, ${keys} keys`;
export const memoryOf = (kind: "executable" | "script"): string => `peak RSS, ${kind}`;
export const bareMemory = (kind: "executable" | "script"): string => `peak RSS, bare runtime of the ${kind}`;
export const synthOf = (kind: "executable" | "script"): string => `synth of 100 ProxyKeys, ${kind}`;
export const SYNTH_DATA = "synth of 100 terraform_data";
export const READ = "Read after Configure";
export const HTTP_CALL = "HTTP call";
/** Without a target. */
export const PLAN_UNHASHED = "plan of 1, executable, through dev_overrides";

/** What 100 answers after 50 ms each take at least where 10 are waited for at a time. */
export const IDEAL_CREATES_MS = 500;

function ratio(name: string, target: number, subject: string, base: string, unit: Unit = "ms"): Figure {
  return {
    name,
    target,
    unit: "x",
    against: base,
    needs: [subject, base],
    measure: (samples) => {
      const [own, other] = [samples.of(subject), samples.of(base)];
      return {
        value: own.median / other.median,
        parts: [
          { what: subject, unit, summary: own },
          { what: base, unit, summary: other },
        ],
      };
    },
  };
}

const creates: Figure = {
  ...ratio("100 creates, 50 ms per answer, parallelism 10", 1.6, CREATES, CREATES_PLAN),
  against: "its plan + 500 ms",
  measure: (samples) => {
    const [own, plan] = [samples.of(CREATES), samples.of(CREATES_PLAN)];
    return {
      value: own.median / (plan.median + IDEAL_CREATES_MS),
      parts: [
        { what: CREATES, unit: "ms", summary: own },
        { what: CREATES_PLAN, unit: "ms", summary: plan },
      ],
    };
  },
};

const read: Figure = {
  ...ratio("Read after Configure with one list call, in process", 2, READ, HTTP_CALL),
  unit: "ms",
  measure: (samples) => {
    const [own, call] = [samples.of(READ), samples.of(HTTP_CALL)];
    return {
      value: own.median - call.median,
      parts: [
        { what: READ, unit: "ms", summary: own },
        { what: HTTP_CALL, unit: "ms", summary: call },
      ],
    };
  },
};

export const FIGURES: readonly Figure[] = [
  ratio("spawn to handshake, executable", 0.3, EXECUTABLE_START, NODE_START),
  ratio("spawn to handshake, script on Node 20", 1.5, scriptStart(20), NODE_START),
  ratio("spawn to handshake, script on Node 24", 1.5, scriptStart(24), NODE_START),
  ratio("plan of 1 key, executable", 6.5, planOf(1, "executable"), planOfData(1)),
  ratio("plan of 20 keys, executable", 6, planOf(20, "executable"), planOfData(20)),
  ratio("plan of 100 keys, executable", 5, planOf(100, "executable"), planOfData(100)),
  creates,
  ratio("plan of 1,000 keys: provider CPU per key", 1.2, cpuPerKey(1000), cpuPerKey(100)),
  ratio("peak RSS of one process, 100 keys, executable", 2, memoryOf("executable"), bareMemory("executable"), "MB"),
  ratio("peak RSS of one process, 100 keys, script", 2, memoryOf("script"), bareMemory("script"), "MB"),
  ratio("synth of 100 ProxyKeys, executable", 1.15, synthOf("executable"), SYNTH_DATA),
  ratio("synth of 100 ProxyKeys, script", 1.15, synthOf("script"), SYNTH_DATA),
  read,
];

/** What is worth knowing and has no target. */
export const NOTES: readonly string[] = [
  PLAN_UNHASHED,
  planOf(1000, "executable"),
  planOf(1, "script"),
  planOf(20, "script"),
  planOf(100, "script"),
];
