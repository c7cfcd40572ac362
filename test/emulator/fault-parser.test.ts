// Faults as the control endpoint takes them, and what it says to those that it does not.
import { parseFault } from "../../src/emulator/fault-parser";

test.each([
  { endpoint: "*", kind: "lock-out" },
  { endpoint: "*", kind: "truncate" },
  { endpoint: "*", kind: "wrong-types" },
  { endpoint: "*", kind: "unknown-fields" },
  { endpoint: "*", kind: "reset" },
  { endpoint: "*", kind: "reset", when: "after" },
  { endpoint: "*", kind: "html", when: "after" },
  { endpoint: "*", kind: "delay", when: "before", milliseconds: 0 },
  { endpoint: "*", kind: "respond", status: 200 },
  { endpoint: "POST /auth/proxy/create", kind: "respond", when: "after", status: 599, body: { a: [1] } },
  { endpoint: "DELETE /auth/proxy", kind: "forbid", reason: "not-owner" },
  { endpoint: "*", kind: "forbid", reason: "too-many-api-keys", times: 3 },
  { endpoint: "GET /auth/proxy", kind: "omit", which: "newest" },
  { endpoint: "GET /auth/proxy", kind: "omit", which: "oldest" },
  { endpoint: "GET /auth/proxy", kind: "omit", which: { name: "ci" } },
  { endpoint: "*", kind: "meanwhile", act: "toggle" },
  { endpoint: "*", kind: "meanwhile", act: "update", when: "before" },
  { endpoint: "*", kind: "meanwhile", act: "remove", when: "after", name: "ci" },
  { endpoint: "*", kind: "truncate", times: 7, skip: 0 },
  { endpoint: "*", kind: "truncate", skip: 3, probability: 1 },
  { endpoint: "*", kind: "truncate", probability: 0.001, seed: 0, times: 1 },
  { endpoint: "*", kind: "truncate", probability: 0.5, seed: 4_294_967_295 },
])("%j is taken as it is", (fault) => {
  expect(parseFault(fault)).toEqual(fault);
});

const ENDPOINT = 'endpoint must be "*" or a name such as "POST /auth/proxy/create"';
const KIND =
  "kind must be respond, reset, delay, lock-out, forbid, truncate, html, omit, wrong-types, unknown-fields or meanwhile";
const WHEN = 'when must be "before" or "after" (the effect of the call)';
const STATUS = "status must be a whole number from 200 to 599";
const MILLISECONDS = "milliseconds must be a whole number from 0 to 2147483647";
const WHICH = 'which must be "newest", "oldest" or {"name": "..."}';
const ACT = 'act must be "toggle", "update" or "remove"';
const REASON = 'reason must be "not-owner" or "too-many-api-keys"';
const TIMES = "times must be a whole number from 1 to 9007199254740991";
const SKIP = "skip must be a whole number from 0 to 9007199254740991";
const PROBABILITY = "probability must be a number above 0 and at most 1";
const SEED = "seed must be a whole number from 0 to 4294967295";

const FAULT = { endpoint: "*", kind: "respond", status: 500 };
const OMIT = { endpoint: "GET /auth/proxy", kind: "omit", which: "newest" };
const MEANWHILE = { endpoint: "*", kind: "meanwhile", act: "toggle" };

test.each([
  [7, "a fault is a JSON object"],
  [null, "a fault is a JSON object"],
  [[FAULT], "a fault is a JSON object"],
  [{ ...FAULT, endpoint: undefined }, ENDPOINT],
  [{ ...FAULT, endpoint: "GET /x" }, ENDPOINT],
  [{ ...FAULT, kind: undefined }, KIND],
  [{ ...FAULT, kind: "explode" }, KIND],
  [{ ...FAULT, when: "during" }, WHEN],
  [{ endpoint: "*", kind: "reset", when: null }, WHEN],
  [{ ...FAULT, status: undefined }, STATUS],
  [{ ...FAULT, status: 199 }, STATUS],
  [{ ...FAULT, status: 600 }, STATUS],
  [{ ...FAULT, status: 204 }, "status must not be 204: HTTP allows no body with it"],
  [{ ...FAULT, status: 205, body: "x" }, "status must not be 205: HTTP allows no body with it"],
  [{ ...FAULT, status: 304 }, "status must not be 304: HTTP allows no body with it"],
  [{ endpoint: "*", kind: "forbid" }, REASON],
  [{ endpoint: "*", kind: "forbid", reason: "because" }, REASON],
  [{ endpoint: "*", kind: "forbid", reason: "not-owner", when: "after" }, "forbid has no field when"],
  [{ endpoint: "*", kind: "delay" }, MILLISECONDS],
  [{ endpoint: "*", kind: "delay", milliseconds: -1 }, MILLISECONDS],
  [{ endpoint: "*", kind: "delay", milliseconds: 2 ** 31 }, MILLISECONDS],
  [{ ...OMIT, which: undefined }, WHICH],
  [{ ...OMIT, which: "first" }, WHICH],
  [{ ...OMIT, which: { name: 7 } }, WHICH],
  [{ ...OMIT, which: { name: "ci", key: "ek-proxy-1" } }, WHICH],
  [{ ...OMIT, which: ["newest"] }, WHICH],
  [{ ...OMIT, endpoint: "*" }, 'omit is for the endpoint "GET /auth/proxy" only'],
  [{ ...OMIT, endpoint: "GET /models" }, 'omit is for the endpoint "GET /auth/proxy" only'],
  [{ ...MEANWHILE, act: undefined }, ACT],
  [{ ...MEANWHILE, act: "create" }, ACT],
  [{ ...MEANWHILE, when: "during" }, WHEN],
  [{ ...MEANWHILE, name: 7 }, "name must be a string"],
  [{ ...FAULT, times: 0 }, TIMES],
  [{ ...FAULT, times: 1.5 }, TIMES],
  [{ ...FAULT, times: null }, TIMES],
  [{ ...FAULT, skip: -1 }, SKIP],
  [{ ...FAULT, skip: "1" }, SKIP],
  [{ ...FAULT, probability: 0 }, PROBABILITY],
  [{ ...FAULT, probability: 1.01 }, PROBABILITY],
  [{ ...FAULT, probability: "0.5" }, PROBABILITY],
  [{ ...FAULT, probability: 0.5, seed: -1 }, SEED],
  [{ ...FAULT, probability: 0.5, seed: 2 ** 32 }, SEED],
  [{ ...FAULT, seed: 1 }, "seed needs a probability"],
  [{ ...FAULT, probabilty: 0.5 }, "respond has no field probabilty"],
  [{ endpoint: "*", kind: "truncate", when: "before" }, "truncate has no field when"],
  [{ ...OMIT, name: "ci" }, "omit has no field name"],
  [{ ...FAULT, toString: 1 }, "respond has no field toString"],
])("%j is refused", (fault, message) => {
  expect(() => parseFault(fault)).toThrow(new Error(message));
});
