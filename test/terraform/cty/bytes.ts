// Bytes as they are written in the msgpack specification: hex digits, spaces where they help the reader.
export const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replace(/\s/g, ""), "hex"));

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The hex digits of a text's UTF-8. */
export const text = (characters: string): string => Buffer.from(characters, "utf8").toString("hex");
