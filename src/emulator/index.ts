// The Electron Hub API emulated on a loopback port: what other parts of the project may use of it.
export { type Answered } from "./answered";
export { type Clock } from "./clock";
export { type EndpointName } from "./endpoints";
export { type Fault } from "./faults";
export { type AccountOptions, type EmulatorOptions } from "./options";
export { type Account, type KeyEvent, type StoredKey } from "./proxy-key";
export { type Emulator, startEmulator } from "./server";
export { type Store } from "./store";
export { type Tier } from "./tiers";
