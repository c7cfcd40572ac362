// The process side of a plugin: handshake, certificate, gRPC server, log lines, shutdown. Knows gRPC, but no Terraform
// values and no provider.
export { type Certificate, createCertificate } from "./certificate";
export { type Call, type NamedMethod, type StreamingRpc, type UnaryRpc, pathOf, stream, unary } from "./methods";
export { type Logger, createLogger } from "./log";
export { type Plugin, type PluginOptions } from "./options";
export { servePlugin } from "./serve";
export { standardError } from "./standard-streams";
