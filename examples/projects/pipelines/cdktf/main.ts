// Proxy keys of two teams, each in a stack with a state of its own: what the pipelines beside this file plan and apply.
import { App, HttpBackend, TerraformStack, TerraformVariable } from "cdktf";
import { ElectronhubProvider, ProxyKey } from "cdktf-provider-electronhub";
import { type Construct } from "constructs";

interface TeamProps {
  readonly credits: number;
  readonly models: string[];
}

class Team extends TerraformStack {
  constructor(scope: Construct, name: string, { credits, models }: TeamProps) {
    super(scope, name);
    new ElectronhubProvider(this, "electronhub"); // the account's key comes from ELECTRONHUB_API_KEY
    // Any backend that locks. Of this one user and password come from the environment (TF_HTTP_...).
    const address = `${states}/${name}`;
    new HttpBackend(this, { address, lockAddress: `${address}/lock`, unlockAddress: `${address}/lock` });

    const offices = new TerraformVariable(this, "office_addresses", {
      type: "set(string)",
      description: "From where the keys may be used. The pipeline sets it: TF_VAR_office_addresses.",
    });
    new ProxyKey(this, "service", {
      name: `${name} service`,
      allocatedAmount: credits,
      modelWhitelist: models,
      ipWhitelist: offices.listValue,
      // No secret in the state, and none in the plan file that goes from job to job.
      storeKey: false,
    });
  }
}

const states = process.env.STATES_URL;
if (!states) throw new Error("Set STATES_URL to where the states are kept, without the stack's name.");

const app = new App();
new Team(app, "search", { credits: 100, models: ["gpt-4o-mini"] });
new Team(app, "support", { credits: 200, models: ["gpt-4o-mini", "claude-sonnet-4"] });
app.synth();
