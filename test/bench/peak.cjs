// Loaded into a process that is measured: when it ends, it writes its peak memory, in kilobytes, to the file PEAK_FILE.
"use strict";

const { writeFileSync } = require("node:fs");

globalThis.process.on("exit", () => {
  writeFileSync(globalThis.process.env.PEAK_FILE, String(globalThis.process.resourceUsage().maxRSS));
});
