// Advice on planned proxy keys that needs the API, where the provider block asks for it. It warns and never changes a plan;
// what cannot be looked up is said once, and is no error.
import { type ModelObject } from "../api/wire";
import { type Diagnostic, warningDiagnostic } from "../terraform/framework";
import { problemsOf } from "./api-diagnostics";
import { type KnownOnce } from "./known-once";
import { type Addition, type Quota } from "./quota";
import { unknownModels } from "./unknown-models";

/** The API's models. */
export type Catalogue = KnownOnce<readonly ModelObject[]>;

export interface PlannedKey {
  readonly name: string;
  /** Those that are known; none where all are allowed. */
  readonly models: readonly string[];
  readonly adds: Addition;
}

export class PlanAdvice {
  private readonly failed = new Set<string>();

  /** Without a catalogue or a quota, the provider block does not ask for that. */
  constructor(
    private readonly catalogue: Catalogue | undefined,
    private readonly quota: Quota | undefined,
  ) {}

  async on({ name, models, adds }: PlannedKey, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    const { catalogue, quota } = this;
    const advice = await Promise.all([
      catalogue && models.length > 0
        ? this.orOnce("validate_models", async () => unknownModels(name, models, await catalogue.get(signal)))
        : [],
      quota ? this.orOnce("check_quota", () => quota.add(adds, signal)) : [],
    ]);
    return advice.flat();
  }

  private async orOnce(setting: string, work: () => Promise<readonly Diagnostic[]>): Promise<readonly Diagnostic[]> {
    try {
      return await work();
    } catch (error) {
      if (this.failed.has(setting)) return [];
      this.failed.add(setting);
      return problemsOf(error, `check the plan as ${setting} asks`, "The plan itself stands without it.").map(
        ({ summary, detail }) => warningDiagnostic(summary, detail),
      );
    }
  }
}
