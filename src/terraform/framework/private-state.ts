// What a resource keeps beside its state, out of the user's sight: a flat object, stored by Terraform as opaque bytes.

export type JsonScalar = string | number | boolean | null;

export interface PrivateState {
  readonly [key: string]: JsonScalar;
}

const EMPTY: PrivateState = {};

export function encodePrivate(state: PrivateState): Uint8Array {
  if (Object.keys(state).length === 0) return new Uint8Array();
  return new TextEncoder().encode(JSON.stringify(state));
}

/** Bytes that are not such an object (another version's, or damaged) count as "nothing kept": private state is a hint. */
export function decodePrivate(bytes: Uint8Array): PrivateState {
  if (bytes.length === 0) return EMPTY;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return EMPTY;
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, JsonScalar] => isScalar(entry[1])),
    );
  } catch {
    return EMPTY;
  }
}

function isScalar(value: unknown): value is JsonScalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
