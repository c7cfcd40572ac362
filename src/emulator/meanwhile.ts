// The fault `meanwhile`: somebody else acts on the caller's keys, in one step with a call.
import { Refusal } from "./errors";
import { type Meanwhile } from "./faults";
import { fieldsOf } from "./json";
import { type Account, type StoredKey } from "./proxy-key";
import { type Reply } from "./reply";
import { type Call } from "./routes/route";
import { type Store } from "./store";

/**
 * Answers the call through `respond`.
 * @param account - the caller's; undefined where the caller is nobody known: then nobody acts
 * @param somebodyElse - the store where they act
 */
export function meanwhile(
  fault: Meanwhile,
  call: Call,
  account: Account | undefined,
  somebodyElse: Store,
  respond: () => Reply,
): Reply {
  const actOn = (isMeant: (key: StoredKey) => boolean): void => {
    const keys = account === undefined ? [] : somebodyElse.keysOf(account.apiKey);
    for (const key of keys.filter(isMeant)) act(somebodyElse, fault.act, key);
  };
  const { name } = fault;
  const isMeant = (value: unknown) => (key: StoredKey) => (name === undefined ? key.key === value : key.name === name);
  const asked = keyOf(call);
  if (fault.when !== "after") actOn(isMeant(asked));
  const reply = respond();
  if (fault.when === "after") actOn(isMeant(asked ?? fieldsOf(reply.body).key));
  return reply;
}

/** The key that a call names, in its body or in its path; undefined where it names none. */
function keyOf({ body, pathParameter }: Call): unknown {
  return pathParameter === "" ? proxyKeyIn(body) : pathParameter;
}

function proxyKeyIn(body: string): unknown {
  try {
    return fieldsOf(JSON.parse(body)).proxy_key;
  } catch {
    return undefined;
  }
}

/** Somebody else is refused as anybody would be; that does not concern the call. */
function act(store: Store, what: Meanwhile["act"], { key, allocated_ammount }: StoredKey): void {
  try {
    switch (what) {
      case "toggle":
        store.toggle(key);
        return;
      case "update":
        store.change(key, { allocated_ammount: allocated_ammount + 1 });
        return;
      case "remove":
        store.remove(key);
        return;
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
