import { FakeClock } from "../support/fake-clock";
import { type Answer, KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const NO_SUCH_KEY: Answer = {
  status: 404,
  body: { error: { message: "Proxy key not found", type: "not_found_error", param: null, code: "not_found" } },
};
const LOST: Answer = (_response, socket) => socket.resetAndDestroy();

test("a key that is not there is the caller's to judge", async () => {
  const server = await startServer(NO_SUCH_KEY);
  const client = openClient(server, { maxRetries: 3 });
  await expect(client.remove(KEY, signal)).rejects.toMatchObject({
    code: "not_found",
    status: 404,
    effect: "none",
    apiShaped: true,
    message: "Proxy key not found",
  });
  expect(server.requests).toHaveLength(1);
});

/** Two tries, of which the first fails. */
async function removeTwice(first: Answer, second: Answer): Promise<unknown> {
  const clock = new FakeClock();
  const server = await startServer(first, second);
  const result = openClient(server, { maxRetries: 1, clock }).remove(KEY, signal);
  const outcome = result.catch((error: unknown) => error);
  await clock.asleep(500);
  await clock.advance(500);
  return outcome;
}

test.each<[string, Answer]>([
  ["a lost answer", LOST],
  ["a server error", { status: 500, body: "" }],
  ["an answer cut off", { body: '{"mess' }],
])("a key that is not there after %s was removed", async (_, first) => {
  expect(await removeTwice(first, NO_SUCH_KEY)).toEqual({});
});

test("a proxy's own 404 after a lost answer proves nothing", async () => {
  expect(await removeTwice(LOST, { status: 404, body: "<html><title>Not Found</title></html>" })).toMatchObject({
    code: "not_found",
    apiShaped: false,
    effect: "unknown",
  });
});

test("a refusal after a lost answer does not hide that the key may be gone", async () => {
  const forbidden = { error: { message: "Not yours", type: "permission_error", param: null, code: "forbidden" } };
  expect(await removeTwice(LOST, { status: 403, body: forbidden })).toMatchObject({
    code: "forbidden",
    status: 403,
    message: "Not yours",
    effect: "unknown",
  });
});
