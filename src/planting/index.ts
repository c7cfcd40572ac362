// Planting: the provider's executable put where Terraform looks for it. Files and names only; knows nothing of CDKTF, and
// loads nothing of the provider. Shared by the constructs, which plant at synth, and `electronhub install`.
export { concealingCliConfig } from "./cli-config";
export { chooseExecutable } from "./executable";
export { plantInStack, uprootInStack } from "./in-stack";
export { HOSTS, SOURCE } from "./layout";
export { readLockFile } from "./lock-access";
export { LOCK_FILE } from "./lock";
export { type LockEntry, lockEntries } from "./lock-file";
export { type Machine, platformName } from "./platform";
export { type Planted, plant } from "./plant";
export { type Requirement } from "./requirements";
