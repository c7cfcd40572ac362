// The comparison with the schemas finds every mistake that is planted into the generated classes, one at a time. In memory:
// no file is changed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { type AnyConstruct, CONSTRUCTS } from "./all-constructs";
import { MISTAKES, type Mutant, mutantsOf } from "./mutations";
import { discrepancies } from "./schema-comparison";
import { GENERATED } from "../../projenrc/constructs";
import { fileName } from "../../projenrc/constructs/names";
import { type Schema } from "../../src/terraform/framework";

const planted = new Map<string, number>();

test.each(CONSTRUCTS.map((entry) => [entry[0].name, ...entry] as const))(
  "%s: whatever is planted is found",
  (name, _, schema, least, type) => {
    const code = readFileSync(join(GENERATED, `${fileName(name)}.ts`), "utf8");
    expect([...discrepancies({ construct: loaded(code, name), schema, least, type })]).toEqual([]);
    const mutants = mutantsOf(code, Object.keys(schema.attributes));
    for (const { mistake } of mutants) planted.set(mistake, (planted.get(mistake) ?? 0) + 1);
    const isFound = (mutant: Mutant): boolean => {
      try {
        const construct = loaded(mutant.code, name);
        const [problem] = discrepancies({ construct, schema: beginningWith(mutant.attribute, schema), least, type });
        return problem !== undefined;
      } catch {
        return true;
      }
    };
    const unnoticed = mutants.filter((mutant) => !isFound(mutant));
    expect(unnoticed.map(({ mistake, line }) => `${mistake}: ${line}`)).toEqual([]);
  },
);

test("mistakes of every kind were planted", () => {
  expect([...planted.keys()].sort()).toEqual([...MISTAKES].sort());
});

/** So that most mistakes are found at once. */
function beginningWith(attribute: string | undefined, schema: Schema): Schema {
  const rank = ([name]: readonly [string, unknown]) => (name === attribute ? 0 : 1);
  const attributes = Object.entries(schema.attributes).sort((a, b) => rank(a) - rank(b));
  return { ...schema, attributes: Object.fromEntries(attributes) };
}

/** The class, as the code makes it. What the code imports is not changed. */
function loaded(code: string, name: string): AnyConstruct {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(code, { compilerOptions });
  const exported: Record<string, AnyConstruct> = {};
  const importing = (module: string): unknown =>
    jest.requireActual(module.startsWith(".") ? join(GENERATED, module) : module);
  Reflect.apply(compileFunction(outputText, ["exports", "require"]), undefined, [exported, importing]);
  const construct = exported[name];
  if (construct === undefined) throw new Error(`there is no class ${name}`);
  return construct;
}
