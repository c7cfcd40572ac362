// `electronhub keys disable ID...`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, IDS, bulkCommand, start } from "./bulk/bulk-command";
import { DISABLE_ALL } from "./disable-all";

export const DISABLE: BulkChange = { ...DISABLE_ALL, none: "None of these proxy keys is on." };

export const disableCommand = (): Command =>
  bulkCommand("disable")
    .description(`Switch off the proxy keys with these ids. They keep their settings and credits. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action((ids: readonly string[], options: BulkOptions) => start({ change: DISABLE, ids }, options));
