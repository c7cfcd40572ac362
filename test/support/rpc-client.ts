// Calls in messages instead of bytes, by a service's generated definition; and two ways for the bytes to travel: with a real
// gRPC client of another maker, and straight to the methods, without a process in between.
import { type Client as GrpcClient } from "@grpc/grpc-js";
import { pathOf } from "../../src/terraform/goplugin/methods";
import { type NamedMethod } from "../../src/terraform/goplugin";

/** Carries a message to the method of this path. */
export interface Wire {
  readonly unary: (path: string, message: Uint8Array) => Promise<Uint8Array>;
  readonly stream: (path: string, message: Uint8Array) => AsyncIterable<Uint8Array>;
}

interface Rpc {
  readonly name: string;
  readonly responseStream: boolean;
  readonly requestType: { fromPartial(init: never): unknown; encode(message: never): { finish(): Uint8Array } };
  readonly responseType: { decode(bytes: Uint8Array): unknown };
}

interface Definition {
  readonly fullName: string;
  readonly methods: { readonly [name: string]: Rpc };
}

type Call<M> = M extends {
  readonly responseStream: infer Streams;
  readonly requestType: { fromPartial(init: infer Request): unknown };
  readonly responseType: { decode(bytes: Uint8Array): infer Response };
}
  ? (request: Request) => Streams extends true ? AsyncIterable<Response> : Promise<Response>
  : never;

export type Client<S extends Definition> = { readonly [N in keyof S["methods"]]: Call<S["methods"][N]> };

export function createClient<S extends Definition>(service: S, wire: Wire): Client<S> {
  const calls = Object.entries(service.methods).map(([name, rpc]) => {
    const { requestType, responseType } = rpc;
    const path = pathOf(service, rpc);
    const encoded = (request: never) => requestType.encode(requestType.fromPartial(request) as never).finish();
    const unary = async (request: never) => responseType.decode(await wire.unary(path, encoded(request)));
    async function* stream(request: never) {
      for await (const message of wire.stream(path, encoded(request))) yield responseType.decode(message);
    }
    return [name, rpc.responseStream ? stream : unary];
  });
  return Object.fromEntries(calls) as Client<S>;
}

const asBuffer = (message: Uint8Array) => Buffer.from(message);
const asIs = (message: Buffer): Uint8Array => message;

export const overGrpc = (client: GrpcClient): Wire => ({
  unary: (path, message) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, asBuffer, asIs, message, (error, answer) => {
        if (answer) resolve(answer);
        else reject(error ?? new Error("neither an answer nor an error"));
      });
    }),
  stream: (path, message) => client.makeServerStreamRequest(path, asBuffer, asIs, message),
});

/** `client` is whose calls they are. */
export function inProcess(methods: readonly NamedMethod[], client?: AbortSignal): Wire {
  const call = { client, onceOver: () => undefined };
  const find = (path: string) => methods.find(([name]) => name === path)?.[1];
  return {
    unary: async (path, message) => {
      const method = find(path);
      if (method?.kind !== "unary") throw new Error(`no unary method ${path}`);
      return method.answer(message, call);
    },
    stream: (path, message) => {
      const method = find(path);
      if (method?.kind !== "stream") throw new Error(`no streaming method ${path}`);
      return method.answer(message, call);
    },
  };
}
