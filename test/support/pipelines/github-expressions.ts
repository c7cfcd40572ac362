// The expressions of a workflow, evaluated by GitHub's own evaluator in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type LanguageAnswer, type LanguageRequest } from "./github-language";

export type Contexts = LanguageRequest["contexts"];

export class Expressions {
  private readonly scratch = mkdtempSync(join(tmpdir(), "electronhub-github-"));
  private readonly language = join(this.scratch, "language.js");

  constructor() {
    const entryPoints = [join(__dirname, "github-language.ts")];
    buildSync({ entryPoints, bundle: true, platform: "node", format: "cjs", outfile: this.language });
  }

  /** What GitHub would not accept in a workflow file. */
  mistakesIn(workflow: string): readonly string[] {
    return this.ask({ workflow, expressions: [], contexts: {}, failed: false }).mistakes;
  }

  /** As GitHub does, a condition without a status function is one of success too. */
  holds(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
    const bare = (condition ?? "true").replace(/^\$\{\{(.*)\}\}$/s, "$1");
    const expression = /\b(success|failure|always|cancelled)\(/.test(bare) ? bare : `success() && (${bare})`;
    return this.ask({ expressions: [expression], contexts, failed }).values[0] === "true";
  }

  /** The texts, with every `${{ }}` replaced. */
  filled(texts: Readonly<Record<string, string>>, contexts: Contexts, failed: boolean): Record<string, string> {
    const expression = /\$\{\{(.*?)\}\}/g;
    const expressions = Object.values(texts).flatMap((text) =>
      [...text.matchAll(expression)].map(([, inner = ""]) => inner),
    );
    if (expressions.length === 0) return { ...texts };
    const values = [...this.ask({ expressions, contexts, failed }).values];
    return Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.replace(expression, () => values.shift() ?? "")]),
    );
  }

  dispose(): void {
    rmSync(this.scratch, { recursive: true, force: true });
  }

  private ask(request: LanguageRequest): LanguageAnswer {
    const input = JSON.stringify(request);
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.language], { input, encoding: "utf8" });
    if (status !== 0) throw new Error(`an expression of the workflow cannot be evaluated: ${stderr}`);
    return JSON.parse(stdout) as LanguageAnswer;
  }
}
