// Public API of the library: CDKTF constructs for Electron Hub.
export * from "./constructs";
