// A key of the account by what a user knows of it.
import { type KeyObject } from "../../src/api";
import { keyId } from "../../src/api/key-id";
import { selectKey } from "../../src/provider/select-key";
import { Decimal } from "../../src/terraform/cty";
import { Scene, declare, textsOf } from "../support/scene";

const COMPOSED = "\u00e9t\u00e9";
const DECOMPOSED = "e\u0301te\u0301";

const indexOf = (...names: readonly (string | undefined)[]) =>
  new Map(
    names.map((name, n): [string, KeyObject] => {
      const key = `ek-proxy-${n}`;
      return [keyId(key), { key, name }];
    }),
  );

test.each([
  [COMPOSED, COMPOSED],
  [COMPOSED, DECOMPOSED],
  [DECOMPOSED, COMPOSED],
  [DECOMPOSED, DECOMPOSED],
])("a name is found in whatever Unicode form it is kept", (wanted, kept) => {
  const keys = indexOf("ete", undefined, kept);
  expect(selectKey(keys, { by: "name", name: wanted }).key).toBe("ek-proxy-2");
});

test("two forms of one name are two keys of that name", () => {
  const keys = indexOf(COMPOSED, DECOMPOSED);
  expect(() => selectKey(keys, { by: "name", name: COMPOSED })).toThrow(
    `2 proxy keys of the account have the name "${COMPOSED}"`,
  );
});

test("an import by name, and a create whose answer is lost, where the API keeps the decomposed form", async () => {
  const scene = await Scene.open();
  try {
    const settings = { name: DECOMPOSED, expires_at: -1, allocated_ammount: 10 };
    scene.emulator.store.create(scene.emulator.apiKey, settings);
    expect(textsOf(await scene.import("a", `name:${COMPOSED}`))).toEqual([]);
    expect(scene.core.state.get("a")?.value.name).toBe(COMPOSED);

    // The key that the lost answer told of: the API has kept another form of its name.
    const b = declare({ name: COMPOSED, allocated_amount: Decimal.fromNumber(11) });
    const running = scene.applying({ b }, [{ endpoint: "POST /auth/proxy/create", kind: "reset", times: 4 }]);
    const run = await scene.clock.run(
      (async () => {
        while (scene.count("POST /auth/proxy/create") === 0) await new Promise(setImmediate);
        scene.emulator.store.create(scene.emulator.apiKey, { ...settings, allocated_ammount: 11 });
        return running;
      })(),
    );
    expect(textsOf(run)).toEqual([]);
    expect(scene.count("POST /auth/proxy/create")).toBe(1);
    expect(scene.core.state.get("b")?.value.name).toBe(COMPOSED);
  } finally {
    await scene.close();
  }
});
