// Why a key that exists cannot be declared as it is: what a plan would refuse, and what it would change because the API
// does not tell it. Pure; whatever writes configuration for existing keys asks here.
import { type KeyObject } from "../../api/wire";
import { type Problem } from "../../rules";
import { toldIn } from "./each-setting";
import { SETTINGS, type SettingName, type Table } from "./settings";
import { toldSettings, untoldSettings } from "./settings-on-wire";

/** Empty where nothing is in the way. The lines repeat what anybody may have chosen. */
export const obstaclesTo = (record: KeyObject, table: Table = SETTINGS): readonly string[] => [
  ...(record.odd ? strange(record.odd) : untold(record, table)),
  ...halves(record, table),
  ...refusals(record, table),
];

const strange = (odd: readonly string[]): readonly string[] =>
  odd.map((remark) => `what the API says about it cannot be used: ${remark}.`);

/** An update sends all settings, so that a guess would become the truth. */
const untold = (record: KeyObject, table: Table): readonly string[] =>
  untoldSettings(record, table).map((name) => `the API does not tell ${name}.`);

/** Terraform's texts are Unicode: half of a character would arrive as another one. */
function halves(record: KeyObject, table: Table): readonly string[] {
  const texts = Object.values(toldSettings(record, table)).flat();
  return texts.some((text) => typeof text === "string" && /\p{Cs}/u.test(text))
    ? ["a text holds half of a character."]
    : [];
}

function refusals(record: KeyObject, table: Table): readonly string[] {
  const told = toldSettings(record, table);
  const problems = <A extends SettingName>(name: A): readonly (Problem | undefined)[] => {
    const value = told[name];
    return value === undefined ? [] : table[name].problems(value);
  };
  return toldIn(table)
    .flatMap((name) => problems(name))
    .flatMap((problem) => (problem?.severity === "error" ? [problem.detail] : []));
}
