// Three proxy keys of a team, as a CDKTF stack. The account's API key comes from the environment, ELECTRONHUB_API_KEY, which
// is in no plan file; a variable's value (TF_VAR_...) would be.
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { DataElectronhubModels, ElectronhubProvider, ProxyKey } from "cdktf-provider-electronhub";
import { type Construct } from "constructs";

class TeamKeys extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ElectronhubProvider(this, "electronhub");

    const ci = new ProxyKey(this, "ci", {
      name: "ci",
      allocatedAmount: 500,
      limitType: "weekly",
      modelWhitelist: ["gpt-4o-mini", "claude-sonnet-4"],
    });
    new ProxyKey(this, "contractor", {
      name: "contractor",
      allocatedAmount: 100,
      expiresAt: "2035-01-31T00:00:00Z",
      ipWhitelist: ["203.0.113.0/24", "2001:db8::7"],
      enabled: true,
    });

    const cheap = new DataElectronhubModels(this, "cheap", { owner: "openai", premium: false });
    new ProxyKey(this, "batch", {
      name: "nightly batch",
      allocatedAmount: 250,
      limitType: "monthly",
      modelWhitelist: cheap.ids,
    });

    new TerraformOutput(this, "ci-key-id", { value: ci.id });
    new TerraformOutput(this, "ci-key", { value: ci.key, sensitive: true });
  }
}

const app = new App();
new TeamKeys(app, "team-keys");
app.synth();
