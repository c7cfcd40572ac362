// What every command that works on an account has in common: --base-url, and the variables that its help names.
import { type Command, InvalidArgumentError } from "commander";
import { baseUrlCheck } from "../rules";

export interface AccountOptions {
  readonly baseUrl?: string;
}

/** `command` with the option and the help. */
export const onAccount = (command: Command): Command =>
  command
    .option("--base-url <url>", "address of the API, instead of ELECTRONHUB_BASE_URL", addressOf)
    .addHelpText("after", ACCOUNT_ENVIRONMENT);

/** The process's environment, with what the options name in its place. */
export const environmentWith = ({ baseUrl }: AccountOptions): NodeJS.ProcessEnv =>
  baseUrl === undefined ? process.env : { ...process.env, ELECTRONHUB_BASE_URL: baseUrl };

const checkAddress = baseUrlCheck("--base-url");

/** An empty one, as when a variable in a script is not set, would mean another account's address. */
function addressOf(url: string): string {
  const mistake = checkAddress(url);
  if (mistake) throw new InvalidArgumentError(mistake.detail);
  return url;
}

export const ACCOUNT_ENVIRONMENT = `
Environment:
  ELECTRONHUB_API_KEY    API key of the account (ek-...); never given as an option, which shells keep
  ELECTRONHUB_BASE_URL   address of the API (default: https://api.electronhub.ai/v1)
  HTTPS_PROXY, NO_PROXY  a proxy on the way, and hosts that are reached without it (HTTP_PROXY for http:)
  SSL_CERT_FILE, NODE_EXTRA_CA_CERTS
                         a PEM file with further certificate authorities to trust
  ELECTRONHUB_LEDGER     a Redis server that keeps the request budget for several machines (redis://..., rediss://...)
  XDG_STATE_HOME         where the request budget is kept that all processes share (default: ~/.local/state)`;
