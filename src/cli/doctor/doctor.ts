// Runs every check, whatever the others find. Each has an end of its own, so that the whole has one.
import { setMaxListeners } from "node:events";
import { types } from "node:util";
import { redact } from "../../api";
import { keepSecret } from "../../api/secrets";
import { type Examination, examineAccount } from "./account";
import { type Finding, type Patient, mend, unchecked } from "./finding";
import { checkLedgerServer } from "./ledger";
import { checkConnection, checkDns } from "./network";
import { checkCdktf, checkNode, checkTerraform } from "./programs";
import { checkCliConfiguration, checkLockFiles } from "./project";
import { checkAddressForm, checkApiKeyKind, checkAuthorities, checkProxy } from "./settings";

export interface Report {
  readonly findings: readonly Finding[];
  /** Of the API. */
  readonly calls: number;
}

type Check = readonly [name: string, look: (patient: Patient) => Finding | Promise<Finding>];

const CHECKS: readonly Check[] = [
  ["node", checkNode],
  ["terraform", checkTerraform],
  ["cdktf", checkCdktf],
  ["cli_configuration", checkCliConfiguration],
  ["lock_file", checkLockFiles],
  ["api_key", checkApiKeyKind],
  ["address", checkAddressForm],
  ["certificates", checkAuthorities],
  ["proxy", checkProxy],
  ["dns", checkDns],
  ["connection", checkConnection],
  ["ledger_server", checkLedgerServer],
];

/** Longer than any check needs that has an end of its own. */
const MOST_MS = 25_000;

export async function diagnose(patient: Patient): Promise<Report> {
  // Whatever its form, no line may show it.
  keepSecret(patient.env.ELECTRONHUB_API_KEY);
  // As many checks listen at once as there are.
  setMaxListeners(0, patient.stop);
  const examined = within(MOST_MS, patient.stop, examineAccount(patient)).catch((error: unknown): Examination => ({
    findings: [failed("account", error)],
    calls: 0,
  }));
  const looked = CHECKS.map(async ([name, look]) => {
    try {
      return await within(
        MOST_MS,
        patient.stop,
        Promise.resolve().then(() => look(patient)),
      );
    } catch (error) {
      return failed(name, error);
    }
  });
  const findings = await Promise.all(looked);
  const { findings: ofAccount, calls } = await examined;
  patient.stop.throwIfAborted();
  return { findings: [...findings, ...ofAccount].map(harmless), calls };
}

class TooSlow extends Error {}

function within<T>(ms: number, stop: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new TooSlow("interrupted"));
    const timer = setTimeout(() => reject(new TooSlow(`no result within ${ms / 1000} s`)), ms);
    stop.addEventListener("abort", end, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
    });
  });
}

function failed(check: string, error: unknown): Finding {
  if (error instanceof TooSlow)
    return mend(check, error.message, "Run the doctor again; if it stays, look at this first.");
  return unchecked(check, types.isNativeError(error) ? error.message : "it could not be looked at");
}

const harmless = ({ summary, next, ...finding }: Finding): Finding => ({
  ...finding,
  summary: redact(summary),
  ...(next !== undefined && { next: redact(next) }),
});
