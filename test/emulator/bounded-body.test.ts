// Bodies beyond 1 MiB are refused, however they are sent, and have no effect.
import { type Emulator } from "../../src/emulator";
import { call, json, startTestEmulator } from "../support/emulator";

let emulator: Emulator;
beforeEach(async () => void (emulator = await startTestEmulator()));
afterEach(() => emulator.stop());

const MIB = 1024 * 1024;
const REFUSED = {
  error: {
    message: "The body must not exceed 1048576 bytes",
    type: "invalid_request_error",
    param: null,
    code: "body_too_large",
  },
};

/** A body of that many bytes, of which all but the settings is space. */
const padded = (bytes: number) => '{"name":"ci","expires_at":-1,"allocated_ammount":1}'.padEnd(bytes);

test.each(["POST /auth/proxy/create", "POST /auth/proxy/lookup", "POST /nowhere"])(
  "%s: one byte more is 413, and is not counted",
  async (endpoint) => {
    const answer = await call(emulator, endpoint, { body: padded(MIB + 1) });
    expect([answer.status, json(answer)]).toEqual([413, REFUSED]);
    expect(emulator.store.keys()).toEqual([]);
    expect(emulator.requests()).toEqual({});
  },
);

test("1 MiB is fine", async () => {
  expect((await call(emulator, "POST /auth/proxy/create", { body: padded(MIB) })).status).toBe(200);
});

test.each([`/v1/auth/proxy/create`, "/emulator/faults"])(
  "%s: a body whose length is not told is 413 as soon as it is too long",
  async (path) => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        if (sent > 64 * MIB) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" } as const;
    const headers = { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" };
    const answer = await fetch(`${emulator.url}${path}`, { ...init, headers });
    expect([answer.status, await answer.json()]).toEqual([413, REFUSED]);
    expect(sent).toBeLessThan(16 * MIB);
  },
);
