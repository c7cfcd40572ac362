import { Machines } from "./machines";

test("each answer is noted, and each that refuses a request for the rate", async () => {
  const machines = await Machines.create({ machines: 0, keys: 0, requestsPerMinute: 1, environment: {} });
  try {
    const { baseUrl, apiKey } = machines.emulator;
    const ask = async () =>
      (await fetch(`${baseUrl}/user/me`, { headers: { authorization: `Bearer ${apiKey}` } })).status;
    expect([await ask(), await ask()]).toEqual([200, 429]);
    await machines.answered(2);
    expect([machines.answeredAt.length, machines.refusedAt.length, machines.emulator.refused()]).toEqual([2, 1, 1]);
  } finally {
    await machines.dispose();
  }
});
