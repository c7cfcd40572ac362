// Keeps Terraform's states, each with its lock, as Terraform's http backend wants it.
import { type Answer, type Question } from "./forge";

export interface StateAdmission {
  /** Who may read the states: user and password. */
  readonly user: () => readonly [name: string, password: string];
  /** Whether that user may also lock and write them. */
  readonly mayWrite: () => boolean;
}

export class StateStore {
  private readonly states = new Map<string, string>();
  private readonly locks = new Map<string, string>();

  constructor(private readonly admission: StateAdmission) {}

  get isLocked(): boolean {
    return this.locks.size > 0;
  }

  answer({ method, path, headers, body }: Question): Answer {
    const credentials = Buffer.from(this.admission.user().join(":")).toString("base64");
    if (headers.authorization !== `Basic ${credentials}`) return { status: 401 };
    if (method !== "GET" && !this.admission.mayWrite()) return { status: 403 };
    // GitLab's way is POST and DELETE at /lock, Terraform's own is LOCK and UNLOCK.
    const ofLock = path.endsWith("/lock");
    const name = ofLock ? path.slice(0, -"/lock".length) : path;
    if (method === "LOCK" || (ofLock && method === "POST")) {
      const holder = this.locks.get(name);
      if (holder !== undefined) return { status: 423, body: holder };
      this.locks.set(name, body);
      return { status: 200 };
    }
    if (method === "UNLOCK" || (ofLock && method === "DELETE")) {
      this.locks.delete(name);
      return { status: 200 };
    }
    if (method === "POST") this.states.set(name, body);
    const state = this.states.get(name);
    return state === undefined ? { status: 204 } : { status: 200, body: state };
  }
}
