// The attribute `operations`: how the calls of a change read in the plan. Every element begins with the number of the
// change, because Terraform hides a list that did not change and shows a shortened one as if a call were cancelled.
import { UNKNOWN } from "../../terraform/cty";
import { type Operation } from "./diff";
import { type ProxyKeyState } from "./schema";

/** What an import leaves: no call was made. */
export const IMPORTED: readonly string[] = ["#0 import"];

const NO_CALL = "no call";

/** Whether an element of the list stands for a call. One that is not known yet does. */
export const isCall = (element: unknown): boolean => typeof element !== "string" || !element.endsWith(` ${NO_CALL}`);

/** For the change that follows the one that `prior` shows. */
export function describeOperations(prior: ProxyKeyState | null, operations: readonly Operation[]): readonly string[] {
  const number = changeNumber(prior) + 1;
  if (operations.length === 0) return [`#${number} ${NO_CALL}`];
  return operations.map((operation) => `#${number} ${describeOperation(operation)}`);
}

/** One call in words, as in `toggle off` or `update name, expires_at`. */
export function describeOperation(operation: Operation): string {
  switch (operation.kind) {
    case "update":
      return `update ${operation.changed.join(", ")}`;
    case "toggle":
      return `toggle ${operation.to}`;
    case "create":
    case "remove":
      return operation.kind;
  }
}

function changeNumber(state: ProxyKeyState | null): number {
  const operations = state?.operations ?? null;
  if (operations === null || operations === UNKNOWN) return 0;
  const [first] = operations;
  const digits = typeof first === "string" ? /^#(\d{1,9}) /.exec(first)?.[1] : undefined;
  return digits === undefined ? 0 : Number(digits);
}
