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
