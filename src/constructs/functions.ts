// The provider's functions for stacks.
import { Token, call } from "cdktf";
import { TEXT, notMissing, ofKind } from "./kinds";

/** The functions of the provider, evaluated by Terraform (1.8 or later) and OpenTofu (1.7 or later), offline. */
export class ElectronhubFunctions {
  /**
   * The id of a proxy key: the first 32 hexadecimal digits of the SHA-256 of its value.
   *
   * @param key the value, `ek-proxy-...`; the result is not a secret, though Terraform treats it as one if the value is
   */
  public static keyId(key: string): string {
    return Token.asString(call("provider::electronhub::key_id", [argument("keyId", "key", key)]));
  }

  /**
   * Unix seconds of an instant.
   *
   * @param instant RFC 3339, in whole seconds
   */
  public static unixTime(instant: string): number {
    return Token.asNumber(call("provider::electronhub::unix_time", [argument("unixTime", "instant", instant)]));
  }
}

function argument(method: string, name: string, value: string): string {
  const path = () => `ElectronhubFunctions.${method}`;
  return notMissing(path, name, ofKind(path, name, value, TEXT));
}
