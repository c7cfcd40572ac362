// `electronhub keys ...`: housekeeping among an account's proxy keys. Key values are never shown.
import { Command } from "commander";
import { ACCOUNT_ENVIRONMENT } from "../account-options";
import { disableCommand } from "./disable";
import { disableAllCommand } from "./disable-all";
import { enableCommand } from "./enable";
import { exportCommand } from "./export";
import { listCommand } from "./list";
import { pruneCommand } from "./prune";
import { purgeCommand } from "./purge";
import { removeCommand } from "./remove";

export function keysCommand(): Command {
  return new Command("keys")
    .description("List and tidy up the account's proxy keys")
    .addHelpText("after", ACCOUNT_ENVIRONMENT)
    .addCommand(listCommand())
    .addCommand(exportCommand())
    .addCommand(disableCommand())
    .addCommand(enableCommand())
    .addCommand(disableAllCommand())
    .addCommand(pruneCommand())
    .addCommand(removeCommand())
    .addCommand(purgeCommand());
}
