// How much this process's HTTP clients have under way, as Node tells: connections that are being opened, and requests. And what else
// is to count as one.
import { subscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { Socket } from "node:net";

const begun = new Set<Socket | ClientRequest>();
const others = new Set<Promise<unknown>>();

const part = (message: unknown, name: string): unknown =>
  new Map<string, unknown>(Object.entries(message ?? {})).get(name);

subscribe("net.client.socket", (message) => {
  const socket = part(message, "socket");
  if (socket instanceof Socket) begun.add(socket);
});
// Told of once it is written: its connection is there by then.
subscribe("http.client.request.start", (message) => {
  const request = part(message, "request");
  if (request instanceof ClientRequest) begun.add(request);
});

export function requestsUnderWay(): number {
  for (const one of begun) {
    if (one instanceof Socket ? !one.connecting : one.closed) begun.delete(one);
  }
  return begun.size + others.size;
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
