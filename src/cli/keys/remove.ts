// `electronhub keys remove ID...`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, IDS, bulkCommand, start } from "./bulk/bulk-command";
import { PURGE } from "./purge";

export const REMOVE_NAMED: BulkChange = { ...PURGE, none: "The account has none of these proxy keys." };

export const removeCommand = (): Command =>
  bulkCommand("remove")
    .description(`Remove the proxy keys with these ids, also those of which the API tells something odd. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action((ids: readonly string[], options: BulkOptions) => start({ change: REMOVE_NAMED, ids }, options));
