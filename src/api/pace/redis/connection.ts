// One connection to a Redis server, opened when it is needed: to the node of a cluster that has the keys, or to the server that
// sentinels name. It keeps no process alive. The client library is loaded here, with the first command.
import { isIP } from "node:net";
import { type Clock } from "../../clock";
import { trustedCertificates } from "../../certificates";
import { type RedisAddress, type RedisHost } from "./address";
import { ConnectionTrouble, ReadOnlyTrouble, RedisTrouble, movedTo, troubleOf } from "./trouble";
import { within } from "./within";

export interface ConnectionOptions {
  readonly address: RedisAddress;
  /** SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: NodeJS.ProcessEnv;
  readonly caCertificateFile?: string | undefined;
  readonly clock: Clock;
}

export type Send = (args: readonly string[]) => Promise<unknown>;

interface Client {
  sendCommand(args: readonly string[]): Promise<unknown>;
  destroy(): void;
}

interface Opened {
  readonly client: Client;
  readonly host: RedisHost;
}

type Credentials = Pick<RedisAddress, "username" | "password" | "database">;

/** For connecting, and for each answer: what takes longer is not worth standing still for. */
const LIMIT_MS = 2_000;
/** For all that is done in one use. With a pause before it, a process still renews its place in the line in time. */
const WHOLE_LIMIT_MS = 6_000;
const TOO_SLOW = `it answers, but not all was done within ${WHOLE_LIMIT_MS / 1000} s: it is far away, or too many processes use it`;
const MOST_MOVES = 3;

export class RedisConnection {
  private readonly clients = new Set<Client>();
  private current: Opened | undefined;
  /** Which of the hosts is tried first. */
  private first = 0;
  /** The node of a cluster that has the keys. */
  private node: RedisHost | undefined;
  private closes = 0;

  constructor(private readonly options: ConnectionOptions) {}

  /**
   * Runs `work` with a connection; once more with a new one where an old one turns out to be closed, or its server to take no
   * writes. Rejects with a {@link RedisTrouble} or a LedgerError: two seconds after it asked what is not answered, and after six
   * seconds at most.
   */
  async use<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const { address } = this.options;
    const over = new AbortController();
    try {
      return await within(this.options.clock, WHOLE_LIMIT_MS, TOO_SLOW, () => this.tries(work, over.signal));
    } catch (error) {
      // First, so that nothing is tried again.
      over.abort();
      this.drop();
      this.node = undefined;
      // Another one may answer the next time.
      this.turnToNext();
      throw troubleOf(error, address);
    } finally {
      over.abort();
    }
  }

  /** Ends what is under way, which is not tried again. */
  close(): void {
    this.closes++;
    this.drop();
  }

  private answered<T>(work: () => Promise<T>, ms = LIMIT_MS): Promise<T> {
    return within(this.options.clock, ms, `no answer within ${Math.round(ms / 100) / 10} s`, work);
  }

  private turnToNext(): void {
    this.first = (this.first + 1) % this.options.address.hosts.length;
  }

  private drop(): void {
    for (const client of this.clients) client.destroy();
    this.clients.clear();
    this.current = undefined;
  }

  private async tries<T>(work: (send: Send) => Promise<T>, over: AbortSignal): Promise<T> {
    const { hosts } = this.options.address;
    const { closes } = this;
    const send: Send = (args) => this.send(args, over);
    for (let tries = 1; ; tries++) {
      const wasOpen = this.current !== undefined;
      try {
        return await work(send);
      } catch (error) {
        const trouble = troubleOf(error, this.options.address);
        const isWorthIt =
          trouble instanceof ReadOnlyTrouble ? tries <= hosts.length : trouble instanceof ConnectionTrouble && wasOpen;
        if (!isWorthIt || over.aborted || closes < this.closes) throw trouble;
        if (trouble instanceof ReadOnlyTrouble) this.turnToNext();
        this.node = undefined;
        this.drop();
      }
    }
  }

