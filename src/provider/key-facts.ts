// What the API says about a key, as data sources show it: with the volatile figures that a resource must not have, and
// without the value. What an answer leaves out is null.
import { type KeyObject } from "../api";
import { keyId } from "../api/key-id";
import { formatInstant } from "../rules";
import { types } from "../terraform/cty";
import { type Attributes, type ObjectOf, computed } from "../terraform/framework";
import { decimalOrNull } from "./decimal-or-null";
import { settingFacts } from "./proxy-key/schema";
import { SETTINGS, type Table } from "./proxy-key/settings";
import { toldState } from "./proxy-key/state-from-wire";

export const factAttributes = {
  id: computed(types.string, { description: "Id of the key, as the resource has it." }),
  ...settingFacts,
  used_amount: computed(types.number, { description: "Credits that the key has spent." }),
  created_at: computed(types.string, { description: "When the key was created, RFC 3339." }),
  last_used: computed(types.string, { description: "When the key was last used, RFC 3339; null: never." }),
} satisfies Attributes;

export const factsOf = (record: KeyObject, table: Table = SETTINGS): ObjectOf<typeof factAttributes> => ({
  id: keyId(record.key),
  ...toldState(record, table),
  used_amount: decimalOrNull(record.used_ammount),
  created_at: instantOrNull(record.created_at),
  last_used: instantOrNull(record.last_used),
});

const instantOrNull = (value: number | null | undefined) =>
  value === null || value === undefined ? null : formatInstant(value);
