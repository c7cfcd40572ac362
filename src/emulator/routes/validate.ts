// The endpoint that tells the holder of a proxy key whether it would be let through. Changes nothing.
import { type Clock } from "../clock";
import { objectionTo } from "../key-check";
import { parseModel } from "../request-body";
import { type Route } from "./route";

export function validateRoutes(clock: Clock) {
  const route: Route = {
    auth: "proxy-key",
    handle: (call, key) => {
      const objection = objectionTo(key, clock.now(), call.address, parseModel(call.body));
      return { valid: objection === undefined, message: objection ?? "Proxy key is valid" };
    },
  };
  return { "POST /auth/proxy/validate": route };
}
