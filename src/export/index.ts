// An account's keys as configuration: what a configuration says of a key, and that in HCL, TypeScript and JSON. Pure: no
// I/O, no clock, and never a key's value.
export { cdktfOf } from "./cdktf";
export { type Declaration, type DeclaredKey, declaredKeyOf, declarationsOf } from "./declaration";
export { hclOf } from "./hcl";
export { jsonOf } from "./json";
