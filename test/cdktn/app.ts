// The ways to use the library in a CDK Terrain app. All run the TypeScript example, with no more than its imports renamed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const EXAMPLE = resolve(__dirname, "../../examples/projects/cdktf-typescript");

const CDKTN = "0.24.0";
const CONSTRUCTS = "10.6.0";

export interface Tarballs {
  readonly cdktf: string;
  readonly cdktn: string;
}

export interface App {
  readonly name: string;
  readonly dependencies: (tarballs: Tarballs) => Readonly<Record<string, string>>;
  /** Packages that the example imports, and what it imports in their stead. */
  readonly renamed: Readonly<Record<string, string>>;
}

export const APPS: readonly App[] = [
  {
    name: "cdktn under the name of cdktf",
    dependencies: ({ cdktf }) => ({
      cdktf: `npm:cdktn@${CDKTN}`,
      constructs: CONSTRUCTS,
      "cdktf-provider-electronhub": cdktf,
    }),
    renamed: {},
  },
  {
    name: "cdktn and cdktf side by side",
    dependencies: ({ cdktf }) => ({
      cdktn: CDKTN,
      cdktf: "0.21.0",
      constructs: CONSTRUCTS,
      "cdktf-provider-electronhub": cdktf,
    }),
    renamed: { cdktf: "cdktn" },
  },
  {
    name: "the package made for cdktn",
    dependencies: ({ cdktn }) => ({ cdktn: CDKTN, constructs: CONSTRUCTS, "cdktn-provider-electronhub": cdktn }),
    renamed: { cdktf: "cdktn", "cdktf-provider-electronhub": "cdktn-provider-electronhub" },
  },
];

/** Writes the app's files, before its dependencies are installed. */
export function layOut(app: App, directory: string, tarballs: Tarballs): void {
  mkdirSync(directory);
  const write = (file: string, content: unknown) =>
    writeFileSync(join(directory, file), `${JSON.stringify(content)}\n`);
  write("package.json", { name: "team-keys", private: true, dependencies: app.dependencies(tarballs) });
  write("cdktf.json", {
    language: "typescript",
    app: "node main.js",
    projectId: "team-keys",
    sendCrashReports: "false",
  });
  const tsconfig = readFileSync(join(EXAMPLE, "tsconfig.json"), "utf8");
  writeFileSync(join(directory, "tsconfig.json"), tsconfig);
  const source = readFileSync(join(EXAMPLE, "main.ts"), "utf8");
  const renamed = source.replace(/ from "([^"]+)"/g, (text, name: string) =>
    text.replace(name, app.renamed[name] ?? name),
  );
  writeFileSync(join(directory, "main.ts"), renamed);
}
