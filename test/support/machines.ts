// Several machines that change keys of one account at the same time: each a terraform of its own with a real provider process, a
// home and so a state directory of its own. What they share is the account, and a ledger on a server where one is named.
import { type Answered, type Emulator, startEmulator } from "../../src/emulator";
import { type StoredKey } from "../../src/emulator/proxy-key";
import { environmentOf } from "./account";
import { collect, exitOf } from "./plugin-client";
import { TerraformWorkspace } from "./terraform";

export interface MachinesOptions {
  readonly machines: number;
  /** All machines together create so many. */
  readonly keys: number;
  readonly requestsPerMinute: number;
  /** Added to what every machine sees. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What one machine's apply came to. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

export class Machines {
  /** When each request was answered, in milliseconds since 1970. */
  readonly answeredAt: readonly number[];
  /** When each was answered that was refused for the rate. */
  readonly refusedAt: readonly number[];

  private constructor(
    readonly options: MachinesOptions,
    readonly emulator: Emulator,
    private readonly workspaces: readonly TerraformWorkspace[],
    answers: { readonly at: number[]; readonly refusedAt: number[] },
  ) {
    this.answeredAt = answers.at;
    this.refusedAt = answers.refusedAt;
  }

  /** Initialised: no request has been sent. */
  static async create(options: MachinesOptions): Promise<Machines> {
    const answers = { at: new Array<number>(), refusedAt: new Array<number>() };
    const { machines, requestsPerMinute, environment } = options;
    const onAnswer = ({ status }: Answered) => {
      answers.at.push(Date.now());
      if (status === 429) answers.refusedAt.push(Date.now());
    };
    const emulator = await startEmulator({ requestsPerMinute, onAnswer });
    const workspaces = Array.from({ length: machines }, () =>
      TerraformWorkspace.create({ ...environmentOf(emulator), ...environment }),
    );
    const all = new Machines(options, emulator, workspaces, answers);
    for (const [index, workspace] of workspaces.entries()) {
      workspace.configure(all.configurationOf(index));
      await workspace.init();
    }
    return all;
  }

  /** All at the same time. */
  apply(): Promise<readonly Ended[]> {
    return Promise.all(
      this.workspaces.map(async (workspace) => {
        const child = workspace.start({}, "apply", "-input=false", "-no-color", "-auto-approve");
        const { output, code } = { output: collect(child), code: exitOf(child) };
        return { code: (await code) ?? -1, output: `${output.stdout}${output.stderr}` };
      }),
    );
  }

  /** Resolves as soon as the API has answered so many requests. */
  async answered(count: number): Promise<void> {
    while (this.answeredAt.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  keys(): readonly StoredKey[] {
    return this.emulator.store.keysOf(this.emulator.apiKey);
  }

  /** Names that were declared, by machine. */
  names(): readonly (readonly string[])[] {
    return this.workspaces.map((_, index) =>
      Array.from({ length: this.keysOf(index) }, (_, key) => `${machineName(index)}-${key}`),
    );
  }

  async dispose(): Promise<void> {
    for (const workspace of this.workspaces) workspace.dispose();
    await this.emulator.stop();
  }

  private keysOf(index: number): number {
    const { keys, machines } = this.options;
    return Math.floor(keys / machines) + (index < keys % machines ? 1 : 0);
  }

  private configurationOf(index: number): string {
    return `resource "electronhub_proxy_key" "k" {
  count            = ${this.keysOf(index)}
  name             = "${machineName(index)}-\${count.index}"
  allocated_amount = 1
}
`;
  }
}

const machineName = (index: number): string => `machine${index}`;
