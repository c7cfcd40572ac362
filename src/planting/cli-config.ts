// The user's CLI configuration, as far as it keeps Terraform from looking into a stack's output.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { SOURCE, TERRAFORM_HOST } from "./layout";

/** `process` is one. */
export interface User {
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The file whose `provider_installation` block leaves the implied mirror out, and names no other place for the provider. */
export function concealingCliConfig(user: User): string | undefined {
  const file = cliConfigFile(user);
  // Devices and pipes can be named too; what is read from a pipe is gone.
  if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  return conceals(readFileSync(file, "utf8"), (mirror) => existsSync(join(mirror, TERRAFORM_HOST, SOURCE)))
    ? file
    : undefined;
}

/** `holds` tells whether a filesystem mirror has the provider. */
export function conceals(text: string, holds: (mirror: string) => boolean): boolean {
  const code = text.replace(COMMENT_OR_STRING, (token) => (token.startsWith('"') ? token : ""));
  if (!/\bprovider_installation\s*\{/.test(code)) return false;
  // A user who names the provider there has decided where it comes from.
  if (code.includes(SOURCE)) return false;
  const mirrors = [...code.matchAll(/\bpath\s*=\s*"((?:\\.|[^"\\])*)"/g)].flatMap(([, path]) => path ?? []);
  return !mirrors.some(holds);
}

const COMMENT_OR_STRING = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"/g;

function cliConfigFile({ platform, env }: User): string | undefined {
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  if (named) return named;
  if (platform === "win32") return env.APPDATA ? join(env.APPDATA, "terraform.rc") : undefined;
  return env.HOME ? join(env.HOME, ".terraformrc") : undefined;
}
