// One plan: its cards in order of gravity, then its actions, its other resources and its calls.
import { type ExclusiveFacts, type KeyFacts, type PlanFacts } from "../../facts";
import { type Violation } from "../../policy/verdict";
import { type Sheet } from "./budget";
import { type Surroundings, shortCard, warningsList, wholeCard } from "./card";
import { exclusiveCard, isRemoving } from "./exclusive";
import { type Kind, kindsOf } from "./filters";
import { PARTIAL } from "../entries";
import { plural } from "../phrases";
import { type Child, type Html, SHORT, code, html, sign, text } from "./markup";
import { actionsTable, othersTable } from "./tables";
import { callsTable, rateWords } from "./timeline";

/** A page with more cards opens none by itself. */
const MOST_CARDS_TO_OPEN = 30;
/** The gravest. */
const MOST_OPEN = 8;
const OPEN: ReadonlySet<Kind> = new Set(["policy", "destroy", "replace", "wider", "unknown"]);

/** One card, and by which filters it is shown. */
interface PlanSheet extends Sheet {
  readonly kinds: readonly Kind[];
  readonly address: string;
  readonly id: string;
}

export interface PlanSheets {
  readonly plan: PlanFacts;
  readonly sheets: readonly PlanSheet[];
}

/** What there is room for. */
export interface PlacedPlan extends PlanSheets {
  /** Of each sheet; undefined: left out. */
  readonly cards: readonly (Html | undefined)[];
  /** The card of an address, if it is on the page. */
  readonly idOf: (address: string) => string | undefined;
}

export function placed({ plan, sheets }: PlanSheets, cards: readonly (Html | undefined)[]): PlacedPlan {
  const shown = sheets.filter((_, at) => cards[at] !== undefined);
  // Of several objects of one address, the first is the gravest.
  const ids = new Map(shown.reverse().map(({ address, id }) => [address, id]));
  return { plan, sheets, cards, idOf: (address) => ids.get(address) };
}

/** `id` begins the ids of the cards. `violations` are those of this plan. */
export function sheetsOf(
  plan: PlanFacts,
  id: string,
  violations: readonly Violation[],
  areAccountsSeveral: boolean,
): PlanSheets {
  const moments = grouped(plan.cost.timeline);
  const against = grouped(violations);
  const mayOpen = plan.keys.length + plan.exclusives.length <= MOST_CARDS_TO_OPEN;
  const around = (address: string, at: number): Omit<Surroundings, "isOpen" | "kinds"> => ({
    id: `${id}-${at + 1}`,
    violations: against.get(address) ?? [],
    moments: moments.get(address) ?? [],
    areAccountsSeveral,
  });

  const keySheet = (key: KeyFacts, at: number): PlanSheet => {
    const common = around(key.address, at);
    const kinds = kindsOf(key, common.violations.length > 0);
    const isOpen = mayOpen && at < MOST_OPEN && kinds.some((kind) => OPEN.has(kind));
    const all = { ...common, kinds, isOpen };
    return {
      id: common.id,
      address: key.address,
      kinds,
      whole: () => wholeCard(key, all),
      short: () => shortCard(key, all),
    };
  };
  const exclusiveSheet = (facts: ExclusiveFacts, at: number): PlanSheet => {
    const common = around(facts.address, at);
    const kinds = exclusiveKinds(facts, common.violations.length > 0);
    const card = (): Html => exclusiveCard(facts, { ...common, kinds });
    return { id: common.id, address: facts.address, kinds, whole: card, short: card };
  };

  const removing = plan.exclusives.filter(isRemoving);
  const others = plan.exclusives.filter((facts) => !isRemoving(facts));
  const sheets = [
    ...removing.map((facts, at) => exclusiveSheet(facts, at)),
    ...plan.keys.map((key, at) => keySheet(key, removing.length + at)),
    ...others.map((facts, at) => exclusiveSheet(facts, removing.length + plan.keys.length + at)),
  ];
  return { plan, sheets };
}

function exclusiveKinds(facts: ExclusiveFacts, isViolating: boolean): readonly Kind[] {
  const kinds: Kind[] = [];
  if (isRemoving(facts)) kinds.push("undeclared");
  if (isViolating) kinds.push("policy");
  return kinds;
}

function grouped<T extends { readonly address: string | undefined }>(items: readonly T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    if (item.address === undefined) continue;
    const group = groups.get(item.address);
    if (group === undefined) groups.set(item.address, [item]);
    else group.push(item);
  }
  return groups;
}

/** `plans` is how many share the page. */
export function planSection({ plan, cards, idOf }: PlacedPlan, id: string, plans: number): Html {
  const isOneOfSeveral = plans > 1;
  return html`<section class="plan" aria-labelledby="${id}">
    <h2 id="${id}" class="${isOneOfSeveral ? "" : "heard"}">
      ${isOneOfSeveral ? html`Plan ${code(plan.label, SHORT)}` : "Keys that change"}
    </h2>
    ${isOneOfSeveral && html`<p class="origin">${planOrigin(plan)}</p>`}
    ${plan.isPartial && html`<p class="ink-caution">${sign("!")}${PARTIAL.words}</p>`}
    ${plan.actions.length > 0 && block("Actions", actionsTable(plan.actions, plans))}
    ${cards.length === 0 && html`<p class="quiet">No key changes.</p>`} ${cards}
    ${plan.warnings.length > 0 && block("Warnings", warningsList(plan.warnings))}
    ${plan.others.length > 0 && block("Other resources", othersTable(plan.others, plans))}
    ${callsTable(plan.cost, plans, idOf)}
  </section> `;
}

const block = (title: string, content: Child): Html =>
  html`<div class="block">
    <h3>${title}</h3>
    ${content}
  </div>`;

function planOrigin({ tool, terraformVersion, plannedAt, counts, cost }: PlanFacts): readonly Child[] {
  const least = cost.isAtLeast ? "at least " : "";
  return [
    terraformVersion !== undefined && html`<span>${tool} ${text(terraformVersion, SHORT)}</span> `,
    plannedAt !== undefined && html`<span>planned ${text(plannedAt, SHORT)}</span> `,
    html`<span>${plural(counts.unchanged, "key")} unchanged</span> `,
    html`<span>${least}${plural(cost.requests, "call")} ${rateWords(cost)}</span>`,
  ];
}
