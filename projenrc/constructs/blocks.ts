// The code with which a class is written into the stack's output, as JSON and as HCL.
import { type AttributeModel, type ClassModel, type Value } from "./model";

type Settable = Exclude<Value["kind"], "map" | "objects">;

/** Stands for what was given. */
const VALUE = "VALUE";

const JSON_MAPPER: Readonly<Record<Settable, string>> = {
  string: `stringToTerraform(${VALUE})`,
  number: `numberToTerraform(${VALUE})`,
  bool: `booleanToTerraform(${VALUE})`,
  list: `listMapper(stringToTerraform, false)(${VALUE})`,
  set: `listMapper(stringToTerraform, false)(${VALUE})`,
};

const HCL_MAPPER: Readonly<Record<Settable, string>> = {
  string: `hclString(${VALUE})`,
  number: `hclNumber(${VALUE})`,
  bool: `hclBoolean(${VALUE})`,
  list: `hclStringSet(${VALUE})`,
  set: `hclStringSet(${VALUE})`,
};

/** Within a block that is written as it is. */
const PLAIN: Readonly<Record<Settable, string>> = {
  string: VALUE,
  number: VALUE,
  bool: VALUE,
  list: VALUE,
  set: VALUE,
};

export function synthesisCode(attributes: readonly AttributeModel[], isProvider: boolean): string {
  const json = linesOf(attributes, JSON_MAPPER);
  const hcl = linesOf(attributes, HCL_MAPPER);
  const alias = (mapper: string) => (isProvider ? [`alias: ${mapper}(this._alias),`] : []);
  const written = [...alias("hclString"), ...hcl];
  return `protected synthesizeAttributes(): { [name: string]: unknown } {
    return {
      ${[...alias("stringToTerraform"), ...json].join("\n")}
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return ${written.length === 0 ? "{}" : `given({\n${written.join("\n")}\n})`};
  }`;
}

/** Of a block that cdktf has no class for. */
export function blockCode({ name, kind, attributes }: ClassModel): string {
  const lines = linesOf(attributes, kind === "action" ? PLAIN : JSON_MAPPER).join("\n");
  const attribute = `private attribute(name: string) {
    return ref(\`ephemeral.\${${name}.tfResourceType}.\${this.friendlyUniqueId}.\${name}\`, this.cdktfStack);
  }`;
  return `/** As the stack's JSON has it. */
  public toTerraform(): unknown {
    return blockToTerraform(this, ["${kind}", ${name}.tfResourceType], this.meta, {
      ${kind === "action" ? `config: {\n${lines}\n},` : lines}
    });
  }

  /** Refused: cdktf would leave the block out. */
  public toHclTerraform(): unknown {
    return blockToHcl(this, "${kind}");
  }

  ${kind === "ephemeral" ? attribute : ""}`;
}

const linesOf = (attributes: readonly AttributeModel[], mappers: Readonly<Record<Settable, string>>) =>
  attributes.flatMap(({ attribute, property, value, isSettable }) =>
    isSettable && value.kind !== "map" && value.kind !== "objects"
      ? [`${attribute}: ${mappers[value.kind].replace(VALUE, `this._${property}`)},`]
      : [],
  );
