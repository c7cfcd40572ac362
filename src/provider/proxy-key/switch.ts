// Makes sure that a key is on or off. The API's toggle flips, so: look first, flip at most once, and believe only the
// status in the answer. Never flips blindly.
import { type ElectronhubClient } from "../../api";
import { DiagnosticsError, errorDiagnostic } from "../../terraform/framework";
import { type Operation } from "./diff";

export type Toggle = Extract<Operation, { kind: "toggle" }>;

/** What is known of a key's status: the answer of this very change, or nothing. */
export type SeenStatus = boolean | undefined;

export async function switchKey(
  client: Pick<ElectronhubClient, "lookup" | "toggle">,
  key: string,
  { to }: Toggle,
  seen: SeenStatus,
  signal: AbortSignal,
): Promise<void> {
  const wanted = to === "on";
  const present = seen ?? (await client.lookup(key, signal)).is_active;
  if (present === wanted) return;
  if (present === undefined) {
    const detail =
      "The API's answer does not tell whether the key is on, so it was not toggled. Run the command again.";
    throw new DiagnosticsError([errorDiagnostic("The status of the proxy key is not known", detail)]);
  }
  const { status } = await client.toggle(key, signal);
  if (status === wanted) return;
  throw new DiagnosticsError([
    errorDiagnostic(
      `The proxy key is ${status ? "on" : "off"} after it was to be switched ${to}`,
      "Somebody else toggled it at the same moment. Run terraform plan to see its present status, and apply again.",
    ),
  ]);
}
