// A review makes no call: it loads neither HTTP nor gRPC, nor anything that starts slowly.
import { join } from "node:path";
import { build } from "esbuild";

test("neither HTTP nor gRPC is loaded", async () => {
  const { metafile } = await build({
    entryPoints: [join(__dirname, "../../src/review/index.ts")],
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  expect([...new Set(packages)].sort()).toEqual(["@msgpack/msgpack", "ipaddr.js", "lossless-json", "ms"]);
  const builtIns = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external === true && !path.startsWith(".") ? [path] : [])),
  );
  expect([...new Set(builtIns)].sort()).toEqual([]);
});
