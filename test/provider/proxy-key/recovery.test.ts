// Lost answers, and others who act at the same time: what a create, an update, a toggle and a remove come to. Through the
// provider's RPCs, over real HTTP, on a virtual clock.
import { keyId } from "../../../src/api/key-id";
import { type EmulatorOptions, type Fault } from "../../../src/emulator";
import { type FaultKind } from "../../../src/emulator/faults";
import { Decimal } from "../../../src/terraform/cty";
import { type Run } from "../../support/core";
import { type Declared, Scene, TIMEOUT_MS, declare, textsOf } from "../../support/scene";

const CREATE = "POST /auth/proxy/create";
const UPDATE = "POST /auth/proxy/update";
const TOGGLE = "POST /auth/proxy/toggle";
const REMOVE = "POST /auth/proxy/remove";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

async function restart(options: EmulatorOptions): Promise<void> {
  await scene.close();
  scene = await Scene.open(options);
}

const apply = (declared: Declared, faults: readonly Fault[] = []) => scene.apply(declared, faults);
const errors = textsOf;
const remote = () =>
  scene.emulator.store.keys().map(({ name, allocated_ammount, is_active }) => [name, allocated_ammount, is_active]);
const count = (endpoint: string) => scene.count(endpoint);
const ids = (run: Run) =>
  [
    ...new Set(
      errors(run)
        .join()
        .match(/\b[0-9a-f]{32}\b/g),
    ),
  ].sort();
const idsOf = (...keys: readonly { readonly key: string }[]) => keys.map(({ key }) => keyId(key)).sort();

type Kind = FaultKind & { readonly times?: number };
const at = (endpoint: Fault["endpoint"], kind: Kind): Fault => ({ endpoint, ...kind });

/** What may happen to an answer after the call took effect. */
const LOST: readonly [string, Kind][] = [
  ["connection reset", { kind: "reset", when: "after" }],
  ["answer past the timeout", { kind: "delay", when: "after", milliseconds: 60_000 }],
  ["effect and answer past the timeout", { kind: "delay", when: "before", milliseconds: 45_000 }],
  ["500", { kind: "respond", when: "after", status: 500 }],
  ["truncated", { kind: "truncate" }],
  ["HTML with 200", { kind: "html", when: "after" }],
  ["200 with nonsense", { kind: "respond", when: "after", status: 200, body: { key: 7, status: "yes", message: 1 } }],
];

/** What may happen to a call that then never takes effect, although nobody can tell. */
const SWALLOWED: readonly [string, Kind][] = [
  ["connection reset", { kind: "reset" }],
  ["503", { kind: "respond", status: 503 }],
  ["HTML with 200", { kind: "html" }],
];

/** Waits, in the time of the run, until the API has been called so often. */
async function called(endpoint: string, times = 1): Promise<void> {
  while (count(endpoint) < times) await new Promise(setImmediate);
}

const LOOK_ALIKE = { name: "ci", expires_at: -1, allocated_ammount: 10 };
const somebodyCreates = () => scene.emulator.store.create(scene.emulator.apiKey, LOOK_ALIKE);

