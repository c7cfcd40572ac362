// Terraform's plugin protocol, version 6, over the framework: one handler per RPC.
export { PROTOCOL_VERSION, type ProviderServer, TERRAFORM_COOKIE, providerServer } from "./service";
