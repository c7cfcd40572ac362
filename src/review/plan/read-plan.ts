// Reads a plan's JSON (`terraform show -json PLAN`, of Terraform from 1.5 on or of OpenTofu). Checks whatever is used of it; what is
// not understood becomes a gap, which every review shows first.
import { PROXY_KEY_PREFIX } from "../../rules";
import { UNKNOWN, type ObjectValue } from "../../terraform/cty";
import { type Gap } from "../facts";
import { checksIn } from "./checks";
import { Configuration, isOfOpenTofu } from "./configuration";
import { isList, isRecord, listIn, memberOf, recordIn, textIn, type JsonRecord } from "./json";
import { invocationsIn } from "./invocations";
import {
  type Drift,
  KEY_STORED,
  type Kind,
  type OtherChange,
  type Plan,
  type Planned,
  type PlannedExclusive,
  type PlannedKey,
  type Typed,
  type TypedKey,
} from "./plan";
import { parsePlanText, refuseForeign } from "./refusal";
import { EXCLUSIVE, OURS, PROXY_KEY, exclusiveShape, proxyKeyShape } from "./shapes";
import { refuseUnsound } from "./sound";
import { PlanError } from "./error";
import { StrangeAttributes } from "./strange";
import { type Shape, ValueError, typedValue } from "./typed";
import { usedIn } from "./used";

/** Throws a PlanError, which is one sentence, where the text is not a plan that can be reviewed. */
export function readPlan(text: string, label: string): Plan {
  const json = parsePlanText(text, label);
  refuseForeign(json, label);
  try {
    return new Reader(json, label).read();
  } catch (error) {
    // The stack is used up.
    if (error instanceof RangeError) throw new PlanError(`${label} nests too deeply to be a plan of terraform.`);
    throw error;
  }
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["no-op", "no-op"],
  ["create", "create"],
  ["read", "read"],
  ["update", "update"],
  ["delete", "delete"],
  ["delete,create", "delete, create"],
  ["create,delete", "create, delete"],
  ["forget", "forget"],
  ["create,forget", "create, forget"],
  ["forget,create", "forget, create"],
]);

class Reader {
  private readonly configuration: Configuration;
  private readonly keys: PlannedKey[] = [];
  private readonly exclusives: PlannedExclusive[] = [];
  private readonly others: OtherChange[] = [];
  private readonly gaps: Gap[] = [];
  private readonly oddValues = new Set<string>();
  private readonly strange = new StrangeAttributes();
  /** The entries of `resource_drift` by their objects; those that a change has taken are gone. */
  private readonly drifts = new Map<string, JsonRecord>();

  constructor(
    private readonly json: unknown,
    private readonly label: string,
  ) {
    this.configuration = new Configuration(memberOf(json, "configuration"));
  }

  read(): Plan {
    const { json } = this;
    for (const entry of this.entries("resource_drift")) this.drifts.set(objectOf(entry), entry);
    for (const entry of this.entries("resource_changes")) this.change(entry, undefined);
    for (const entry of this.entries("deferred_changes")) {
      const change = recordIn(entry, "resource_change");
      const reason = textIn(entry, "reason") ?? "deferred";
      if (change === undefined) this.gap(undefined, "A deferred change cannot be read: it names no resource.");
      else this.change(change, reason);
    }
    for (const entry of [...this.drifts.values()]) this.change({ ...entry, change: { actions: ["no-op"] } }, undefined);
    const { invocations, gaps } = invocationsIn(json, this.configuration);
    const { checks, strange } = checksIn(json);
    if (strange > 0)
      this.gap(undefined, "A condition of the configuration cannot be read: the plan does not say whether it holds.");
    return {
      label: this.label,
      tool: this.configuration.isOfOpenTofu || this.isOfOpenTofu ? "OpenTofu" : "Terraform",
      terraformVersion: textIn(json, "terraform_version"),
      plannedAt: textIn(json, "timestamp"),
      isErrored: memberOf(json, "errored") === true,
      isPartial: memberOf(json, "complete") === false,
      keys: this.keys,
      exclusives: this.exclusives,
      invocations,
      others: this.others,
      checks,
      used: usedIn(json),
      oddValues: this.oddValues,
      gaps: [...this.gaps, ...this.strange.gaps(), ...gaps],
    };
  }

  private entries(name: string): readonly JsonRecord[] {
    const member = memberOf(this.json, name) ?? [];
    if (!isList(member)) {
      this.gap(undefined, `${name} cannot be read: it is not a list.`);
      return [];
    }
    return member.flatMap((entry, index) => {
      if (isRecord(entry)) return [entry];
      this.gap(undefined, `${name}[${index}] cannot be read: it is not an object.`);
      return [];
    });
  }

