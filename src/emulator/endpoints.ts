// The endpoints of the API, by the names under which calls are counted and faults are injected. Data only.

export const ENDPOINTS = [
  "POST /auth/proxy/create",
  "GET /auth/proxy",
  "DELETE /auth/proxy",
  "POST /auth/proxy/lookup",
  "POST /auth/proxy/update",
  "POST /auth/proxy/toggle",
  "POST /auth/proxy/remove",
  "POST /auth/proxy/validate",
  "POST /auth/proxy/toggle/{key}",
  "POST /auth/proxy/update/{key}",
  "DELETE /auth/proxy/delete/{key}",
  "GET /auth/proxy/{key}",
  "GET /user/me",
  "GET /models",
  "GET /models/{id}",
] as const;

/** Method and path; a parameter stands as its name, so that no key value ever appears in it. */
export type EndpointName = (typeof ENDPOINTS)[number];

export const isEndpoint = (name: string): name is EndpointName => ENDPOINTS.some((endpoint) => endpoint === name);
