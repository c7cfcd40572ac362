// What a server offers: methods by their path, such as `/package.Service/Method`, from bytes to bytes. And how they are made
// of functions over messages, by the codecs that are generated from a service's definition.
import { Code, GrpcError } from "./grpc/status";

export type Methods = ReadonlyMap<string, Method>;
export type NamedMethod = readonly [path: string, method: Method];

export type Method =
  | { readonly kind: "unary"; readonly answer: (message: Uint8Array, call: Call) => Promise<Uint8Array> }
  /** One request, any number of answers. */
  | { readonly kind: "stream"; readonly answer: (message: Uint8Array, call: Call) => AsyncIterable<Uint8Array> }
  /** Without an answer, whatever is sent. */
  | { readonly kind: "ended" };

/** What a method gets beside the request. */
export interface Call {
  /** Which of several clients calls: the same signal for all of its calls, aborted once it is gone. Undefined: there is one. */
  readonly client: AbortSignal | undefined;
  /** Runs `then` once nobody waits any more: all was answered, or the call was cancelled or came too late. */
  readonly onceOver: (then: () => void) => void;
}

interface Service {
  /** As in `tfplugin6.Provider`. */
  readonly fullName: string;
}

/** `Init` is an answer of which any part may be left out. */
interface Rpc<Request, Response, Init> {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): Request };
  readonly responseType: { encode(message: Response): { finish(): Uint8Array }; fromPartial(init: Init): Response };
}

export interface UnaryRpc<Request, Response, Init> extends Rpc<Request, Response, Init> {
  readonly responseStream: false;
}

export interface StreamingRpc<Request, Response, Init> extends Rpc<Request, Response, Init> {
  readonly responseStream: true;
}

export function unary<Request, Response, Init>(
  service: Service,
  rpc: UnaryRpc<Request, Response, Init>,
  handler: (request: Request, call: Call) => Init | Promise<Init>,
): NamedMethod {
  const answer = async (message: Uint8Array, call: Call) => encoded(rpc, await handler(decoded(rpc, message), call));
  return [pathOf(service, rpc), { kind: "unary", answer }];
}

export function stream<Request, Response, Init>(
  service: Service,
  rpc: StreamingRpc<Request, Response, Init>,
  handler: (request: Request, call: Call) => AsyncIterable<Init>,
): NamedMethod {
  async function* answer(message: Uint8Array, call: Call) {
    for await (const each of handler(decoded(rpc, message), call)) yield encoded(rpc, each);
  }
  return [pathOf(service, rpc), { kind: "stream", answer }];
}

/** Whatever is sent: ends at once. */
export const ended = (service: Service, rpc: { readonly name: string }): NamedMethod => [
  pathOf(service, rpc),
  { kind: "ended" },
];

export const pathOf = ({ fullName }: Service, { name }: { readonly name: string }): string => `/${fullName}/${name}`;

function decoded<Request>(
  { name, requestType }: Pick<Rpc<Request, unknown, never>, "name" | "requestType">,
  message: Uint8Array,
) {
  try {
    return requestType.decode(message);
  } catch {
    throw new GrpcError(Code.Internal, `the request of ${name} cannot be decoded`);
  }
}

const encoded = <Response, Init>(
  { responseType }: Pick<Rpc<unknown, Response, Init>, "responseType">,
  answer: Init,
): Uint8Array => responseType.encode(responseType.fromPartial(answer)).finish();
