// What a server may write in the place of an answer, byte by byte, and what is made of it: by the client in Node.js, and in Bun.

export interface Written {
  readonly name: string;
  readonly bytes: string;
  /** The server ends the connection after them; else it leaves it open. */
  readonly ends?: true;
}

export interface Understood extends Written {
  readonly body: string;
  readonly status?: number;
}

export interface Refused extends Written {
  /** The beginning of the error's code and words. */
  readonly error: string;
}

const BODY = '{"a":1}';
const LENGTH = `content-length: ${BODY.length}`;
const head = (...lines: readonly string[]): string => `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\n`;
const CHUNKED = head("transfer-encoding: chunked");

const understood = (name: string, bytes: string, more: Partial<Understood> = {}): Understood => ({
  name,
  bytes,
  body: BODY,
  ...more,
});

export const UNDERSTOOD: readonly Understood[] = [
  understood("a length", head(LENGTH) + BODY),
  understood("a length in another spelling", head(`CONTENT-LENGTH:   ${BODY.length} `) + BODY),
  understood("a length with leading zeroes", head(`content-length: 000${BODY.length}`) + BODY),
  understood("no reason", `HTTP/1.1 200\r\n${LENGTH}\r\n\r\n${BODY}`),
  understood("version 1.0", `HTTP/1.0 200 OK\r\n${LENGTH}\r\n\r\n${BODY}`),
  understood("neither a length nor chunks, up to the end", head() + BODY, { ends: true }),
  understood("one chunk", `${CHUNKED}7\r\n${BODY}\r\n0\r\n\r\n`),
  understood("a chunk for each byte", `${CHUNKED}${[...BODY].map((byte) => `1\r\n${byte}\r\n`).join("")}0\r\n\r\n`),
  understood("chunks with extensions and trailers", `${CHUNKED}7;a=b\r\n${BODY}\r\n0;c\r\nx: y\r\n\r\n`),
  understood("an empty line before it", `\r\n${head(LENGTH)}${BODY}`),
  understood("an offer to speak otherwise", head("upgrade: h2c", "connection: upgrade", LENGTH) + BODY),
  understood("no content, whatever its length says", "HTTP/1.1 204 No Content\r\ncontent-length: 7\r\n\r\n", {
    body: "",
    status: 204,
  }),
  understood("a redirect, which is not followed", `HTTP/1.1 302 Found\r\nlocation: /\r\n${LENGTH}\r\n\r\n${BODY}`, {
    status: 302,
  }),
  ...["100 Continue", "102 Processing", "103 Early Hints\r\nlink: </x>"].map((informational) =>
    understood(`${informational.slice(0, 3)} before it`, `HTTP/1.1 ${informational}\r\n\r\n${head(LENGTH)}${BODY}`),
  ),
];

const refused = (name: string, error: string, bytes: string): Refused => ({ name, bytes, error });
/** Cut off: the server ends the connection there. */
const cut = (name: string, error: string, bytes: string): Refused => ({ name, bytes, error, ends: true });

const WITHIN = "the connection was closed within the answer";

