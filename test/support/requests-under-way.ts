// How much this process's HTTP clients have under way, as Node tells: connections that are being opened, and requests.
import { subscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { Socket } from "node:net";

const begun = new Set<Socket | ClientRequest>();

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
  return begun.size;
}
