// Attributes that a newer version of the provider knows and this one does not: named in one gap for all resources that have them.
import { type Gap } from "../facts";
import { type Shape, strangeAttributes } from "./typed";

export class StrangeAttributes {
  private readonly addresses = new Map<string, Set<string>>();

  note(address: string, shape: Pick<Shape<never>, "attributes">, value: unknown, unknown: unknown): void {
    const names = strangeAttributes(shape, value, unknown);
    if (names.length === 0) return;
    const text = names.sort().join(", ");
    this.addresses.set(text, (this.addresses.get(text) ?? new Set()).add(address));
  }

  gaps(): readonly Gap[] {
    return [...this.addresses].map(([names, addresses]) => {
      const [first, ...more] = addresses;
      const who = more.length === 0 ? "It has" : `It and ${more.length} more have`;
      return {
        address: first,
        words: `${who} attributes that this version of electronhub does not know: ${names}. What they do is not in this review. Update electronhub.`,
      };
    });
  }
}
