// validate_credentials: what is asked, what it costs, and what is said of a key that the API refuses.
import { UNKNOWN } from "../../src/terraform/cty";
import { type EmulatorOptions } from "../../src/emulator";
import { type ObjectValue } from "../../src/terraform/cty";
import { Scene, declare } from "../support/scene";

let scene: Scene;
afterEach(() => scene.close());

const ON = { validate_credentials: true };

async function open(options: EmulatorOptions = {}) {
  scene = await Scene.open(options);
  return (settings: ObjectValue) => scene.clock.run(scene.processes.start(settings));
}

test("a key that the API refuses is one error, at the attribute", async () => {
  const start = await open();
  await expect(start({ ...ON, api_key: "ek-nobody" })).rejects.toThrow(
    "the provider is not configured: The API refuses the API key",
  );
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test("a key that the API takes costs one call, which the refresh after it shares", async () => {
  await open();
  await scene.apply({ a: declare() });
  scene.emulator.resetRequests();
  const plan = await scene.clock.run(
    scene.processes.start(ON).then((process) => scene.core.plan(process, new Map(Object.entries({ a: declare() })))),
  );
  expect([plan.failed, plan.changes.size, scene.emulator.requests()]).toEqual([false, 0, { "GET /auth/proxy": 1 }]);
});

test("off by default: nothing is asked", async () => {
  const start = await open();
  await start({ api_key: "ek-nobody" });
  await start({ api_key: "ek-nobody", validate_credentials: false });
  expect(scene.emulator.requests()).toEqual({});
});

test("nothing is asked while a setting is unknown", async () => {
  const start = await open();
  await start({ ...ON, api_key: UNKNOWN });
  await start({ ...ON, base_url: UNKNOWN });
  await start({ validate_credentials: UNKNOWN });
  expect(scene.emulator.requests()).toEqual({});
});

test("it waits for its turn as every call does, and is never refused for the rate", async () => {
  const start = await open({ requestsPerMinute: 5 });
  for (let process = 0; process < 7; process++) await start(ON);
  expect([scene.emulator.requests(), scene.emulator.refused()]).toEqual([{ "GET /auth/proxy": 7 }, 0]);
});

test("an API that cannot be asked is an error of its own, not a refused key", async () => {
  const start = await open();
  const fault = { endpoint: "GET /auth/proxy", kind: "respond", status: 403, body: "<html>No</html>" } as const;
  scene.emulator.inject({ ...fault, times: 9 });
  await expect(start(ON)).rejects.toThrow("Cannot check the API key, as validate_credentials asks");
});
