// The construct library: Electron Hub in CDKTF's terms. Synth time only: no network, nothing of the provider process.
export * from "./data-electronhub-account";
export * from "./data-electronhub-models";
export * from "./data-electronhub-proxy-key";
export * from "./data-electronhub-proxy-key-access";
export * from "./data-electronhub-proxy-keys";
export * from "./electronhub-provider";
export * from "./ephemeral-proxy-key";
export * from "./ephemeral-proxy-key-value";
export * from "./functions";
export * from "./proxy-key";
export * from "./proxy-key-disable-action";
export * from "./proxy-key-enable-action";
export * from "./proxy-keys-delete-all-action";
export * from "./proxy-keys-exclusive";
