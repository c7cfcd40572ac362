// The providers that a stack requires, as its output says: overrides included.
import { type Requirement } from "../planting";
import { entries, member, textOf } from "./json";

export const requiredProviders = (output: unknown): readonly Requirement[] =>
  entries(member(member(output, "terraform"), "required_providers")).map(([name, provider]) => ({
    source: textOf(member(provider, "source")) ?? name,
    version: textOf(member(provider, "version")),
  }));
