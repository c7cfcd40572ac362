// The comparison with the schemas finds every mistake that is planted into the generated classes, one at a time. In memory:
// no file is changed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { stop, transform } from "esbuild";
import { type AnyConstruct, CONSTRUCTS } from "./all-constructs";
import { MISTAKES, type Mutant, mutantsOf } from "./mutations";
import { discrepancies } from "./schema-comparison";
import { GENERATED } from "../../projenrc/constructs";
import { fileName } from "../../projenrc/constructs/names";
import { type Schema } from "../../src/terraform/framework";

afterAll(() => stop());

const planted = new Map<string, number>();

test.each(CONSTRUCTS.map((entry) => [entry[0].name, ...entry] as const))(
  "%s: whatever is planted is found",
  async (name, _, schema, least, type) => {
    const code = readFileSync(join(GENERATED, `${fileName(name)}.ts`), "utf8");
    expect([...discrepancies({ construct: await loaded(code, name), schema, least, type })]).toEqual([]);
    const mutants = mutantsOf(code, Object.keys(schema.attributes));
    for (const { mistake } of mutants) planted.set(mistake, (planted.get(mistake) ?? 0) + 1);
    const isFound = async (mutant: Mutant): Promise<boolean> => {
      const construct = await loaded(mutant.code, name);
      try {
        const [problem] = discrepancies({ construct, schema: beginningWith(mutant.attribute, schema), least, type });
        return problem !== undefined;
      } catch {
        return true;
      }
    };
    const found = await Promise.all(mutants.map(isFound));
    const unnoticed = mutants.filter((_mutant, index) => !found[index]);
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
async function loaded(code: string, name: string): Promise<AnyConstruct> {
  const compiled = await transform(code, { loader: "ts", format: "cjs", target: "es2022" });
  const module: { exports: Record<string, AnyConstruct> } = { exports: {} };
  const importing = (from: string): unknown => jest.requireActual(from.startsWith(".") ? join(GENERATED, from) : from);
  Reflect.apply(compileFunction(compiled.code, ["module", "require"]), undefined, [module, importing]);
  const construct = module.exports[name];
  if (construct === undefined) throw new Error(`there is no class ${name}`);
  return construct;
}
