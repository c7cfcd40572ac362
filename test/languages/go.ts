// Go: the generated module, replaced in a fresh one; cdktf comes from the module proxy, at the sums that the example keeps.
import { type Language, type Project, makePackage } from "./language";

const MODULE = "github.com/cdktf-provider-electronhub/cdktf-provider-electronhub-go/electronhub";

export const go: Language = {
  name: "go",
  toolchain: [["go", "version"]],
  async synthesise(project: Project) {
    await makePackage("go", project.path("packages"), { args: ["--code-only"] });
    await project.run("go", "mod", "edit", `-replace=${MODULE}=./packages/go/electronhub`);
    await project.run("go", "vet", ".");
    await project.run("go", "run", ".");
  },
};
