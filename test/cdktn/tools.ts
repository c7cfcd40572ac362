// CDK Terrain's command line and the Node.js that it needs, which may be newer than the one that runs the tests: both are
// npm packages.
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../support/command";

const NODE = "24.21.0";
const CDKTN_CLI = "0.24.0";

export interface Tools {
  /** A PATH on which `node` is this Node.js. */
  readonly path: string;
  readonly cli: string;
}

export async function installTools(directory: string): Promise<Tools> {
  const system = process.platform === "win32" ? "win" : process.platform;
  const node = `node-${system}-${process.arch}`;
  mkdirSync(directory);
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({ private: true, dependencies: { [node]: NODE, "cdktn-cli": CDKTN_CLI } }),
  );
  await npmInstall(directory);
  const bin = join(directory, "node_modules", node, "bin");
  return {
    path: [bin, process.env.PATH ?? ""].join(delimiter),
    cli: join(directory, "node_modules/cdktn-cli/bin/cdktn"),
  };
}

export async function npmInstall(directory: string): Promise<void> {
  await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: directory,
  });
}
