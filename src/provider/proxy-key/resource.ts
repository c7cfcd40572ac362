// The resource electronhub_proxy_key, put together from its schema and a handler for each step of its life.
import { type Resource } from "../../terraform/framework";
import { type Configured } from "../account";
import { adviseDestroy, adviseProxyKey } from "./advise";
import { createProxyKey } from "./create";
import { deleteProxyKey, planDestroyProxyKey } from "./delete";
import { generateProxyKeyConfig } from "./generate-config";
import { importProxyKey } from "./import";
import { moveProxyKey } from "./move";
import { planProxyKey } from "./plan";
import { readProxyKey } from "./read";
import { type ProxyKeyAttributes, proxyKeyIdentity, proxyKeySchema } from "./schema";
import { updateProxyKey } from "./update";
import { validateProxyKey } from "./validate";

/** `localNow`: milliseconds since 1970 by this machine's clock, where the API has not told the time yet. */
export const proxyKeyResource = (localNow: () => number): Resource<ProxyKeyAttributes, Configured> => ({
  typeName: "electronhub_proxy_key",
  schema: proxyKeySchema,
  validate: validateProxyKey,
  plan: (request) => planProxyKey(request, localNow),
  advise: adviseProxyKey,
  create: createProxyKey,
  read: readProxyKey,
  update: updateProxyKey,
  planDestroy: async (request) => {
    const planned = planDestroyProxyKey(request);
    return { ...planned, diagnostics: [...(planned.diagnostics ?? []), ...(await adviseDestroy(request))] };
  },
  delete: deleteProxyKey,
  import: importProxyKey,
  move: moveProxyKey,
  generateConfig: generateProxyKeyConfig,
  identity: proxyKeyIdentity,
});
