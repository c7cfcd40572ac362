// Faults that change what an answer says: pure, and over HTTP.
import { type Emulator } from "../../src/emulator";
import { distort, type Distortion } from "../../src/emulator/distort";
import { type FaultKind } from "../../src/emulator/faults";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

const MORE = { x_text: "new", x_number: 1.5, x_flag: true, x_nothing: null, x_list: ["new"], x_object: { id: 1 } };
const A1 = { name: "a", key: "1" };
const B2 = { name: "b", key: "2" };
const A3 = { name: "a", key: "3" };
const WRONG: Distortion = { kind: "wrong-types" };
const UNKNOWN: Distortion = { kind: "unknown-fields" };
const NEWEST: Distortion = { kind: "omit", which: "newest" };
const OLDEST: Distortion = { kind: "omit", which: "oldest" };
const omitName = (name: string): Distortion => ({ kind: "omit", which: { name } });

test.each<[fault: Distortion, body: unknown, expected: unknown]>([
  [NEWEST, [A1, B2, A3], [A1, B2]],
  [NEWEST, [A1], []],
  [NEWEST, [], []],
  [OLDEST, [A1, B2, A3], [B2, A3]],
  [OLDEST, [], []],
  [omitName("a"), [A1, B2, A3], [B2]],
  [omitName("c"), [A1, B2, A3], [A1, B2, A3]],
  [omitName("a"), { name: "a" }, { name: "a" }],
  [NEWEST, { error: { message: "No" } }, { error: { message: "No" } }],
  [WRONG, "four", 4],
  [WRONG, "", 0],
  [WRONG, -1.5, "-1.5"],
  [WRONG, true, "true"],
  [WRONG, false, "false"],
  [WRONG, null, null],
  [WRONG, [1, "ab", [true]], ["1", 2, ["true"]]],
  [WRONG, { a: 1, b: { c: "abc", d: [] } }, { a: "1", b: { c: 3, d: [] } }],
  [UNKNOWN, {}, MORE],
  [UNKNOWN, { a: 1, b: { c: 2 } }, { a: 1, b: { c: 2, ...MORE }, ...MORE }],
  [
    UNKNOWN,
    [A1, { list: [{ b: 1 }, "text"] }],
    [
      { ...A1, ...MORE },
      { list: [{ b: 1, ...MORE }, "text"], ...MORE },
    ],
  ],
  [UNKNOWN, [], []],
  [UNKNOWN, "text", "text"],
])("%j of %j", (fault, body, expected) => {
  expect(distort(fault, body)).toEqual(expected);
});

describe("over HTTP", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys() });
  });
  afterEach(() => emulator.stop());

  const CREATE = "POST /auth/proxy/create";
  const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100, model_whitelist: ["gpt-4o"] };
  const create = (fault: FaultKind, settings: object = SETTINGS) => {
    emulator.inject({ endpoint: CREATE, ...fault });
    return call(emulator, CREATE, { body: settings });
  };

  test("wrong-types: the key is made", async () => {
    const answer = await create({ kind: "wrong-types" });
    expect([answer.status, json(answer)]).toEqual([
      200,
      {
        name: 2,
        key: 57,
        expires_at: "-1",
        allocated_ammount: "100",
        used_ammount: "0",
        is_active: "true",
        model_whitelist: [6],
        ip_whitelist: [],
        created_at: String(START_SECONDS),
        last_used: null,
      },
    ]);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("1000000");
    expect(emulator.store.find(numberedKey(1))).toMatchObject({ ...SETTINGS, is_active: true });
  });

  test("wrong-types: a refusal keeps its status", async () => {
    const answer = await create({ kind: "wrong-types" }, { ...SETTINGS, allocated_ammount: -1 });
    const error = { message: 34, type: 21, param: 17, code: 25 };
    expect([answer.status, json(answer)]).toEqual([400, { error }]);
  });

  test("unknown-fields: the key is made, and its true fields are all there", async () => {
    const answer = await create({ kind: "unknown-fields" });
    expect([answer.status, json(answer)]).toEqual([
      200,
      expect.objectContaining({ ...SETTINGS, ...MORE, key: numberedKey(1), is_active: true }),
    ]);
    expect(emulator.store.keys()).toHaveLength(1);
  });

  test.each<[which: Extract<FaultKind, { kind: "omit" }>["which"], expected: string[]]>([
    ["newest", ["a", "b"]],
    ["oldest", ["b", "a"]],
    [{ name: "a" }, ["b"]],
  ])("omit %j: the list lacks it once; the keys stay, and so do the other answers", async (which, expected) => {
    for (const name of ["a", "b", "a"]) emulator.store.create(emulator.apiKey, { ...SETTINGS, name });
    emulator.store.create("ek-emulator-second", { ...SETTINGS, name: "z" });
    emulator.inject({ endpoint: "GET /auth/proxy", kind: "omit", which });
    const names = async () => json(await call(emulator, "GET /auth/proxy"));
    expect(await names()).toMatchObject(expected.map((name) => ({ name })));
    expect(await names()).toMatchObject([{ name: "a" }, { name: "b" }, { name: "a" }]);
    expect(emulator.store.keys()).toHaveLength(4);
  });
});
