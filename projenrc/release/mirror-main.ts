// `npm run release:mirror -- --network DIR` or `--filesystem DIR`: puts the release that was made into mirrors.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { makeFilesystemMirror, makeNetworkMirror } from "./mirror";

const USAGE = `Usage: npm run release:mirror -- [--network DIR] [--filesystem DIR] [--host registry.terraform.io]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      network: { type: "string" },
      filesystem: { type: "string" },
      host: { type: "string", default: "registry.terraform.io" },
    },
  });
  const source = { release: resolve(__dirname, "../../release"), version, host: values.host };
  if (!values.network && !values.filesystem) throw new Error(`no mirror is named. ${USAGE}`);
  if (values.network) await makeNetworkMirror(source, values.network);
  if (values.filesystem) makeFilesystemMirror(source, values.filesystem);
}

main().catch((error: unknown) => {
  process.stderr.write(`The mirror was not made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
