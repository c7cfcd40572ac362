// GitHub or GitLab as far as a job sees it: an HTTP server that takes comments, and that keeps Terraform's state with its
// lock as Terraform's http backend wants it. It lets nobody in without the right token.
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { text } from "node:stream/consumers";

export interface Comment {
  readonly path: string;
  readonly body: string;
}

export interface Admission {
  /** Who may comment: the header's name and value. */
  readonly comments: readonly [header: string, value: string];
  /** Who may read and write the state: user and password. */
  readonly state: () => readonly [user: string, password: string];
  /** Whether that user may also lock and write it. */
  readonly mayWrite: () => boolean;
}

export class Forge {
  readonly comments: Comment[] = [];
  private state = "";
  private lock = "";
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly admission: Admission) {}

  static async open(admission: Admission): Promise<Forge> {
    const forge = new Forge(admission);
    forge.server.listen(0, "127.0.0.1");
    await once(forge.server, "listening");
    return forge;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  get isLocked(): boolean {
    return this.lock !== "";
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { pathname: path } = new URL(request.url ?? "/", this.url);
    const [status, answer] = path.includes("/state")
      ? this.keep(request, path, body)
      : this.comment(request, path, body);
    response.writeHead(status).end(answer);
  }

  private comment({ method, headers }: IncomingMessage, path: string, body: string): readonly [number, string] {
    const [header, value] = this.admission.comments;
    if (headers[header] !== value) return [401, "Unauthorized"];
    const content: unknown = JSON.parse(body);
    if (method !== "POST" || typeof content !== "object" || content === null || !("body" in content)) return [400, ""];
    this.comments.push({ path, body: String(content.body) });
    return [201, "{}"];
  }

  private keep({ method, headers }: IncomingMessage, path: string, body: string): readonly [number, string] {
    const credentials = Buffer.from(this.admission.state().join(":")).toString("base64");
    if (headers.authorization !== `Basic ${credentials}`) return [401, "Unauthorized"];
    if (method !== "GET" && !this.admission.mayWrite()) return [403, "Forbidden"];
    // GitLab's way is POST and DELETE at /lock, Terraform's own is LOCK and UNLOCK.
    const ofLock = path.endsWith("/lock");
    if (method === "LOCK" || (ofLock && method === "POST")) {
      if (this.lock !== "") return [423, this.lock];
      this.lock = body;
      return [200, ""];
    }
    if (method === "UNLOCK" || (ofLock && method === "DELETE")) {
      this.lock = "";
      return [200, ""];
    }
    if (method === "POST") this.state = body;
    return this.state === "" ? [204, ""] : [200, this.state];
  }
}
