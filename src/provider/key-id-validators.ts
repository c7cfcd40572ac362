// The validators of what names a key. In a configuration a word may stand for what a mocked provider has computed, so only what
// is wrong in any case is refused there; what is not an id or value is refused where it is used.
import { checkKeyIds, checkKeyValue, checkNoKeyValues, checkNoOtherCredential } from "../rules";
import { type SetType, type StringType, types } from "../terraform/cty";
import { type Validator } from "../terraform/framework";
import { checked, checkedElements } from "./checked";

export const keyIdValidators: readonly Validator<StringType>[] = [
  checked(types.string, (id, stage) => (stage === "used" ? checkKeyIds : checkNoKeyValues)([id])[0]),
];

export const keyIdsValidators: readonly Validator<SetType<StringType>>[] = [
  checkedElements(types.set(types.string), (ids, stage) => (stage === "used" ? checkKeyIds : checkNoKeyValues)(ids)),
];

export const keyValueValidators: readonly Validator<StringType>[] = [
  checked(types.string, (value, stage) => (stage === "used" ? checkKeyValue : checkNoOtherCredential)(value)),
];