describe("create", () => {
  test.each(LOST)("%s: the key that appears is adopted, and created once", async (_, kind) => {
    const run = await apply({ a: declare() }, [at(CREATE, kind)]);
    expect(run.messages).toEqual([]);
    expect(remote()).toEqual([["ci", 10, true]]);
    expect(count(CREATE)).toBe(1);
    expect(scene.core.state.get("a")).toMatchObject({
      tainted: false,
      value: { key: scene.emulator.store.keys()[0]?.key },
    });
  });

  test.each(SWALLOWED)("%s before the effect: created again when no key appears", async (_, kind) => {
    const run = await apply({ a: declare() }, [at(CREATE, kind)]);
    expect(errors(run)).toEqual([]);
    expect(remote()).toEqual([["ci", 10, true]]);
    expect(count(CREATE)).toBe(2);
  });

  test("a list that lacks the new key is not believed alone", async () => {
    const run = await apply({ a: declare() }, [
      at(CREATE, { kind: "truncate" }),
      { ...at("GET /auth/proxy", { kind: "omit", which: "newest" }), skip: 1 },
    ]);
    expect(errors(run)).toEqual([]);
    expect([remote(), count(CREATE)]).toEqual([[["ci", 10, true]], 1]);
  });

  test("ten with equal settings at once, all answers lost: ten keys, one for each", async () => {
    const declared = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`k${n}`, declare()]));
    const run = await apply(declared, [at(CREATE, { kind: "reset", when: "after", times: 10 })]);
    expect(errors(run)).toEqual([]);
    const owned = [...scene.core.state.values()].map(({ value }) => value.key);
    expect(new Set(owned)).toEqual(new Set(scene.emulator.store.keys().map(({ key }) => key)));
    expect(owned).toHaveLength(10);
  });

  test("a refusal is reported, and nothing is adopted, however alike", async () => {
    somebodyCreates();
    const run = await apply({ a: declare() }, [at(CREATE, { kind: "respond", status: 402, body: PAYMENT_REQUIRED })]);
    expect(errors(run)).toEqual([expect.stringContaining("Insufficient balance")]);
    expect(scene.core.state.size).toBe(0);
    expect(count(CREATE)).toBe(1);
  });

  test("keys that were there before, or were made before the call, or look different are not adopted", async () => {
    somebodyCreates();
    const reset: Kind = { kind: "reset", times: 4 };
    const running = scene.applying({ a: declare() }, [at(CREATE, reset)]);
    const run = await scene.clock.run(
      called(CREATE).then(() => {
        scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, name: "cj" });
        scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, allocated_ammount: 11 });
        scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, model_whitelist: ["gpt"] });
        scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, ip_whitelist: ["10.0.0.1"] });
        scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, expires_at: 2_000_000_000 });
        return running;
      }),
    );
    expect(errors(run)).toEqual([
      expect.stringMatching(/This resource has no key: none that could be its own has appeared/),
    ]);
    expect(scene.core.state.size).toBe(0);
    expect(count(CREATE)).toBe(4);
  });

  test("two new keys that look like it: an error names them, and neither is adopted", async () => {
    const running = scene.applying({ a: declare() }, [
      at(CREATE, { kind: "delay", when: "after", milliseconds: 60_000 }),
    ]);
    const run = await scene.clock.run(called(CREATE).then(() => (somebodyCreates(), running)));
    expect(errors(run)).toEqual([expect.stringMatching(/^2 new proxy keys look like "ci".*Import it .* remove/s)]);
    expect(ids(run)).toEqual(idsOf(...scene.emulator.store.keys()));
    expect(scene.core.state.size).toBe(0);
  });

  test("a late twin is reported by id, and never removed", async () => {
    const run = await apply({ a: declare() }, [
      // Comes after the provider has given up on it, and before the answer to its second try.
      at(CREATE, { kind: "delay", when: "before", milliseconds: 2 * TIMEOUT_MS + 500 }),
      at(CREATE, { kind: "delay", when: "after", milliseconds: 1_000 }),
    ]);
    expect(run).toMatchObject({ failed: false, messages: [{ severity: "warning" }] });
    expect(remote()).toHaveLength(2);
    const [adopted] = [...scene.core.state.values()].map(({ value }) => value.key);
    expect(ids(run)).toEqual(idsOf(...scene.emulator.store.keys().filter(({ key }) => key !== adopted)));
  });

  test("a retry that is refused because the first try took the last slot after all: that key is adopted", async () => {
    await restart({ tier: "free" });
    for (let taken = 0; taken < 9; taken++)
      scene.emulator.store.create(scene.emulator.apiKey, { ...LOOK_ALIKE, name: "other" });
    const run = await apply({ a: declare() }, [
      at(CREATE, { kind: "delay", when: "before", milliseconds: 2 * TIMEOUT_MS + 500 }),
      at(CREATE, { kind: "delay", when: "before", milliseconds: 1_000 }),
    ]);
    expect(errors(run)).toEqual([]);
    expect(count(CREATE)).toBe(2);
    expect(scene.core.state.get("a")?.value.key).toBe(scene.emulator.store.keys()[9]?.key);
  });

  test("a key that somebody made since the list but before the call is not adopted", async () => {
    const running = scene.applying({ a: declare(), b: declare() }, [
      at(CREATE, { kind: "delay", when: "after", milliseconds: 20_000 }),
      at(CREATE, { kind: "reset", times: 4 }),
    ]);
    const run = await scene.clock.run(called(CREATE).then(() => (somebodyCreates(), running)));
    expect(errors(run)).toEqual([expect.stringMatching(/This resource has no key/)]);
    expect(scene.core.state.size).toBe(1);
    expect(count(CREATE)).toBe(5);
  });

  test("the list fails as well: an error says that it is not known, and how to find out", async () => {
    const declared = { a: declare() };
    const run = await apply(declared, [
      at(CREATE, { kind: "reset", when: "after" }),
      at("GET /auth/proxy", { kind: "respond", status: 500, times: 100 }),
    ]);
    // The list before the create fails already, so nothing is sent.
    expect(errors(run)).toEqual([expect.stringMatching(/Cannot create proxy key "ci".*GET \/auth\/proxy/s)]);
    expect(count(CREATE)).toBe(0);
  });

  test("to be off: it is switched off at once, whatever happens to the answers", async () => {
    const run = await apply({ a: declare({ enabled: false }) }, [
      at(CREATE, { kind: "reset", when: "after" }),
      at(TOGGLE, { kind: "reset", when: "after" }),
    ]);
    expect(errors(run)).toEqual([]);
    expect(remote()).toEqual([["ci", 10, false]]);
    expect([count(CREATE), count(TOGGLE)]).toEqual([1, 1]);
  });

  test("to be off and not to be switched off: removed again", async () => {
    const run = await apply({ a: declare({ enabled: false }) }, [at(TOGGLE, REFUSED)]);
    expect(errors(run).join()).toMatch(/could not be switched off after its creation: It was removed again/);
    expect(remote()).toEqual([]);
    expect(scene.core.state.size).toBe(0);
  });

  test("to be off, contested, with the last place of the minute reserved: it is removed with that place, at once", async () => {
    // A list, the create, two flips with a list after each: six of seven.
    await restart({ requestsPerMinute: 7 });
    const began = scene.clock.now();
    const stillOn: Kind = { kind: "respond", status: 200, body: { message: "ok", status: true }, times: 2 };
    const run = await apply({ a: declare({ enabled: false }) }, [at(TOGGLE, stillOn)]);
    expect(errors(run).join()).toContain("It was removed again");
    expect([remote(), count(REMOVE), scene.clock.now() - began]).toEqual([[], 1, 0]);
  });

  test("to be off, and neither to be switched off nor removed: the error names the live key, which state keeps", async () => {
    const run = await apply({ a: declare({ enabled: false }) }, [at(TOGGLE, REFUSED), at(REMOVE, REFUSED)]);
    expect(errors(run).join()).toMatch(/It is live, and it could not be removed either/);
    expect(ids(run)).toEqual(idsOf(...scene.emulator.store.keys()));
    expect(scene.core.state.get("a")).toMatchObject({ tainted: true, value: { enabled: true } });
    expect(errors(await apply({ a: declare({ enabled: false }) }))).toEqual([]);
    expect(remote()).toEqual([["ci", 10, false]]);
  });

  test("asked to stop while the answer is lost, it looks once more and adopts what it finds", async () => {
    const run = await stopped({ a: declare() }, at(CREATE, { kind: "delay", when: "after", milliseconds: 60_000 }));
    expect(errors(run)).toEqual([]);
    expect(scene.core.state.get("a")?.value.key).toBe(scene.emulator.store.keys()[0]?.key);
  });

  test("asked to stop when a key that was found cannot be switched off in time: state keeps it, and the error names it", async () => {
    await restart({ requestsPerMinute: 3 });
    // The list before, the create and the look after it spend what a minute allows.
    const plan = await scene.clock.run(
      scene.processes
        .start()
        .then((process) => scene.core.plan(process, new Map([["a", declare({ enabled: false })]]))),
    );
    scene.emulator.inject(at(CREATE, { kind: "reset", when: "after" }));
    const applier = await scene.processes.start();
    const running = scene.core.apply(applier, plan);
    const run = await scene.clock.run(
      called("GET /auth/proxy", 2)
        .then(() => applier.stop())
        .then(() => running),
    );
    expect(errors(run).join()).toMatch(/It is live, and it could not be removed either/);
    expect(ids(run)).toEqual(idsOf(...scene.emulator.store.keys()));
    expect(scene.core.state.get("a")).toMatchObject({
      tainted: true,
      value: { key: scene.emulator.store.keys()[0]?.key },
    });
  });

  test("asked to stop when it is not certain yet: the error says how to find out", async () => {
    const run = await stopped({ a: declare() }, at(CREATE, { kind: "delay", when: "before", milliseconds: 60_000 }));
    expect(errors(run)).toEqual([
      expect.stringMatching(/It is not known whether the key was created.*keys list --unmanaged/s),
    ]);
    expect(scene.core.state.size).toBe(0);
  });
});

