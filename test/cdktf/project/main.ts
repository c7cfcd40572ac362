// The app of the test: two stacks, ours and another provider, and a key of one stack used in the other.
import { App, TerraformOutput, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { ElectronhubProvider, ProxyKey } from "cdktf-provider-electronhub";
import { Construct } from "constructs";

/** As generated libraries declare a provider, and a resource of it. */
class TinyProvider extends TerraformProvider {
  constructor(stack: TerraformStack) {
    super(stack, "tiny", {
      terraformResourceType: "tiny",
      terraformGeneratorMetadata: { providerName: "tiny", providerVersion: "1.2.3" },
      terraformProviderSource: "example/tiny",
    });
  }
}

class Note extends TerraformResource {
  constructor(
    stack: TerraformStack,
    id: string,
    private readonly text: string,
  ) {
    super(stack, id, { terraformResourceType: "tiny_note", terraformGeneratorMetadata: { providerName: "tiny" } });
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return { text: this.text };
  }
}

const app = new App();
const keys = new TerraformStack(app, "keys");
new ElectronhubProvider(keys, "electronhub");
new ElectronhubProvider(keys, "patient", { alias: "patient", maxRetries: 5 });
const ci = new ProxyKey(new Construct(keys, "team"), "ci", { name: "ci", allocatedAmount: 500 });
new TinyProvider(keys);
new Note(keys, "note", ci.id);

const consumer = new TerraformStack(app, "consumer");
new TinyProvider(consumer);
new ElectronhubProvider(consumer, "electronhub");
new ProxyKey(consumer, "batch", { name: "batch", allocatedAmount: 10 });
new Note(consumer, "note", ci.key);
new TerraformOutput(consumer, "ci-key", { value: ci.key, sensitive: true });

app.synth();
