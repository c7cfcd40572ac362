// `cdktf-provider-electronhub/emulator` of the packed package, as its users import it: in JavaScript, as a CommonJS and as an ES
// module, and in TypeScript with each way to resolve modules. Needs the build's emulator.js and emulator.d.ts.
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

jest.setTimeout(300_000);

const ROOT = resolve(__dirname, "../..");
const NAME = "cdktf-provider-electronhub";

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "electronhub-package-"));
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", project];
  const printed = execFileSync("npm", pack, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [, tarball = ""] = /"filename": "([^"]+)"/.exec(printed) ?? [];
  const installed = join(project, "node_modules", NAME);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, tarball), "-C", installed, "--strip-components=1"]);
  mkdirSync(join(project, "node_modules/@types"));
  for (const name of ["@types/node", "undici-types", "cdktf", "constructs"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "user", private: true }));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

const SETTINGS = `{ name: "ci", expires_at: -1, allocated_ammount: 100 }`;

/** Starts an emulator, makes a key over HTTP, and prints what the emulator has of it. */
const PROGRAM = `
async function main() {
  const emulator = await startEmulator({ tier: "starter" });
  const headers = { authorization: "Bearer " + emulator.apiKey, "content-type": "application/json" };
  const body = JSON.stringify(${SETTINGS});
  const answer = await fetch(emulator.baseUrl + "/auth/proxy/create", { method: "POST", headers, body });
  console.log(answer.status, emulator.store.keys().map(({ name }) => name).join(), JSON.stringify(emulator.requests()));
  await emulator.stop();
}
void main();
`;
const PRINTED = '200 ci {"POST /auth/proxy/create":1}\n';

/** Writes a file of the user's, and runs a program of Node.js on it. */
function run(
  file: string,
  text: string,
  ...words: readonly string[]
): Promise<{ readonly code: unknown; readonly text: string }> {
  writeFileSync(join(project, file), text);
  return new Promise((resolve) => {
    execFile(process.execPath, [...words, file], { cwd: project }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: `${stdout}${stderr}` }),
    );
  });
}

test("CommonJS requires it", async () => {
  const text = `const { startEmulator } = require("${NAME}/emulator");${PROGRAM}`;
  expect(await run("user.cjs", text)).toEqual({ code: 0, text: PRINTED });
});

test("an ES module imports it, with the file's whole name", async () => {
  const text = `import { startEmulator } from "${NAME}/emulator.js";${PROGRAM}`;
  expect(await run("user.mjs", text)).toEqual({ code: 0, text: PRINTED });
});

const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const TYPED = `
import { type Emulator, type EmulatorOptions, type Fault, type Store, startEmulator } from "${NAME}/emulator";
const options: EmulatorOptions = { tier: "business", keptEvents: 5, onAnswer: ({ method, status }) => console.log(method, status) };
const fault: Fault = { endpoint: "DELETE /auth/proxy", kind: "forbid", reason: "not-owner" };
const names = (store: Store): readonly string[] => store.keys().map(({ name }) => name);
export async function use(): Promise<string> {
  const emulator: Emulator = await startEmulator(options);
  emulator.inject(fault);
  return names(emulator.store).join();
}
`;
const WAYS = [
  ["commonjs", "node10"],
  ["node16", "node16"],
  ["esnext", "bundler"],
] as const;
const check = (module: string, moduleResolution: string, ...words: readonly string[]) => [
  ...[TSC, "--noEmit", "--strict", "--target", "es2022", "--module", module, "--moduleResolution", moduleResolution],
  ...words,
];

test.each(WAYS)("TypeScript knows its types: module %s, moduleResolution %s", async (...way) => {
  expect(await run("user.ts", TYPED, ...check(...way, "--skipLibCheck"))).toEqual({ code: 0, text: "" });
});

test("the types themselves are sound, with those of Node.js and without those of browsers", async () => {
  const words = ["--lib", "es2022", "--types", "node"];
  expect(await run("user.ts", TYPED, ...check("node16", "node16", ...words))).toEqual({ code: 0, text: "" });
});

test("they forbid what cannot be", async () => {
  const wrong = TYPED.replace('"business"', '"gold"');
  const { code, text } = await run("wrong.ts", wrong, ...check("commonjs", "node10", "--skipLibCheck"));
  expect(code).not.toBe(0);
  expect(text).toContain(`Type '"gold"' is not assignable to type`);
});

test("the library and whatever else was imported by its file stay importable, and do not load the emulator", async () => {
  const paths = ["", "/package.json", "/lib/rules", "/lib/index.js", "/lib/constructs", "/.jsii"].map(
    (path) => NAME + path,
  );
  const text = `
    for (const path of ${JSON.stringify(paths)}) require.resolve(path);
    require("${NAME}");
    console.log(Object.keys(require.cache).filter((file) => /emulator/.test(file.split("${NAME}").pop())).length);
  `;
  expect(await run("library.cjs", text)).toEqual({ code: 0, text: "0\n" });
});
