// Advice on planned proxy keys beside their plans: how long the apply will take, and what needs the API, where the provider
// block asks for it. It warns and never changes a plan; what cannot be looked up is said once, and is not an error.
import { type ModelObject } from "../api/wire";
import { type Diagnostic, warningDiagnostic } from "../terraform/framework";
import { problemsOf } from "./api-diagnostics";
import { type ApplyTime } from "./apply-time";
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
  /** How many calls its apply makes. */
  readonly calls: number;
  /** Its replacement is planned next, by the same name, and must not be counted again. */
  readonly isReplaced: boolean;
}

const NOTHING: Addition = { keys: 0, credits: 0 };

export class PlanAdvice {
  private readonly failed = new Set<string>();
  /** How many keys of a name are replaced, and were not planned anew yet. */
  private readonly replaced = new Map<string, number>();

  /** Without a catalogue or a quota, the provider block does not ask for that. */
  constructor(
    private readonly catalogue: Catalogue | undefined,
    private readonly quota: Quota | undefined,
    private readonly applyTime: ApplyTime,
  ) {}

  /** On a key that is destroyed. */
  onDestroy(calls: number, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    return this.applyTime.add(calls, signal);
  }

  async on(key: PlannedKey, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    const { catalogue, quota } = this;
    const { name, models } = key;
    const isCounted = this.isCounted(key);
    const adds = isCounted ? NOTHING : key.adds;
    const advice = await Promise.all([
      catalogue && models.length > 0
        ? this.orOnce("validate_models", async () => unknownModels(name, models, await catalogue.get(signal)))
        : [],
      quota ? this.orOnce("check_quota", () => quota.add(adds, signal)) : [],
      this.applyTime.add(isCounted ? 0 : key.calls, signal),
    ]);
    return advice.flat();
  }

  private isCounted({ name, isReplaced, adds }: PlannedKey): boolean {
    const replaced = this.replaced.get(name) ?? 0;
    if (isReplaced) this.replaced.set(name, replaced + 1);
    const follows = !isReplaced && adds.keys > 0 && replaced > 0;
    if (follows) this.replaced.set(name, replaced - 1);
    return follows;
  }

  private async orOnce(setting: string, work: () => Promise<readonly Diagnostic[]>): Promise<readonly Diagnostic[]> {
    try {
      return await work();
    } catch (error) {
      if (this.failed.has(setting)) return [];
      this.failed.add(setting);
      return problemsOf(error, `check the plan as ${setting} asks`, "The plan is complete without this check.").map(
        ({ summary, detail }) => warningDiagnostic(summary, detail),
      );
    }
  }
}
