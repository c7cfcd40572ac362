// Parsers of the API's answers, but for those that are key objects: unknown in, typed out. Fields that we do not know are
// passed over and missing ones are undefined; a field of the wrong type makes the whole answer unusable.
import { MalformedError, flag, number, record, text } from "./fields";
import { type AccountResponse, type MessageResponse, type ToggleResponse, type ValidateResponse } from "./wire";

export function parseValidation(json: unknown): ValidateResponse {
  const fields = record(json, "an object");
  const valid = flag(fields, "valid");
  if (valid === undefined) throw new MalformedError("valid: missing");
  return { valid, message: text(fields, "message") };
}

export function parseToggle(json: unknown): ToggleResponse {
  const fields = record(json, "an object");
  const status = flag(fields, "status");
  if (status === undefined) throw new MalformedError("status: missing");
  return { message: text(fields, "message"), status };
}

export const parseMessage = (json: unknown): MessageResponse => ({
  message: text(record(json, "an object"), "message"),
});

export function parseAccount(json: unknown): AccountResponse {
  const fields = record(json, "an object");
  const usage = fields.usage === undefined ? {} : record(fields.usage, "usage as an object");
  return {
    subscription: text(fields, "subscription"),
    credits: number(fields, "credits"),
    usage: { input_tokens: number(usage, "input_tokens"), output_tokens: number(usage, "output_tokens") },
  };
}