  private async send(args: readonly string[], over: AbortSignal): Promise<unknown> {
    for (let moves = 0; ; moves++) {
      const { client, host } = (this.current ??= await this.connect(over));
      // The one who waited for it has gone on without it.
      if (over.aborted) throw new ConnectionTrouble("it was given up");
      try {
        return await this.answered(() => client.sendCommand(args));
      } catch (error) {
        const node = movedTo(error, host);
        if (node === undefined || moves === MOST_MOVES) throw error;
        this.drop();
        this.node = node;
      }
    }
  }

  private async connect(over: AbortSignal): Promise<Opened> {
    const { hosts, sentinelName } = this.options.address;
    const { node, options } = this;
    // Loading it must not count as a server that does not answer.
    await import("@redis/client");
    if (node) return this.answered(() => this.open(node, options.address));
    const inTurn = [...hosts.slice(this.first), ...hosts.slice(0, this.first)];
    if (sentinelName === undefined) {
      return this.firstOf(inTurn, over, (host) =>
        hosts.length > 1 ? this.openAwake(host) : this.open(host, options.address),
      );
    }
    const master = await this.firstOf(inTurn, over, (sentinel) => this.askSentinel(sentinel, sentinelName));
    return this.answered(() => this.open(master, options.address));
  }

  /** A server that stands still may accept a connection all the same. */
  private async openAwake(host: RedisHost): Promise<Opened> {
    const opened = await this.open(host, this.options.address);
    // A refusal is an answer, too: the next command reports it.
    await opened.client.sendCommand(["TIME"]).catch((error: unknown) => {
      if (troubleOf(error, this.options.address) instanceof ConnectionTrouble) throw error;
    });
    return opened;
  }

  /** Each of them has its share of the time. Who does not answer is the last one to be asked the next time. */
  private async firstOf<T>(
    hosts: readonly RedisHost[],
    over: AbortSignal,
    open: (host: RedisHost) => Promise<T>,
  ): Promise<T> {
    let failure: unknown;
    for (const host of hosts) {
      try {
        return await this.answered(() => open(host), LIMIT_MS / hosts.length);
      } catch (error) {
        failure = troubleOf(error, { ...this.options.address, hosts: [host], sentinelName: undefined });
        if (over.aborted || !(failure instanceof RedisTrouble)) throw failure;
        this.turnToNext();
      }
    }
    throw failure;
  }

  /** Without the credentials first: those are the server's, and sentinels mostly want none. */
  private async askSentinel(host: RedisHost, name: string): Promise<RedisHost> {
    const question = ["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name];
    const { client } = await this.open(host, { database: 0 });
    const answer = await client.sendCommand(question).catch(async () => {
      const known = await this.open(host, { ...this.options.address, database: 0 });
      return known.client.sendCommand(question);
    });
    if (!Array.isArray(answer)) throw new RedisTrouble(`the sentinel knows no ${name}`);
    return { host: String(answer[0]), port: Number(answer[1]) };
  }

  private async open(host: RedisHost, { username, password, database }: Credentials): Promise<Opened> {
    const { address, env, caCertificateFile } = this.options;
    const { createClient } = await import("@redis/client");
    const tls = address.usesTls && {
      tls: true as const,
      ca: trustedCertificates(env, caCertificateFile),
      ...serverName(host),
    };
    const client = createClient({
      // Known to every version, and to what stands before a server.
      RESP: 2,
      // Neither is worth a right that its user would need.
      disableClientInfo: true,
      maintNotifications: "disabled",
      socket: { ...host, connectTimeout: LIMIT_MS, reconnectStrategy: false, ...tls },
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      database,
    });
    // A failure is reported by the command that it ends.
    client.on("error", () => undefined);
    client.unref();
    this.clients.add(client);
    await client.connect();
    if (!this.clients.has(client)) {
      client.destroy();
      throw new ConnectionTrouble("it was closed");
    }
    return { client, host };
  }
}

const serverName = ({ host }: RedisHost): { readonly servername?: string } =>
  isIP(host) === 0 ? { servername: host } : {};
