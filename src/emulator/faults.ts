// What can go wrong on demand: data only. Which calls a fault hits is fault-plan's, what it does to them disturb's and
// meanwhile's.
import { type EndpointName } from "./endpoints";

/**
 * When it goes wrong: before the call's effect (which then never comes; after a delay, late) or after it. "before" where
 * omitted.
 */
export type FaultTime = "before" | "after";

export type FaultKind =
  /** This answer instead of the true one; a string as it is (as HTML), all else as JSON. Not 204, 205 or 304. */
  | { readonly kind: "respond"; readonly when?: FaultTime; readonly status: number; readonly body?: unknown }
  /** The connection is reset: "after" the effect the answer is lost. */
  | { readonly kind: "reset"; readonly when?: FaultTime }
  /** The true answer, late. */
  | { readonly kind: "delay"; readonly when?: FaultTime; readonly milliseconds: number }
  /** 429 and the lock-out of the caller, whatever is left of its budget; no effect. */
  | { readonly kind: "lock-out" }
  /** 403 of the documented shape, without effect; the caller's budget is counted as ever. */
  | { readonly kind: "forbid"; readonly reason: Forbidding }
  /** The first half of the true answer, with its status: broken JSON; after the effect. */
  | { readonly kind: "truncate" }
  /** A web page with status 200. */
  | { readonly kind: "html"; readonly when?: FaultTime }
  /** For `GET /auth/proxy`: the true list without some keys. Other answers than lists stay true. */
  | { readonly kind: "omit"; readonly which: Omitted }
  /**
   * The true answer, after the effect, with every value of another type: numbers and booleans as strings, strings as
   * numbers (their lengths). The fields' names, lists, objects and nulls stay.
   */
  | { readonly kind: "wrong-types" }
  /** The true answer, after the effect, with more fields in each of its objects: those of a later version of the API. */
  | { readonly kind: "unknown-fields" }
  | Meanwhile;

/** What the API documents 403 for: keys that belong to another account, and too many API keys from one address. */
export type Forbidding = "not-owner" | "too-many-api-keys";

/** The last key of the list, the first one, or all keys of a name. */
export type Omitted = "newest" | "oldest" | { readonly name: string };

/**
 * Somebody else acts right before or right after the call's effect, and nobody in between; the call is answered truly.
 * They act on the caller's keys of this name; where it is omitted, on the key that the call is about (after a create, the
 * new one), if the caller has it. Nothing happens where there is no such key, or where the API refuses them.
 */
export interface Meanwhile {
  readonly kind: "meanwhile";
  readonly when?: FaultTime;
  /** "update" allocates 1 credit more and changes nothing else. */
  readonly act: "toggle" | "update" | "remove";
  readonly name?: string;
}

export type Fault = FaultKind & {
  /** "*" is any call, unknown paths included. */
  readonly endpoint: EndpointName | "*";
  /** How many calls it hits. Where omitted: 1, or any number if it has a probability. */
  readonly times?: number;
  /** How many calls that it could hit pass before it begins to; none where omitted. */
  readonly skip?: number;
  /** How likely it is to hit a call: above 0, and at most 1. Where omitted, it hits every one. */
  readonly probability?: number;
  /** Of the random numbers that a fault with a probability draws, one per call; 1 where omitted. */
  readonly seed?: number;
};