/** Applies, with a stop as soon as the faulty call is under way. */
async function stopped(declared: Declared, fault: Fault): Promise<Run> {
  const plan = await scene.clock.run(
    scene.processes.start().then((process) => scene.core.plan(process, new Map(Object.entries(declared)))),
  );
  scene.emulator.inject(fault);
  const applier = await scene.processes.start();
  const running = scene.core.apply(applier, plan);
  return scene.clock.run(
    called(fault.endpoint)
      .then(() => applier.stop())
      .then(() => running),
  );
}

const PAYMENT_REQUIRED = { error: { message: "Insufficient balance", type: "invalid_request_error" } };
const REFUSED: Kind = { kind: "respond", status: 400, body: { error: { message: "No", type: "x" } } };

describe("toggle", () => {
  const ON = declare();
  const OFF = declare({ enabled: false });

  describe.each([
    ["off", ON, OFF, false],
    ["on", OFF, ON, true],
  ] as const)("%s", (_, before, after, wanted) => {
    beforeEach(async () => {
      await apply({ a: before });
      scene.emulator.resetRequests();
    });

    test.each(LOST)("%s: looked up, not flipped again", async (_, kind) => {
      const run = await apply({ a: after }, [at(TOGGLE, kind)]);
      expect(errors(run)).toEqual([]);
      expect([remote(), count(TOGGLE)]).toEqual([[["ci", 10, wanted]], 1]);
      expect(scene.core.state.get("a")?.value.enabled).toBe(wanted);
    });

    test.each(SWALLOWED)("%s before the effect: flipped once more", async (_, kind) => {
      const run = await apply({ a: after }, [at(TOGGLE, kind)]);
      expect(errors(run)).toEqual([]);
      expect([remote(), count(TOGGLE)]).toEqual([[["ci", 10, wanted]], 2]);
    });

    test("two flips that come to nothing: an error, and the next plan shows what is left", async () => {
      const run = await apply({ a: after }, [at(TOGGLE, { kind: "reset", times: 2 })]);
      expect(errors(run)).toEqual([expect.stringContaining(`The proxy key is not ${wanted ? "on" : "off"}`)]);
      expect(count(TOGGLE)).toBe(2);
      expect(errors(await apply({ a: after }))).toEqual([]);
      expect(remote()).toEqual([["ci", 10, wanted]]);
    });

    test("a lock-out before the flip: the status is looked up again, not flipped as it was seen", async () => {
      const running = scene.applying({ a: after }, [at(TOGGLE, { kind: "lock-out" })]);
      const run = await scene.clock.run(
        called(TOGGLE).then(() => {
          // While the provider waits, somebody does what it was about to do.
          const [key] = scene.emulator.store.keys();
          scene.emulator.store.toggle(key?.key ?? "");
          return running;
        }),
      );
      expect(errors(run)).toEqual([]);
      expect([remote(), count(TOGGLE)]).toEqual([[["ci", 10, wanted]], 1]);
    });
  });
});

