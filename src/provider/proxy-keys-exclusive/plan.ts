// The plan of exclusive ownership: what the last refresh found besides the declared keys is removed. Pure: Terraform plans
// twice, so all that depends on the clock or the API was decided at the refresh.
import { keysOf } from "../../rules";
import { UNKNOWN, attributeStep, equal, isWhollyKnown } from "../../terraform/cty";
import {
  type Diagnostic,
  type PlanRequest,
  type PlanResponse,
  errorDiagnostic,
  warningDiagnostic,
} from "../../terraform/framework";
import { removalWarning } from "./removal-warning";
import { type ExclusiveAttributes, type ExclusiveState, exclusiveAttributes } from "./schema";
import { type Names } from "./scope";

const NOTHING: Names = new Map();

export function planExclusive<C>({
  prior,
  planned,
}: PlanRequest<ExclusiveAttributes, C>): PlanResponse<ExclusiveAttributes> {
  const undecided = prior === null ? [] : unknownSettings(planned);
  if (undecided.length > 0) return { planned, diagnostics: undecided };
  // What a new scope holds is not known before the apply has looked; only a plan may name what is removed.
  if (prior === null || !sameScope(prior, planned)) {
    return { planned: { ...planned, present: UNKNOWN, ignored: UNKNOWN, remove: NOTHING } };
  }
  const remove = removable(prior, planned);
  if (remove.size === 0) {
    const { present, ignored } = prior;
    const changes = !sameSettings(prior, planned);
    return {
      planned: { ...planned, present, ignored, remove: changes ? NOTHING : prior.remove },
      diagnostics: unknownIdsWarning(prior, planned),
    };
  }
  return {
    planned: {
      ...planned,
      present: without(namesOf(prior.present), remove),
      ignored: without(namesOf(prior.ignored), remove),
      remove,
    },
    diagnostics: [removalWarning(remove, { atOnce: planned.use_delete_all === true })],
  };
}

/** Null and unknown count as none. */
export function namesOf(value: ExclusiveState["present"]): Names {
  if (value === null || value === UNKNOWN) return NOTHING;
  return new Map([...value].flatMap(([id, name]) => (typeof name === "string" ? [[id, name]] : [])));
}

export function without(names: Names, removed: Names): Names {
  return new Map([...names].filter(([id]) => !removed.has(id)));
}

/**
 * Terraform plans again at apply, when what was unknown is known, and both plans must agree: so an id that was added since
 * the last apply, which may have been unknown before, removes nothing either. An id that has just left is not removed yet:
 * its own resource decides, in the same apply and perhaps later, whether it is removed, switched off or left to expire.
 */
function removable(prior: ExclusiveState, { key_ids: keyIds, use_delete_all: useDeleteAll }: ExclusiveState): Names {
  if (!isWhollyKnown(keyIds) || keyIds === null || keyIds === UNKNOWN) return NOTHING;
  // Once it is on, keys that are left alone do not make it act again: an ephemeral key of every run would.
  const isOn = prior.use_delete_all === true;
  if (useDeleteAll === true && isOn && namesOf(prior.present).size === 0) return NOTHING;
  if (useDeleteAll === true) return new Map([...namesOf(prior.present), ...namesOf(prior.ignored)]);
  const before = prior.key_ids === null || prior.key_ids === UNKNOWN ? [] : prior.key_ids;
  if (keyIds.some((id) => !before.includes(id))) return NOTHING;
  return new Map([...namesOf(prior.present)].filter(([id]) => !before.includes(id)));
}

/** Whether anything is removed must not turn out during the apply. */
function unknownSettings(planned: ExclusiveState): readonly Diagnostic[] {
  const names = ["name_prefix", "ignore_expiring_within", "use_delete_all"] as const;
  const withDeleteAll = planned.use_delete_all === true ? (["key_ids"] as const) : [];
  return [...names, ...withDeleteAll]
    .filter((name) => !isWhollyKnown(planned[name]))
    .map((name) =>
      errorDiagnostic(
        `${name} is not known in the plan`,
        "It decides which proxy keys are removed, and no key is removed that the plan does not show. Apply first what it depends on, or set it from a variable.",
        [attributeStep(name)],
      ),
    );
}

/**
 * Should what is unknown turn out to be what it was, the second plan would remove strangers that the first one did not show:
 * Terraform then refuses it. Nothing in a plan can tell the two apart, so it is said beforehand.
 */
function unknownIdsWarning(prior: ExclusiveState, { key_ids: keyIds }: ExclusiveState): readonly Diagnostic[] {
  const before = prior.key_ids === null || prior.key_ids === UNKNOWN ? [] : prior.key_ids;
  const strangers = [...namesOf(prior.present).keys()].filter((id) => !before.includes(id));
  if (isWhollyKnown(keyIds) || strangers.length === 0) return [];
  return [
    warningDiagnostic(
      `Not removed in this apply, because key_ids is not known yet: ${keysOf(strangers.length)}`,
      'The plan after this apply shows them. If key_ids then names no new key, Terraform ends this apply with "inconsistent final plan" at this resource. Nothing is removed then; apply again.',
      [attributeStep("key_ids")],
    ),
  ];
}

const same = (name: keyof ExclusiveAttributes, a: ExclusiveState, b: ExclusiveState): boolean =>
  equal(exclusiveAttributes[name].type, a[name], b[name]);

const sameScope = (a: ExclusiveState, b: ExclusiveState): boolean =>
  same("name_prefix", a, b) && same("ignore_expiring_within", a, b);

const sameSettings = (a: ExclusiveState, b: ExclusiveState): boolean =>
  sameScope(a, b) && same("key_ids", a, b) && same("use_delete_all", a, b);
