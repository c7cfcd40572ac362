// `electronhub keys enable ID...`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, IDS, bulkCommand, start } from "./bulk/bulk-command";

export const ENABLE: BulkChange = {
  doing: "switch on",
  done: "switched on",
  none: "None of these proxy keys is off.",
  concerning: "Off, to be switched on",
  load: async () => (await import("./bulk/switch-key.js")).SWITCH_ON,
};

export const enableCommand = (): Command =>
  bulkCommand("enable")
    .description(`Switch on the proxy keys with these ids, with the settings that they have. ${ASKS_FIRST}`)
    .argument("<id...>", IDS)
    .action((ids: readonly string[], options: BulkOptions) => start({ change: ENABLE, ids }, options));
