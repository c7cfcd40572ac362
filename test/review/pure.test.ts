// A review makes no call: it loads neither HTTP nor gRPC, nor anything else that reaches out of the process.
import { join } from "node:path";
import { build } from "esbuild";

async function loadedBy(entry: string): Promise<{ readonly packages: string[]; readonly builtIns: string[] }> {
  const { metafile } = await build({
    entryPoints: [join(__dirname, "../../src/review", entry)],
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const inputs = Object.values(metafile.inputs);
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const builtIns = inputs.flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external === true && !path.startsWith(".") ? [path] : [])),
  );
  return { packages: [...new Set(packages)].sort(), builtIns: [...new Set(builtIns)].sort() };
}

test("the facts are found with the libraries of values and durations alone", async () => {
  expect(await loadedBy("analyse/review.ts")).toEqual({
    packages: ["big.js", "ipaddr.js", "lossless-json", "ms"],
    builtIns: [],
  });
});

test("formats and policies add what writes and reads texts, and nothing that speaks to anybody", async () => {
  const { packages, builtIns } = await loadedBy("index.ts");
  expect(packages).toEqual([
    "ansi-regex",
    "big.js",
    "emoji-regex",
    "fastest-levenshtein",
    "hono",
    "ipaddr.js",
    "is-fullwidth-code-point",
    "lossless-json",
    "ms",
    "picocolors",
    "string-width",
    "strip-ansi",
    "yaml",
  ]);
  expect(builtIns.filter((name) => /http|net|tls|dns|child_process|dgram/.test(name))).toEqual([]);
});
