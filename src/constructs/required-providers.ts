// The providers that a stack requires, as its output will say: overrides included.
import { type TerraformStack } from "cdktf";
import { type Requirement } from "../planting";

export function requiredProviders(stack: TerraformStack): readonly Requirement[] {
  const required = member(member(stack.toTerraform(), "terraform"), "required_providers");
  if (!isObject(required)) return [];
  return Object.entries(required).map(([name, provider]) => ({
    source: text(member(provider, "source")) ?? name,
    version: text(member(provider, "version")),
  }));
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const member = (value: unknown, name: string): unknown =>
  isObject(value) ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
