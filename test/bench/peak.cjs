// Loaded into a process that is measured: when it ends, it writes its peak memory in kilobytes and its processor time in
// microseconds to the file PEAK_FILE.
"use strict";

const { writeFileSync } = require("node:fs");

globalThis.process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = globalThis.process.resourceUsage();
  writeFileSync(globalThis.process.env.PEAK_FILE, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
