// What time it is at the server, from the Date of its answers: instants in answers, such as a key's creation, can be
// compared with it whatever our own clock says.
import { type Clock } from "./clock";
import { type ApiResponse, type Layer } from "./send";

/** A Date tells whole seconds: the server's clock was less than so much ahead of it. */
const GRAIN_MS = 1_000;

export class ServerClock {
  /** What our clock is behind the server's by, at least: an answer is older than its arrival. */
  private offsetMs: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** Milliseconds since 1970, not later than it really is there. Undefined before an answer told. */
  now(): number | undefined {
    return this.offsetMs === undefined ? undefined : this.clock.now() + this.offsetMs;
  }

  readonly layer: Layer = (next) => async (request) => {
    const sentAt = this.clock.now();
    const response = await next(request);
    this.learn(response, sentAt, this.clock.now());
    return response;
  };

  /**
   * Refusals teach as well. A page of something on the way, whose clock is its own, does so only where nothing else has. Of
   * answers that agree, the one that came quickest or at a second's beginning is the most exact; of those that do not, the
   * last one is believed, because either clock may have been set.
   */
  private learn(response: ApiResponse, sentAt: number, arrivedAt: number): void {
    const told = toldBy(response);
    if (told === undefined || (this.offsetMs !== undefined && isForeign(response))) return;
    const least = told - arrivedAt;
    const most = told + GRAIN_MS - sentAt;
    const agrees = this.offsetMs !== undefined && this.offsetMs >= least && this.offsetMs < most;
    if (!agrees) this.offsetMs = least;
  }
}

/** A cache tells how old its answer is. */
function toldBy({ headers }: ApiResponse): number | undefined {
  const date = Date.parse(headers.get("date") ?? "");
  const age = headers.get("age") ?? "";
  if (Number.isNaN(date)) return undefined;
  return /^\d{1,9}$/.test(age) ? date + Number(age) * 1000 : date;
}

/** Not JSON, as all of the API's answers are. */
const isForeign = ({ headers }: ApiResponse): boolean => !(headers.get("content-type") ?? "json").includes("json");
