// The code of a class's fields, and of its constructor.
import { SETTABLE_TYPE } from "./accessors";
import { hasTogether } from "./hooked";
import { type ClassModel } from "./model";
import { constantName } from "./names";
import { LOCAL_PROPERTIES, NEEDS_CONFIGURATION } from "./notes";
import { objectListName } from "./objects";
import { comment } from "./words";

/** Blocks that cdktf has no class for. */
export const isBare = ({ kind }: ClassModel): boolean => kind === "ephemeral" || kind === "action";

export function fieldsCode(model: ClassModel): string {
  const own = model.attributes.map(({ attribute, property, value, isSettable, isRequired }) => {
    if (isSettable) return `private _${property}${isRequired ? "!" : "?"}: ${SETTABLE_TYPE[value.kind]};`;
    if (value.kind === "map") return `private readonly _${property} = new StringMap(this, "${attribute}");`;
    if (value.kind === "objects") {
      const list = objectListName(model.name, property);
      return `private readonly _${property} = new ${list}(this, "${attribute}", false);`;
    }
    return "";
  });
  if (model.kind !== "provider")
    return [isBare(model) ? "private readonly meta: MetaArguments;" : "", ...own].join("\n");
  const locals = LOCAL_PROPERTIES.map(({ property, kind, description, fallback }) =>
    [
      comment([description], "  "),
      `public readonly ${property}${fallback === undefined ? "?" : ""}: ${kind === "flag" ? "boolean" : "string"};\n`,
    ].join("\n"),
  );
  return [...locals, "private _alias?: string;", ...own].join("\n");
}

export function constructorCode(model: ClassModel): string {
  const { name, kind, attributes } = model;
  const shape = constantName(name);
  const isNeeded = NEEDS_CONFIGURATION.includes(name) || attributes.some(({ isRequired }) => isRequired);
  const scope = `checkedScope(scope, id, config, ${shape})`;
  const metadata = `terraformResourceType: ${name}.tfResourceType,
      terraformGeneratorMetadata: { providerName: "electronhub", providerVersion: PROVIDER_VERSION },`;
  const superCall = {
    provider: `super(${scope}, id, { ${metadata} terraformProviderSource: "electronhub/electronhub" });`,
    resource: `super(${scope}, id, { ${metadata} ...metaArguments(config) });`,
    data: `super(${scope}, id, { ${metadata} ...metaArguments(config) });`,
    ephemeral: `super(${scope}, id, \`ephemeral.\${${name}.tfResourceType}\`);\nthis.meta = metaArguments(config);`,
    action: `super(${scope}, id, \`action.\${${name}.tfResourceType}\`);\nthis.meta = metaArguments(config);`,
  };
  const assignments = attributes
    .filter(({ isSettable }) => isSettable)
    .map(({ property, isRequired }) =>
      isRequired || kind === "provider"
        ? `this.${property} = config.${property};`
        : `if (config.${property} !== undefined) this.${property} = config.${property};`,
    );
  const locals = LOCAL_PROPERTIES.map(
    ({ property, fallback }) => `this.${property} = config.${property} ?? ${fallback ?? "undefined"};`,
  );
  return `/**
   * @param scope the stack, or a construct within it
   * @param id unique within the scope
   * @param config the settings
   */
  constructor(scope: Construct, id: string, config: ${name}Config${isNeeded ? "" : " = {}"}) {
    ${superCall[kind]}
    ${kind === "provider" ? [...locals, "this.alias = config.alias;"].join("\n") : ""}
    ${assignments.join("\n")}
    ${hasTogether(name) ? `this.node.addValidation({ validate: () => sentences(${shape}, TOGETHER.${name}(this)) });` : ""}
    ${kind === "provider" ? "serve(this);" : ""}
  }`;
}
