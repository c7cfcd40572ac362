// The library in other languages: makes each package with jsii and runs the example of that language in a fresh project.
// It must synthesise the same JSON as the TypeScript example, and the real terraform must plan it. Run by
// `npm run test:languages [-- LANGUAGE...]`, after a build.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInstalled } from "../support/command";
import { assertPlanned } from "../support/planned-stack";
import { go } from "./go";
import { java } from "./java";
import { type Language, Project, makePackage } from "./language";
import { python } from "./python";
import { type Outcome, report } from "./report";
import { typescript } from "./typescript";

const LANGUAGES: readonly Language[] = [python, go, java];

/** The stack as JSON, and planned by terraform. */
async function synthesised(language: Language): Promise<unknown> {
  const project = Project.of(`cdktf-${language.name}`);
  try {
    await language.synthesise(project);
    await assertPlanned(project.stack);
    const json = readFileSync(join(project.stack, "cdk.tf.json"), "utf8");
    // Each project has a directory of its own, which is in the path of the local state.
    return JSON.parse(json.replaceAll(project.directory, "."));
  } finally {
    project.dispose();
  }
}

async function tried(language: Language, expected: unknown): Promise<Outcome> {
  const found = await Promise.all(language.toolchain.map((command) => isInstalled(...command)));
  const commands = language.toolchain.flatMap(([command], index) => (found[index] ? [] : [command]));
  if (commands.length > 0) return { language: language.name, result: "missing", commands };
  const started = Date.now();
  try {
    assert.deepEqual(await synthesised(language), expected);
    return { language: language.name, result: "passed", seconds: (Date.now() - started) / 1000 };
  } catch (error) {
    return {
      language: language.name,
      result: "failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/** .NET: the code alone. */
async function generateDotnet(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "electronhub-languages-"));
  try {
    await makePackage("dotnet", directory, { args: ["--code-only"] });
    const generated = join(directory, "dotnet/CdktfProviderElectronhub/CdktfProviderElectronhub/ProxyKey.cs");
    assert.ok(existsSync(generated), "jsii-pacmak wrote no ProxyKey.cs");
    return "dotnet: generated, but NOT COMPILED OR RUN: this command never does";
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !LANGUAGES.some((language) => language.name === name));
  if (unknown.length > 0) throw new Error(`no such language: ${unknown.join(", ")}`);
  const expected = await synthesised(typescript);
  const outcomes: Outcome[] = [];
  for (const language of LANGUAGES) {
    if (wanted.length > 0 && !wanted.includes(language.name)) continue;
    outcomes.push(await tried(language, expected));
  }
  const { out, err, code } = report(outcomes, [await generateDotnet()]);
  process.stderr.write(err);
  process.stdout.write(`${out}\n`);
  return code;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
