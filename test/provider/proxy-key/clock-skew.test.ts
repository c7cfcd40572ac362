// The clocks of the API and of the edge that dates its answers differ: whether a key that appears after a lost answer is ours
// is still told from when it was created.
import { createdSince, secondsAhead } from "../../../src/provider/proxy-key/created-since";
import { Scene, declare, textsOf } from "../../support/scene";

const NOW = 1_800_000_000;

test.each<[string, number | undefined, number, boolean]>([
  ["in that second", NOW, 0, true],
  ["later", NOW + 100, 0, true],
  ["two seconds before", NOW - 2, 0, true],
  ["three seconds before", NOW - 3, 0, false],
  ["three seconds before, where clocks were seen to differ by one", NOW - 3, 1, true],
  ["an hour before, where clocks were seen to differ by that", NOW - 3600, 3600, true],
  ["at a moment that is not told", undefined, 0, true],
])("created %s", (_, created_at, shown, since) => {
  expect(createdSince({ key: "k", created_at }, NOW * 1000 + 999, shown)).toBe(since);
});

test.each<[string, readonly (number | undefined)[], number]>([
  ["no keys", [], 0],
  ["keys of before", [NOW - 5, NOW, undefined], 0],
  ["one of the next second, which a Date may not tell yet", [NOW + 1], 0],
  ["one of a minute later", [NOW - 5, NOW + 61, NOW + 2], 60],
  ["one of another century, which somebody has put there", [NOW + 1e9], 86_400],
])("the API's clock is ahead as far as its keys show it: %s", (_, moments, ahead) => {
  const keys = moments.map((created_at) => ({ key: "k", created_at }));
  expect(secondsAhead(keys, NOW * 1000 + 999)).toBe(ahead);
  expect(secondsAhead(keys, undefined)).toBe(0);
});

const LOST = { endpoint: "POST /auth/proxy/create", kind: "reset", when: "after" } as const;

test.each([
  ["ahead of", 40_000],
  ["behind", -40_000],
])("the edge's clock is %s the API's: a create whose answer is lost is found, and not repeated", async (_, ahead) => {
  const edgeClock = { now: () => scene.clock.now() + ahead };
  const scene: Scene = await Scene.open({ edgeClock });
  try {
    // The first one shows how far the clocks are apart.
    const run = await scene.apply({ a: declare({ name: "first" }) });
    expect(textsOf(run)).toEqual([]);
    const both = await scene.apply({ a: declare({ name: "first" }), b: declare({ name: "second" }), c: declare() }, [
      { ...LOST, skip: 1 },
    ]);
    expect(textsOf(both)).toEqual([]);
    expect(scene.emulator.store.keys()).toHaveLength(3);
    expect(scene.core.state.size).toBe(3);
  } finally {
    await scene.close();
  }
});
