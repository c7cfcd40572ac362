// `electronhub keys list --unmanaged` with what the real terraform writes: a key that no state knows is found.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { keyId } from "../../src/api/key-id";
import { type Account, withAccount } from "../support/account";

jest.setTimeout(120_000);

const ELECTRONHUB = resolve(__dirname, "../../dist/electronhub");

/** The files that are named, or standard input. */
const keysList = ({ workspace, environment }: Account, args: string[], input = "") =>
  new Promise<{ code: number; stdout: string }>((done) => {
    const env = { PATH: process.env.PATH, HOME: workspace.directory, ...environment };
    const child = execFile(process.execPath, [ELECTRONHUB, "keys", "list", ...args], { env }, (error, stdout) =>
      done({ code: Number(error?.code ?? 0), stdout }),
    );
    child.stdin?.end(input);
  });

test("after a first apply that was killed: terraform state pull prints nothing, and every key is found", async () => {
  await withAccount(async (account) => {
    const { emulator, workspace } = account;
    workspace.configure(`
resource "electronhub_proxy_key" "k" {
  count            = 3
  name             = "key-\${count.index}"
  allocated_amount = 1
}
`);
    await workspace.init();
    const slow = { endpoint: "POST /auth/proxy/create", kind: "delay", when: "after", milliseconds: 60_000 } as const;
    emulator.inject({ ...slow, times: 3 });
    const apply = workspace.start({}, "apply", "-input=false", "-auto-approve");
    const ended = new Promise((end) => apply.once("close", end));
    await new Promise<void>((made) => {
      const look = setInterval(() => {
        if (emulator.events().length < 3) return;
        clearInterval(look);
        made();
      }, 20);
    });
    apply.kill("SIGKILL");
    await ended;

    const { stdout: pulled } = await workspace.expectSuccess("state", "pull");
    expect(pulled).toBe("");
    const { code, stdout } = await keysList(account, ["--unmanaged", "-", "--detailed-exitcode"], pulled);
    expect([code, stdout.match(/key-\d/g)?.sort()]).toEqual([2, ["key-0", "key-1", "key-2"]]);
    expect(stdout).toContain("No state that was given manages any proxy key.");
  });
});

test("by the state file, by what terraform shows of it, and by a plan", async () => {
  await withAccount(async (account) => {
    const { emulator, workspace } = account;
    const keys = (...args: string[]) => keysList(account, args);
    workspace.configure(`
resource "electronhub_proxy_key" "k" {
  count            = 2
  name             = "managed-\${count.index}"
  allocated_amount = 1
}
`);
    await workspace.init();
    await workspace.apply();
    const state = workspace.path("terraform.tfstate");
    expect(await keys("--unmanaged", state, "--detailed-exitcode")).toEqual({
      code: 0,
      stdout: "Every proxy key of the account is in a state.\n",
    });

    const stray = emulator.store.create(emulator.apiKey, { name: "stray", expires_at: -1, allocated_ammount: 1 });
    const shown = workspace.path("state.json");
    writeFileSync(shown, (await workspace.expectSuccess("show", "-json")).stdout);
    await workspace.plan("-destroy", "-out=saved.tfplan");
    const plan = workspace.path("plan.json");
    writeFileSync(plan, (await workspace.expectSuccess("show", "-json", "saved.tfplan")).stdout);
    for (const file of [state, shown, plan]) {
      const { code, stdout } = await keys("--unmanaged", file, "--detailed-exitcode", "--json");
      expect([code, JSON.parse(stdout)]).toMatchObject([2, [{ id: keyId(stray.key), name: "stray" }]]);
      expect(stdout).not.toContain("ek-proxy");
    }
  });
});
