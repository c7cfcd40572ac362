// Something that is measured: once a round, between all others, so that what slows the machine down for a while hits all alike.
import { type Samples } from "../samples";

export interface Measurement {
  /** Adds one measurement of each of its kinds, or some. */
  readonly round: (samples: Samples) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What is measured, and where. */
export interface Bench {
  /** Temporary, for everything. */
  readonly directory: string;
  /** The self-contained executable of a release. */
  readonly executable: string;
  /** The bundled script. */
  readonly script: string;
  /** The provider's version. */
  readonly version: string;
  readonly node20: string;
  /** Where it cannot be had: why. */
  readonly node24: string | Error;
  /** The runtime of the executable, as such. */
  readonly bun: string;
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}
