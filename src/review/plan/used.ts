// How much keys have used, where a data source that the plan has read tells it. Pure.
import { type JsonRecord, isRecord, listIn, memberOf, recordIn, textIn } from "./json";

/** Credits by the ids of keys. */
export function usedIn(json: unknown): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  const note = (key: unknown): void => {
    const id = textIn(key, "id");
    const amount = memberOf(key, "used_amount");
    if (id !== undefined && typeof amount === "number" && Number.isFinite(amount)) used.set(id, amount);
  };
  for (const resource of resourcesIn(recordIn(memberOf(memberOf(json, "prior_state"), "values"), "root_module"))) {
    if (textIn(resource, "mode") !== "data" || !textIn(resource, "type")?.startsWith("electronhub_")) continue;
    // What is sensitive as a whole is not to be shown.
    if (memberOf(memberOf(resource, "sensitive_values"), "used_amount") === true) continue;
    const values = memberOf(resource, "values");
    note(values);
    listIn(values, "keys").forEach(note);
  }
  return used;
}

function* resourcesIn(module: JsonRecord | undefined): Iterable<JsonRecord> {
  if (module === undefined) return;
  for (const resource of listIn(module, "resources")) if (isRecord(resource)) yield resource;
  for (const child of listIn(module, "child_modules")) if (isRecord(child)) yield* resourcesIn(child);
}
