// The one step in which the budget on a Redis server changes: it is stored if it was made from the one that is there, at a time
// that is not long past by the server's clock; otherwise the answer says what is there. The rules stay in this process.
import { createHash } from "node:crypto";
import { type Send } from "./connection";

/**
 * KEYS: the budget (its version, a line's end, its text), and who has the turn.
 * ARGV: the version that the new budget was made from; its own version; its text; how long it is kept (ms); when it was made;
 * how long ago that may be (ms); the size of a text that is none of ours (bytes); who asks; whether to take the turn, and for
 * how long (ms, or 0).
 */
const SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function isForbidden(answer) return type(answer) == 'table' and answer.err and not string.find(answer.err, 'WRONGTYPE') end
local size = redis.pcall('STRLEN', KEYS[1])
if isForbidden(size) then return size end
local version, text = 'damaged', ''
if size == 0 then
  version = 'none'
elseif type(size) == 'number' and size <= tonumber(ARGV[7]) then
  local held = redis.call('GET', KEYS[1])
  local found = string.match(held, '^%x+')
  if found and string.sub(held, #found + 1, #found + 1) == '\\n' then
    version, text = found, string.sub(held, #found + 2)
  end
end
local turn = redis.pcall('GET', KEYS[2])
if isForbidden(turn) then return turn end
if type(turn) ~= 'string' then turn = false end
local isOthers = turn and turn ~= ARGV[8]
if version == ARGV[1] and math.abs(now - ARGV[5]) <= tonumber(ARGV[6]) and not isOthers then
  redis.call('SET', KEYS[1], ARGV[2] .. '\\n' .. ARGV[3], 'PX', ARGV[4])
  if turn then redis.call('DEL', KEYS[2]) end
  return {'stored', now}
end
if ARGV[9] ~= '0' and not turn then redis.call('SET', KEYS[2], ARGV[8], 'PX', ARGV[9]) end
return {isOthers and 'busy' or 'newer', now, version, text}
`;

const SHA = createHash("sha1").update(SCRIPT).digest("hex");

export interface Proposal {
  /** The version that the new budget was made from. */
  readonly from: string;
  readonly version: string;
  readonly text: string;
  readonly lifetimeMs: number;
  /** When it was made, by the server's clock. */
  readonly at: number;
  readonly who: string;
  /** From now on nobody else may store, for a moment. */
  readonly takesTurn: boolean;
}

export type Answer =
  | { readonly kind: "stored"; readonly now: number }
  /** There is a newer one; if `isBusy`, it is another one's turn. */
  | {
      readonly kind: "newer";
      readonly isBusy: boolean;
      readonly now: number;
      readonly version: string;
      readonly text: string;
    };

/** A step that was made longer ago is not stored: a server that stood still would otherwise do what was given up long ago. */
const OLDEST_MS = 2_000;
/** What is larger is no budget. */
const LARGEST_BYTES = 2 * 1024 * 1024;
/** Who died in its turn keeps nobody for longer. */
const TURN_MS = 500;

export async function propose(send: Send, keys: readonly [string, string], proposal: Proposal): Promise<Answer> {
  const { from, version, text, lifetimeMs, at, who, takesTurn } = proposal;
  const numbers = [lifetimeMs, at].map((value) => String(Math.round(value)));
  const limits = [OLDEST_MS, LARGEST_BYTES].map(String);
  const rest = ["2", ...keys, from, version, text, ...numbers, ...limits, who, takesTurn ? String(TURN_MS) : "0"];
  const answer = await send(["EVALSHA", SHA, ...rest]).catch((error: unknown) => {
    // The server has not seen it yet, or no longer.
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return send(["EVAL", SCRIPT, ...rest]);
  });
  return answerFrom(answer);
}

function answerFrom(answer: unknown): Answer {
  const parts: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const [kind, now, version, text] = parts;
  if (typeof now !== "number") throw new Error("the server's answer is not what was asked for");
  if (kind === "stored") return { kind, now };
  return { kind: "newer", isBusy: kind === "busy", now, version: String(version), text: String(text) };
}
