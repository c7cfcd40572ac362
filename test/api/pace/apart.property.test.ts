// The server that several machines shared their budget on is away: they take turns, and none is refused.
import { type Ledger } from "../../../src/api/pace";
import { type Apart } from "../../../src/api/pace/apart";
import { type Budget, EMPTY_BUDGET } from "../../../src/api/pace/budget";
import { LedgerOn, MemoryHolder } from "../../../src/api/pace/ledger";
import { FakeClock, START } from "../../support/fake-clock";
import { SimulatedApi, minutesFor, pacedClient } from "./simulated-api";

const MINUTE = 60_000;

interface Machine {
  /** Where the budget of all its processes is kept. */
  readonly holder?: MemoryHolder;
  /** By how much it misjudges the server's clock. */
  readonly wrongMs?: number;
}

/** A ledger that has lost its server, and knew of so many processes, of which this is the n-th. */
function left(clock: FakeClock, known: Budget, of: number, rank: number, machine: Machine = {}): Ledger {
  const { holder = new MemoryHolder(clock), wrongMs: aheadMs = 0 } = machine;
  let self = "";
  const since = clock.now();
  const ids = ({ spent, line }: Budget) => [...spent, ...line].map(({ id }) => id);
  return new LedgerOn({
    turn: (make) =>
      holder.turn((held, now) => {
        const before = held.limit === undefined ? { ...known, cautious: true } : held;
        const apart: Apart = { self, of, rank, since, aheadMs, cap: known.cap };
        const after = make({ ...before, apart }, now);
        const old = new Set(ids(before));
        self ||=
          ids(after)
            .find((id) => !old.has(id))
            ?.split(".")[0] ?? "";
        return after;
      }),
  });
}

const used = (count: number, limit: number): Budget => ({
  ...EMPTY_BUDGET,
  limit,
  taughtAt: START,
  spent: Array.from({ length: count }, (_, n) => ({
    id: `known.${n}`,
    at: START,
    openUntil: START,
    until: START + MINUTE,
  })),
});

test.each<[limit: number, processes: number, spentBefore: number]>([
  [5, 8, 5],
  [5, 8, 3],
  [20, 8, 20],
  [20, 8, 9],
  [60, 8, 60],
  [60, 8, 10],
  [20, 3, 20],
  [20, 2, 0],
])(
  "%i requests a minute, %i processes, %i spent before: no refusal, and half of the possible speed",
  async (limit, of, before) => {
    const clock = new FakeClock();
    const api = new SimulatedApi(clock, { limit });
    api.spendElsewhere(before);
    const known = used(before, limit);
    const calls = 2 * limit;
    const clients = Array.from({ length: of }, (_, rank) =>
      pacedClient(clock, api, { ledger: left(clock, known, of, rank) }),
    );
    const work = clients.flatMap(({ call }) => Array.from({ length: Math.ceil(calls / of) }, call));
    const minutes = await minutesFor(clock, Promise.all(work));
    expect(api.refusals).toBe(0);
    expect(api.served).toBe(work.length + before);
    expect(minutes).toBeLessThan(2 * ((work.length + before) / limit) + 1);
  },
);

test("a change of three calls has its turn", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 20 });
  api.spendElsewhere(20);
  const clients = Array.from({ length: 8 }, (_, rank) =>
    pacedClient(clock, api, { ledger: left(clock, used(20, 20), 8, rank) }),
  );
  const minutes = await minutesFor(clock, Promise.all(clients.map(({ change }) => change(3))));
  expect(api.refusals).toBe(0);
  expect(minutes).toBeLessThan(5);
});

/** In a window, and the time in which a turn's requests are sent. */
const TURNS_MS = MINUTE + 10_000;

const plans = [
  ...Array.from({ length: 24 }, (_, n): [limit: number, processes: number] => [2 + n, 2 + (n % 9)]),
  ...[30, 60, 77, 100].flatMap((limit): [number, number][] => [
    [limit, 2],
    [limit, 10],
  ]),
];

