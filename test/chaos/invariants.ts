// What must hold whatever happens, checked on the emulator's event log after every apply.
import { keyId } from "../../src/api/key-id";
import { type KeyEvent, type StoredKey } from "../../src/emulator/proxy-key";
import { type Message } from "../support/core";
import { type Declaration, isEnabled, settingsOf, storedSettings } from "./declaration";
import { type Applied, type Declared, type System, keysOf } from "./system";

/** What was bounded and counted instead of excluded. */
export interface Figures {
  applies: number;
  failed: number;
  stopped: number;
  killed: number;
  calls: number;
  changes: number;
  /** Keys live between their creation and their own switching off. */
  liveBeforeOff: number;
  /** Live with a setting that somebody else had chosen. */
  byOthers: number;
  /** Keys that an error, a warning or the list of unmanaged keys names. */
  reported: number;
}

export const NO_FIGURES: Figures = {
  applies: 0,
  failed: 0,
  stopped: 0,
  killed: 0,
  calls: 0,
  changes: 0,
  liveBeforeOff: 0,
  byOthers: 0,
  reported: 0,
};

/** As many as a toggle operation may send: one, and one more guarded flip. */
const MOST_FLIPS = 2;

export class Invariants {
  readonly figures: Figures = { ...NO_FIGURES };
  /** By address: every declaration since the last apply that ended well. */
  private readonly allowed = new Map<string, Declaration[]>();
  /** Keys that somebody else changed since then, or made. */
  private readonly touched = new Set<string>();
  private readonly foreign = new Set<string>();
  /** Keys whose limit_type, which the API never tells, was set by a process that died over it. */
  private readonly unknowable = new Set<string>();
  /** Updated by others, and not by the provider since. */
  private readonly edited = new Set<string>();

  constructor(private readonly system: System) {}

  /** A key that somebody else made is nobody's orphan. */
  isForeign(key: StoredKey): boolean {
    return this.foreign.has(key.key);
  }

  adopt(key: string): void {
    this.touched.add(key);
    this.foreign.delete(key);
  }

  noteOthers(events: readonly KeyEvent[]): void {
    for (const { by, type, key } of events) {
      if (by === "client") continue;
      this.touched.add(key);
      if (type === "created") this.foreign.add(key);
      if (type === "updated") this.edited.add(key);
    }
  }

  /** `before` is who owned which key before the apply. */
  check(declared: Declared, before: ReadonlyMap<string, string>, applied: Applied): void {
    const { events, messages, failed, interrupted } = applied;
    const after = this.system.owners();
    const owners = new Map([...after, ...before]);
    this.count(applied);
    for (const [address, declaration] of declared) {
      this.allowed.set(address, [...(this.allowed.get(address) ?? []), declaration]);
    }
    this.noteOthers(events);
    this.noteLimitTypes(applied);
    this.checkLive(events, owners, declared);
    this.checkFlips(events, owners);
    this.checkUnfinished(declared, applied);
    this.checkOwned(after);
    this.checkOrphans(after, applied);
    this.checkCredits();
    this.checkSecrets(messages);
    if (failed || interrupted) return;
    this.allowed.clear();
    for (const [address, declaration] of declared) this.allowed.set(address, [declaration]);
    this.touched.clear();
  }

  /**
   * Whether the provider has to see to it that the key's limit_type is this one: not where the API could not have told that it is
   * another, nor where somebody else has set it with an update and the configuration leaves it out.
   */
  isLimitTypeEnforced(key: string, declared: string | null): boolean {
    return !this.unknowable.has(key) && (declared !== null || !this.edited.has(key));
  }

  private noteLimitTypes({ events, interrupted }: Applied): void {
    const killed = interrupted === "kill" || interrupted === "kill terraform";
    for (const { by, type, key, before, after } of events) {
      if (by !== "client" && type === "updated") this.edited.add(key);
      if (by !== "client" || type !== "updated" || !before || !after) continue;
      this.edited.delete(key);
      const onlyLimitType = storedSettings({ ...before, limit_type: after.limit_type }) === storedSettings(after);
      if (killed && onlyLimitType) this.unknowable.add(key);
      else this.unknowable.delete(key);
    }
  }

  private count({ failed, interrupted, events }: Applied): void {
    const { figures, system } = this;
    figures.applies++;
    if (failed) figures.failed++;
    if (interrupted === "stop") figures.stopped++;
    if (interrupted === "kill" || interrupted === "kill terraform") figures.killed++;
    figures.changes += events.length;
    figures.calls += Object.values(system.emulator.requests()).reduce((sum, count) => sum + count, 0);
    system.emulator.resetRequests();
  }

