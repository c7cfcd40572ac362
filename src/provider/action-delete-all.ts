// The action electronhub_proxy_keys_delete_all: every key of the account, in one call. Only where the caller says how many
// there are, which shows that he knows what he does.
import { type Look } from "../api/keys/key-list";
import { removeAll } from "../api/keys/remove-all";
import { quoted } from "../api/visible";
import { checkConfirmCount, keysOf } from "../rules";
import { UNKNOWN, attributeStep, types } from "../terraform/cty";
import {
  type Action,
  type Attributes,
  type Diagnostic,
  DiagnosticsError,
  type ObjectOf,
  errorDiagnostic,
  required,
  warningDiagnostic,
} from "../terraform/framework";
import { type Configured } from "./account";
import { actionAccount } from "./action-account";
import { orDiagnostics } from "./api-diagnostics";
import { checked } from "./checked";
import { lineList } from "./line-list";

const attributes = {
  confirm_count: required(types.number, {
    description:
      "How many proxy keys the account has. Where it has more or fewer, the plan fails, and nothing is removed.",
    validators: [checked(types.number, (count) => checkConfirmCount(count.toFloat64()))],
  }),
} satisfies Attributes;

type DeleteAllAttributes = typeof attributes;

export const deleteAllAction: Action<DeleteAllAttributes, Configured> = {
  typeName: "electronhub_proxy_keys_delete_all",
  schema: {
    version: 0,
    description:
      "Removes every proxy key of the account in one call, also those that are made in that moment. There is no way back. The plan names what will go; the keys are counted again when the action runs. Resources whose keys are gone are created anew by the next apply. Needs Terraform 1.14; in any version, `electronhub_proxy_keys_exclusive` with `use_delete_all` does the same.",
    attributes,
  },
  async plan({ config, client, signal }) {
    if (client.kind === "unknown") return [];
    const { account } = client;
    const look = await orDiagnostics(LIST, () => account.keys.look(account.client, signal));
    const count = countOf(look);
    // One that is not known yet is checked when the action is invoked.
    if (config.confirm_count !== UNKNOWN) checkConfirmed(config, count);
    return count === 0 ? [] : [removalWarning(look)];
  },
  async invoke({ config, client, signal, progress }) {
    const account = actionAccount(client, "remove every proxy key", progress);
    // Counted now: what a list of before told is not what is removed.
    const look = await orDiagnostics(LIST, () => account.keys.look(account.client, signal, account.keys.mark()));
    const count = countOf(look);
    checkConfirmed(config, count);
    if (count === 0) {
      progress("The account has no proxy keys; nothing is called.");
      return [];
    }
    progress(`Removing every one of ${keysOf(count)}...`);
    await orDiagnostics("remove every proxy key of the account", () => removeAll(account, look.keys.keys(), signal));
    progress(`${keysOf(count)} removed.`);
    return [];
  },
};

const LIST = "list the account's proxy keys";

/** Throws where the number is another one. */
function checkConfirmed({ confirm_count: confirmed }: ObjectOf<DeleteAllAttributes>, present: number): void {
  if (confirmed === null || confirmed === UNKNOWN) throw new Error("validation let no count pass");
  if (confirmed.toFloat64() !== present) throw otherCount(confirmed.toString(), present);
}

/** Records without a value are keys all the same, and are removed with the others. */
const countOf = ({ keys, unidentified }: Look): number => keys.size + unidentified;

function removalWarning(look: Look): Diagnostic {
  const named = [...look.keys].map(([id, { name }]) => `${quoted(name ?? "")} (${id})`);
  return warningDiagnostic(
    "Every proxy key of the account will be removed in one call",
    `There is no way back. The account has ${keysOf(countOf(look))} now:\n${lineList(named)}`,
  );
}

const otherCount = (confirmed: string, present: number): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `confirm_count is ${confirmed}, and the account has ${keysOf(present)}`,
      "Nothing was removed. Look at the keys (electronhub keys list), and confirm their present number.",
      [attributeStep("confirm_count")],
    ),
  ]);
