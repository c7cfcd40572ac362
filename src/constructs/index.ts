// The construct library: Electron Hub in CDKTF's terms. Synth time only: no network, nothing of the provider process.
export * from "./constants";
export * from "./functions";
export * from "./generated";
export * from "./rotating-proxy-key";
