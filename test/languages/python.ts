// Python: the wheel in a fresh virtual environment; cdktf comes from PyPI.
import { type Language, type Project, makePackage } from "./language";

export const python: Language = {
  name: "python",
  toolchain: [["python3", "--version"]],
  async synthesise(project: Project) {
    await makePackage("python", project.path("packages"));
    await project.run("python3", "-m", "venv", ".venv");
    const bin = project.path(process.platform === "win32" ? ".venv/Scripts" : ".venv/bin");
    const wheels = project.path("packages/python");
    await project.run(`${bin}/pip`, "install", "--quiet", "--find-links", wheels, "-r", "requirements.txt");
    await project.run(`${bin}/python`, "main.py");
  },
};
