// Rules of exclusive ownership, and of removing all keys at once.
import { type Problem, problem } from "./problem";

export interface DeleteAllSettings {
  readonly useDeleteAll: boolean;
  /** How many keys are to stay. */
  readonly keyIds: number;
  readonly namePrefix: string | undefined;
}

export function checkDeleteAll({ useDeleteAll, keyIds, namePrefix }: DeleteAllSettings): Problem | undefined {
  if (!useDeleteAll || (keyIds === 0 && namePrefix === undefined)) return undefined;
  const given = [
    ...(keyIds > 0 ? [`key_ids names ${keyIds}`] : []),
    ...(namePrefix === undefined ? [] : ["name_prefix"]),
  ];
  return problem(
    "use_delete_all spares no key",
    `It removes every key of the account in one call, so it goes only with key_ids = [] and without name_prefix. Given: ${given.join(", ")}.`,
  );
}

/** Empty, it would own all keys: that is said by leaving it out. */
export function checkNamePrefix(prefix: string): Problem | undefined {
  if (prefix !== "") return undefined;
  return problem(
    "Empty name_prefix",
    "Every name begins with nothing, so all keys would be owned. Omit name_prefix to say so.",
  );
}

/** Of the keys that are confirmed to be removed. */
export function checkConfirmCount(count: number): Problem | undefined {
  if (Number.isInteger(count) && count >= 0) return undefined;
  return problem("Invalid confirm_count", `confirm_count is ${count}; it must be a number of keys, 0 or more.`);
}
