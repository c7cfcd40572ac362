// One sequence of commands, from an empty account to its end: when the faults stop, the account converges to what is
// declared, and a plan then changes nothing.
import * as fc from "fast-check";
import { type Limits, type Model, type Real, applyAndCheck, commandsWithin } from "./commands";
import { isEnabled, settingsOf, storedSettings } from "./declaration";
import { type Figures, Invariants, fail } from "./invariants";
import { type System, keysOf } from "./system";

/** As many as a change that was left half-way may need: one that replaces what is tainted or updates, and one spare. */
const MOST_APPLIES = 2;

/** A property over sequences of at most `length` commands; `seen` is told the figures of each. */
export const converges = (
  open: () => Promise<System>,
  limits: Limits,
  length: number,
  seen: (figures: Figures) => void,
) =>
  fc.asyncProperty(fc.commands(commandsWithin(limits), { maxCommands: length, size: "max" }), async (sequence) => {
    const system = await open();
    const real: Real = { system, invariants: new Invariants(system) };
    const model: Model = { declared: new Map() };
    try {
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      await converge(real, model);
      seen(real.invariants.figures);
    } finally {
      await system.stop();
    }
  });

async function converge(real: Real, { declared }: Model): Promise<void> {
  const { system, invariants } = real;
  for (let applies = 1; ; applies++) {
    const { failed, messages } = await applyAndCheck(real, declared);
    if (!failed) break;
    if (applies === MOST_APPLIES) fail("does not converge", { declared: [...declared], messages });
  }
  const pending = await system.pending(declared);
  if (!pending || pending.length > 0) fail("the plan after the last apply is not empty", { pending });
  const owners = system.owners();
  for (const [address, declaration] of declared) {
    const key = keysOf(system).find((candidate) => owners.get(candidate.key) === address);
    if (!key) fail("a declared key does not exist", { address });
    const { limitType } = declaration;
    const limit_type = invariants.isLimitTypeEnforced(key.key, limitType) ? key.limit_type : (limitType ?? "daily");
    if (
      storedSettings({ ...key, limit_type }) !== settingsOf(declaration) ||
      key.is_active !== isEnabled(declaration)
    ) {
      fail("a key is not as declared", { address, declaration, key });
    }
  }
  const extra = keysOf(system).filter((key) => !owners.has(key.key) && !invariants.isForeign(key));
  if (extra.length > 0 || owners.size !== declared.size) fail("more keys than declared", { extra });
}
