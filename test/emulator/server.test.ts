// Start, stop, addresses and accounts of an emulator.
import { startEmulator } from "../../src/emulator";
import { call, SECOND, startTestEmulator } from "../support/emulator";

test("listens on loopback, on a free port, and tells where", async () => {
  const emulator = await startEmulator();
  try {
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(emulator.baseUrl).toBe(`${emulator.url}/v1`);
    expect(emulator.apiKey).toBe("ek-emulator-first");
    expect((await call(emulator, "GET /auth/proxy")).status).toBe(200);
  } finally {
    await emulator.stop();
  }
});

test("two accounts are there by default", async () => {
  const emulator = await startEmulator();
  try {
    expect(emulator.accounts).toEqual([
      { apiKey: "ek-emulator-first", userId: "user-1", tier: "enterprise", requestsPerMinute: 100 },
      { apiKey: "ek-emulator-second", userId: "user-2", tier: "enterprise", requestsPerMinute: 100 },
    ]);
    expect((await call(emulator, "GET /auth/proxy", { bearer: SECOND.apiKey })).status).toBe(200);
  } finally {
    await emulator.stop();
  }
});

test("an emulator without accounts does not start", async () => {
  await expect(startEmulator({ accounts: [] })).rejects.toThrow("an emulator needs at least one account");
});

test("after stop nobody listens, and stopping again is not an error", async () => {
  const emulator = await startTestEmulator();
  await call(emulator, "GET /auth/proxy");
  await emulator.stop();
  await expect(call(emulator, "GET /auth/proxy")).rejects.toThrow("fetch failed");
  await emulator.stop();
});

test("a port that is taken rejects with the system's code", async () => {
  const emulator = await startTestEmulator();
  try {
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  } finally {
    await emulator.stop();
  }
});

test("a fault of the emulator itself is a 500 of the documented shape", async () => {
  const emulator = await startTestEmulator({ random: () => "same" });
  try {
    const body = { name: "ci", expires_at: -1, allocated_ammount: 1 };
    await call(emulator, "POST /auth/proxy/create", { body });
    const answer = await call(emulator, "POST /auth/proxy/create", { body });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      500,
      {
        error: {
          message: "The emulator failed: the source of key values repeated itself",
          type: "server_error",
          param: null,
          code: "internal_error",
        },
      },
    ]);
    // Nothing was charged for the key that was not made.
    expect(emulator.store.accounts().map((account) => emulator.store.credits(account))).toEqual([99_999, 100_000]);
  } finally {
    await emulator.stop();
  }
});

test("of what fails inside, callers are told nothing but that it does; who started the emulator is told why", async () => {
  const failures: unknown[] = [];
  const secret = new Error("ENOENT: no such file or directory, open '/home/me/secret'");
  const emulator = await startTestEmulator({
    random: () => {
      throw secret;
    },
    onFailure: (error) => failures.push(error),
  });
  try {
    const body = { name: "ci", expires_at: -1, allocated_ammount: 1 };
    const answer = await call(emulator, "POST /auth/proxy/create", { body });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      500,
      { error: { message: "The emulator failed" } },
    ]);
    expect(failures).toEqual([secret]);
  } finally {
    await emulator.stop();
  }
});

test.each([
  [
    "two accounts with one API key",
    [{ apiKey: "ek-a" }, { apiKey: "ek-a" }],
    "the accounts user-1 and user-2 have the same API key",
  ],
  [
    "two accounts of one user",
    [
      { apiKey: "ek-a", userId: "u" },
      { apiKey: "ek-b", userId: "u" },
    ],
    "two accounts have the user id u",
  ],
  ["an empty API key", [{ apiKey: "" }], "the API key and the user id of an account must be texts without spaces"],
  [
    "negative credits",
    [{ apiKey: "ek-a", credits: -1 }],
    "the credits of user-1 must be a number that is not negative",
  ],
  [
    "credits that are not a number",
    [{ apiKey: "ek-a", credits: NaN }],
    "the credits of user-1 must be a number that is not negative",
  ],
])("%s: it does not start", async (_, accounts, message) => {
  await expect(startEmulator({ accounts })).rejects.toThrow(new Error(message));
});

test("an idle connection stays open: a client that was busy for long can use it again", async () => {
  const emulator = await startTestEmulator();
  try {
    const answer = await call(emulator, "GET /auth/proxy");
    expect(answer.headers.get("connection")).toBe("keep-alive");
    expect(answer.headers.get("keep-alive")).toBeNull();
  } finally {
    await emulator.stop();
  }
});
