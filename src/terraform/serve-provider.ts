// A provider as the process that Terraform starts, in one call. A provider whose start-up counts puts the same parts together
// by hand, so that they load late: src/provider/main.ts.
import { type Attributes, type Provider } from "./framework";
import { createLogger, servePlugin, standardError } from "./goplugin";
import { PROTOCOL_VERSION, TERRAFORM_COOKIE, providerServer } from "./protocol";

export interface ServeProviderOptions {
  /** As in `source`, with the registry's host: registry.terraform.io/example/hello. */
  readonly address: string;
  /** What it is for, in a sentence, for somebody who starts the executable by hand. */
  readonly about: string;
  readonly process: NodeJS.Process;
  /** Applied to every log line and diagnostic: for secrets. @default - they are left as they are */
  readonly redact?: (text: string) => string;
}

/** Ends the process when Terraform has no more to ask. Start it with --debug to attach a debugger. */
export async function serveProvider<C>(
  provider: Provider<Attributes, C>,
  options: ServeProviderOptions,
): Promise<never> {
  const { address, about, process, redact = (text) => text } = options;
  const name = address.slice(address.lastIndexOf("/") + 1);
  const log = createLogger({
    env: process.env,
    module: name,
    write: standardError(process),
    now: () => new Date(),
    redact,
  });
  const code = await servePlugin({
    name: `terraform-provider-${name}`,
    about,
    cookie: TERRAFORM_COOKIE,
    protocolVersion: PROTOCOL_VERSION,
    providerAddress: address,
    load: async () => providerServer(provider, log, redact),
    process,
  });
  return process.exit(code);
}
