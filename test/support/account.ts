// What an acceptance test begins with: an account at an emulator of its own, and a workspace whose terraform uses it. Both are
// gone after the test, or after the file.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator";
import { TerraformWorkspace } from "./terraform";

export interface Account {
  readonly emulator: Emulator;
  readonly workspace: TerraformWorkspace;
  /** By which commands use the account, as the workspace's do. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface AccountOptions extends EmulatorOptions {
  /** Added to what the workspace's commands see. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Hands over what the tests use; may prepare it. */
type Take = (account: Account) => void | Promise<void>;

/** By which commands use an emulator's first account. */
export const environmentOf = ({ apiKey, baseUrl }: Emulator) => ({
  ELECTRONHUB_API_KEY: apiKey,
  ELECTRONHUB_BASE_URL: baseUrl,
});

/** Called at the top of a file: a fresh account for each of its tests. */
export function eachTest(take: Take, options: AccountOptions = {}): void {
  const opened: Account[] = [];
  beforeEach(async () => {
    const account = await open(options);
    opened.push(account);
    await take(account);
  });
  afterEach(() => closeAll(opened));
}

/** Called at the top of a file: one account for all of its tests. */
export function wholeFile(take: Take, options: AccountOptions = {}): void {
  const opened: Account[] = [];
  beforeAll(async () => {
    const account = await open(options);
    opened.push(account);
    await take(account);
  });
  afterAll(() => closeAll(opened));
}

/** A fresh account for as long as `work` takes. */
export async function withAccount(work: Take, options: AccountOptions = {}): Promise<void> {
  const account = await open(options);
  try {
    await work(account);
  } finally {
    await closeAll([account]);
  }
}

/** It meets no rate limit unless `options` set one. */
async function open({ environment, ...options }: AccountOptions): Promise<Account> {
  const emulator = await startEmulator({ requestsPerMinute: 10_000, ...options });
  const access = environmentOf(emulator);
  const workspace = TerraformWorkspace.create({ ...access, ...environment });
  return { emulator, workspace, environment: access };
}

async function closeAll(accounts: Account[]): Promise<void> {
  for (const { emulator, workspace } of accounts.splice(0)) {
    workspace.dispose();
    await emulator.stop();
  }
}
