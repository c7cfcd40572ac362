// `electronhub keys disable-all`
import { type Command } from "commander";
import { type BulkChange } from "./bulk/bulk-change";
import { ASKS_FIRST, type BulkOptions, bulkCommand, start } from "./bulk/bulk-command";

export const DISABLE_ALL: BulkChange = {
  doing: "switch off",
  done: "switched off",
  none: "No proxy key is on.",
  concerning: "On, to be switched off",
  load: async () => (await import("./bulk/switch-key.js")).SWITCH_OFF,
};

export const disableAllCommand = (): Command =>
  bulkCommand("disable-all")
    .description(`Switch off every proxy key that is on. They keep their settings and credits. ${ASKS_FIRST}`)
    .action((options: BulkOptions) => start({ change: DISABLE_ALL }, options));
