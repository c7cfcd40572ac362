// The plans that a command line names, as JSON: from files, from standard input, of saved plans, and of stacks. With each what
// is known beside it: its log, the constructs, and the files that declare its resources.
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Readable } from "node:stream";
import { type PlanInput, type Source, findSources } from "../../review";
import { visible } from "../../api/visible";
import { type Stack, stacksIn } from "./cdktf-stacks";
import { TooLarge, decoded, inMebibytes, isZip, nestsDeeply, readBounded } from "./read-bounded";
import { reasonOf } from "./reason";
import { type Showing, dataDirectory, showPlan } from "./show-plan";
import { type Unread } from "./unread";

export interface PlansRequest {
  /** Files, or - for standard input; none: standard input. */
  readonly plans: readonly string[];
  /** One for each plan. */
  readonly logs: readonly string[];
  /** The directory of the configuration, where it is not that of the plan. */
  readonly configuration: string | undefined;
  /** What files are named relative to, instead of the configuration's directory. */
  readonly sourceRoot: string | undefined;
  /** The output directory of a synth, instead of plans. */
  readonly outdir: string | undefined;
  /** What a stack's plan is called. */
  readonly planName: string;
  /** Of all plans together, in bytes. */
  readonly most: number;
  readonly stdin: Readable & { readonly isTTY?: boolean };
}

const STDIN = "standard input";

/** The files that are read, which no output may replace. */
export const inputFilesOf = ({ plans, logs, outdir, planName }: PlansRequest): readonly string[] =>
  outdir === undefined
    ? [...plans.filter((plan) => plan !== "-"), ...logs]
    : stacksIn(outdir)
        .map(({ directory }) => join(directory, planName))
        .flatMap((plan) => [plan, `${plan}.log`]);

/** In the order in which they are named. Rejects with a sentence. */
export async function readPlans(request: PlansRequest, showing: Showing): Promise<readonly (PlanInput | Unread)[]> {
  const reading = new Reading(showing, request.most);
  const { outdir, planName } = request;
  if (outdir !== undefined) {
    const read: (PlanInput | Unread)[] = [];
    for (const stack of stacksIn(outdir)) read.push(await stackPlan(stack, planName, reading));
    return read;
  }
  const names = request.plans.length === 0 ? ["-"] : request.plans;
  if (request.logs.length > 0 && request.logs.length !== names.length) {
    throw new Error(
      `--log is given ${counted(request.logs.length, "time")} for ${counted(names.length, "plan")}; give it once for each plan, in the same order`,
    );
  }
  const twice = names.find((name, index) => names.findIndex((other) => isSame(name, other)) < index);
  if (twice !== undefined) throw new Error(`${twice === "-" ? `${STDIN} (-)` : visible(twice)} is named twice`);
  const read: PlanInput[] = [];
  for (const [index, name] of names.entries()) {
    const log = request.logs[index];
    const text = name === "-" ? await reading.stdin(request.stdin) : await reading.plan(name, name, undefined);
    read.push({
      label: name === "-" ? STDIN : visible(name),
      text,
      sources: sourcesOf(name, request, showing.env),
      ...(log === undefined ? {} : { log: logText(log) }),
    });
  }
  return read;
}

const counted = (many: number, word: string): string => `${many} ${word}${many === 1 ? "" : "s"}`;

const isSame = (one: string, other: string): boolean =>
  one === other || (one !== "-" && other !== "-" && resolve(one) === resolve(other));

/** Those of the directory that is named; else what is declared beside the plan, or if that is nothing, here. */
function sourcesOf(
  plan: string,
  { configuration, sourceRoot }: PlansRequest,
  env: NodeJS.ProcessEnv,
): ReadonlyMap<string, Source> {
  const directories = configuration === undefined ? [...(plan === "-" ? [] : [dirname(plan)]), "."] : [configuration];
  for (const directory of directories) {
    const sources = findSources({ directory, dataDirectory: dataDirectory(directory, env) });
    if (sources.size > 0) return sourceRoot === undefined ? sources : rooted(sources, directory, sourceRoot);
  }
  return new Map();
}

function rooted(sources: ReadonlyMap<string, Source>, directory: string, root: string): ReadonlyMap<string, Source> {
  const named = ({ file, line }: Source): Source => {
    const path = relative(realPath(root), join(realPath(directory), file));
    return { file: path.split(sep).join("/"), line };
  };
  return new Map([...sources].map(([address, source]) => [address, named(source)]));
}

