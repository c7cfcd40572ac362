// The built provider as a process, with a provider block of its own, that is made to send single requests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerSchema } from "../../src/provider/configuration";
import { accountDataSource } from "../../src/provider/data-account";
import { ephemeralProxyKey } from "../../src/provider/ephemeral-proxy-key";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { type PluginClient, startPlugin } from "./plugin-client";
import { PROVIDER } from "./provider";
import { type Client, createClient } from "./rpc-client";
import { blockOf, saysOf, toWire } from "./typed-rpc";

export interface End {
  readonly code: number;
  readonly stderr: string;
}

export class AskingProvider {
  private ending: Promise<End> | undefined;

  private constructor(
    private readonly directory: string,
    private readonly plugin: PluginClient,
    private readonly rpc: Client<ProviderDefinition>,
  ) {}

  static async start(settings: ObjectValue, env: Record<string, string> = {}): Promise<AskingProvider> {
    const directory = mkdtempSync(join(tmpdir(), "electronhub-asking-"));
    const world = { XDG_STATE_HOME: directory, ...env };
    const plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, env: world });
    const rpc = createClient(ProviderDefinition, plugin.wire);
    const block = blockOf(providerSchema, {
      api_key: "ek-account-0123456789abcdef",
      requests_per_minute: Decimal.fromNumber(100_000),
      max_retries: Decimal.fromNumber(0),
      ...settings,
    });
    const config = toWire(providerSchema, block);
    const { diagnostics } = await rpc.configureProvider({ terraformVersion: "1.11.4", config });
    if (diagnostics.length > 0) throw new Error(saysOf(diagnostics).join("\n"));
    return new AskingProvider(directory, plugin, rpc);
  }

  /** With one call, `GET /user/me`. Tells what went wrong. */
  async readAccount(): Promise<readonly string[]> {
    const { typeName, schema } = accountDataSource;
    const config = toWire(schema, blockOf(schema));
    return saysOf((await this.rpc.readDataSource({ typeName, config })).diagnostics);
  }

  /** With one write, `POST /auth/proxy/create`, and looks before it. Tells what went wrong. */
  async createKey(): Promise<readonly string[]> {
    const { typeName, schema } = ephemeralProxyKey;
    const config = toWire(schema, blockOf(schema, { name: "ci", allocated_amount: Decimal.fromNumber(1) }));
    return saysOf((await this.rpc.openEphemeralResource({ typeName, config })).diagnostics);
  }

  /** As on Ctrl-C: what is under way ends, the process stays. */
  async interrupt(): Promise<void> {
    await this.rpc.stopProvider({});
  }

  /** Resolves with the exit code and what it has written. */
  end(): Promise<End> {
    return (this.ending ??= this.plugin.stop().then((code) => {
      rmSync(this.directory, { recursive: true, force: true });
      return { code, stderr: this.plugin.output.stderr };
    }));
  }
}

/** Of a process that nothing has gone wrong with. */
export const IN_ORDER: End = { code: 0, stderr: "" };
