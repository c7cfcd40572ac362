// The verdicts of the benchmark: by medians, and nothing that was not measured passes.
import {
  CREATES,
  CREATES_PLAN,
  EXECUTABLE_START,
  FIGURES,
  HTTP_CALL,
  NODE_START,
  READ,
  memoryOf,
  scriptStart,
} from "./figures";
import { Samples } from "./samples";
import { report } from "./table";

const samplesOf = (values: Readonly<Record<string, readonly number[]>>): Samples => {
  const samples = new Samples();
  for (const [name, list] of Object.entries(values)) for (const value of list) samples.add(name, value);
  return samples;
};
const nine = (value: number): readonly number[] => Array.from({ length: 9 }, () => value);
const named = (name: string) => FIGURES.filter((figure) => figure.name === name);
const lastLine = (text: string) => text.split("\n").at(-1);

test("a figure is a ratio of medians; one slow measurement does not count", () => {
  const own = [24, 24, 24, 24, 24, 24, 24, 24, 900];
  const { text, failed } = report(
    named("spawn to handshake, executable"),
    [],
    samplesOf({ [EXECUTABLE_START]: own, [NODE_START]: nine(80) }),
  );
  expect(lastLine(text)).toBe(
    "| spawn to handshake, executable | <= 0.3 x node -e 0 | 0.30 | 24 ms (24 to 24) : 80 ms (80 to 80) | yes |",
  );
  expect(failed).toBe(0);
});

test("a figure above its target fails, by however little", () => {
  const { text, failed } = report(
    named("spawn to handshake, executable"),
    [],
    samplesOf({ [EXECUTABLE_START]: nine(24.01), [NODE_START]: nine(80) }),
  );
  expect(lastLine(text)).toMatch(/ \| NO \|$/);
  expect(failed).toBe(1);
});

test("creates are held against their plan and the ideal half second", () => {
  const { text } = report(
    named("100 creates, 50 ms per answer, parallelism 10"),
    [],
    samplesOf({ [CREATES]: nine(1600), [CREATES_PLAN]: nine(500) }),
  );
  expect(text).toContain("| <= 1.6 x its plan + 500 ms | 1.60 |");
});

test("a read is held against what it takes beyond the HTTP call", () => {
  const { text } = report(
    named("Read after Configure with one list call, in process"),
    [],
    samplesOf({ [READ]: nine(4.5), [HTTP_CALL]: nine(2) }),
  );
  expect(text).toContain("| <= 2 ms beyond the HTTP call | 2.5 ms |");
  expect(text).toMatch(/ \| NO \|$/);
});

test("what was not measured, or not often enough, fails and says why", () => {
  const samples = samplesOf({ [NODE_START]: nine(80), [scriptStart(20)]: [1, 1, 1, 1, 1, 1, 1, 1] });
  samples.miss(scriptStart(24), "there is no Node 24: no network");
  const { text, failed } = report(
    [...named("spawn to handshake, script on Node 20"), ...named("spawn to handshake, script on Node 24")],
    [],
    samples,
  );
  expect(text).toContain("| handshake, script on Node 20: nothing was measured | NOT MEASURED |");
  expect(text).toContain("| handshake, script on Node 24: there is no Node 24: no network | NOT MEASURED |");
  expect(failed).toBe(2);
});

test("what has no target is told below", () => {
  const { text, failed } = report([], ["a plan"], samplesOf({ "a plan": nine(8) }));
  expect(text).toContain("- a plan: 8.0 ms (8.0 to 8.0)");
  expect(failed).toBe(0);
});

test("the targets are those that were set", () => {
  expect(FIGURES.map(({ name, target, unit, against }) => [name, target, unit, against])).toEqual([
    ["spawn to handshake, executable", 0.3, "x", "node -e 0"],
    ["spawn to handshake, script on Node 20", 1.5, "x", "node -e 0"],
    ["spawn to handshake, script on Node 24", 1.5, "x", "node -e 0"],
    ["plan of 1 key, executable", 6.5, "x", "plan of 1 terraform_data"],
    ["plan of 20 keys, executable", 6, "x", "plan of 20 terraform_data"],
    ["plan of 100 keys, executable", 5, "x", "plan of 100 terraform_data"],
    ["100 creates, 50 ms per answer, parallelism 10", 1.6, "x", "its plan + 500 ms"],
    ["plan of 1,000 keys: provider CPU per key", 1.2, "x", "provider CPU per key, 100 keys"],
    ["peak RSS of one process, 100 keys, executable", 2, "x", "peak RSS, bare runtime of the executable"],
    ["peak RSS of one process, 100 keys, script", 2, "x", "peak RSS, bare runtime of the script"],
    ["synth of 100 ProxyKeys, executable", 1.15, "x", "synth of 100 terraform_data"],
    ["synth of 100 ProxyKeys, script", 1.15, "x", "synth of 100 terraform_data"],
    ["Read after Configure with one list call, in process", 2, "ms", "HTTP call"],
  ]);
});

test("memory is told in its own unit", () => {
  const figure = named("peak RSS of one process, 100 keys, script");
  const bare = "peak RSS, bare runtime of the script";
  const { text } = report(figure, [], samplesOf({ [memoryOf("script")]: nine(90), [bare]: nine(45) }));
  expect(text).toContain("| 2.00 | 90 MB (90 to 90) : 45 MB (45 to 45) | yes |");
});
