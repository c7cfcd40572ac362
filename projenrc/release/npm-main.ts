// `npm run package:npm`: packs what is published to npm into dist/npm, after a release.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packForNpm } from "./npm-packages";
import { PLATFORMS, platformsNamed } from "./platforms";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { platform: { type: "string", multiple: true } } });
  const root = resolve(__dirname, "../..");
  const packed = await packForNpm({
    root,
    executables: join(root, "dist/standalone"),
    platforms: values.platform ? platformsNamed(values.platform) : PLATFORMS,
    output: join(root, "dist/npm"),
  });
  for (const file of packed) process.stdout.write(`dist/npm/${file}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`Nothing was packed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
