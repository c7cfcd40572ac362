// What changes of a key that no call sends, and that only Terraform and the provider go by: what a destroy does, when the expiry
// is renewed, whether the value is stored. Whatever the schema has that is neither a setting nor computed.
import { namesIn } from "../../provider/proxy-key/each-setting";
import { type ProxyKeyState, proxyKeyAttributes } from "../../provider/proxy-key/schema";
import { UNKNOWN, type Value, equal } from "../../terraform/cty";
import { type Attribute } from "../../terraform/framework";
import { type TypedKey } from "../plan/plan";
import { type Moment } from "./moment";
import { shownText } from "./shown";

/** One line each. */
export function besidesOf(before: TypedKey, after: TypedKey, { table }: Moment): readonly string[] {
  const settings = new Set<string>(namesIn(table));
  return Object.entries<Attribute>(proxyKeyAttributes).flatMap(([name, { mode, type }]) => {
    if (settings.has(name) || mode === "computed") return [];
    const was = valueOf(before.state, name);
    const is = valueOf(after.state, name);
    if (equal(type, was, is)) return [];
    const label = name.replaceAll("_", " ");
    if (after.sensitive.has(name)) return [`${label}: changes; the value is sensitive`];
    return [`${label}: ${inWords(is)}, before: ${inWords(was)}`];
  });
}

const valueOf = (state: ProxyKeyState, name: string): Value =>
  Object.entries(state).find(([own]) => own === name)?.[1] ?? null;

function inWords(value: Value): string {
  if (value === UNKNOWN) return "known only during apply";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? shownText(value) : "none";
}
