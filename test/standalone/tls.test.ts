// Both ends of TLS in the self-contained executable: who may speak to it, and whom it speaks to.
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { createCertificate } from "../../src/terraform/goplugin";
import { AUTHORITY, type StaticServer, serveFiles } from "../support/mirrors";
import { startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";
import { TerraformWorkspace } from "../support/terraform";

jest.setTimeout(60_000);

/** The preface of HTTP/2 and empty settings: what a server answers with settings of its own. */
const PREFACE = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  Buffer.from("000000040000000000", "hex"),
]);

test.each([
  ["the announced client", undefined, true],
  ["a client with another certificate", createCertificate(new Date()), false],
  ["a client without a certificate", null, false],
] as const)("%s gets an answer: %#", async (_, presented, isServed) => {
  const plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, presented });
  try {
    const socket = plugin.openSocket();
    let received = 0;
    socket.on("data", (data: Buffer) => (received += data.length));
    // A client that is refused may be left without an answer.
    const ended = Promise.race([
      once(socket, "close"),
      once(socket, "data"),
      wait(3_000, undefined, { ref: false }),
    ]).catch(() => undefined);
    socket.on("error", () => undefined);
    socket.write(PREFACE);
    await ended;
    socket.destroy();
    expect(received > 0).toBe(isServed);
  } finally {
    plugin.disconnect();
    plugin.child.kill("SIGTERM");
    await plugin.exited;
  }
});

describe("an API with a certificate that nobody has vouched for", () => {
  let server: StaticServer;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    server = await serveFiles("/nonexistent");
    workspace = TerraformWorkspace.create({
      ELECTRONHUB_API_KEY: "ek-0123456789abcdef",
      ELECTRONHUB_BASE_URL: `${server.url}v1`,
    });
    workspace.configure('provider "electronhub" {\n  max_retries = 0\n}\ndata "electronhub_account" "this" {}');
    await workspace.init();
  });

  afterAll(async () => {
    workspace.dispose();
    await server.close();
  });

  test.each<Record<string, string>>([{}, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }])(
    "is not spoken to, with %j",
    async (environment) => {
      const { code, text } = await workspace.runWith(environment, "plan", "-input=false", "-no-color");
      expect(code).toBe(1);
      expect(text).toMatch(/certificate/);
      expect(server.requests).toEqual([]);
    },
  );

  test.each(["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"])("is spoken to where %s vouches for it", async (name) => {
    const before = server.requests.length;
    await workspace.runWith({ [name]: AUTHORITY }, "plan", "-input=false", "-no-color");
    expect(server.requests.length).toBeGreaterThan(before);
  });
});
