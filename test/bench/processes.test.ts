import { spawn } from "node:child_process";
import { once } from "node:events";
import { peakMbIn, watchDescendants } from "./processes";

test("the peak is read from a status", () => {
  expect(peakMbIn("Name:\tnode\nVmPeak:\t 9 kB\nVmHWM:\t   46080 kB\nVmRSS:\t 8 kB\n")).toBe(45);
  expect(peakMbIn("Name:\tgone\n")).toBeNaN();
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("processes below one are found, with their processor time and peak", async () => {
  const work = "Buffer.alloc(64 * 1024 * 1024, 1); while (process.cpuUsage().user < 200_000); // busy-bee";
  const shell = spawn("sh", ["-c", `${process.execPath} -e '${work}'; :`], { stdio: "ignore" });
  const stop = watchDescendants(shell.pid ?? 0, "busy-bee");
  await once(shell, "close");
  const { cpuMs, peakMb } = stop();
  expect(cpuMs).toBeGreaterThan(100);
  expect(peakMb).toBeGreaterThan(64);
});

test("none that was seen is an error, not a zero", () => {
  expect(watchDescendants(process.pid, "no-such-process")).toThrow("no process no-such-process was seen below process");
});
