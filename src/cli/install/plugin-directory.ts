// Where Terraform and OpenTofu look for providers without any configuration, in the user's own directories.
import { existsSync } from "node:fs";
import { posix, win32 } from "node:path";

export interface User {
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
  /** As the system knows it, for where HOME is not set. */
  readonly home: string;
}

/** Throws an Error where the environment names no such directory. */
export function pluginDirectory({ platform, env, home }: User): string {
  if (platform === "win32") {
    if (env.APPDATA) return win32.join(env.APPDATA, "terraform.d", "plugins");
    throw new Error("APPDATA is not set, so the plugin directory is not known; name a directory with --mirror");
  }
  const userHome = env.HOME || home;
  const configuration = posix.join(userHome, ".terraform.d");
  const data = env.XDG_DATA_HOME;
  // Terraform looks in both places. Who keeps their home tidy gets no new directory in it.
  if (platform === "linux" && data && posix.isAbsolute(data) && !existsSync(configuration)) {
    return posix.join(data, "terraform", "plugins");
  }
  return posix.join(configuration, "plugins");
}
