// The Electron Hub API emulated on a loopback port: what other parts of the project may use of it, and what the package
// has as `cdktf-provider-electronhub/emulator`.
import { type Store as StoreClass } from "./store";

export { type Answered } from "./answered";
export { type Clock } from "./clock";
export { type EndpointName } from "./endpoints";
export { type Fault, type FaultKind } from "./faults";
export { type AccountOptions, type EmulatorOptions } from "./options";
export { type Account, type KeyEvent, type StoredKey } from "./proxy-key";
export { type Emulator, startEmulator } from "./server";
export { type Tier } from "./tiers";

/** Not the class: an emulator has one, and nobody makes another. */
export type Store = StoreClass;
