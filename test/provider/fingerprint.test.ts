// Whether a key was last seen in the account that the provider works on: by address and API key, whatever their spelling.
import { createHash } from "node:crypto";
import { resolveConfiguration } from "../../src/provider/configuration";
import { fingerprintOf, sameAccount, sameAddress, withFingerprint } from "../../src/provider/fingerprint";
import { Scene, declare, textsOf } from "../support/scene";

function fingerprint(base_url: string, api_key = "ek-1") {
  const resolution = resolveConfiguration({ ...EMPTY, base_url, api_key }, {});
  if (resolution.kind !== "settings") throw new Error("the configuration is refused");
  return fingerprintOf(resolution.settings);
}

const EMPTY = {
  api_key: null,
  base_url: null,
  requests_per_minute: null,
  requests_per_minute_margin: null,
  max_wait: null,
  request_timeout: null,
  max_retries: null,
  validate_credentials: null,
  validate_models: null,
  check_quota: null,
  ca_certificate_file: null,
  ledger: null,
};

/** As versions kept it that knew no one spelling. */
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

test("spellings of one address are one account", () => {
  const seen = withFingerprint({}, fingerprint("https://api.electronhub.ai/v1"));
  for (const spelling of ["https://API.electronhub.ai/v1/", "HTTPS://api.electronhub.ai:443/v1//"]) {
    expect(sameAccount(seen, fingerprint(spelling))).toBe(true);
    expect(withFingerprint({}, fingerprint(spelling))).toEqual(seen);
  }
  for (const other of ["https://api.electronhub.ai/v2", "https://api.electronhub.ai:8443/v1"]) {
    expect(sameAddress(seen, fingerprint(other))).toBe(false);
  }
  expect(sameAccount(seen, fingerprint("https://api.electronhub.ai/v1", "ek-2"))).toBe(false);
});

test("a state that an earlier version wrote is known by the spelling that is still configured", () => {
  const spelling = "https://API.electronhub.ai:443/v1";
  const seen = { seen_base_url: hashOf(spelling), seen_api_key: hashOf("ek-1") };
  expect(sameAccount(seen, fingerprint(`${spelling}/`))).toBe(true);
  // What was another spelling then is not known; the key must be found in the list first.
  expect(sameAddress(seen, fingerprint("https://api.electronhub.ai/v1"))).toBe(false);
});

test("a key is found, and found gone, under another spelling of base_url", async () => {
  const scene = await Scene.open();
  try {
    await scene.apply({ a: declare({ store_key: false }), b: declare() });
    const { port } = new URL(scene.emulator.baseUrl);
    const start = scene.processes.start.bind(scene.processes);
    jest.spyOn(scene.processes, "start").mockImplementation(() => start({ base_url: `HTTP://127.1:${port}/v1//` }));
    expect(await scene.plan({ a: declare({ store_key: false }), b: declare() })).toMatchObject({
      messages: [],
      changes: new Map(),
    });
    scene.emulator.store.removeAll(scene.emulator.apiKey);
    const run = await scene.plan({ a: declare({ store_key: false }), b: declare() });
    expect([textsOf(run), [...run.changes.keys()].sort()]).toEqual([[], ["a", "b"]]);
  } finally {
    await scene.close();
  }
});