export const REFUSED: readonly Refused[] = [
  // Not HTTP, or not this one.
  refused("another protocol", "HPE_INVALID_CONSTANT", "SSH-2.0-OpenSSH_9.6\r\n"),
  refused("another version", "HPE_INVALID_VERSION", `HTTP/3.7 200 OK\r\n${LENGTH}\r\n\r\n${BODY}`),
  refused("a status of two digits", "HPE_INVALID_STATUS", `HTTP/1.1 20 OK\r\n${LENGTH}\r\n\r\n${BODY}`),
  refused("a status of letters", "HPE_INVALID_STATUS", `HTTP/1.1 abc OK\r\n${LENGTH}\r\n\r\n${BODY}`),
  refused(
    "another protocol from now on",
    "the connection was closed",
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
  ),
  // Two readings of where it ends.
  refused("two lengths", "HPE_UNEXPECTED_CONTENT_LENGTH", `${head(LENGTH, "content-length: 3")}${BODY}`),
  refused(
    "a length and chunks",
    "HPE_INVALID_TRANSFER_ENCODING",
    `${head(LENGTH, "transfer-encoding: chunked")}0\r\n\r\n`,
  ),
  refused(
    "chunks and a length",
    "HPE_INVALID_CONTENT_LENGTH",
    `${head("transfer-encoding: chunked", LENGTH)}0\r\n\r\n`,
  ),
  ...["+7", "-7", "7,7", "0x7", "7 7", "7.0", ""].map((length) =>
    refused(
      `a length of ${JSON.stringify(length)}`,
      "HPE_INVALID_CONTENT_LENGTH",
      `${head(`content-length: ${length}`)}${BODY}`,
    ),
  ),
  refused("a length without end", "HPE_INVALID_CONTENT_LENGTH", `${head(`content-length: ${"9".repeat(30)}`)}${BODY}`),
  // Chunks.
  ...["x", "-1", "0x7", " 7", "7 7"].map((size) =>
    refused(
      `a chunk of ${JSON.stringify(size)}`,
      "HPE_INVALID_CHUNK_SIZE",
      `${CHUNKED}${size}\r\n${BODY}\r\n0\r\n\r\n`,
    ),
  ),
  refused("a chunk without end", "HPE_INVALID_CHUNK_SIZE", `${CHUNKED}${"f".repeat(17)}\r\n${BODY}`),
  refused("a chunk that is longer than it says", "HPE_STRICT", `${CHUNKED}3\r\n${BODY}\r\n0\r\n\r\n`),
  refused("extensions of a chunk without end", "HPE_CHUNK_EXTENSIONS_OVERFLOW", `${CHUNKED}7;${"x".repeat(20_000)}`),
  refused("trailers without end", "HPE_HEADER_OVERFLOW", `${CHUNKED}0\r\nx: ${"y".repeat(20_000)}`),
  // Headers.
  refused("a space before a colon", "HPE_INVALID_HEADER_TOKEN", head("x : y", LENGTH) + BODY),
  refused("no colon", "HPE_INVALID_HEADER_TOKEN", head("x", LENGTH) + BODY),
  refused("a header without a name", "HPE_INVALID_HEADER_TOKEN", head(": y", LENGTH) + BODY),
  refused("a zero in a header", "HPE_INVALID_HEADER_TOKEN", head("x: \0", LENGTH) + BODY),
  refused("a line feed alone", "HPE_CR_EXPECTED", head("x: a\ny: b", LENGTH) + BODY),
  refused("a carriage return alone", "HPE_LF_EXPECTED", head("x: a\ry: b", LENGTH) + BODY),
  refused("headers without end", "HPE_HEADER_OVERFLOW", head(`x: ${"y".repeat(20_000)}`, LENGTH) + BODY),
  refused("thousands of headers", "HPE_HEADER_OVERFLOW", head(...Array<string>(20_000).fill("x: y"), LENGTH) + BODY),
  // The end came too early.
  cut("nothing", "ECONNRESET", ""),
  cut("half a status", "ECONNRESET", "HTTP/1.1 2"),
  cut("half a head", "ECONNRESET", `HTTP/1.1 200 OK\r\n${LENGTH}\r\n`),
  cut("a head only", WITHIN, head(LENGTH)),
  cut("half a body", WITHIN, head(LENGTH) + BODY.slice(0, 3)),
  cut("half a chunk's size", WITHIN, CHUNKED),
  cut("half a chunk", WITHIN, `${CHUNKED}7\r\n${BODY.slice(0, 3)}`),
  cut("chunks without the last one", WITHIN, `${CHUNKED}7\r\n${BODY}\r\n`),
  cut("half of the trailers", WITHIN, `${CHUNKED}7\r\n${BODY}\r\n0\r\nx: y\r\n`),
  cut("nothing but 100 Continue", "ECONNRESET", "HTTP/1.1 100 Continue\r\n\r\n"),
];
