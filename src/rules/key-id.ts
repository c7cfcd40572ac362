// Rules for the ids and the values of proxy keys, as they are written in configurations.
import { type Problem, problem, shown } from "./problem";
import { PROXY_KEY_PREFIX } from "./settings";

/** Characters. Source: the API's page on proxy keys, `proxy_key`. */
const LONGEST_VALUE = 256;

/** The first 32 hexadecimal digits of the SHA-256 of a key's value. */
export const isKeyId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

export function checkKeyIds(ids: readonly string[]): readonly Problem[] {
  return ids.flatMap((id) => {
    if (isKeyId(id)) return [];
    // A value that stands where an id should must not be printed.
    const received = id.startsWith(PROXY_KEY_PREFIX) ? "The value of a key" : shown(id);
    const detail = `${received} is not an id of a proxy key; it must have 32 hexadecimal digits (0-9, a-f), as the attribute id of electronhub_proxy_key has.`;
    return [problem("Invalid id of a proxy key", detail)];
  });
}

/** What is not an id in any case, and must not be printed: the values of keys. */
export const checkNoKeyValues = (ids: readonly string[]): readonly Problem[] =>
  checkKeyIds(ids.filter((id) => id.startsWith(PROXY_KEY_PREFIX)));

/** Of what is to be asked about as the holder of a proxy key. Nothing of it is printed. */
export function checkKeyValue(value: string): Problem | undefined {
  return value.startsWith(PROXY_KEY_PREFIX) && isOneWord(value) ? undefined : noKeyValue();
}

/** What is not a value of a proxy key in any case: another credential, above all. */
export function checkNoOtherCredential(value: string): Problem | undefined {
  const isOther = /^ek-(?!proxy-)/.test(value) || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
  return isOther || !isOneWord(value) ? noKeyValue() : undefined;
}

const isOneWord = (value: string): boolean => value.length <= LONGEST_VALUE && /^[\x21-\x7e]+$/.test(value);

const noKeyValue = (): Problem =>
  problem(
    "Not the value of a proxy key",
    `key must begin with ${PROXY_KEY_PREFIX}, and have no blanks or line ends (trimspace() removes those of a file) and at most ${LONGEST_VALUE} characters. An API key or a JWT of the account cannot be asked about; for a key's id, set id.`,
  );