const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));

async function stackPlan(stack: Stack, planName: string, reading: Reading): Promise<PlanInput | Unread> {
  const { directory, constructPaths, planning } = stack;
  const label = visible(stack.name);
  const file = join(directory, planName);
  if (!existsSync(file)) {
    const why = stack.isPlannedElsewhere
      ? `HCP Terraform keeps its plans, and cdktf saves none. Write the plan's JSON there, and name it with --plan-name`
      : `run ${planning} first, which writes it`;
    return { label, unread: `The stack ${label} has no plan ${file}: ${why}.` };
  }
  try {
    const text = await reading.plan(file, file, directory);
    const log = existsSync(`${file}.log`) ? logText(`${file}.log`) : "";
    // Not what people read, which some keep there: only what was printed as JSON.
    return { label, constructPaths, text, ...(/^\s*\{/.test(log) ? { log } : {}) };
  } catch (error) {
    if (reading.isStopped || !(error instanceof Error)) throw error;
    return { label, unread: `The plan of the stack ${label} cannot be read: ${error.message}.` };
  }
}

/** All plans together keep within the limit. */
class Reading {
  private left: number;

  constructor(
    private readonly showing: Showing,
    private readonly most: number,
  ) {
    this.left = most;
  }

  get isStopped(): boolean {
    return this.showing.stop.aborted;
  }

  /** Saved, or as JSON. `directory`: where a saved plan is shown. */
  async plan(file: string, label: string, directory: string | undefined): Promise<string> {
    const bytes = await this.read(createReadStream(file), label);
    const isKeptElsewhere = bytes !== undefined && isBookmark(bytes);
    if (bytes !== undefined && !isKeptElsewhere) return text(bytes, label);
    if (!statSync(file).isFile())
      throw new Error(`${visible(label)} is a saved plan that is not a file; name its file`);
    const shown = await showPlan({ file, label, directory, isKeptElsewhere }, this.showing, this.left);
    this.left -= shown.length;
    return text(shown, label);
  }

  async stdin(stream: PlansRequest["stdin"]): Promise<string> {
    if (stream.isTTY) {
      throw new Error(
        "name a plan, as in electronhub review tfplan, or pipe one in: terraform show -json tfplan | electronhub review",
      );
    }
    const bytes = await this.read(stream, STDIN);
    if (bytes !== undefined) return text(bytes, STDIN);
    throw new Error("standard input is a saved plan; name its file instead, or pipe in what terraform show -json says");
  }

  /** Undefined: it is a saved plan. */
  private async read(stream: Readable, label: string): Promise<Buffer | undefined> {
    try {
      const reading = readBounded(stream, this.left, (start) => !isZip(start));
      const bytes = await Promise.race([reading, stopped(this.showing.stop)]);
      this.left -= bytes?.length ?? 0;
      return bytes;
    } catch (error) {
      if (this.isStopped) throw new Error(`interrupted while ${visible(label)} was read`);
      if (error instanceof TooLarge) {
        throw new Error(
          `${visible(label)} is too large: the plans of a review may have ${inMebibytes(this.most)} together; review fewer at once`,
        );
      }
      throw new Error(`${visible(label)} cannot be read: ${reasonOf(error)}`);
    } finally {
      stream.destroy();
    }
  }
}

/** HCP Terraform keeps its plans, and `plan -out` writes down which one it was. */
const isBookmark = (bytes: Buffer): boolean =>
  bytes.length < 4096 && /"remote_plan_format"\s*:/.test(bytes.toString("latin1"));

/** Rejects when it is told to stop: a read that waits for a writer can be left, but not ended. */
const stopped = (stop: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const leave = () => reject(new Error("interrupted"));
    if (stop.aborted) leave();
    stop.addEventListener("abort", leave, { once: true });
  });

function text(bytes: Buffer, label: string): string {
  if (nestsDeeply(bytes)) throw new Error(`${visible(label)} nests deeper than any plan does`);
  try {
    return decoded(bytes);
  } catch (error) {
    throw new Error(`${visible(label)} ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

function logText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MOST_LOG_BYTES) throw new Error(`it is larger than ${inMebibytes(MOST_LOG_BYTES)}`);
    return decoded(readFileSync(file));
  } catch (error) {
    throw new Error(`the log ${visible(file)} cannot be read: ${reasonOf(error)}`);
  }
}

const MOST_LOG_BYTES = 64 * 2 ** 20;
