// Where a user's programs keep what they remember from run to run, by the XDG rules.
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Undefined where there is none; never a directory that others share. */
export function stateDirectory(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.XDG_STATE_HOME;
  if (named && isAbsolute(named)) return join(named, "electronhub");
  const home = env.HOME || env.USERPROFILE || homedirOrNothing();
  return home && isAbsolute(home) ? join(home, ".local", "state", "electronhub") : undefined;
}

function homedirOrNothing(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}
