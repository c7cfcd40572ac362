// The provider's functions: pure and offline.
import { keyId } from "../api/key-id";
import { PROXY_KEY_PREFIX, parseInstant, shown } from "../rules";
import { Decimal, types } from "../terraform/cty";
import { FunctionError, unaryFunction } from "../terraform/framework";

export const keyIdFunction = unaryFunction({
  name: "key_id",
  summary: "Id of a proxy key",
  description:
    "The id of a proxy key, from its value: the first 32 hexadecimal digits of its SHA-256. The id is not a secret; it finds the key for imports and data sources.",
  parameter: { name: "key", type: types.string, description: "The key's value, `ek-proxy-...`." },
  returns: types.string,
  call(key) {
    if (key.startsWith(PROXY_KEY_PREFIX)) return keyId(key);
    // Never repeated: it may be another secret.
    throw new FunctionError(`key must be the value of a proxy key, which begins with ${PROXY_KEY_PREFIX}.`, 0);
  },
});

export const unixTimeFunction = unaryFunction({
  name: "unix_time",
  summary: "Unix seconds of an instant",
  description: "The seconds since 1970 of an RFC 3339 instant such as `2027-01-31T00:00:00Z`, as the API counts.",
  parameter: { name: "instant", type: types.string, description: "An RFC 3339 instant in whole seconds." },
  returns: types.number,
  call(instant) {
    const seconds = parseInstant(instant);
    if (seconds !== undefined) return Decimal.fromNumber(seconds);
    throw new FunctionError(
      `instant is ${shown(instant)}; it must be an RFC 3339 instant in whole seconds, such as 2027-01-31T00:00:00Z.`,
      0,
    );
  },
});
