// Takes out of a plan's JSON what differs from run to run: the time, Terraform's random ids, the emulator's port, and which
// of several keys was made first. Numbers keep their digits.
import { createHash } from "node:crypto";
import { isLosslessNumber, parse, stringify } from "lossless-json";
import { keyId } from "../../../src/api/key-id";
import { type KeyEvent } from "../../../src/emulator";

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** All that happened to keys, of which the plan may tell. */
  readonly events: readonly KeyEvent[];
  readonly baseUrl: string;
}

const BASE_URL = "http://127.0.0.1:8080/v1";
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ID = /^[0-9a-f]{32}$/;

export function normalised(json: string, { now, events, baseUrl }: Moment): string {
  const told = [...fixedKeys(events)].reduce(
    (text, [value, fixed]) => text.replaceAll(value, fixed).replaceAll(keyId(value), keyId(fixed)),
    json.replaceAll(baseUrl, BASE_URL),
  );
  const plan = fields(parse(told));
  const sorted = { ...plan, timestamp: new Date(now).toISOString().replace(".000", "") };
  return numbered(`${stringify(mapped(sorted), undefined, 1) ?? ""}\n`);
}

/** A value for each key that depends on its name alone, and on how many had that name before. */
function fixedKeys(events: readonly KeyEvent[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  const created = events.filter(({ type }) => type === "created");
  return new Map(
    created.map(({ key, userId, after }) => {
      const whose = `${userId} ${after?.name ?? ""}`;
      const before = seen.get(whose) ?? 0;
      seen.set(whose, before + 1);
      const digest = createHash("sha256").update(`${whose} ${before}`).digest("hex");
      return [key, `ek-proxy-${digest.slice(0, 48)}`];
    }),
  );
}

/** Orders by what is fixed what Terraform had ordered by random ids, or not at all. */
function mapped(value: unknown): unknown {
  if (isLosslessNumber(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return inOrder(value.map(mapped));
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const fixed = mapped(inner);
    return [name, name === "relevant_attributes" && Array.isArray(fixed) ? bySpelling(fixed) : fixed];
  });
  return Object.fromEntries(
    entries.every(([name]) => ID.test(name)) ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries,
  );
}

const inOrder = (list: readonly unknown[]): readonly unknown[] =>
  list.every((one) => typeof one === "string" && ID.test(one)) ? [...list].sort() : list;

const bySpelling = (list: readonly unknown[]): readonly unknown[] =>
  [...list].sort((a, b) => ((stringify(a) ?? "") < (stringify(b) ?? "") ? -1 : 1));

/** In the place of random ones: UUIDs and the names of deposed objects, counted in the order in which they come. */
function numbered(json: string): string {
  const names = new Map<string, string>();
  const named = (random: string, width: number): string => {
    const known = names.get(random) ?? String(names.size + 1).padStart(width, "0");
    names.set(random, known);
    return known;
  };
  return json
    .replace(UUID, (uuid) => `00000000-0000-4000-8000-${named(uuid, 12)}`)
    .replace(/("deposed(?:_key)?": ?")([0-9a-f]{8})"/g, (_, start: string, key: string) => `${start}${named(key, 8)}"`);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error("the plan's JSON is not an object");
  return Object.fromEntries(Object.entries(value));
}
