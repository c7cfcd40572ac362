// The framework: what a provider is written in. Stands on cty alone; knows neither the wire nor any provider.
export * from "./apply";
export * from "./data-source";
export * from "./diagnostic";
export * from "./function";
export * from "./plan";
export * from "./plan-modifier";
export * from "./plan-modifiers/requires-replace";
export * from "./plan-modifiers/use-state-for-unknown";
export * from "./private-state";
export * from "./provider";
export * from "./read";
export * from "./resource";
export * from "./schema";
export * from "./validate";
