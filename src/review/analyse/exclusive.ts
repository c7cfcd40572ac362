// The facts of exclusive ownership in a plan: which keys it removes beside the declared ones.
import { removalWarning } from "../../provider/proxy-keys-exclusive/removal-warning";
import { UNKNOWN, type Value } from "../../terraform/cty";
import { type ExclusiveFacts, type PlannedOperation } from "../facts";
import { type PlannedExclusive } from "../plan/plan";

const REMOVE: PlannedOperation = { kind: "remove", text: "remove", on: "old" };
const DELETE_ALL: PlannedOperation = { kind: "delete all", text: "delete all", on: "old" };

/** Undefined: it does not change in any way. */
export function analyseExclusive(exclusive: PlannedExclusive): ExclusiveFacts | undefined {
  const change = changeOf(exclusive);
  if (change === undefined) return undefined;
  const { address, account, after } = exclusive;
  const isSensitive = after?.sensitive.has("remove") ?? false;
  // Creating it removes nothing, nor does destroying it.
  const planned = change === "update" ? (after?.state.remove ?? null) : null;
  const names = sameAsBefore(exclusive) ? new Map<string, string>() : namesIn(planned);
  const isDeleteAll = after?.state.use_delete_all === true && names.size > 0;
  return {
    address,
    constructPath: undefined,
    source: undefined,
    account,
    change,
    removed: [...names].map(([id, name]) => ({ id, name: isSensitive ? "(sensitive)" : name })),
    isDeleteAll,
    areRemovalsKnown: planned !== UNKNOWN && exclusive.deferred === undefined,
    operations: isDeleteAll ? [DELETE_ALL] : [...names].map(() => REMOVE),
    warnings:
      names.size > 0 && !isSensitive
        ? [{ ...said(removalWarning(names, { atOnce: isDeleteAll })), origin: "derived" }]
        : [],
  };
}

/** What there is of its scope is known only when the apply has looked. */
export const recordsAnew = ({ after }: PlannedExclusive): boolean => after?.state.present === UNKNOWN;

function changeOf(exclusive: PlannedExclusive): ExclusiveFacts["change"] | undefined {
  const { kind, previousAddress, importId, drift } = exclusive;
  if (exclusive.deferred !== undefined) return "defer";
  switch (kind) {
    case "no-op":
    case "read":
      if (importId !== undefined) return "import";
      if (previousAddress !== undefined) return "move";
      return drift === undefined ? undefined : "drift";
    case "create":
    case "update":
    case "forget":
      return kind;
    case "delete":
      return "destroy";
    case "delete, create":
    case "create, delete":
    case "create, forget":
    case "forget, create":
      return "replace";
  }
}

/** What the last apply removed stays in the state where nothing is removed. */
function sameAsBefore({ before, after }: PlannedExclusive): boolean {
  const [was, is] = [namesIn(before?.state.remove ?? null), namesIn(after?.state.remove ?? null)];
  return was.size === is.size && [...is].every(([id]) => was.has(id));
}

const namesIn = (value: Value): ReadonlyMap<string, string> =>
  new Map(
    value instanceof Map
      ? [...value].flatMap(([id, name]: [unknown, unknown]) =>
          typeof id === "string" && typeof name === "string" ? [[id, name] as const] : [],
        )
      : [],
  );

const said = ({ summary, detail }: { readonly summary: string; readonly detail: string }) => ({ summary, detail });
