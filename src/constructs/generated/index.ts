// Every class that is generated. Written by "npx projen constructs" from the provider's schemas.
export * from "./data-electronhub-account";
export * from "./data-electronhub-models";
export * from "./data-electronhub-proxy-key";
export * from "./data-electronhub-proxy-key-access";
export * from "./data-electronhub-proxy-keys";
export * from "./electronhub-provider";
export * from "./ephemeral-proxy-key";
export * from "./ephemeral-proxy-key-value";
export * from "./proxy-key";
export * from "./proxy-key-disable-action";
export * from "./proxy-key-enable-action";
export * from "./proxy-keys-delete-all-action";
export * from "./proxy-keys-exclusive";
