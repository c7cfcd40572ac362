// The property: whatever is declared and happens, what is planned can be applied, and then there is nothing left to do.
import * as fc from "fast-check";
import { type Command, commands } from "./commands";
import { World } from "./world";

const MOST_COMMANDS = 6;

const play = async (sequence: Iterable<Command>): Promise<void> => {
  const world = await World.create();
  try {
    await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
  } finally {
    await world.stop();
  }
};

/** `replayPath` as a failure prints it. */
export const plansCanBeApplied = (replayPath?: string) =>
  fc.asyncProperty(fc.commands(commands, { maxCommands: MOST_COMMANDS, size: "max", replayPath }), play);
