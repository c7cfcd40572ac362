// `electronhub keys purge`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, bulkCommand, start } from "./bulk/bulk-command";

interface PurgeOptions extends BulkOptions {
  readonly atOnce?: true;
}

export const PURGE: BulkChange = {
  doing: "remove",
  done: "removed",
  none: "The account has no proxy keys.",
  concerning: "To be removed",
  load: async () => (await import("./bulk/remove-key.js")).REMOVE,
};

export const purgeCommand = (): Command =>
  bulkCommand("purge")
    .description(`Remove every proxy key of the account, one by one; never one that is made meanwhile. ${ASKS_FIRST}`)
    .option("--at-once", "with one call, which removes keys that are made meanwhile too")
    .action((options: PurgeOptions) => start({ change: PURGE, atOnce: options.atOnce }, options));
