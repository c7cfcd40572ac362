// What `GET /` says: what this is, and where to go from here. No key is in it.
import { ENDPOINTS } from "./endpoints";

export const introduction = (url: string): string => `This is an emulator of the Electron Hub API, for trials and tests.

Base URL: ${url}/v1
Authorization: Bearer <the API key that the emulator printed when it started>

The API:
${ENDPOINTS.map((endpoint) => `  ${endpoint.replace(" ", " /v1")}`).join("\n")}

The emulator's own endpoints need no key and are not counted:
  GET /emulator/state       accounts with their balances, and all keys
  GET /emulator/events      the last changes of keys
  GET /emulator/counts      requests per endpoint; DELETE resets them
  GET /emulator/refused     how many requests were answered with 429
  GET /emulator/faults      faults that are still due; POST adds one, DELETE drops all

docs/emulator.md of cdktf-provider-electronhub describes all of this.
`;
