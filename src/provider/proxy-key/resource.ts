// The resource electronhub_proxy_key, put together from its schema, plan and lifecycle.
import { type Resource } from "../../terraform/framework";
import { type Configured } from "../account";
import { type Now } from "./change";
import { importProxyKey } from "./import";
import { createProxyKey, deleteProxyKey, updateProxyKey } from "./lifecycle";
import { planProxyKey } from "./plan";
import { readProxyKey } from "./read";
import { type ProxyKeyAttributes, proxyKeySchema } from "./schema";

export const proxyKeyResource = (now: Now): Resource<ProxyKeyAttributes, Configured> => ({
  typeName: "electronhub_proxy_key",
  schema: proxyKeySchema,
  plan: (request) => planProxyKey(request, now),
  create: (request) => createProxyKey(request, now),
  read: (request) => readProxyKey(request, now),
  update: (request) => updateProxyKey(request, now),
  delete: deleteProxyKey,
  import: importProxyKey,
});
