// What of the hand-written hooks concerns a class.
import { CHECKS, TOGETHER } from "../../src/constructs/hooks";
import { type ClassModel } from "./model";

/** The code that names the rule of a property. */
export function checkOf(className: string, property: string): string | undefined {
  const checks = new Map<string, object>(Object.entries(CHECKS)).get(className) ?? {};
  return Object.keys(checks).includes(property) ? `CHECKS.${className}.${property}` : undefined;
}

export const isChecked = (className: string): boolean => Object.keys(CHECKS).includes(className);

export const hasTogether = (className: string): boolean => Object.keys(TOGETHER).includes(className);

/** Throws where a hook belongs to nothing that the provider has. */
export function checkHooks(models: readonly ClassModel[]): void {
  const settable = new Map(
    models.map(({ name, attributes }) => [name, attributes.flatMap((a) => (a.isSettable ? [a.property] : []))]),
  );
  for (const name of Object.keys(TOGETHER)) {
    if (!settable.has(name)) throw new Error(`src/constructs/hooks.ts: there is no class ${name}`);
  }
  for (const [name, checks] of Object.entries(CHECKS)) {
    const odd = Object.keys(checks).find((property) => !settable.get(name)?.includes(property));
    if (odd !== undefined) throw new Error(`src/constructs/hooks.ts: ${name} has no property ${odd} to set`);
  }
}
