// Constructs and provider schemas describe the same attributes: neither has one that the other does not have.
import { CONSTRUCTS, propertyName } from "./all-constructs";
import { classModels } from "../../projenrc/constructs/model";
import { type Schema } from "../../src/terraform/framework";

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const isGetter = (member: PropertyDescriptor) => "get" in member && typeof member.get === "function";
const isSetter = (member: PropertyDescriptor) => "set" in member && typeof member.set === "function";
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** The attributes that a construct offers, as the conventions of provider libraries show them. alias is Terraform's own. */
function offered(construct: { prototype: object }) {
  const members = Object.getOwnPropertyDescriptors(construct.prototype);
  return Object.entries(members)
    .filter(([name, member]) => isGetter(member) && !name.endsWith("Input") && name !== "alias")
    .map(([name, member]) => ({
      name,
      settable: isSetter(member),
      hasInput: `${name}Input` in members,
      resettable: `reset${capitalised(name)}` in members,
    }))
    .sort(byName);
}

function declared(schema: Schema, isReadable: boolean) {
  return Object.entries(schema.attributes)
    .map(([name, { mode }]) => ({
      name: propertyName(name),
      settable: mode !== "computed",
      hasInput: isReadable && mode !== "computed",
      resettable: mode === "optional" || mode === "optional_computed",
    }))
    .sort(byName);
}

test.each(CONSTRUCTS.map(([construct, schema]) => [construct.name, construct, schema] as const))(
  "%s has the attributes of its schema, each as it may be set",
  (name, construct, schema) => {
    // What an action is given, nothing can read: its getter is the input.
    expect(offered(construct)).toEqual(declared(schema, !name.endsWith("Action")));
  },
);

test("these are the classes of all that the provider offers", () => {
  expect(CONSTRUCTS.map(([{ name }]) => name).sort()).toEqual(
    classModels()
      .map(({ name }) => name)
      .sort(),
  );
});
