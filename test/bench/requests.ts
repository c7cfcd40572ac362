// Counts the requests that each operation costs with N keys, on the emulator's own counters, with the real terraform,
// against the targets. Exits with 1 where a target is missed. Run by `npm run bench:requests`.
import { startEmulator } from "../../src/emulator";
import { TerraformWorkspace } from "../support/terraform";

interface Row {
  readonly operation: string;
  readonly count: number;
  readonly target: number;
  readonly measured: number;
}

const configuration = (count: number, allocation: number, enabled: boolean): string => `
resource "electronhub_proxy_key" "k" {
  count            = ${count}
  name             = "key-\${count.index}"
  allocated_amount = ${allocation}
  enabled          = ${enabled}
}
`;

async function measure(count: number): Promise<readonly Row[]> {
  const emulator = await startEmulator({ requestsPerMinute: 100_000 });
  const workspace = TerraformWorkspace.create({
    ELECTRONHUB_API_KEY: emulator.apiKey,
    ELECTRONHUB_BASE_URL: emulator.baseUrl,
  });
  const rows: Row[] = [];
  const step = async (operation: string, target: number, run: () => Promise<unknown>) => {
    emulator.resetRequests();
    await run();
    const measured = Object.values(emulator.requests()).reduce((sum, requests) => sum + requests, 0);
    rows.push({ operation, count, target, measured });
  };
  try {
    workspace.configure(configuration(count, 1, true));
    await workspace.init();
    await step("create", 1 + count, () => workspace.apply());
    await step("plan", 1, () => workspace.plan());
    await step("nothing changed", 1, () => workspace.apply());
    workspace.configure(configuration(count, 2, true));
    await step("update", 2 + count, () => workspace.apply());
    workspace.configure(configuration(count, 2, false));
    await step("toggle", 2 + count, () => workspace.apply());
    await step("delete", 1 + count, () => workspace.destroy());
  } finally {
    workspace.dispose();
    await emulator.stop();
  }
  return rows;
}

async function main(): Promise<number> {
  console.log("| keys | operation | requests | target | |\n| ---: | --- | ---: | ---: | --- |");
  let missed = 0;
  for (const count of [1, 10, 50, 100]) {
    for (const { operation, target, measured } of await measure(count)) {
      const verdict = measured <= target ? "ok" : "MISSED";
      if (measured > target) missed++;
      console.log(`| ${count} | ${operation} | ${measured} | ${target} | ${verdict} |`);
    }
  }
  return missed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
