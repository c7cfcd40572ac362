// docs/reference is what `npm run docgen` makes of the library as it is built. The build leaves it out, because that
// takes seconds.
import { execSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tasks } from "../../.projen/tasks.json";

const ROOT = resolve(__dirname, "../..");
const REFERENCE = join(ROOT, "docs/reference");

let fresh: string;

beforeAll(() => {
  fresh = mkdtempSync(join(tmpdir(), "electronhub-reference-"));
  const command = tasks.docgen.steps.map(({ exec }) => exec.replace("docs/reference", fresh)).join(" && ");
  execSync(`npx --no-install ${command}`, { cwd: ROOT, stdio: "pipe" });
}, 120_000);
afterAll(() => rmSync(fresh, { recursive: true, force: true }));

test("it has a page for each language", () => {
  expect(readdirSync(fresh)).toHaveLength(5);
  expect(readdirSync(REFERENCE).sort()).toEqual(readdirSync(fresh).sort());
});

test.each(readdirSync(REFERENCE))("%s is up to date; else run `npm run docgen`", (page) => {
  // Whole pages are too long for a message.
  const read = (directory: string) => readFileSync(join(directory, page), "utf8").split("\n");
  const [committed, made] = [read(REFERENCE), read(fresh)];
  const different = made.findIndex((line, index) => line !== committed[index]);
  expect([different + 1, made[different], made.length]).toEqual([0, undefined, committed.length]);
});
