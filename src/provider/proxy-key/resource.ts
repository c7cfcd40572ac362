// The resource electronhub_proxy_key, put together from its schema, plan and lifecycle.
import { type Resource } from "../../terraform/framework";
import { type Configured } from "../account";
import { adviseDestroy, adviseProxyKey, asApplied } from "./advise";
import { type Now } from "./change";
import { generateProxyKeyConfig } from "./generate-config";
import { importProxyKey } from "./import";
import { deleteProxyKey, planDestroyProxyKey } from "./deletion";
import { createProxyKey, updateProxyKey } from "./lifecycle";
import { planProxyKey } from "./plan";
import { readProxyKey } from "./read";
import { type ProxyKeyAttributes, proxyKeyIdentity, proxyKeySchema } from "./schema";
import { validateProxyKey } from "./validate";

export const proxyKeyResource = (now: Now): Resource<ProxyKeyAttributes, Configured> => ({
  typeName: "electronhub_proxy_key",
  schema: proxyKeySchema,
  validate: validateProxyKey,
  plan: (request) => planProxyKey(request, now),
  advise: adviseProxyKey,
  create: asApplied(createProxyKey, now),
  read: (request) => readProxyKey(request, now),
  update: asApplied(updateProxyKey, now),
  planDestroy: async (request) => {
    const planned = planDestroyProxyKey(request);
    return { ...planned, diagnostics: [...(planned.diagnostics ?? []), ...(await adviseDestroy(request))] };
  },
  delete: asApplied(deleteProxyKey, now),
  import: importProxyKey,
  generateConfig: generateProxyKeyConfig,
  identity: proxyKeyIdentity,
});