  /** At no instant is a key live with a setting that neither an old nor the new declaration allows. */
  private checkLive(events: readonly KeyEvent[], owners: ReadonlyMap<string, string>, declared: Declared): void {
    for (const { by, type, key, after } of events) {
      if (by !== "client" || !after?.is_active) continue;
      const owner = owners.get(key);
      const candidates = type === "created" ? [...declared.values()] : (owner && this.allowed.get(owner)) || [];
      const alike = candidates.filter((declaration) => settingsOf(declaration) === storedSettings(after));
      if (alike.some(isEnabled)) continue;
      if (type === "created" && alike.length > 0) this.figures.liveBeforeOff++;
      else if (this.touched.has(key)) this.figures.byOthers++;
      else fail(`${type} made a key live that was not to be`, { owner, after, candidates });
    }
  }

  /** No flip beyond need, and none away from what is declared unless somebody else had just flipped. */
  private checkFlips(events: readonly KeyEvent[], owners: ReadonlyMap<string, string>): void {
    const flips = new Map<string, number>();
    for (const { by, type, key, after, at } of events) {
      if (by !== "client" || type !== "toggled") continue;
      flips.set(key, (flips.get(key) ?? 0) + 1);
      const declarations = this.allowed.get(owners.get(key) ?? "") ?? [];
      if (declarations.length === 0 || declarations.some((one) => isEnabled(one) === after?.is_active)) continue;
      const others = events.some((other) => other.key === key && other.by !== "client" && other.at <= at);
      if (!others) fail("a flip away from what is declared", { key: keyId(key), events });
    }
    for (const [key, count] of flips) {
      const most = this.touched.has(key) ? MOST_FLIPS : 1;
      if (count > most) fail(`${count} flips of one key in one apply`, { key: keyId(key), events });
    }
  }

  /** A key that was to be off from its beginning is off when its apply is over, or somebody was told which one is not. */
  private checkUnfinished(declared: Declared, { events, messages, interrupted }: Applied): void {
    const told = messages.map(({ detail }) => detail).join("\n");
    for (const { by, type, key, after } of events) {
      if (by !== "client" || type !== "created" || !after || interrupted?.startsWith("kill")) continue;
      const alike = [...declared.values()].filter((one) => settingsOf(one) === storedSettings(after));
      const isLive = keysOf(this.system).some((one) => one.key === key && one.is_active);
      if (!isLive || this.touched.has(key) || alike.some(isEnabled) || told.includes(keyId(key))) continue;
      if (told.includes("It is not known whether the key was created")) continue;
      fail("a key that was to be off is live, and nobody was told", { key: keyId(key), messages });
    }
  }

  /** Nothing that somebody else made is taken over. */
  private checkOwned(owners: ReadonlyMap<string, string>): void {
    const taken = [...owners].filter(([key]) => this.foreign.has(key));
    if (taken.length > 0) fail("somebody else's key was adopted", { taken });
  }

  /** No key is without an owner, unless somebody was told. The operator then removes it. */
  private checkOrphans(owners: ReadonlyMap<string, string>, { messages, interrupted, events }: Applied): void {
    const { system, figures } = this;
    const told = messages.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");
    const unknown = told.includes("It is not known whether the key was created");
    for (const key of keysOf(system)) {
      if (owners.has(key.key) || this.foreign.has(key.key)) continue;
      const isNew = events.some((event) => event.type === "created" && event.key === key.key);
      const killed = interrupted === "kill" || interrupted === "kill terraform";
      const isTold = told.includes(keyId(key.key)) || (isNew && (unknown || killed));
      if (!isTold) fail("a key without an owner, of which nobody was told", { key, messages });
      figures.reported++;
      system.emulator.store.remove(key.key);
    }
  }

  private checkCredits(): void {
    const { store, apiKey } = this.system.emulator;
    const account = store.accountByApiKey(apiKey);
    const allocated = keysOf(this.system).reduce((sum, key) => sum + key.allocated_ammount, 0);
    const total = (account ? store.credits(account) : 0) + allocated;
    if (total !== 100_000) fail("credits were lost or made", { total });
  }

  private checkSecrets(messages: readonly Message[]): void {
    const { system } = this;
    const texts = [...system.newLogLines(), ...messages.flatMap(({ summary, detail }) => [summary, detail])];
    const leak = texts.find((text) => text.includes(system.emulator.apiKey) || /ek-proxy-[0-9a-f]/.test(text));
    if (leak !== undefined) fail("a secret in a log line or diagnostic", { leak });
  }
}

export function fail(what: string, facts: object): never {
  throw new Error(`${what}\n${JSON.stringify(facts, null, 2)}`);
}
