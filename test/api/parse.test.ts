import { MalformedError } from "../../src/api/fields";
import { parseAccount, parseMessage, parseToggle, parseValidation } from "../../src/api/parse";

test.each<[string, (json: unknown) => unknown, unknown, string]>([
  ["no verdict", parseValidation, { message: "ok" }, "valid: missing"],
  ["verdict", parseValidation, { valid: 1 }, "valid: expected true or false"],
  ["no status", parseToggle, { message: "ok" }, "status: missing"],
  ["status", parseToggle, { status: "true" }, "status: expected true or false"],
  ["message", parseMessage, { message: 1 }, "message: expected a string"],
  ["a message as text", parseMessage, "ok", "expected an object"],
  ["subscription", parseAccount, { subscription: 1 }, "subscription: expected a string"],
  ["credits", parseAccount, { credits: "1" }, "credits: expected a number"],
])("%s of the wrong type makes the answer unusable", (_, parse, json, message) => {
  expect(() => parse(json)).toThrow(new MalformedError(message));
});
