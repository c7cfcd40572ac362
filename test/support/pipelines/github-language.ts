// A program of its own, because GitHub's parser and evaluator come as ECMAScript modules: checks a workflow as GitHub
// would, or evaluates expressions. A request on standard input, the answer on standard output, both JSON.
import { text } from "node:stream/consumers";

export interface LanguageRequest {
  /** A workflow file's text, to be checked. */
  readonly workflow?: string;
  /** Without `${{ }}`. */
  readonly expressions: readonly string[];
  /** By name: github, needs, steps, ... */
  readonly contexts: Readonly<Record<string, unknown>>;
  /** Whether a step before, or a job that is needed, has failed. */
  readonly failed: boolean;
}

export interface LanguageAnswer {
  readonly mistakes: readonly string[];
  /** As GitHub would write them into a text. */
  readonly values: readonly string[];
}

async function main(): Promise<void> {
  const request = JSON.parse(await text(process.stdin)) as LanguageRequest;
  const mistakes = request.workflow === undefined ? [] : await mistakesIn(request.workflow);
  const values = await Promise.all(request.expressions.map((expression) => evaluate(expression, request)));
  process.stdout.write(JSON.stringify({ mistakes, values } satisfies LanguageAnswer));
}

async function mistakesIn(workflow: string): Promise<readonly string[]> {
  const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import("@actions/workflow-parser");
  const file = { name: "workflow.yml", content: workflow };
  const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
  const mistakes = context.errors.getErrors().map(({ message }) => message);
  if (mistakes.length > 0 || !value) return mistakes;
  const { errors = [] } = await convertWorkflowTemplate(context, value);
  return errors.map(({ Message: message }) => message);
}

async function evaluate(expression: string, { contexts, failed }: LanguageRequest): Promise<string> {
  const { Evaluator, Lexer, Parser, data } = await import("@actions/expressions");
  const functions = Object.entries({ success: !failed, failure: failed, always: true, cancelled: false }).map(
    ([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }),
  );
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse();
  const known: unknown = JSON.parse(JSON.stringify(contexts), data.reviver);
  if (!(known instanceof data.Dictionary)) throw new Error("the contexts are not an object");
  return new Evaluator(parsed, known, new Map(functions.map((each) => [each.name, each]))).evaluate().coerceString();
}

void main();
