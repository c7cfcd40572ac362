// Whether a class says in every way what its schema says: as JSON and as HCL, in references, inputs and resets; set by the
// configuration and by setters, as literals and as tokens. Each attribute is set alone, so that nothing is taken from another.
import { type TerraformElement, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { type AnyConstruct, type Properties, make, propertyName } from "./all-constructs";
import { LITERALS, ODD, tokenOf } from "./attribute-values";
import { resolved } from "./resolved";
import { ElectronhubProvider } from "../../src";
import { type Attribute, type Schema } from "../../src/terraform/framework";

export interface Subject {
  readonly construct: AnyConstruct;
  readonly schema: Schema;
  /** The least that it must be given. */
  readonly least: Properties;
  /** Terraform's name of the type. */
  readonly type: string;
}

/** One for all: there are thousands of stacks. */
const app = Testing.app();

function newStack(): TerraformStack {
  app.node.tryRemoveChild("stack");
  return new TerraformStack(app, "stack");
}

type BlockKind = "provider" | "resource" | "data" | "ephemeral" | "action";

/** One line each; none where all is well. */
export function* discrepancies(subject: Subject): Iterable<string> {
  for (const [attribute, declared] of Object.entries(subject.schema.attributes)) {
    if (declared.mode === "computed") {
      yield* referenceProblems(subject, made(subject, {}), attribute, declared);
      continue;
    }
    yield* settingProblems(subject, attribute, declared, literalOf(attribute));
    yield* settingProblems(subject, attribute, declared, tokenOf(declared.type, attribute));
  }
  yield* metaProblems(subject);
  const element = made(subject, {});
  const { terraform: _, ...blocks } = resolved(element.cdktfStack, element.toTerraform()) as Properties;
  const types = [Reflect.get(subject.construct, "tfResourceType"), ...Object.values(blocks).flatMap(namesIn)];
  yield* comparison(subject.construct.name)("type", types, [subject.type, subject.type]);
}

const namesIn = (block: unknown): readonly string[] => Object.keys(Object(block) as object);

interface Setting {
  readonly given: unknown;
  readonly written: unknown;
}

function settingProblems(subject: Subject, attribute: string, declared: Attribute, { given, written }: Setting) {
  const property = propertyName(attribute);
  const least = body(made(subject, {}));
  const without = Object.fromEntries(Object.entries(least).filter(([name]) => name !== attribute));
  const element = made(subject, { [property]: given });
  const later = made(subject, {});
  Reflect.set(later, property, given);
  const kind = kindOf(element);
  const compare = comparison(`${subject.construct.name}.${property}`);
  return [
    ...compare("JSON", body(element), { ...least, [attribute]: written }),
    ...compare("JSON after it was set later", body(later), { ...least, [attribute]: written }),
    ...compare("what a setter refuses", refusalOf(made(subject, {}), property), `stack/it: Invalid ${property}`),
    ...hclProblems(compare, element, attribute, declared, written),
    ...(kind === "action" ? [] : compare("input", Reflect.get(element, `${property}Input`), given)),
    ...(kind === "action" || kind === "provider"
      ? compare("getter", Reflect.get(element, property), given)
      : referenceProblems(subject, element, attribute, declared)),
    ...(declared.mode === "required" || kind === "action" ? [] : resetProblems(compare, element, property, without)),
  ];
}

type Compare = (what: string, found: unknown, expected: unknown) => readonly string[];

const comparison =
  (where: string): Compare =>
  (what, found, expected) =>
    canonical(found) === canonical(expected)
      ? []
      : [`${where}, ${what}: ${canonical(found)} instead of ${canonical(expected)}`];

/** The order of names does not matter. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

function hclProblems(
  compare: Compare,
  element: TerraformElement,
  attribute: string,
  declared: Attribute,
  written: unknown,
) {
  const kind = kindOf(element);
  if (kind === "ephemeral" || kind === "action") return [];
  const isSet = declared.type.kind === "set";
  const storage = new Map([
    ["bool", "boolean"],
    ["set", "stringList"],
  ]).get(declared.type.kind);
  const type = isSet ? "set" : "simple";
  const storageClass = storage ?? declared.type.kind;
  // cdktf spells the names of a provider block anew, whosever it is.
  const expected =
    kind === "provider"
      ? { value: written, is_block: false, type, storage_class_type: storageClass }
      : { value: written, isBlock: false, type, storageClassType: storageClass };
  const hcl = blockOf(resolved(newStack(), element.toHclTerraform())) as Properties;
  return compare("HCL", hcl[attribute], expected);
}

function resetProblems(compare: Compare, element: TerraformElement, property: string, without: object) {
  const reset: unknown = Reflect.get(element, `reset${property.charAt(0).toUpperCase()}${property.slice(1)}`);
  if (typeof reset !== "function") return [`${element.constructor.name} cannot reset ${property}`];
  Reflect.apply(reset, element, []);
  return [
    ...compare("JSON after a reset", body(element), without),
    ...compare("input after a reset", Reflect.get(element, `${property}Input`), undefined),
  ];
}

function referenceProblems(
  { type, construct }: Subject,
  element: TerraformElement,
  attribute: string,
  { type: cty, sensitive }: Attribute,
): readonly string[] {
  const kind = kindOf(element);
  const compare = comparison(`${construct.name}.${propertyName(attribute)}`);
  const address = `${kind === "resource" ? "" : `${kind}.`}${type}.it.${attribute}`;
  const found: unknown = Reflect.get(element, propertyName(attribute));
  const reference = (value: unknown) => resolved(element.cdktfStack, value);
  if (cty.kind === "map") {
    const lookup = Reflect.get(Object(found), "lookup") as (key: string) => unknown;
    return compare("reference", reference(lookup.call(found, "k")), `\${${address}["k"]}`);
  }
  if (cty.kind === "list" && cty.element.kind === "object") {
    const get = Reflect.get(Object(found), "get") as (index: number) => object;
    const of = get.call(found, 3);
    return [
      ...compare("reference", reference(found), `\${${address}}`),
      ...Object.entries(cty.element.attributes).flatMap(([name, inner]) => {
        const part = `${address}[3].${name}`;
        const expected = inner.kind === "set" ? `\${tolist(${part})}` : `\${${part}}`;
        return compare(`reference to ${name}`, reference(Reflect.get(of, propertyName(name))), expected);
      }),
    ];
  }
  const isMarked = sensitive === true && kind !== "ephemeral";
  const call = cty.kind === "set" ? `tolist(${address})` : isMarked ? `sensitive(${address})` : address;
  return compare("reference", reference(found), `\${${call}}`);
}

/** Whether Terraform's own arguments come through. */
function metaProblems(subject: Subject): readonly string[] {
  const stack = newStack();
  const kind = kindOf(made(subject, {}));
  if (kind === "provider") return [];
  const dependency = new TerraformVariable(stack, "dependency", {});
  const provider = new ElectronhubProvider(stack, "other", { alias: "other" });
  const all = { provider, dependsOn: [dependency], count: 2, lifecycle: { preventDestroy: true } };
  const written = {
    provider: "electronhub.other",
    depends_on: ["var.dependency"],
    count: 2,
    lifecycle: { prevent_destroy: true },
  };
  const [taken, expected] =
    kind === "action"
      ? [{ provider }, { provider: written.provider }]
      : kind === "ephemeral"
        ? [
            { provider, dependsOn: all.dependsOn },
            { provider: written.provider, depends_on: written.depends_on },
          ]
        : [all, written];
  const element = make(subject.construct, stack, "it", { ...subject.least, ...taken });
  const block = blockOf(resolved(stack, element.toTerraform())) as Properties;
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, block[name]]));
  return comparison(subject.construct.name)("arguments of Terraform's own", found, expected);
}

