// docs/emulator.md, written by hand: nothing is missing of what a program could know.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emulateCommand } from "../../src/cli/emulate";
import { TIERS } from "../../src/emulator/tiers";

const PAGE = readFileSync(join(__dirname, "../../docs/emulator.md"), "utf8");

/** The cells of a row that begins with this name, alone or among others. */
function row(name: string): readonly string[] {
  const rows = PAGE.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.find(([, first = ""]) => first.split(", ").includes(`\`${name}\``)) ?? [];
}

test("each tier is there, with its limits", () => {
  for (const [name, { keys, requestsPerMinute }] of Object.entries(TIERS)) {
    expect([name, ...row(name).slice(2, 4)]).toEqual([name, String(keys), String(requestsPerMinute)]);
  }
});

test("each option of the command is there", () => {
  const options = emulateCommand().options.map(({ flags }) => flags);
  expect(options).toHaveLength(7);
  for (const flags of options) expect([flags, row(flags).length]).toEqual([flags, 4]);
});

test.each([
  "respond",
  "reset",
  "delay",
  "lock-out",
  "forbid",
  "truncate",
  "html",
  "omit",
  "wrong-types",
  "unknown-fields",
  "meanwhile",
])("the fault %s is there", (kind) => expect(row(kind)).toHaveLength(5));
