// The rule of a key that is replaced by and by: the durations that must fit together. What only the plan knows is left to it.
import { type Problem, parseDuration, problem, shown } from "../rules";
import { isLiteral } from "./tokens";

/** Of a configuration in which each duration is one. When a rotation is due, less than rotateBefore is left of the old key. */
export function checkRotation(config: object): readonly Problem[] {
  const [validFor, rotateBefore, gracePeriod] = ["validFor", "rotateBefore", "gracePeriod"].map((name) =>
    durationOf(config, name),
  );
  return [
    ...(validFor && rotateBefore && rotateBefore.length >= validFor.length
      ? [
          problem(
            "rotateBefore is not shorter than validFor",
            `rotateBefore is ${rotateBefore.text} and validFor is ${validFor.text}, so it would always be due.`,
          ),
        ]
      : []),
    ...(gracePeriod && rotateBefore && gracePeriod.length > rotateBefore.length
      ? [
          problem(
            "gracePeriod is longer than rotateBefore",
            `gracePeriod is ${gracePeriod.text} and rotateBefore is ${rotateBefore.text}: less than that is left of the old key when it is replaced, and nothing makes it work longer. Raise rotateBefore, or lower gracePeriod.`,
          ),
        ]
      : []),
  ];
}

/** Undefined where synth does not know it. */
function durationOf(config: object, name: string): { readonly text: string; readonly length: number } | undefined {
  const value: unknown = Reflect.get(config, name);
  const length = typeof value === "string" && isLiteral(value) ? parseDuration(value) : undefined;
  return length === undefined ? undefined : { text: shown(String(value)), length };
}
