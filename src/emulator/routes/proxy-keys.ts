// The endpoints that manage proxy keys, legacy forms (the key in the path) included. From body to store to answer; the
// rules are the store's.
import { type KeySettings } from "../../api/wire";
import { keyObject, lookupObject, type Account } from "../proxy-key";
import { parsePathKey, parseProxyKey, parseSettings, parseUpdate } from "../request-body";
import { type Store } from "../store";
import { type Call, type Route } from "./route";

const UPDATED = { message: "Proxy key updated" };
const DELETED = { message: "Proxy key deleted" };
const ALL_DELETED = { message: "Proxy keys deleted" };

export function proxyKeyRoutes(store: Store) {
  const managed = (handle: (call: Call, account: Account) => object): Route => ({ auth: "account", handle });
  const lookup = (value: string, account: Account) => lookupObject(store.lookup(value, account));
  const update = (value: string, settings: KeySettings, account: Account) => {
    store.update(store.lookup(value, account).key, settings);
    return UPDATED;
  };
  const toggle = (value: string, account: Account) => {
    const { is_active } = store.toggle(store.lookup(value, account).key);
    return { message: "Proxy key status updated", status: is_active };
  };
  const remove = (value: string, account: Account) => {
    store.remove(store.lookup(value, account).key);
    return DELETED;
  };
  return {
    "POST /auth/proxy/create": managed((call, { apiKey }) => keyObject(store.create(apiKey, parseSettings(call.body)))),
    "GET /auth/proxy": managed((_, { apiKey }) => store.keysOf(apiKey).map(keyObject)),
    "DELETE /auth/proxy": managed((_, { apiKey }) => {
      store.removeAll(apiKey);
      return ALL_DELETED;
    }),
    "POST /auth/proxy/lookup": managed((call, account) => lookup(parseProxyKey(call.body), account)),
    "POST /auth/proxy/update": managed((call, account) => {
      const { proxyKey, settings } = parseUpdate(call.body);
      return update(proxyKey, settings, account);
    }),
    "POST /auth/proxy/toggle": managed((call, account) => toggle(parseProxyKey(call.body), account)),
    "POST /auth/proxy/remove": managed((call, account) => remove(parseProxyKey(call.body), account)),
    "POST /auth/proxy/toggle/{key}": managed((call, account) => toggle(parsePathKey(call.pathParameter), account)),
    "POST /auth/proxy/update/{key}": managed((call, account) =>
      update(parsePathKey(call.pathParameter), parseSettings(call.body), account),
    ),
    "DELETE /auth/proxy/delete/{key}": managed((call, account) => remove(parsePathKey(call.pathParameter), account)),
    "GET /auth/proxy/{key}": managed((call, account) => lookup(parsePathKey(call.pathParameter), account)),
  };
}
