// Java: the jar in a fresh Maven project. Maven Central has cdktf up to 0.19, so its jar is made here as well, of the
// package in node_modules that HashiCorp's would be made of.
import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CACHE, type Language, type Project, ROOT, makePackage } from "./language";

const LOCAL_REPOSITORY = join(homedir(), CACHE, "m2");

export const java: Language = {
  name: "java",
  toolchain: [
    ["javac", "-version"],
    ["mvn", "-version"],
  ],
  async synthesise(project: Project) {
    await makePackage("java", project.path("packages"), {
      modules: [join(ROOT, "node_modules/cdktf")],
      env: { MAVEN_OPTS: `-Dmaven.repo.local=${LOCAL_REPOSITORY} -Dmaven.javadoc.skip -Dmaven.source.skip` },
    });
    // Maven installs what it makes: the project shall get it from the repository of packages instead.
    for (const made of ["io/github/cdktf-provider-electronhub", "com/hashicorp/cdktf"]) {
      rmSync(join(LOCAL_REPOSITORY, made), { recursive: true, force: true });
    }
    const packages = pathToFileURL(project.path("packages/java")).href;
    const settings = [`-Delectronhub.repository=${packages}`, `-Dmaven.repo.local=${LOCAL_REPOSITORY}`];
    await project.run("mvn", "--batch-mode", "--quiet", ...settings, "compile", "exec:java");
  },
};
