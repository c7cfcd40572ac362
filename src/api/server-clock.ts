// What time it is at the server, from the Date of its answers: instants in answers, such as a key's creation, can be
// compared with it whatever our own clock says.
import { type Clock } from "./clock";
import { type Layer } from "./send";

export class ServerClock {
  /** What our clock is behind the server's by, at least: an answer is older than its arrival. */
  private offsetMs: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** Milliseconds since 1970, not later than it really is there. Undefined before an answer told. */
  now(): number | undefined {
    return this.offsetMs === undefined ? undefined : this.clock.now() + this.offsetMs;
  }

  readonly layer: Layer = (next) => async (request) => {
    const response = await next(request);
    const told = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(told)) this.offsetMs = told - this.clock.now();
    return response;
  };
}