const made = ({ construct, least }: Subject, properties: Properties): TerraformElement =>
  make(construct, newStack(), "it", { ...least, ...properties });

function kindOf(element: TerraformElement): BlockKind {
  return Object.keys(element.toTerraform() as object).filter((name) => name !== "terraform")[0] as BlockKind;
}

/** The attributes of the block. */
function body(element: TerraformElement): Properties {
  const block = blockOf(resolved(element.cdktfStack, element.toTerraform())) as Properties;
  const { "//": _, ...attributes } = (block.config ?? block) as Properties;
  return attributes;
}

/** Below its keyword, its type, and its name or its place. */
function blockOf(written: unknown): unknown {
  const { terraform: _, ...blocks } = written as Properties;
  const [types] = Object.values(blocks) as Record<string, object>[];
  const [byName] = Object.values(types ?? {});
  return Object.values(byName ?? {})[0];
}

function refusalOf(element: TerraformElement, property: string): string | undefined {
  try {
    Reflect.set(element, property, ODD);
  } catch (error) {
    return error instanceof Error ? /^[^:]*: Invalid \w+/.exec(error.message)?.[0] : undefined;
  }
  return undefined;
}

function literalOf(attribute: string): Setting {
  const literal = new Map<string, unknown>(Object.entries(LITERALS)).get(attribute);
  if (literal === undefined) throw new Error(`test/constructs/attribute-values.ts has no value of ${attribute} yet`);
  return { given: literal, written: literal };
}
