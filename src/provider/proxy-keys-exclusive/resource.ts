// The resource electronhub_proxy_keys_exclusive, put together from its schema, plan and handlers.
import { type Resource } from "../../terraform/framework";
import { type Configured } from "../account";
import { createExclusive } from "./create";
import { planExclusive } from "./plan";
import { readExclusive } from "./read";
import { type ExclusiveAttributes, exclusiveSchema, validateExclusive } from "./schema";
import { updateExclusive } from "./update";

export const proxyKeysExclusiveResource: Resource<ExclusiveAttributes, Configured> = {
  typeName: "electronhub_proxy_keys_exclusive",
  schema: exclusiveSchema,
  validate: validateExclusive,
  // Said again at apply: a removal is never to go without its warning, also where the plan has no refresh.
  plan: planExclusive,
  create: createExclusive,
  read: readExclusive,
  update: updateExclusive,
  // It owned the keys and never made one: they stay.
  delete: async () => ({ state: null }),
};
