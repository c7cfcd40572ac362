// How much this process's HTTP clients have under way, as Node tells: connections that are being opened, and requests. And what else
// is to count as one.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { Socket } from "node:net";

const begun = new Set<Socket | ClientRequest>();
const fetches = new Set<unknown>();
const others = new Set<Promise<unknown>>();

const part = (message: unknown, name: string): unknown =>
  new Map<string, unknown>(Object.entries(message ?? {})).get(name);

const channels: ReadonlyArray<[name: string, listener: (message: unknown) => void]> = [
  [
    "net.client.socket",
    (message) => {
      const socket = part(message, "socket");
      if (socket instanceof Socket) begun.add(socket);
    },
  ],
  // Told of once it is written: its connection is there by then.
  [
    "http.client.request.start",
    (message) => {
      const request = part(message, "request");
      if (request instanceof ClientRequest) begun.add(request);
    },
  ],
  // Those of fetch, which has a client of its own.
  ["undici:request:create", (message) => fetches.add(part(message, "request"))],
  ["undici:request:trailers", (message) => fetches.delete(part(message, "request"))],
  ["undici:request:error", (message) => fetches.delete(part(message, "request"))],
];
for (const [name, listener] of channels) subscribe(name, listener);
// The channels belong to the process, which outlives a test file: they would keep all that the file loaded in memory.
if (typeof afterAll === "function") {
  afterAll(() => {
    for (const [name, listener] of channels) unsubscribe(name, listener);
  });
}

export function requestsUnderWay(): number {
  for (const one of begun) {
    if (one instanceof Socket ? !one.connecting : one.closed) begun.delete(one);
  }
  return begun.size + fetches.size + others.size;
}

/** Counts work that is not an HTTP request as one. */
export async function underWayUntil<T>(work: Promise<T>): Promise<T> {
  others.add(work);
  try {
    return await work;
  } finally {
    others.delete(work);
  }
}