describe("update", () => {
  beforeEach(async () => {
    await apply({ a: declare() });
    scene.emulator.resetRequests();
  });
  const CHANGED = declare({ allocated_amount: Decimal.fromNumber(20) });
  const always = (kind: Kind): Kind => ({ ...kind, times: 4 });

  test.each(LOST)("%s, every time: read back, and believed", async (_, kind) => {
    const run = await apply({ a: CHANGED }, [at(UPDATE, always(kind))]);
    expect(errors(run)).toEqual([]);
    expect(remote()).toEqual([["ci", 20, true]]);
    expect(scene.core.state.get("a")?.value.allocated_amount).toEqual(Decimal.fromNumber(20));
  });

  test.each(SWALLOWED)("%s before the effect, every time: an error, and the next apply does it", async (_, kind) => {
    const run = await apply({ a: CHANGED }, [at(UPDATE, always(kind))]);
    expect(errors(run)).toEqual([expect.stringMatching(/Cannot update allocated_amount.*Not done: update/s)]);
    expect(scene.core.state.get("a")?.value.allocated_amount).toEqual(Decimal.fromNumber(10));
    expect(errors(await apply({ a: CHANGED }))).toEqual([]);
    expect(remote()).toEqual([["ci", 20, true]]);
  });

  test("of limit_type and more, lost: read back, and believed by what the API shows", async () => {
    const weekly = { ...CHANGED, limit_type: "weekly" };
    const run = await apply({ a: weekly }, [at(UPDATE, always({ kind: "reset", when: "after" }))]);
    expect(errors(run)).toEqual([]);
    expect(scene.core.state.get("a")?.value.limit_type).toBe("weekly");
  });

  test("of limit_type, lost: the next plan sends it again even if the configuration goes back", async () => {
    const weekly = declare({ limit_type: "weekly" });
    const run = await apply({ a: weekly }, [at(UPDATE, always({ kind: "reset", when: "after" }))]);
    expect(errors(run)).toEqual([expect.stringContaining("Cannot update limit_type")]);
    expect(scene.emulator.store.keys()[0]?.limit_type).toBe("weekly");
    expect(errors(await apply({ a: declare() }))).toEqual([]);
    expect(scene.emulator.store.keys()[0]?.limit_type).toBe("daily");
    const plan = await scene.clock.run(
      scene.processes.start().then((process) => scene.core.plan(process, new Map([["a", declare()]]))),
    );
    expect([...plan.changes.keys()]).toEqual([]);
  });
});

describe("remove", () => {
  beforeEach(() => apply({ a: declare() }));

  test.each(LOST)("%s: gone is gone", async (_, kind) => {
    const run = await apply({}, [at(REMOVE, kind)]);
    expect(errors(run)).toEqual([]);
    expect([remote(), scene.core.state.size]).toEqual([[], 0]);
  });

  test.each(LOST)("%s, every time: a lookup tells that it is gone", async (_, kind) => {
    const run = await apply({}, [at(REMOVE, { ...kind, times: 4 })]);
    expect(errors(run)).toEqual([]);
    expect([remote(), scene.core.state.size]).toEqual([[], 0]);
  });

  test.each(SWALLOWED)("%s before the effect, every time: an error, and state keeps the key", async (_, kind) => {
    const run = await apply({}, [at(REMOVE, { ...kind, times: 4 })]);
    expect(errors(run)).toEqual([expect.stringContaining('Cannot delete proxy key "ci"')]);
    expect([remote(), scene.core.state.size]).toEqual([[["ci", 10, true]], 1]);
  });
});
