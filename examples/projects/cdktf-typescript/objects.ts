// Every object of the provider in CDKTF stacks. To try it: npx cdktf plan objects --app "npx ts-node objects.ts"
import { App, DataResource, TerraformOutput, TerraformStack } from "cdktf";
import {
  DataElectronhubAccount,
  DataElectronhubModels,
  DataElectronhubProxyKey,
  DataElectronhubProxyKeyAccess,
  DataElectronhubProxyKeys,
  ElectronhubFunctions,
  ElectronhubProvider,
  EphemeralProxyKey,
  EphemeralProxyKeyValue,
  ProxyKey,
  ProxyKeyDisableAction,
  ProxyKeyEnableAction,
  ProxyKeysDeleteAllAction,
  ProxyKeysExclusive,
} from "cdktf-provider-electronhub";
import { type Construct } from "constructs";

/** What Terraform 1.10 and OpenTofu 1.11 know. */
export class Objects extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ElectronhubProvider(this, "electronhub", { validateModels: true, checkQuota: true });

    // Only models that the account's catalogue has.
    const chat = new DataElectronhubModels(this, "chat", { endpoint: "/v1/chat/completions", premium: false });

    // Renewed while less than a week is left; its secret is in no state.
    const service = new ProxyKey(this, "service", {
      name: "service",
      allocatedAmount: 100,
      modelWhitelist: chat.ids,
      validFor: "720h",
      renewBefore: "168h",
      storeKey: false,
    });

    // Replaced while the old one works on for a day.
    const web = new ProxyKey(this, "web", {
      name: "web",
      allocatedAmount: 50,
      validFor: "720h",
      rotateBefore: "168h",
      deletionPolicy: "expire",
      deletionGracePeriod: "24h",
      lifecycle: { createBeforeDestroy: true },
    });

    // Whatever somebody makes by hand under this prefix goes with the next apply.
    new ProxyKeysExclusive(this, "team", { keyIds: [service.id, web.id], namePrefix: "team-" });

    const account = new DataElectronhubAccount(this, "account");
    const found = new DataElectronhubProxyKey(this, "found", { id: web.id });
    const idle = new DataElectronhubProxyKeys(this, "idle", { unusedSince: "2026-01-01T00:00:00Z" });
    const access = new DataElectronhubProxyKeyAccess(this, "access", { id: web.id });

    // A key for this run, and the value of a managed one: in no state and no plan.
    const run = new EphemeralProxyKey(this, "run", { name: "run", allocatedAmount: 1, validFor: "10m" });
    const secret = new EphemeralProxyKeyValue(this, "secret", { id: service.id });
    new DataResource(this, "deliver", {
      triggersReplace: { key: service.id },
      provisioners: [
        {
          type: "local-exec",
          command: 'test -n "$RUN_KEY" && printf %s "$SECRET" > delivered',
          environment: { RUN_KEY: run.key, SECRET: secret.key },
        },
      ],
    });

    new TerraformOutput(this, "slots", { value: account.proxyKeyLimit });
    new TerraformOutput(this, "used", { value: found.usedAmount });
    new TerraformOutput(this, "idle-ids", { value: idle.ids });
    new TerraformOutput(this, "works", { value: access.valid });
    new TerraformOutput(this, "created", { value: ElectronhubFunctions.unixTime(web.createdAt) });
    new TerraformOutput(this, "id", { value: ElectronhubFunctions.keyId(web.key), sensitive: true });
  }
}

/** What needs Terraform 1.14 besides: each is done when it is invoked, with `terraform apply -invoke=...`. */
export class Actions extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ElectronhubProvider(this, "electronhub");
    const intern = new ProxyKey(this, "intern", { name: "intern", allocatedAmount: 10 });
    new ProxyKeyDisableAction(this, "off", { id: intern.id });
    new ProxyKeyEnableAction(this, "on", { id: intern.id });
    new ProxyKeysDeleteAllAction(this, "stop", { confirmCount: 1 });
  }
}

if (require.main === module) {
  const app = new App();
  new Objects(app, "objects");
  new Actions(app, "actions");
  app.synth();
}
