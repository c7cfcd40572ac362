// Chromium without a window, where the machine has it.
import { spawnSync } from "node:child_process";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

export const CHROMIUM = NAMES.find((name) => spawnSync(name, ["--version"]).status === 0);

/** The page's elements after it has been loaded, as HTML, and what the console and the network said. */
export function loaded(file: string, profile: string): { readonly html: string; readonly log: string } {
  const flags = [
    "--headless",
    // In a container, the user who runs the tests may be root, whom the sandbox refuses.
    "--no-sandbox",
    "--disable-gpu",
    "--enable-logging=stderr",
    `--user-data-dir=${profile}`,
    "--virtual-time-budget=2000",
    "--dump-dom",
  ];
  const { stdout, stderr, status } = spawnSync(CHROMIUM ?? "chromium", [...flags, `file://${file}`], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`chromium ended with ${status}: ${stderr}`);
  return {
    html: stdout,
    log: stderr
      .split("\n")
      .filter((line) => line.includes("CONSOLE"))
      .join("\n"),
  };
}
