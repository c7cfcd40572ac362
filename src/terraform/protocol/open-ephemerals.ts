// What ephemeral resources are open in this process. Terraform closes them itself, but not where something that used one has
// failed (tried with 1.11): what is open when the process ends is closed then.

interface Open {
  readonly typeName: string;
  /** As the client holds it. */
  readonly private: Uint8Array;
}

export class OpenEphemerals {
  private open: readonly Open[] = [];

  opened(typeName: string, held: Uint8Array): void {
    this.open = [...this.open, { typeName, private: held }];
  }

  renewed(typeName: string, before: Uint8Array, held: Uint8Array): void {
    this.closed(typeName, before);
    this.opened(typeName, held);
  }

  /** Of equal ones, one. */
  closed(typeName: string, held: Uint8Array): void {
    const index = this.open.findIndex((one) => one.typeName === typeName && Buffer.compare(one.private, held) === 0);
    this.open = this.open.filter((_, place) => place !== index);
  }

  /** What is open, which from now on counts as closed. */
  takeAll(): readonly Open[] {
    const left = this.open;
    this.open = [];
    return left;
  }
}
