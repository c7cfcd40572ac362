// The shared rules as validators: a rule's problem becomes a diagnostic at the attribute it is about.
import { type KnownOf, type NumberType, type SetType, type StringType } from "../terraform/cty";
import { type Diagnostic, type Stage, type Validator } from "../terraform/framework";
import { type Problem } from "../rules";

export const checked = <T extends StringType | NumberType>(
  _type: T,
  check: (value: KnownOf<T>, stage: Stage) => Problem | undefined,
): Validator<T> => ({
  validate(value, path, stage): readonly Diagnostic[] {
    const problem = check(value, stage);
    return problem ? [{ ...pick(problem), path }] : [];
  },
});

/**
 * For sets of strings. While an element is unknown the known ones are checked alone. The problems point at the whole
 * set, because Terraform cannot name a set's element.
 */
export const checkedElements = (
  _type: SetType<StringType>,
  check: (values: readonly string[], stage: Stage) => readonly Problem[],
): Validator<SetType<StringType>> => ({
  validate(value, path, stage): readonly Diagnostic[] {
    const known = value.filter((element) => typeof element === "string");
    if (value.includes(null)) {
      const detail = "An element is null. Leave it out, for example with compact().";
      return [{ severity: "error", summary: "Null in a set", detail, path }];
    }
    if (known.length === 0 && value.length > 0) return [];
    return check(known, stage).map((problem) => ({ ...pick(problem), path }));
  },
});

const pick = ({ severity, summary, detail }: Problem): Diagnostic => ({ severity, summary, detail });
