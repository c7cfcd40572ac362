// GitHub or GitLab as far as a job sees it: an HTTP server that keeps comments and Terraform's states, and lets nobody in
// without the right token.
import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Comments } from "./comments";
import { type StateAdmission, StateStore } from "./state-store";

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but a string is sent as JSON. */
  readonly body?: unknown;
}

/** Answers what concerns comments, in the words of one of the two. */
export type CommentApi = (question: Question, comments: Comments) => Answer;

export class Forge {
  readonly comments = new Comments();
  private readonly states: StateStore;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(
    private readonly commentApi: CommentApi,
    admission: StateAdmission,
  ) {
    this.states = new StateStore(admission);
  }

  static async open(commentApi: CommentApi, admission: StateAdmission): Promise<Forge> {
    const forge = new Forge(commentApi, admission);
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
    return this.states.isLocked;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** As a proxy gets it, the address is a whole one. */
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", headers } = request;
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", this.url);
    const question = { method, path, query, headers, body: await text(request) };
    const answer = path.includes("/state") ? this.states.answer(question) : this.commentApi(question, this.comments);
    const { status, headers: head = {}, body = "" } = answer;
    if (typeof body === "string") return void response.writeHead(status, head).end(body);
    const type = { "content-type": "application/json; charset=utf-8" };
    response.writeHead(status, { ...type, ...head }).end(JSON.stringify(body));
  }
}
