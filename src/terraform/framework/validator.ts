// The interface by which an attribute's value is checked. Validators of a kind are data of the schema that they stand in.
import { type CtyType, type KnownOf, type Path } from "../cty";
import { type Diagnostic } from "./diagnostic";

/**
 * Why a value is checked: because it stands in a configuration, or because it is about to be used by the real provider. Tests
 * with mocked providers check configurations too, in which random words stand for whatever a provider computes: only what is
 * wrong in any case is refused there.
 */
export type Stage = "configured" | "used";

/** Checks one attribute's value: known and not null at the top, though elements may be unknown. */
export interface Validator<T extends CtyType = CtyType> {
  validate(value: KnownOf<T>, path: Path, stage: Stage): readonly Diagnostic[];
}
