// Makes a Bun runtime deaf to the user's environment. An executable that Bun compiles reads variables of Bun's own before it runs
// a line of the program: BUN_BE_BUN turns it into a JavaScript interpreter, BUN_OPTIONS loads any file, NODE_UNIQUE_ID makes it wait for
// a parent, NODE_TLS_REJECT_UNAUTHORIZED turns off the check of certificates.
// There is no option against that. So the names are changed in the runtime itself: what nobody sets has no effect. One kind stays,
// because its prefix is compared byte by byte in machine code: BUN_JSC_*, by which the engine is tuned. It loads nothing, and
// changes speed and memory at most.
const RENAMED: readonly (readonly [string, string])[] = [
  ["BUN_", "NUB_"],
  ["NODE_", "EDON_"],
  ["JSC_", "CSJ_"],
];

/** The runtime with every name of such a variable changed, to one of the same length. */
export function deafen(runtime: Buffer): Buffer {
  const deaf = Buffer.from(runtime);
  for (const [prefix, other] of RENAMED) {
    const places = placesOf(deaf, prefix);
    if (places.length === 0) throw new Error(`the runtime knows no variable ${prefix}*: is it another Bun?`);
    for (const at of places) deaf.write(other, at, "latin1");
  }
  return deaf;
}

/** Names that no program has any use for: in the provider's own code there are others. */
const TELLTALES = ["BUN_BE_BUN", "BUN_OPTIONS", "NODE_UNIQUE_ID"];

/** Whether an executable has a runtime that was made deaf. */
export const isDeaf = (file: Buffer): boolean => TELLTALES.every((name) => !file.includes(name));

/** Where such a name begins. */
function placesOf(file: Buffer, prefix: string): readonly number[] {
  const places: number[] = [];
  for (let at = file.indexOf(prefix); at !== -1; at = file.indexOf(prefix, at + 1)) {
    if (isLetter(file[at + prefix.length])) places.push(at);
  }
  return places;
}

const isLetter = (byte: number | undefined): boolean => byte !== undefined && /[a-z]/i.test(String.fromCharCode(byte));
