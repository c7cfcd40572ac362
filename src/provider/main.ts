// The executable terraform-provider-electronhub. It answers the client first, and loads the provider after that.
import { servePlugin } from "../terraform/goplugin/serve";
import { PROTOCOL_VERSION, TERRAFORM_COOKIE } from "../terraform/protocol/version";

void servePlugin({
  name: "terraform-provider-electronhub",
  about: "It manages proxy keys of an Electron Hub account.",
  cookie: TERRAFORM_COOKIE,
  protocolVersion: PROTOCOL_VERSION,
  providerAddress: "registry.terraform.io/electronhub/electronhub",
  load: async () => (await import("./plugin.js")).plugin(process),
  process,
}).then((code) => process.exit(code));