test.each(plans)(
  "%i requests a minute, %i processes with changes of one to five calls: no refusal, a turn for each",
  async (limit, of) => {
    const clock = new FakeClock();
    const api = new SimulatedApi(clock, { limit });
    const known = used(limit % 3, limit);
    api.spendElsewhere(limit % 3);
    const firstAfter: number[] = [];
    const clients = Array.from({ length: of }, (_, rank) =>
      pacedClient(clock, api, { ledger: left(clock, known, of, rank), maxWaitMs: 10 * TURNS_MS * of }),
    );
    const work = clients.map(async ({ change }, n) => {
      await change(1 + ((limit + n) % 5));
      firstAfter.push(clock.now() - START);
      for (let i = 1; i < 5; i++) await change(1 + ((limit + n + i) % 5));
    });
    await minutesFor(clock, Promise.all(work));
    expect(api.refusals).toBe(0);
    // Where the limit is smaller than the change, the rest of it has another turn.
    const turns = limit < 5 ? 3 : 1;
    expect(Math.max(...firstAfter)).toBeLessThan((turns * of + 1) * TURNS_MS);
  },
);

test.each<[limit: number, of: number, count: number, times: number]>([
  [5, 2, 3, 2],
  [5, 8, 3, 3],
  [5, 3, 5, 3],
  [20, 8, 5, 4],
  [60, 8, 5, 4],
  [20, 8, 3, 4],
  [20, 3, 7, 2],
])(
  "%i requests a minute, %i processes, changes of %i calls, %i of them: no refusal, and half of the limit",
  async (limit, of, count, times) => {
    const clock = new FakeClock();
    const api = new SimulatedApi(clock, { limit });
    const clients = Array.from({ length: of }, (_, rank) =>
      pacedClient(clock, api, { ledger: left(clock, used(0, limit), of, rank) }),
    );
    const work = clients.map(async ({ change }) => {
      for (let i = 0; i < times; i++) await change(count);
    });
    const minutes = await minutesFor(clock, Promise.all(work));
    expect(api.refusals).toBe(0);
    expect(minutes).toBeLessThan(2 * (api.served / limit) + 1);
  },
);

test("a limit that a refusal has halved leaves everybody turns", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const known = { ...used(0, 5), cap: { halvings: 1, until: START + 10 * MINUTE } };
  const clients = [0, 1].map((rank) => pacedClient(clock, api, { ledger: left(clock, known, 2, rank) }));
  const minutes = await minutesFor(clock, Promise.all(clients.map(({ change }) => change(2))));
  expect(api.refusals).toBe(0);
  expect(minutes).toBeLessThan(4);
});

test("processes of one machine, with a line of their own, each have the turns that are theirs", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const holder = new MemoryHolder(clock);
  const of = 6;
  const clients = Array.from({ length: of }, (_, rank) =>
    pacedClient(clock, api, { ledger: left(clock, used(0, 5), of, rank, { holder }) }),
  );
  const minutes = await minutesFor(clock, Promise.all(clients.map(({ change }) => change(5))));
  expect(api.refusals).toBe(0);
  expect(minutes).toBeLessThan(((of + 1) * TURNS_MS) / MINUTE);
});

test.each([5, 20, 60])(
  "%i requests a minute, a slow API, and clocks that are misjudged by up to two seconds: no refusal",
  async (limit) => {
    const clock = new FakeClock();
    const api = new SimulatedApi(clock, { limit, latencyMs: 1_000 });
    const clients = Array.from({ length: 5 }, (_, rank) =>
      pacedClient(clock, api, { ledger: left(clock, used(0, limit), 5, rank, { wrongMs: 1_000 * (rank - 2) }) }),
    );
    const work = clients.map(async ({ change }) => {
      for (let i = 0; i < 6; i++) await change(5);
    });
    await minutesFor(clock, Promise.all(work));
    expect(api.refusals).toBe(0);
  },
);
