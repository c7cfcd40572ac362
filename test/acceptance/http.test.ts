// The HTTP client in the built provider, whatever runs it: it speaks to servers that write their answers byte by byte.
import { type Socket, createServer } from "node:net";
import { REFUSED, UNDERSTOOD, type Written } from "../api/http/answers";
import { KEY, closeAll, listen } from "../api/recording-server";
import { AskingProvider, IN_ORDER } from "../support/asking-provider";
import { type Answering, type Heard, jsonAnswer, noting } from "../support/written-answers";

jest.setTimeout(60_000);

const CREATED = jsonAnswer({ key: KEY, name: "ci" });

let provider: AskingProvider;

describe("a server on this machine", () => {
  const heard: Heard[] = [];
  let answer: Answering;

  beforeAll(async () => {
    const { port } = await listen(createServer(noting(heard, (socket, request) => answer(socket, request))));
    provider = await AskingProvider.start({ base_url: `http://127.0.0.1:${port}/v1` });
  });
  afterAll(async () => {
    expect(await provider.end()).toEqual(IN_ORDER);
    await closeAll();
  });
  beforeEach(() => (heard.length = 0));

  const write = ({ bytes, ends }: Written): Answering => {
    return (socket) => (ends ? socket.end(bytes, "latin1") : socket.write(bytes, "latin1"));
  };

  test.each(UNDERSTOOD.filter(({ status }) => status === undefined))("$name is understood", async (written) => {
    answer = write(written);
    expect(await provider.readAccount()).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  test.each(REFUSED)("$name is refused, and asked once", async ({ error, ...written }) => {
    answer = write(written);
    expect((await provider.readAccount()).join()).toContain(`Cannot read the account: GET /user/me: ${error}`);
    expect(heard.map(({ request }) => request)).toEqual(["GET /v1/user/me"]);
  });

  test("reads share a connection, and a create has its own", async () => {
    answer = (socket, request) => socket.write(request.startsWith("POST") ? CREATED : jsonAnswer([]));
    expect(await provider.createKey()).toEqual([]);
    expect(await provider.createKey()).toEqual([]);
    const creates = heard.filter(({ request }) => request.startsWith("POST"));
    const others = heard.filter(({ request }) => !request.startsWith("POST"));
    expect(new Set(creates.map(({ connection }) => connection)).size).toBe(2);
    expect(new Set(others.map(({ connection }) => connection)).size).toBe(1);
  });

  test("a create that is answered after 100 Continue, and before it is read, is made once", async () => {
    answer = (socket, request) =>
      socket.write(request.startsWith("POST") ? `HTTP/1.1 100 Continue\r\n\r\n${CREATED}` : jsonAnswer([]));
    expect(await provider.createKey()).toEqual([]);
    expect(heard.filter(({ request }) => request.startsWith("POST"))).toHaveLength(1);
  });
});

describe("a process that is stopped", () => {
  const heard: Heard[] = [];
  let answer: Answering;

  beforeEach(async () => {
    heard.length = 0;
    const { port } = await listen(createServer(noting(heard, (socket, request) => answer(socket, request))));
    provider = await AskingProvider.start({ base_url: `http://127.0.0.1:${port}/v1` });
  });
  afterEach(async () => {
    expect(await provider.end()).toEqual(IN_ORDER);
    await closeAll();
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ["closed", (socket) => socket.destroy()],
    ["reset", (socket) => socket.resetAndDestroy()],
    ["closed within the answer", (socket) => socket.end(CREATED.slice(0, -1))],
    ["closed after 100 Continue", (socket) => socket.end("HTTP/1.1 100 Continue\r\n\r\n")],
  ])("a create whose connection is %s is not sent again: it is looked for", async (_, fail) => {
    answer = (socket, request) => (request.startsWith("POST") ? fail(socket) : socket.write(jsonAnswer([])));
    const created = provider.createKey();
    while (heard.length < 3) await new Promise(setImmediate);
    // It would be looked for again and again.
    await provider.interrupt();
    await created;
    const requests = heard.map(({ request }) => request);
    expect(requests.slice(0, 3)).toEqual(["GET /v1/auth/proxy", "POST /v1/auth/proxy/create", "GET /v1/auth/proxy"]);
    // Asked to stop between two looks, it looks once more.
    expect(requests.slice(3).filter((request) => request !== "GET /v1/auth/proxy")).toEqual([]);
  });

  test.each<[string, string]>([
    ["nothing", ""],
    ["half a head", CREATED.slice(0, 30)],
    ["half a body", CREATED.slice(0, -5)],
  ])("a read is stopped while there is %s of its answer", async (_, bytes) => {
    answer = (socket) => {
      socket.write(bytes);
      setImmediate(() => void provider.interrupt());
    };
    expect((await provider.readAccount()).join()).toContain("the request was cancelled");
  });
});
