// Reads bodies, up to a size that is far more than any call of the API needs.
import { refusal } from "./errors";

const MOST_BYTES = 1024 * 1024;

/** The body as text; empty where there is none. Refuses as soon as it is known to be too long. */
export async function readBody({ headers, body }: Request): Promise<string> {
  if (Number(headers.get("content-length")) > MOST_BYTES) throw tooLarge();
  if (body === null) return "";
  const stream: AsyncIterable<Uint8Array> = body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

const tooLarge = () => refusal(413, "body_too_large", `The body must not exceed ${MOST_BYTES} bytes`);
