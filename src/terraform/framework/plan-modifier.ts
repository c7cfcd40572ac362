// The interface by which an attribute adjusts its own planned value. One modifier per file.
import { type CtyType, type ValueOf } from "../cty";

export interface PlanModifierRequest<T extends CtyType = CtyType> {
  /** The attribute in the configuration. */
  readonly config: ValueOf<T>;
  /** The attribute in the prior state; null where the object is to be created. */
  readonly prior: ValueOf<T>;
  /** What the steps before have planned. */
  readonly planned: ValueOf<T>;
  readonly isCreate: boolean;
}

export interface PlanModifierResponse<T extends CtyType = CtyType> {
  readonly planned: ValueOf<T>;
  /** The change cannot be made in place: Terraform destroys the object and creates it anew. */
  readonly requiresReplace?: boolean;
}

export interface PlanModifier<T extends CtyType = CtyType> {
  modify(request: PlanModifierRequest<T>): PlanModifierResponse<T>;
}
