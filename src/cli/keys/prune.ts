// `electronhub keys prune --expired`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, bulkCommand, start } from "./bulk/bulk-command";

export const PRUNE_EXPIRED: BulkChange = {
  doing: "remove",
  done: "removed",
  none: "No proxy key has expired.",
  concerning: "Expired, to be removed",
  load: async () => (await import("./bulk/remove-expired-key.js")).REMOVE_EXPIRED,
};

export const pruneCommand = (): Command =>
  bulkCommand("prune")
    .description(`Remove every proxy key that has expired. ${ASKS_FIRST}`)
    .requiredOption("--expired", "those whose expiry has passed, by the API's clock")
    .action((options: BulkOptions) => start({ change: PRUNE_EXPIRED }, options));
