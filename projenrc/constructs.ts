// Writes src/constructs/generated: a class for each object of the provider, from the provider's own schemas. `npx projen
// constructs` runs it; a test sees to it that what is committed is what it would write.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
// Not the whole of prettier, which cannot be imported within jest.
import * as estree from "prettier/plugins/estree";
import * as typescript from "prettier/plugins/typescript";
import { format } from "prettier/standalone";
import { printWidth } from "../.prettierrc.json";
import { classCode } from "./constructs/class";
import { checkHooks } from "./constructs/hooked";
import { importsOf } from "./constructs/imports";
import { classModels } from "./constructs/model";
import { fileName } from "./constructs/names";
import { shapesCode } from "./constructs/shapes";
import { inConstructs } from "./constructs/words";

export const GENERATED = resolve(__dirname, "../src/constructs/generated");

/** The files, by their names. */
export async function renderConstructs(): Promise<ReadonlyMap<string, string>> {
  const models = classModels();
  checkHooks(models);
  const words = inConstructs(models);
  const shapes = shapesCode(models);
  const index = models.map(({ name }) => `export * from "./${fileName(name)}";`).sort();
  const files: readonly (readonly [string, string])[] = [
    ...models.map((model) => [`${fileName(model.name)}.ts`, classCode(model, models, words)] as const),
    ["index.ts", `// Every class that is generated. ${WRITTEN}\n${index.join("\n")}\n`],
    ["shapes.ts", `// What each construct may be given. ${WRITTEN}\n${importsOf(shapes)}\n\n${shapes}`],
  ];
  return new Map(await Promise.all(files.map(async ([name, code]) => [name, await formatted(code)] as const)));
}

const WRITTEN = `Written by "npx projen constructs" from the provider's schemas.`;

function formatted(code: string): Promise<string> {
  return format(code, { printWidth, parser: "typescript", plugins: [typescript, estree] });
}

async function main(): Promise<void> {
  const files = await renderConstructs();
  mkdirSync(GENERATED, { recursive: true });
  for (const name of readdirSync(GENERATED)) if (!files.has(name)) rmSync(join(GENERATED, name));
  for (const [name, text] of files) writeFileSync(join(GENERATED, name), text);
}

if (require.main === module) void main();
