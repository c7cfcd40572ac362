// The provider: its schema, its configuration step and everything that it offers.
import { type Clock, type Ledger, type LedgerOptions, type Log, createClient } from "../api";
import { type ConfigureResponse, type Diagnostic, type Provider } from "../terraform/framework";
import { type Account, type Configured, UnknownAccount } from "./account";
import { ApplyTime } from "./apply-time";
import { type ProviderAttributes, type ProviderSettings, providerSchema, resolveConfiguration } from "./configuration";
import { deleteAllAction } from "./action-delete-all";
import { disableAction, enableAction } from "./action-switch-proxy-key";
import { CreatedKeys } from "./created-keys";
import { accountDataSource } from "./data-account";
import { modelsDataSource } from "./data-models";
import { proxyKeyDataSource } from "./data-proxy-key";
import { proxyKeyAccessDataSource } from "./data-proxy-key-access";
import { proxyKeysDataSource } from "./data-proxy-keys";
import { ephemeralProxyKey } from "./ephemeral-proxy-key";
import { ephemeralProxyKeyValue } from "./ephemeral-proxy-key-value";
import { refusedCredentials } from "./credentials";
import { fingerprintOf } from "./fingerprint";
import { GracePeriods } from "./grace-periods";
import { keyIdFunction, unixTimeFunction } from "./functions";
import { KeyList } from "../api/keys/key-list";
import { KnownOnce } from "./known-once";
import { ledgerWarning, refusedLedger } from "./ledger-trouble";
import { proxyKeyListResource } from "./list-proxy-keys";
import { PlanAdvice } from "./plan-advice";
import { proxyKeyResource } from "./proxy-key/resource";
import { proxyKeysExclusiveResource } from "./proxy-keys-exclusive/resource";
import { Quota } from "./quota";
import { Run } from "./run";

/** What the provider needs of the world. */
export interface World {
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly openLedger: (options: LedgerOptions) => Ledger;
}

export function electronhubProvider(world: World): Provider<ProviderAttributes, Configured> {
  const now = () => world.clock.now();
  return {
    schema: providerSchema,
    resources: [proxyKeyResource(now), proxyKeysExclusiveResource],
    dataSources: [
      proxyKeyDataSource,
      proxyKeysDataSource,
      accountDataSource,
      modelsDataSource,
      proxyKeyAccessDataSource,
    ],
    ephemeralResources: [ephemeralProxyKey, ephemeralProxyKeyValue],
    listResources: [proxyKeyListResource],
    actions: [disableAction, enableAction, deleteAllAction],
    functions: [keyIdFunction, unixTimeFunction],
    async configure({ config, terraformVersion, signal }): Promise<ConfigureResponse<Configured>> {
      const resolution = resolveConfiguration(config, world.env);
      switch (resolution.kind) {
        case "mistakes":
          return { diagnostics: resolution.diagnostics };
        case "unknown":
          return { client: new UnknownAccount(resolution.attributes) };
        case "settings":
          return configured(resolution.settings, terraformVersion, world, signal);
      }
    },
  };
}

async function configured(
  settings: ProviderSettings,
  terraformVersion: string,
  world: World,
  signal: AbortSignal,
): Promise<ConfigureResponse<Configured>> {
  const { env, log, clock } = world;
  const { ledger: address, requestTimeoutMs, validateCredentials } = settings;
  const warnings: Diagnostic[] = [];
  const onTrouble = (trouble: string) => void warnings.push(ledgerWarning(trouble));
  const ledger = world.openLedger({ ...settings, address, env, log, clock, onTrouble });
  const account = openAccount(settings, ledger, terraformVersion, world);
  const refusals = await refusedLedger(account);
  const diagnostics =
    refusals.length === 0 && validateCredentials ? await refusedCredentials(account, signal) : refusals;
  if (diagnostics.length > 0) {
    await account.client.close();
    return { diagnostics };
  }
  return {
    client: { kind: "account", account },
    // For the request that is under way, and for one that must follow it: a switch, a removal, a look.
    graceMs: 2 * requestTimeoutMs,
    finish: () => account.client.close(),
    warnings: () => warnings.splice(0),
  };
}

function openAccount(settings: ProviderSettings, ledger: Ledger, terraformVersion: string, world: World): Account {
  const { env, log, clock } = world;
  const { maxRetries, requestTimeoutMs } = settings;
  const client = createClient({
    ...settings,
    ledger,
    userAgent: userAgent(world.version, terraformVersion, env),
    log,
    clock,
    random: world.random,
    env,
  });
  const keys = new KeyList(() => clock.now());
  const catalogue = new KnownOnce("GET /models", (signal) => client.models(signal));
  const quota = new Quota(client, async (signal) => (await keys.get(client, signal)).size);
  const run = new Run();
  const advice = new PlanAdvice(
    settings.validateModels ? catalogue : undefined,
    settings.checkQuota ? quota : undefined,
    new ApplyTime(() => client.outlook(), clock, run),
  );
  return {
    client,
    keys,
    catalogue,
    advice,
    createdKeys: new CreatedKeys(client.claims),
    fingerprint: fingerprintOf(settings),
    gracePeriods: new GracePeriods(),
    clock,
    requestTimeoutMs,
    maxRetries,
    run,
  };
}

/** Terraform's convention: TF_APPEND_USER_AGENT is appended to every provider's own. */
function userAgent(version: string, terraformVersion: string, env: NodeJS.ProcessEnv): string {
  const appended = env.TF_APPEND_USER_AGENT?.replace(/[^\x20-\x7e]/g, "").trim();
  return [`terraform-provider-electronhub/${version}`, `Terraform/${terraformVersion}`, appended]
    .filter(Boolean)
    .join(" ");
}
