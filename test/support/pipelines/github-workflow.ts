// A workflow file of GitHub Actions, as far as the tests look into it.

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A container beside a job. */
export interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly options?: string;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly concurrency?: unknown;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, Service>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly defaults?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
