// The limits of each tier, as the API's pages have them.
import { type Tier } from "../../src/emulator";
import { call, json, startTestEmulator } from "../support/emulator";

test.each<[Tier, keys: number, requestsPerMinute: number]>([
  ["free", 10, 5],
  ["basic", 15, 10],
  ["starter", 15, 10],
  ["plus", 15, 15],
  ["standard", 30, 20],
  ["core", 30, 20],
  ["pro", 50, 30],
  ["business", 50, 60],
  ["enterprise", 100, 100],
])("%s: %d keys, %d requests a minute", async (tier, keys, requestsPerMinute) => {
  const emulator = await startTestEmulator({ tier, requestsPerMinute: undefined });
  try {
    const create = () => emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 0 });
    for (let made = 0; made < keys; made += 1) create();
    expect(create).toThrow(`Proxy key limit exceeded: ${tier} allows ${keys} keys`);
    const me = await call(emulator, "GET /user/me");
    expect(json(me)).toMatchObject({ subscription: tier });
    expect(me.headers.get("x-ratelimit-limit")).toBe(String(requestsPerMinute));
  } finally {
    await emulator.stop();
  }
});
