// Tells in the plan about how long its apply will take, where that needs more calls than can be made at once: terraform
// shows nothing meanwhile but "Still creating...". Counted up over the resources of one process, of which none knows the
// others. Makes no call, and never fails a plan.
import { type Clock, type Outlook } from "../api";
import { SHARED_LIST, minutesFor } from "../api/pace/estimate";
import { type Diagnostic, warningDiagnostic } from "../terraform/framework";
import { type Run } from "./run";

/** No other key was planned for so long: the plan is whole, as far as one can see. */
const QUIET_MS = 100;
/** Where new keys of a plan come for longer than this, the warning counts those that came. */
const LONGEST_HOLD_MS = 10_000;

export class ApplyTime {
  private calls = 0;
  /** How many keys were planned with calls. */
  private keys = 0;
  /** So many calls are not worth a look: they can be made at once, or were told of. */
  private enough = 0;
  private isTelling = false;

  constructor(
    private readonly outlook: () => Promise<Outlook>,
    private readonly clock: Clock,
    /** What is planned in an apply was planned before, in another run, which told of it. */
    private readonly run: Pick<Run, "isApplying">,
  ) {}

  /**
   * One more key is planned, which needs so many calls. The key with which there are too many is held until no other has
   * come for a moment, so that the number told is that of the plan.
   */
  async add(calls: number, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    if (calls === 0 || this.run.isApplying) return [];
    this.calls += calls;
    this.keys++;
    if (this.isTelling || this.total <= this.enough) return [];
    this.isTelling = true;
    try {
      return await this.tell(signal);
    } catch {
      return [];
    } finally {
      this.isTelling = false;
    }
  }

  private get total(): number {
    return this.calls + SHARED_LIST;
  }

  private async tell(signal: AbortSignal): Promise<readonly Diagnostic[]> {
    if (!isWorthAWord(await this.look(), this.total)) return [];
    await this.quiet(signal);
    // What other calls of the plan have taught meanwhile counts.
    const outlook = await this.look();
    const { total } = this;
    // An apply that plans again goes on with what was not held. With a single key there would be no telling.
    if (this.run.isApplying || this.keys < 2 || !isWorthAWord(outlook, total)) return [];
    this.enough = 2 * total;
    return [warningDiagnostic("The apply will wait for the API's request limit", describe(outlook, total))];
  }

  private async look(): Promise<Outlook> {
    const outlook = await this.outlook();
    this.enough = Math.max(this.enough, outlook.free);
    return outlook;
  }

  private async quiet(signal: AbortSignal): Promise<void> {
    const began = this.clock.now();
    for (let seen = 0; seen !== this.keys && this.clock.now() - began < LONGEST_HOLD_MS;) {
      seen = this.keys;
      await this.clock.sleep(QUIET_MS, signal);
    }
  }
}

/** A minute by a limit that is only assumed is too little to speak of. */
function isWorthAWord(outlook: Outlook, calls: number): boolean {
  return calls > outlook.free && (!outlook.isAssumed || minutesFor(outlook, calls) > 1);
}

function describe(outlook: Outlook, calls: number): string {
  const { free, perMinute, isAssumed, lockedOutMs } = outlook;
  const minutes = minutesFor(outlook, calls);
  return [
    `It needs at least ${calls} calls.`,
    isAssumed
      ? `The account's limit is not known yet; ${perMinute} calls a minute are assumed, and ${free} now.`
      : `The account may make ${perMinute} calls a minute, and ${free} now.`,
    ...(lockedOutMs > 0 ? ["It exceeded its limit, and is locked out."] : []),
    `So the apply takes about ${minutes} ${minutes === 1 ? "minute" : "minutes"}${isAssumed ? ", or less if the API then tells a higher limit" : ""}.`,
    'Meanwhile terraform shows only "Still creating..." or the like. TF_LOG_PROVIDER=INFO logs what the apply waits for.',
  ].join(" ");
}
