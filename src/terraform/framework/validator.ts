// The interface by which an attribute's value is checked. Validators of a kind are data of the schema that they stand in.
import { type CtyType, type KnownOf, type Path } from "../cty";
import { type Diagnostic } from "./diagnostic";

/** Checks one attribute's value: known and not null at the top, though elements may be unknown. */
export interface Validator<T extends CtyType = CtyType> {
  validate(value: KnownOf<T>, path: Path): readonly Diagnostic[];
}
