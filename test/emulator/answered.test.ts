// What a log is told of each request, and what it never is.
import { type Answered, type Emulator } from "../../src/emulator";
import { visiblePath } from "../../src/emulator/answered";
import { call, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let emulator: Emulator;
let told: Answered[];
beforeEach(async () => {
  told = [];
  const onAnswer = (answered: Answered) => void told.push(answered);
  emulator = await startTestEmulator({
    clock: new FakeClock(),
    random: numberedKeys(),
    requestsPerMinute: 3,
    onAnswer,
  });
});
afterEach(() => emulator.stop());

const budget = (left: number) => ({ budget: { left, limit: 3 } });

test("each request, in order: those of the API with the budget left, refusals and lock-outs included", async () => {
  await call(emulator, "GET /auth/proxy");
  await call(emulator, "POST /auth/proxy/create", { body: {} });
  await call(emulator, "GET /nowhere");
  await call(emulator, "GET /auth/proxy");
  await fetch(`${emulator.url}/emulator/state`);
  await fetch(`${emulator.url}/favicon.ico`);
  expect(told).toEqual([
    { method: "GET", path: "/v1/auth/proxy", status: 200, ...budget(2) },
    { method: "POST", path: "/v1/auth/proxy/create", status: 422, ...budget(1) },
    { method: "GET", path: "/v1/nowhere", status: 404, ...budget(0) },
    { method: "GET", path: "/v1/auth/proxy", status: 429, ...budget(0) },
    { method: "GET", path: "/emulator/state", status: 200 },
    { method: "GET", path: "/favicon.ico", status: 404 },
  ]);
});

test("what faults do, and what is refused at the door", async () => {
  emulator.inject({ endpoint: "*", kind: "respond", status: 503 });
  emulator.inject({ endpoint: "*", kind: "reset" });
  await call(emulator, "GET /auth/proxy");
  await expect(call(emulator, "GET /auth/proxy")).rejects.toThrow("fetch failed");
  await fetch(`${emulator.url}/v1/auth/proxy`, { headers: { origin: "https://evil.example" } });
  await call(emulator, "POST /auth/proxy/create", { body: " ".repeat(2 ** 20 + 1) });
  expect(told).toEqual([
    { method: "GET", path: "/v1/auth/proxy", status: 503, ...budget(2) },
    { method: "GET", path: "/v1/auth/proxy", status: "reset" },
    { method: "GET", path: "/v1/auth/proxy", status: 403 },
    { method: "POST", path: "/v1/auth/proxy/create", status: 413 },
  ]);
});

test("no key: not of a path, a query, a header, a body or an answer", async () => {
  const { key } = emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 1 });
  await call(emulator, `GET /auth/proxy/${key}?key=${key}`);
  await call(emulator, "POST /auth/proxy/lookup", { body: { proxy_key: key } });
  await call(emulator, `DELETE /auth/proxy/delete/${key}`);
  expect(told.map(({ path, status }) => [path, status])).toEqual([
    ["/v1/auth/proxy/***", 200],
    ["/v1/auth/proxy/lookup", 200],
    ["/v1/auth/proxy/delete/***", 200],
  ]);
  expect(JSON.stringify(told)).not.toContain("ek-");
});

test.each([
  ["/", "/"],
  ["/v1/models/gpt-4o", "/v1/models/gpt-4o"],
  ["/v1/auth/proxy", "/v1/auth/proxy"],
  ["/v1/auth/proxy/", "/v1/auth/proxy/"],
  [`/v1/auth/proxy/toggle/${numberedKey(1)}`, "/v1/auth/proxy/toggle/***"],
  ["/v1/auth/proxy/toggle/slip-of-a-key", "/v1/auth/proxy/toggle/***"],
  ["/v1/auth/proxy/disable/ek-proxy-1/more", "/v1/auth/proxy/***/***/***"],
  ["/auth/proxy/ek-proxy-1", "/auth/proxy/***"],
  ["/v1/chat/ek-proxy-1/x", "/v1/chat/***/x"],
  ["/v1/models/%65k-proxy-1", "/v1/models/***"],
  ["/v1/models/EK%2Dproxy-1", "/v1/models/***"],
  ["/\u001b[2J\u009b", "/?[2J?"],
])("the path %j is shown as %j", (path, shown) => {
  expect(visiblePath(path)).toBe(shown);
});
