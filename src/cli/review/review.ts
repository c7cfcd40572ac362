// `electronhub review`: plans in, a review out.
import { readFileSync } from "node:fs";
import {
  type Review,
  type Verdict,
  formatHtml,
  formatJson,
  formatJunit,
  formatMarkdown,
  formatSarif,
  formatText,
  isMarker,
  isUnchanged,
  judge,
  parseFailOn,
  parsePolicy,
} from "../../review";
import { interruptible } from "../interruptible";
import { type Destinations, type FormatName } from "./formats";
import { type PlansRequest, inputFilesOf, readPlans } from "./plans";
import { type Screen } from "./screen";
import { reasonOf } from "./reason";
import { reviewStacks, reviewWhole } from "./unread";
import { type Target, targetOf, writeFiles } from "./write-files";

export interface ReviewRequest extends PlansRequest {
  readonly destinations: Destinations;
  /** As the options give them, comma lists. */
  readonly failOn: readonly string[];
  readonly policy: string | undefined;
  readonly perMinute: number | undefined;
  /** --terraform. */
  readonly program: string | undefined;
  readonly title: string | undefined;
  readonly marker: string | undefined;
  readonly limit: number | undefined;
  readonly link: string | undefined;
  readonly isQuietIfUnchanged: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly screen: Screen;
  /** Unix milliseconds. */
  readonly now: number;
}

const AT_ONCE = "ended at once";

/** Resolves with the exit code. Rejects with a sentence. */
export async function review(request: ReviewRequest): Promise<number> {
  const { screen, now, env, program, perMinute } = request;
  const rules = request.failOn.length === 0 ? [] : parseFailOn(request.failOn.join(","));
  const policy = request.policy === undefined ? undefined : parsePolicy(policyText(request.policy), request.policy);
  if (request.marker !== undefined && !isMarker(request.marker)) {
    throw new Error("--marker is up to 100 letters, digits and . : / @ _ -, without two hyphens in a row");
  }
  const files = filesOf(request);
  const read = await interruptible((stop) => readPlans(request, { program, env, stop }), AT_ONCE);
  const options = { perMinute, now };
  const whole = request.outdir === undefined ? reviewWhole(read, options) : reviewStacks(read, options);
  const verdict = judge(whole, rules, policy, now);
  const written = (format: FormatName) => formatted(format, whole, verdict, request);
  const texts = files.map(({ target, format }) => ({ target, text: written(format) }));
  const shown = written(request.destinations.shown);
  try {
    await interruptible(() => writeFiles(texts), AT_ONCE);
  } finally {
    if (shown !== "") await screen.show(shown);
  }
  for (const { target, format } of files) screen.tell(`Written: ${target.name} (${format})`);
  return exitCodeOf(whole, verdict);
}

function formatted(format: FormatName, whole: Review, verdict: Verdict, request: ReviewRequest): string {
  const { screen, title, marker, limit, link } = request;
  const isQuiet = request.isQuietIfUnchanged && exitCodeOf(whole, verdict) === EXIT_CODES.unchanged;
  switch (format) {
    case "text":
      return isQuiet ? "" : formatText(whole, verdict, screen);
    case "markdown":
      return isQuiet ? "" : formatMarkdown(whole, verdict, { title, marker, limit, link });
    case "json":
      return formatJson(whole, verdict);
    case "html":
      return formatHtml(whole, verdict);
    case "sarif":
      return formatSarif(whole, verdict);
    case "junit":
      return formatJunit(whole, verdict);
  }
}

/** Looked at before any work is done. */
function filesOf(request: ReviewRequest): readonly { readonly target: Target; readonly format: FormatName }[] {
  const inputs = [...inputFilesOf(request), ...(request.policy === undefined ? [] : [request.policy])];
  const files: { readonly target: Target; readonly format: FormatName }[] = [];
  for (const { file, format } of request.destinations.files) {
    const others = files.map(({ target }) => target);
    files.push({ target: targetOf(file, inputs, others), format });
  }
  return files;
}

function policyText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`the policy ${file} cannot be read: ${reasonOf(error)}`);
  }
}

const EXIT_CODES = { unchanged: 0, incomplete: 1, changed: 2, violated: 3 } as const;

/** What a pipeline acts upon. A review that is not whole comes first: a policy may be violated by what it does not show. */
export function exitCodeOf(review: Review, verdict: Verdict): number {
  if (review.plans.some(({ gaps, isErrored }) => gaps.length > 0 || isErrored)) return EXIT_CODES.incomplete;
  if (verdict.violations.length > 0) return EXIT_CODES.violated;
  return isUnchanged(review) ? EXIT_CODES.unchanged : EXIT_CODES.changed;
}
