// The rule of exclusive ownership that spans settings: delete-all can spare no key.
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
    "use_delete_all can spare no key",
    `It removes every key of the account in one call, so it goes only with key_ids = [] and without name_prefix. Given: ${given.join(", ")}.`,
  );
}
