// TypeScript: what the other languages are compared with.
import { mkdirSync, symlinkSync } from "node:fs";
import { type Language, type Project, ROOT } from "./language";
import { join } from "node:path";

export const typescript: Language = {
  name: "typescript",
  toolchain: [],
  async synthesise(project: Project) {
    mkdirSync(project.path("node_modules"));
    for (const name of ["cdktf", "constructs", "typescript", "ts-node"]) {
      symlinkSync(join(ROOT, "node_modules", name), project.path("node_modules", name), "junction");
    }
    symlinkSync(ROOT, project.path("node_modules/cdktf-provider-electronhub"), "junction");
    const tsNode = project.path("node_modules/ts-node/register/transpile-only");
    await project.run(process.execPath, "--preserve-symlinks-main", "--require", tsNode, "main.ts");
  },
};