  private change(entry: JsonRecord, deferred: string | undefined): void {
    const [address, type] = [textIn(entry, "address"), textIn(entry, "type")];
    if (address === undefined || type === undefined) {
      this.gap(address, "A change cannot be read: it does not tell its address and its type.");
      return;
    }
    const actions = listIn(memberOf(entry, "change"), "actions");
    const kind = KINDS.get(actions.join());
    if (kind === undefined) {
      this.gap(address, "It is not known what Terraform will do with it: the plan names unknown actions.");
      return;
    }
    const isData = textIn(entry, "mode") === "data";
    if (!isData && type === PROXY_KEY)
      this.typed(entry, { address, kind, deferred }, proxyKeyShape, this.keys, this.soundKey);
    else if (!isData && type === EXCLUSIVE)
      this.typed(entry, { address, kind, deferred }, exclusiveShape, this.exclusives, (typed) => typed);
    else this.other({ address, type, kind, isData });
  }

  /** What is not declared any more has a provider, too. */
  private get isOfOpenTofu(): boolean {
    return listIn(this.json, "resource_changes").some((entry) => isOfOpenTofu(textIn(entry, "provider_name")));
  }

  private other({ address, type, kind, isData }: OtherChange & { address: string; isData: boolean }): void {
    this.drifts.delete(address);
    if (!isData && type.startsWith(OURS) && kind !== "no-op") {
      this.gap(address, `This version of electronhub does not know the resource type ${type}. Update electronhub.`);
    }
    this.others.push({ type: isData ? `data.${type}` : type, kind });
  }

  private typed<S extends ObjectValue>(
    entry: JsonRecord,
    { address, kind, deferred }: { address: string; kind: Kind; deferred: string | undefined },
    shape: Shape<S>,
    found: Planned<S>[],
    settle: (typed: Typed<S>) => Typed<S>,
  ): void {
    const change = recordIn(entry, "change");
    try {
      const deposed = textIn(entry, "deposed");
      const previousAddress = textIn(entry, "previous_address");
      const side = (values: unknown, name: "before" | "after"): Typed<S> | null => {
        const value = memberOf(values, name) ?? null;
        const unknown = name === "after" ? memberOf(values, "after_unknown") : undefined;
        if (value === null && unknown !== true) return null;
        if (kind !== "no-op") this.strange.note(address, shape, value, unknown);
        const shadows = { unknown, sensitive: memberOf(values, `${name}_sensitive`) };
        return settle(typedValue(shape, value ?? {}, shadows));
      };
      const drift = this.takeDrift(
        [address, previousAddress ?? address].map((at) => nameOf(at, deposed)),
        side,
      );
      const importing = recordIn(change, "importing");
      const declared = this.configuration.declarationOf(entry);
      found.push({
        address,
        previousAddress,
        deposed,
        account: this.configuration.accountOf(entry),
        kind,
        deferred,
        reason: textIn(entry, "action_reason"),
        importId: importing && importIdIn(importing),
        configured: declared?.configured,
        ...allMarked({ before: side(change, "before"), after: side(change, "after"), drift }),
      });
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.drifts.delete(address);
      this.gap(
        address,
        `Its values cannot be read: ${error.message}. Was it planned by another version of the provider?`,
      );
    }
  }

  /** The refresh names an object by the address that it had before it moved. */
  private takeDrift<S>(
    names: readonly string[],
    side: (values: unknown, name: "before" | "after") => Typed<S> | null,
  ): Drift<S> | undefined {
    const found = names.find((name) => this.drifts.has(name));
    if (found === undefined) return undefined;
    const values = memberOf(this.drifts.get(found), "change");
    this.drifts.delete(found);
    return { before: side(values, "before"), after: side(values, "after") };
  }

  /** The value of the key is not read: nothing that is reviewed holds it. */
  private readonly soundKey = (typed: TypedKey): TypedKey => {
    refuseUnsound(typed.state);
    const { key } = typed.state;
    if (typeof key !== "string") return typed;
    if (!key.startsWith(PROXY_KEY_PREFIX)) this.oddValues.add(key);
    return { ...typed, state: { ...typed.state, key: KEY_STORED } };
  };

  private gap(address: string | undefined, words: string): void {
    this.gaps.push({ address, words });
  }
}

/** An object of a resource's instance: the present one, or one that was left behind. */
const nameOf = (address: string, deposed: string | undefined): string =>
  deposed === undefined ? address : `${address} (${deposed})`;

const objectOf = (entry: JsonRecord): string => nameOf(textIn(entry, "address") ?? "", textIn(entry, "deposed"));

/** What is sensitive on one side is on all: where it does not change, another side would tell it. */
function allMarked<S>({ before, after, drift }: Pick<Planned<S>, "before" | "after" | "drift">) {
  const sides = [before, after, drift?.before ?? null, drift?.after ?? null];
  const sensitive = new Set(sides.flatMap((side) => [...(side?.sensitive ?? [])]));
  const marked = (side: Typed<S> | null): Typed<S> | null => side && { ...side, sensitive };
  return {
    before: marked(before),
    after: marked(after),
    drift: drift && { before: marked(drift.before), after: marked(drift.after) },
  };
}

function importIdIn(importing: JsonRecord): string | typeof UNKNOWN {
  if (importing.unknown === true) return UNKNOWN;
  const identity = recordIn(importing, "identity");
  return textIn(importing, "id") ?? textIn(identity, "id") ?? "";
}
