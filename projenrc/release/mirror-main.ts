// `npm run release:mirror -- --network DIR` or `--filesystem DIR`: puts the release that was made into mirrors.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { makeFilesystemMirror, makeNetworkMirror } from "./mirror";
import { folderName } from "./names";

const USAGE = `Usage: npm run release:mirror -- [--network DIR] [--filesystem DIR] [--host registry.terraform.io] [--musl]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      network: { type: "string" },
      filesystem: { type: "string" },
      host: { type: "string", default: "registry.terraform.io" },
      // For Alpine Linux and its like: a mirror of its own, because Terraform knows one package for linux_amd64.
      musl: { type: "boolean", default: false },
    },
  });
  const source = {
    release: join(resolve(__dirname, "../../release"), folderName(values.musl ? { libc: "musl" } : {})),
    version,
    host: values.host,
  };
  if (!values.network && !values.filesystem) throw new Error(`no mirror is named. ${USAGE}`);
  if (values.network) await makeNetworkMirror(source, values.network);
  if (values.filesystem) makeFilesystemMirror(source, values.filesystem);
}

main().catch((error: unknown) => {
  process.stderr.write(`The mirror was not made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
