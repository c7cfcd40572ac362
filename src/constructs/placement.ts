// Where a construct of ours stands, and whether it was given properties at all: checked before it is made. cdktf leaves what
// stands outside of all stacks out of its output, without a word.
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { received } from "./received";

/** The scope. Throws where it is not within a stack, or the id is not a name. */
export function inStack(scope: Construct, id: string): Construct {
  if (!Construct.isConstruct(scope)) throw misplaced(scope, id, received(scope));
  const isWithinStack = scope.node.scopes.some((ancestor) => TerraformStack.isStack(ancestor));
  if (!isWithinStack) throw misplaced(scope, id, App.isApp(scope) ? "the App" : "outside of all stacks");
  if (typeof id === "string" && id !== "") return scope;
  throw new Error(`${scope.node.path}: The id of a construct in it is ${received(id)}. Give it a name, as in "ci".`);
}

const misplaced = (scope: Construct, id: string, found: string): Error =>
  new Error(
    `${pathWithin(scope, id)}: Its scope is ${found}. Give it a stack (a TerraformStack), or a construct within one.`,
  );

/** Throws where it is not an object whose properties could be read. */
export function propertiesOf<T extends object>(scope: Construct, id: string, config: T): T {
  const given: unknown = config;
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return config;
  throw new Error(
    `${pathWithin(scope, id)}: Its configuration is ${received(given)}. Give it an object of properties.`,
  );
}

/** As the construct's own path will be. */
export const pathWithin = (scope: Construct, id: string): string =>
  [...(Construct.isConstruct(scope) ? [scope.node.path] : []), String(id)].filter((part) => part !== "").join("/");
