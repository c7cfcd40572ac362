// The ways to a Redis server: with a password, as an ACL user, in TLS, in a cluster, by sentinels. And what is refused for good.
import { readFileSync } from "node:fs";
import { LedgerError } from "../../../../src/api/pace";
import { type RedisOptions, type RedisServer, describeWithRedis, startRedis } from "../../../support/redis-server";
import { fixture } from "../../recording-server";
import { type Runner, type RunnerOptions, startRunner } from "./runner";

const PASSWORD = "hush-hush-password";

jest.setTimeout(60_000);

describeWithRedis("ways to a Redis server", () => {
  const servers: RedisServer[] = [];
  const runners: Runner[] = [];

  afterEach(async () => {
    await Promise.all(runners.splice(0).map(({ ledger }) => ledger.close()));
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  async function serve(options?: RedisOptions): Promise<RedisServer> {
    const server = await startRedis(options);
    servers.push(server);
    return server;
  }

  function start(url: string, options?: RunnerOptions): Runner {
    const runner = startRunner(url, options);
    runners.push(runner);
    return runner;
  }

  /** It opens without a word, and what it stores another one reads. */
  async function works(url: string, options?: RunnerOptions): Promise<void> {
    const [one, two] = [start(url, options), start(url, options)];
    await one.ledger.open();
    await one.spend("a");
    expect(await two.spent()).toEqual(["a"]);
    expect([...one.troubles, ...two.troubles]).toEqual([]);
  }

  async function refusal(url: string): Promise<string> {
    const runner = start(url);
    const error: unknown = await runner.ledger.open().catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(LedgerError);
    const message = error instanceof Error ? error.message : "";
    expect(message).not.toContain(PASSWORD);
    // What comes after all does not fail because of it.
    await runner.spend("a");
    expect(await runner.spent()).toEqual(["a"]);
    expect(runner.lines.join()).not.toContain(PASSWORD);
    return message;
  }

  const at = ({ port }: RedisServer, user = "", rest = "", scheme = "redis") =>
    `${scheme}://${user}127.0.0.1:${port}${rest}`;

  test("with a password, and what a wrong one says", async () => {
    const server = await serve({ args: ["--requirepass", PASSWORD], admin: { password: PASSWORD } });
    await works(at(server, `:${PASSWORD}@`));
    expect(await refusal(at(server, `:${PASSWORD}-not@`))).toContain(`127.0.0.1:${server.port} refuses: WRONGPASS`);
    expect(await refusal(at(server))).toContain("refuses: it wants a password");
  });

  test("as a user with the rights that docs/requests.md names, and with fewer", async () => {
    const server = await serve();
    const rights = ["+eval", "+evalsha", "+time", "+strlen", "+get", "+set", "+del"];
    await server.ask("ACL", "SETUSER", "runner", "on", `>${PASSWORD}`, "~electronhub:*", ...rights);
    await works(at(server, `runner:${PASSWORD}@`));
    for (const right of rights.filter((each) => each !== "+evalsha" && each !== "+del")) {
      await server.ask("ACL", "SETUSER", "runner", right.replace("+", "-"));
      await server.ask("SCRIPT", "FLUSH");
      expect([right, await refusal(at(server, `runner:${PASSWORD}@`))]).toEqual([
        right,
        expect.stringContaining("refuses: "),
      ]);
      await server.ask("ACL", "SETUSER", "runner", right);
    }
    await server.ask("ACL", "SETUSER", "runner", "resetkeys", "~other:*");
    expect(await refusal(at(server, `runner:${PASSWORD}@`))).toContain("refuses: NOPERM");
  });

  test("another database; and one that there is not", async () => {
    const server = await serve();
    await works(at(server, "", "/3"));
    expect(await server.ask("DBSIZE")).toBe(0);
    expect(await refusal(at(server, "", "/99"))).toContain("refuses: ERR DB index is out of range");
  });

  test("in TLS, by an authority that a file names; without it the file counts", async () => {
    const ca = readFileSync(fixture("authority.pem"), "utf8");
    const files = ["--tls-cert-file", fixture("server.pem"), "--tls-key-file", fixture("server-key.pem")];
    const args = [...files, "--tls-ca-cert-file", fixture("authority.pem"), "--tls-auth-clients", "no"];
    const server = await serve({ args, admin: { tls: { ca } } });
    await works(server.url, { caCertificateFile: fixture("authority.pem") });
    const runner = start(server.url);
    await runner.ledger.open();
    expect(runner.troubles).toEqual([expect.stringContaining("SELF_SIGNED_CERT_IN_CHAIN")]);
    // Its certificate is for another name.
    const other = start(server.url.replace("localhost", "127.0.0.1"), { caCertificateFile: fixture("authority.pem") });
    await other.ledger.open();
    expect(other.troubles).toEqual([expect.stringContaining("ERR_TLS_CERT_ALTNAME_INVALID")]);
    await runner.spend("a");
    expect(await runner.spent()).toEqual(["a"]);
  });

  const clustered = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
  const isReady = async (node: RedisServer) => String(await node.ask("CLUSTER", "INFO")).includes("cluster_state:ok");

  test("in a cluster: by the node that has the keys, and by one that does not", async () => {
    const [owner, other] = [await serve({ args: clustered }), await serve({ args: clustered })];
    await owner.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await other.ask("CLUSTER", "MEET", "127.0.0.1", String(owner.port));
    const runner = start(at(owner));
    await runner.until(async () => (await isReady(owner)) && (await isReady(other)));
    await works(at(owner));
    await works(at(other), { apiKey: "ek-another" });
    expect(await runner.spent()).toEqual(["a"]);
    expect(await refusal(at(owner, "", "/1"))).toContain("refuses: ERR SELECT is not allowed in cluster mode");
  });

  test("the node of a cluster that it followed to is gone: the named one is asked again", async () => {
    const [owner, other] = [await serve({ args: clustered }), await serve({ args: clustered })];
    await owner.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await other.ask("CLUSTER", "MEET", "127.0.0.1", String(owner.port));
    const runner = start(at(other));
    await runner.until(async () => (await isReady(owner)) && (await isReady(other)));
    await runner.spend("a");
    await owner.kill();
    await runner.spend("b");
    await other.ask("CLUSTER", "RESET", "HARD");
    await other.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await runner.until(async () => {
      runner.pass(6_000);
      await runner.spent();
      return runner.lines.some((line) => line.startsWith("The shared request ledger can be used again"));
    });
    expect(await start(at(other)).spent()).toEqual(["a", "b"]);
  });

  test("by a sentinel, which knows the server by name; by another one where the first is gone", async () => {
    const server = await serve();
    const sentinel = await serve({ watches: { "the-ledger": server } });
    const hosts = `127.0.0.1:1,127.0.0.1:${sentinel.port}`;
    await works(`redis+sentinel://${hosts}/the-ledger`);
    const runner = start(`redis+sentinel://${hosts}/another`);
    await runner.ledger.open();
    expect(runner.troubles).toEqual([
      `the Redis server at another by the sentinels at 127.0.0.1:1, 127.0.0.1:${sentinel.port} cannot be used: the sentinel knows no another`,
    ]);
  });
});
