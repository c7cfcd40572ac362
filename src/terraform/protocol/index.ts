// Terraform's plugin protocol, version 6, over the framework: one handler per RPC.
export { providerServer } from "./service";
export { PROTOCOL_VERSION, TERRAFORM_COOKIE } from "./version";
