// From plans to the facts that are reviewed.
import {
  type ActionFacts,
  type ExclusiveFacts,
  type KeyFacts,
  type PlanFacts,
  type Review,
  type Source,
  type Gap,
} from "../facts";
import { readLog } from "../plan/log";
import { type Plan } from "../plan/plan";
import { readPlan } from "../plan/read-plan";
import { analyseAction } from "./action";
import { checkWarnings } from "./checks";
import { type Work, costOf } from "./cost";
import { analyseExclusive, recordsAnew } from "./exclusive";
import { analyseKey } from "./key";
import { type Logged, withLog } from "./logged";
import { Mask, masked } from "./masked";
import { momentOf } from "./moment";
import { byAddress, byGravity } from "./order";
import { othersOf } from "./others";
import { type Holding, accountsOf, addCounts, countsOf } from "./sums";
import { objectOf, worksOf } from "./works";

export interface PlanInput {
  /** What `terraform show -json PLAN` prints. */
  readonly text: string;
  /** A file's name or a stack's. */
  readonly label: string;
  /** As CDKTF writes them, by the addresses of resources without instance keys. */
  readonly constructPaths?: ReadonlyMap<string, string>;
  /** Where resources are declared, by their addresses without instance keys. */
  readonly sources?: ReadonlyMap<string, Source>;
  /** What `terraform plan -json` has printed. */
  readonly log?: string;
}

export interface ReviewOptions {
  /** The account's limit; undefined: the smallest plan's is assumed. */
  readonly perMinute: number | undefined;
  /** Milliseconds since 1970: from when durations count where a plan does not tell when it was made. */
  readonly now: number;
}

interface Analysis {
  readonly facts: PlanFacts;
  readonly holdings: readonly Holding[];
  readonly works: readonly Work[];
  readonly oddValues: ReadonlySet<string>;
}

/** Throws a PlanError where a text is not a plan. */
export function reviewPlans(inputs: readonly PlanInput[], options: ReviewOptions): Review {
  const analyses = inputs.map((input) => analyse(input, options));
  const mask = new Mask(analyses.flatMap(({ oddValues }) => [...oddValues]));
  const review: Review = {
    plans: analyses.map(({ facts }) => facts),
    counts: addCounts(analyses.map(({ facts }) => facts.counts)),
    accounts: accountsOf(analyses.flatMap(({ holdings }) => holdings)),
    cost: costOf(
      analyses.flatMap(({ works }) => works),
      options.perMinute,
    ),
  };
  return masked(review, mask);
}

function analyse(input: PlanInput, options: ReviewOptions): Analysis {
  const plan = readPlan(input.text, input.label);
  const plannedAt = Date.parse(plan.plannedAt ?? "");
  const moment = momentOf(Number.isNaN(plannedAt) ? options.now : plannedAt);
  const place = (address: string) => ({
    constructPath: input.constructPaths?.get(configurationAddress(address)),
    source: input.sources?.get(configurationAddress(address)),
  });

  const analysed = plan.keys.map((key) => ({ key, ...analyseKey(key, moment) }));
  const derivedKeys = byGravity(
    analysed.flatMap(({ facts }) =>
      facts ? [{ ...facts, ...place(facts.address), used: plan.used.get(facts.id ?? "") }] : [],
    ),
  );
  const derivedExclusives = byAddress(
    plan.exclusives.flatMap((exclusive) => {
      const facts = analyseExclusive(exclusive);
      return facts ? [{ ...facts, ...place(facts.address) }] : [];
    }),
  );
  const actions: ActionFacts[] = [];
  const gaps: Gap[] = [...plan.gaps, ...analysed.flatMap((one) => one.gaps)];
  for (const found of plan.invocations.map(analyseAction)) {
    if ("operations" in found) actions.push(found);
    else gaps.push(found);
  }
  const isWhole = gaps.length === 0 && !plan.isErrored;
  const { keys, exclusives, warnings, gaps: unread } = logged(input, plan, derivedKeys, derivedExclusives);
  gaps.push(...unread);
  const others = othersOf(plan.others);
  const unchanged = analysed.filter(({ facts, gaps: own }) => facts === undefined && own.length === 0).length;
  const holdings = analysed.map(({ key: { account }, money }) => ({ account, money }));
  const works = worksOf({
    keys,
    calls: new Map(analysed.map(({ key, calls }) => [objectOf(key), calls])),
    exclusives,
    recording: new Set(plan.exclusives.filter(recordsAnew).map(({ address }) => address)),
    actions,
    others: plan.others,
    isWhole,
  });
  return {
    holdings,
    works,
    oddValues: plan.oddValues,
    facts: {
      label: plan.label,
      tool: plan.tool,
      terraformVersion: plan.terraformVersion,
      plannedAt: plan.plannedAt,
      isErrored: plan.isErrored,
      isPartial: plan.isPartial,
      keys,
      exclusives,
      actions: byAddress(actions),
      others,
      gaps,
      warnings: [...checkWarnings(plan.checks, warnings), ...warnings],
      counts: countsOf({ keys, unchanged, exclusives, others }),
      accounts: accountsOf(holdings),
      cost: costOf(works, options.perMinute),
    },
  };
}

function logged(
  { log, label }: PlanInput,
  plan: Plan,
  keys: readonly KeyFacts[],
  exclusives: readonly ExclusiveFacts[],
): Logged {
  if (log === undefined) return { keys, exclusives, warnings: [], gaps: [] };
  return withLog(readLog(log, label), plan, keys, exclusives);
}

const INSTANCE_KEY = /\[(?:-?\d+|"(?:[^"\\]|\\.)*")\]/g;

/**
 * As a configuration declares it, without the keys of count and for_each, of which all instances share one declaration:
 * module.team["a"].electronhub_proxy_key.ci[0] is module.team.electronhub_proxy_key.ci.
 */
export const configurationAddress = (address: string): string => address.replace(INSTANCE_KEY, "");
