// Changes as one: saved once, before they count, or not at all; and the log of the last ones.
import { Ledger } from "../../src/emulator/ledger";
import { Store } from "../../src/emulator/store";
import { numberedKey, numberedKeys } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

const ACCOUNT = {
  apiKey: "ek-a",
  userId: "user-1",
  tier: "enterprise",
  requestsPerMinute: 100,
  credits: 1000,
} as const;
const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };

function open(keptEvents?: number) {
  const clock = new FakeClock();
  const ledger = new Ledger(clock, [ACCOUNT], [], keptEvents);
  const store = new Store({ clock, random: numberedKeys(), refusePastExpiryOnUpdate: false }, ledger, "client");
  for (let made = 0; made < 3; made += 1) store.create("ek-a", SETTINGS);
  return { ledger, store };
}

const holdings = (ledger: Ledger) => ({
  keys: ledger.keys(),
  credits: ledger.credits(ACCOUNT),
  events: ledger.events(),
});

test.each<[string, (store: Store) => void, number]>([
  ["a create", (store) => store.create("ek-a", SETTINGS), 1],
  ["an update", (store) => store.update(numberedKey(1), { ...SETTINGS, allocated_ammount: 1 }), 1],
  ["a toggle", (store) => store.toggle(numberedKey(1)), 1],
  ["a removal", (store) => store.remove(numberedKey(1)), 1],
  ["delete-all", (store) => store.removeAll("ek-a"), 1],
  ["settings and status", (store) => store.change(numberedKey(1), { allocated_ammount: 1, is_active: false }), 1],
  ["delete-all of no keys", (store) => (store.removeAll("ek-a"), store.removeAll("ek-a")), 1],
])("%s is saved once, whole", (_, change, saves) => {
  const { ledger, store } = open();
  const saved: object[] = [];
  ledger.saveWith(() => saved.push({ keys: ledger.keys(), credits: ledger.credits(ACCOUNT) }));
  change(store);
  expect(saved).toHaveLength(saves);
  const { keys, credits } = holdings(ledger);
  expect(saved.at(-1)).toEqual({ keys, credits });
});

test("what cannot be saved has not happened: no key, no credits, no event, and the next change counts on", () => {
  const { ledger, store } = open();
  const before = holdings(ledger);
  ledger.saveWith(() => {
    throw new Error("the disk is full");
  });
  expect(() => store.removeAll("ek-a")).toThrow("the disk is full");
  expect(holdings(ledger)).toEqual(before);
  ledger.saveWith(() => undefined);
  store.toggle(numberedKey(2));
  expect(ledger.events().map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, "created"],
    [2, "created"],
    [3, "created"],
    [4, "toggled"],
  ]);
});

test("a change of which a part is refused has not happened", () => {
  const { ledger, store } = open();
  const before = holdings(ledger);
  const halfway = () =>
    ledger.transact(() => {
      store.toggle(numberedKey(1));
      store.remove("ek-proxy-nobody");
    });
  expect(halfway).toThrow("Proxy key not found");
  expect(holdings(ledger)).toEqual(before);
});

test.each([
  [0, []],
  [2, [3, 4]],
  [4, [1, 2, 3, 4]],
  [undefined, [1, 2, 3, 4]],
])("of %j events it keeps the last ones, with their numbers", (keptEvents, expected) => {
  const { ledger, store } = open(keptEvents);
  store.toggle(numberedKey(1));
  expect(ledger.events().map(({ sequence }) => sequence)).toEqual(expected);
});
