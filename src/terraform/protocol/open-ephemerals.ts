// What ephemeral resources are open in this process, and what is held of each now. Terraform closes them with what it was
// given at the opening, not at the last renewal (tried with 1.11), so each has an id that stays the same. And it does not
// close them where something that used one has failed: what is open when the process ends is closed then.
import { randomUUID } from "node:crypto";
import { type PrivateState, decodePrivate, encodePrivate } from "../framework";

interface Open {
  readonly typeName: string;
  /** As the resource's handlers gave it last. */
  readonly private: PrivateState;
}

/** Beside what the handlers give: it is the client that keeps it. */
const ID = "open_id";

export class OpenEphemerals {
  private readonly open = new Map<string, Open>();

  /** Tells what the client is to hold. */
  opened(typeName: string, held: PrivateState): Uint8Array {
    return this.hold(randomUUID(), typeName, held);
  }

  /** What is held now. `brought` is what the client has, of the opening or of a later renewal. */
  latest(brought: Uint8Array): PrivateState {
    const { id, held } = idOf(brought);
    return (id === undefined ? undefined : this.open.get(id)?.private) ?? held;
  }

  /** Tells what the client is to hold from now on. */
  renewed(typeName: string, brought: Uint8Array, held: PrivateState): Uint8Array {
    return this.hold(idOf(brought).id ?? randomUUID(), typeName, held);
  }

  closed(brought: Uint8Array): void {
    const { id } = idOf(brought);
    if (id !== undefined) this.open.delete(id);
  }

  /** What is open, which from now on counts as closed. */
  takeAll(): readonly Open[] {
    const left = [...this.open.values()];
    this.open.clear();
    return left;
  }

  private hold(id: string, typeName: string, held: PrivateState): Uint8Array {
    this.open.set(id, { typeName, private: held });
    return encodePrivate({ ...held, [ID]: id });
  }
}

function idOf(brought: Uint8Array): { readonly id: string | undefined; readonly held: PrivateState } {
  const { [ID]: id, ...held } = decodePrivate(brought);
  return { id: typeof id === "string" ? id : undefined, held };
}
