// The provider SDK as one module, for those who write a small provider with it (README.md). This repository's own rooms import
// its layers one by one.
export * from "./cty";
export * from "./framework";
export { type ServeProviderOptions, serveProvider } from "./serve-provider";
