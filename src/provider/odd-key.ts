// Records of which the API tells something that cannot be used: anybody may have made such a key. What works on that one
// key refuses to go on; what works on all keys goes on with what is known, and says so once.
import { type KeyObject } from "../api";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import { type Diagnostic, DiagnosticsError, errorDiagnostic, warningDiagnostic } from "../terraform/framework";

/** Figures that change by themselves: no setting stands on them. */
const VOLATILE: readonly string[] = ["used_ammount", "last_used", "user_id", "enabled_thinking"];

const isVolatile = (remark: string): boolean => VOLATILE.some((field) => remark.startsWith(`${field}: `));

/** The record, of which everything can be used. Throws diagnostics otherwise. */
export const wholly = <R extends KeyObject>(record: R): R => sound(record, record.odd ?? []);

/** The record, of which every setting can be used. Throws diagnostics otherwise. */
export const soundSettings = (record: KeyObject): KeyObject =>
  sound(
    record,
    (record.odd ?? []).filter((remark) => !isVolatile(remark)),
  );

function sound<R extends KeyObject>(record: R, odd: readonly string[]): R {
  if (odd.length === 0) return record;
  const id = keyId(record.key);
  const called = record.name === undefined ? id : `${quoted(record.name)} (${id})`;
  throw new DiagnosticsError([
    errorDiagnostic(
      `The API's record of proxy key ${called} cannot be used`,
      `What it says about the key is not what the API documents:\n${listOf(odd)}\n\nNothing was changed, and no other key is affected. Correct the key with the program that made or changed it, or remove the key with: electronhub keys remove ${id}. Then run terraform plan again. To leave the key to others, forget it with: terraform state rm ADDRESS`,
    ),
  ]);
}

export interface Shown {
  readonly keys: Iterable<KeyObject>;
  /** Records without the value of a key. */
  readonly unidentified: number;
}

/** Of a list that is shown with null where something could not be used. */
export function oddKeysWarning({ keys, unidentified }: Shown): readonly Diagnostic[] {
  const odd = [...keys].flatMap((record) => (record.odd ? [`${keyId(record.key)}: ${record.odd.join("; ")}`] : []));
  const parts = [
    ...(odd.length > 0 ? [`What cannot be used is null:\n${listOf(odd)}`] : []),
    ...(unidentified > 0
      ? [`The list has further records without the value of a key, which are left out: ${unidentified}.`]
      : []),
  ];
  if (parts.length === 0) return [];
  const advice =
    "Correct these keys with the program that made or changed them, or remove one with: electronhub keys remove ID. Other keys are not affected.";
  return [
    warningDiagnostic(
      "Some records of proxy keys cannot be used as the API sends them",
      [...parts, advice].join("\n\n"),
    ),
  ];
}

/** Of a key that is missing from a list with records that have no value: it may be one of those. */
export const mayBeUnidentified = (name: string): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `Cannot tell whether proxy key ${quoted(name)} is gone`,
      "The API's list does not hold it, but has records without the value of a key: it may be one of them. Run terraform plan again when the API tells the values of all keys; or forget the key with: terraform state rm ADDRESS",
    ),
  ]);

const listOf = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");
