// Makes sure that a key is on or off. The API's toggle flips, so: look first, flip at most once, and believe only the
// status in the answer. Never flips blindly.
import { type ElectronhubCalls } from "../../api";
import { DiagnosticsError, errorDiagnostic } from "../../terraform/framework";
import { type KeyList } from "../key-list";
import { type Operation } from "./diff";

export type Toggle = Extract<Operation, { kind: "toggle" }>;

export async function switchKey(
  calls: Pick<ElectronhubCalls, "list" | "toggle">,
  keys: KeyList,
  key: string,
  { to }: Toggle,
  signal: AbortSignal,
): Promise<void> {
  const wanted = to === "on";
  const present = await keys.status(calls, key, signal);
  if (present === wanted) return;
  if (present === undefined) {
    throw new DiagnosticsError([
      errorDiagnostic(
        "The status of the proxy key is not known",
        "The API's list does not hold the key, or does not tell whether it is on; so it was not toggled. Run terraform plan to see what the API has now.",
      ),
    ]);
  }
  const { status } = await calls.toggle(key, signal);
  keys.wrote(key, { is_active: status });
  if (status === wanted) return;
  throw new DiagnosticsError([
    errorDiagnostic(
      `The proxy key is ${status ? "on" : "off"} after it was to be switched ${to}`,
      "Somebody else toggled it at the same moment. Run terraform plan to see its present status, and apply again.",
    ),
  ]);
}
