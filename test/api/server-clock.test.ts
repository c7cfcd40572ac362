// The server's time, as its answers tell it.
import { ServerClock } from "../../src/api/server-clock";
import { type ApiRequest } from "../../src/api/send";
import { FakeClock } from "../support/fake-clock";

const REQUEST: ApiRequest = { method: "GET", path: "/x", kind: "read", signal: new AbortController().signal };

/** A clock that answers with these Date headers have set. */
async function after(clock: FakeClock, ...dates: readonly (string | undefined)[]): Promise<ServerClock> {
  const server = new ServerClock(clock);
  for (const date of dates) {
    const headers = new Map(date === undefined ? [] : [["date", date]]);
    await server.layer(async () => ({ status: 200, headers, body: "" }))(REQUEST);
  }
  return server;
}

const LOCAL = Date.UTC(2026, 0, 1, 12, 0, 0);

test.each([
  ["ahead of ours", "Thu, 01 Jan 2026 13:00:00 GMT", Date.UTC(2026, 0, 1, 13, 0, 0)],
  ["behind ours", "Thu, 01 Jan 2026 11:30:00 GMT", Date.UTC(2026, 0, 1, 11, 30, 0)],
  ["the same", "Thu, 01 Jan 2026 12:00:00 GMT", LOCAL],
])("%s", async (_, date, expected) => {
  const clock = new FakeClock(LOCAL);
  const server = await after(clock, date);
  expect(server.now()).toBe(expected);
  await clock.advance(5_000);
  expect(server.now()).toBe(expected + 5_000);
});

test("the last answer that told is believed", async () => {
  const clock = new FakeClock(LOCAL);
  const dates = ["Thu, 01 Jan 2026 13:00:00 GMT", "Thu, 01 Jan 2026 14:00:00 GMT", "yesterday", undefined];
  expect((await after(clock, ...dates)).now()).toBe(Date.UTC(2026, 0, 1, 14, 0, 0));
});

test("without a word from the server it is not known", async () => {
  expect((await after(new FakeClock(LOCAL), undefined, "soon")).now()).toBeUndefined();
});

/** Answers one after the other: each is asked for at the end of a wait, and arrives after it was under way for so long. */
interface Exchange {
  readonly wait?: number;
  readonly underWay?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly status?: number;
}

async function following(clock: FakeClock, exchanges: readonly Exchange[]): Promise<ServerClock> {
  const server = new ServerClock(clock);
  for (const { wait = 0, underWay = 0, headers, status = 200 } of exchanges) {
    await clock.advance(wait);
    await server.layer(async () => {
      await clock.advance(underWay);
      return { status, headers: new Map(Object.entries(headers)), body: "" };
    })(REQUEST);
  }
  return server;
}

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const at = (time: string) => `Thu, 01 Jan 2026 ${time} GMT`;

test("whole seconds do not make it go back: the most exact of answers that agree counts", async () => {
  const clock = new FakeClock(LOCAL);
  const exact = { headers: { date: at("12:00:00") } };
  // 900 ms later the server still tells the same second.
  const server = await following(clock, [exact, { wait: 900, headers: { date: at("12:00:00") } }]);
  expect(server.now()).toBe(LOCAL + 900);
});

test("an answer that was under way for long tells less than the one before it", async () => {
  const clock = new FakeClock(LOCAL);
  const slow = { underWay: 20_000, headers: { date: at("12:00:00") } };
  expect((await following(clock, [{ headers: { date: at("12:00:00") } }, slow])).now()).toBe(LOCAL + 20_000);
});

test("a later answer that shows more is believed", async () => {
  const clock = new FakeClock(LOCAL);
  const slow = { underWay: 20_000, headers: { date: at("12:00:00") } };
  const server = await following(clock, [slow, { headers: { date: at("12:00:20") } }]);
  expect(server.now()).toBe(LOCAL + 20_000);
});

test.each([
  ["forwards", "15:00:00"],
  ["backwards", "09:00:00"],
])("a clock that was set %s is followed", async (_, time) => {
  const clock = new FakeClock(LOCAL);
  const server = await following(clock, [{ headers: { date: at("12:00:00") } }, { headers: { date: at(time) } }]);
  expect(server.now()).toBe(Date.parse(at(time)));
});

test.each([400, 401, 404, 422, 429, 500, 503])("a refusal (%d) in the API's JSON tells it too", async (status) => {
  const headers = { ...JSON_TYPE, date: at("13:00:00") };
  expect((await following(new FakeClock(LOCAL), [{ status, headers }])).now()).toBe(Date.UTC(2026, 0, 1, 13));
});

test("the page of a hop whose clock is hours off is not believed against the API, but better than nothing", async () => {
  const page = { status: 502, headers: { "content-type": "text/html", date: at("07:00:00") } };
  const own = { headers: { ...JSON_TYPE, date: at("12:00:00") } };
  expect((await following(new FakeClock(LOCAL), [own, page])).now()).toBe(LOCAL);
  expect((await following(new FakeClock(LOCAL), [page])).now()).toBe(Date.UTC(2026, 0, 1, 7));
  expect((await following(new FakeClock(LOCAL), [page, own])).now()).toBe(LOCAL);
});

test("an answer from a cache is as old as it says", async () => {
  const headers = { ...JSON_TYPE, date: at("11:00:00"), age: "3600" };
  expect((await following(new FakeClock(LOCAL), [{ headers }])).now()).toBe(LOCAL);
});
