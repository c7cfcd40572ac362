// What is said of a property that nobody knows.
import { nearest } from "./spelling";

/** Where none is near, all are named. Names are code, and so no secrets. */
export function unknownProperty(owner: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = meant === undefined ? `It takes ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return `${owner} takes no property ${JSON.stringify(name)}: ${hint}`;
}
