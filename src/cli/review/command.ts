// `electronhub review`: shows what plans do to proxy keys, to those who decide on them.
import { Command, InvalidArgumentError, Option } from "commander";
import { Interrupted } from "../interruptible";
import { wholeNumber } from "../whole-number";
import { FORMAT_NAMES, type FormatName, type Output, destinationsOf, isFormatName, parseOutput } from "./formats";

interface ReviewOptions {
  readonly format?: readonly FormatName[];
  readonly output?: readonly Output[];
  readonly failOn?: readonly string[];
  readonly policy?: string;
  readonly rpm?: number;
  readonly log?: readonly string[];
  readonly config?: string;
  readonly sourceRoot?: string;
  readonly cdktf?: string | true;
  readonly planName?: string;
  readonly terraform?: string;
  readonly title?: string;
  readonly marker?: string;
  readonly limit?: number;
  readonly link?: string;
  readonly quietIfUnchanged?: true;
  readonly color: boolean;
  readonly width?: number;
}

const OUTDIR = "cdktf.out";
/** Of all plans together. V8 takes several times as much to hold what is in them. */
const MOST_BYTES = 256 * 2 ** 20;
/** Time to say what was interrupted. */
const GRACE_MS = 200;
/** What `cdktf diff` and `cdktn diff` call it. */
const PLAN_NAME = "plan";

export function reviewCommand(): Command {
  return new Command("review")
    .description("Show what a plan does to proxy keys: access, credits, calls, time, and what cannot be undone")
    .argument(
      "[plan...]",
      "a saved plan, the output of `terraform show -json` of one, or - for that on standard input, which is the default",
    )
    .addOption(
      new Option("--format <name>", `what to print: ${FORMAT_NAMES.join(", ")} (default: text)`).argParser(
        (name: string, others: readonly FormatName[] = []) => [...others, formatNamed(name)],
      ),
    )
    .addOption(
      new Option(
        "--output <file>",
        "write a file as well: FILE, or FORMAT=FILE, which may be given several times",
      ).argParser((text: string, others: readonly Output[] = []) => [...others, parseOutput(text)]),
    )
    .addOption(
      new Option(
        "--fail-on <rules>",
        "exit with 3 on any of these, with commas between: wider, destroy, 'spend>500', ...",
      ).argParser(several),
    )
    .option("--policy <file>", "rules, allow-lists and exceptions, in YAML")
    .option(
      "--rpm <number>",
      "requests per minute of the account, for how long the apply takes",
      wholeNumber(1, 1_000_000),
    )
    .addOption(
      new Option(
        "--log <file>",
        "the output of `terraform plan -json`, for the provider's warnings; once for each plan",
      ).argParser(several),
    )
    .option("--config <directory>", "where the configuration is, to name files and lines (default: where the plan is)")
    .option("--source-root <directory>", "what files are named relative to (default: the configuration's directory)")
    .option("--cdktf [directory]", `all stacks of a synth's output, instead of plans (default directory: ${OUTDIR})`)
    .option("--plan-name <name>", `with --cdktf: what each stack's plan is called (default: ${PLAN_NAME})`)
    .option("--terraform <program>", "what reads saved plans (default: terraform, or else tofu)")
    .option("--title <text>", "markdown: the heading")
    .option("--marker <id>", "markdown: by which a pipeline finds its own comment again (default: keys)")
    .option(
      "--limit <characters>",
      "markdown: of a comment (default: 65536, GitHub's)",
      wholeNumber(10_000, 10_000_000),
    )
    .option("--link <url>", "markdown: where the whole review is", checkLink)
    .option("--quiet-if-unchanged", "text and markdown are empty where nothing changes")
    .option("--no-color", "no colours")
    .option("--width <columns>", "columns of the text (default: the terminal's, or 80)", wholeNumber(40, 1000))
    .addHelpText("after", MORE)
    .action(async (plans: readonly string[], options: ReviewOptions) => {
      try {
        process.exitCode = await run(plans, options);
      } catch (error) {
        if (error instanceof Interrupted) leave(error.exitCode);
        throw error;
      }
    });
}

async function run(plans: readonly string[], options: ReviewOptions): Promise<number> {
  checkTogether(plans, options);
  const destinations = destinationsOf(options.format ?? [], options.output ?? []);
  const { review } = await import("./review.js");
  const { systemScreen } = await import("./screen.js");
  return review({
    plans,
    logs: options.log ?? [],
    configuration: options.config,
    sourceRoot: options.sourceRoot,
    outdir: options.cdktf === true ? OUTDIR : options.cdktf,
    planName: options.planName ?? PLAN_NAME,
    most: MOST_BYTES,
    stdin: process.stdin,
    destinations,
    failOn: options.failOn ?? [],
    policy: options.policy,
    perMinute: options.rpm,
    program: options.terraform,
    title: options.title,
    marker: options.marker,
    limit: options.limit,
    link: options.link,
    isQuietIfUnchanged: options.quietIfUnchanged ?? false,
    env: process.env,
    screen: systemScreen({ color: options.color, width: options.width }, process),
    now: Date.now(),
  });
}

/** A read that waits for a writer, as of a named pipe, would hold the process, and so would process.exit. */
function leave(exitCode: number): void {
  setTimeout(() => process.kill(process.pid, exitCode === 130 ? "SIGINT" : "SIGTERM"), GRACE_MS).unref();
}

function checkTogether(plans: readonly string[], { cdktf, planName, log, config, sourceRoot }: ReviewOptions): void {
  if (cdktf === undefined) {
    if (planName !== undefined) throw new Error("--plan-name goes with --cdktf; name the plan itself instead");
    return;
  }
  if (plans.length > 0) throw new Error("--cdktf takes the plans of all stacks; leave out the plan, or --cdktf");
  if (log !== undefined) throw new Error("--log goes with plans that are named, not with --cdktf");
  if (config !== undefined || sourceRoot !== undefined) {
    throw new Error("--config and --source-root go with HCL; with --cdktf constructs are named instead");
  }
}

const several = (value: string, others: readonly string[] = []): readonly string[] => [...others, value];

function formatNamed(name: string): FormatName {
  if (isFormatName(name)) return name;
  throw new InvalidArgumentError(`There are ${FORMAT_NAMES.join(", ")}.`);
}

function checkLink(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new InvalidArgumentError("It must be a URL that begins with https:// or http://.");
}

const MORE = `
Environment:
  TERRAFORM_BINARY_NAME  what reads saved plans, as cdktf has it
  TF_DATA_DIR            where terraform init has put the providers
  NO_COLOR, FORCE_COLOR  no colours; colours also where no terminal is

Exit codes:
  0  nothing changes
  1  an error, or something could not be analysed (then the review is shown nevertheless)
  2  something changes, or was changed outside of Terraform
  3  a rule of --fail-on or --policy is violated

Examples:
  terraform plan -out tfplan && electronhub review tfplan
  terraform show -json tfplan | electronhub review --fail-on 'wider,destroy,spend>500'
  cdktf diff && electronhub review --cdktf --output markdown=comment.md --output html=review.html`;
