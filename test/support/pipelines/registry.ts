// A registry of npm packages: this one as it would be published, and what this repository's lock file has, as it is
// installed here. So `npm ci` is the real one, and needs no network.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type ServerResponse, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../../..");

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export class Registry {
  /** By name, then by version: where the package lies. */
  private readonly places = new Map<string, Map<string, string>>();
  private readonly scratch = mkdtempSync(join(tmpdir(), "electronhub-registry-"));
  private readonly server = createServer(({ url = "/" }, response) => this.answer(decodeURIComponent(url), response));

  static async open(): Promise<Registry> {
    const registry = new Registry();
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
    for (const path of Object.keys(lock.packages)) if (path !== "" && existsSync(join(ROOT, path))) registry.add(path);
    await registry.pack();
    registry.server.listen(0, "127.0.0.1");
    await once(registry.server, "listening");
    return registry;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  /** For npm, instead of its own settings. */
  get environment(): Readonly<Record<string, string>> {
    return {
      npm_config_registry: this.url,
      npm_config_offline: "false",
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_prefer_offline: "true",
    };
  }

  async close(): Promise<void> {
    rmSync(this.scratch, { recursive: true, force: true });
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** With what its `files` and .npmignore let through. */
  private async pack(): Promise<void> {
    const run = promisify(execFile);
    const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", this.scratch], {
      cwd: ROOT,
      maxBuffer: 2 ** 26,
    });
    const [{ filename }] = JSON.parse(stdout) as readonly [{ readonly filename: string }];
    await run("tar", ["-xzf", join(this.scratch, filename), "-C", this.scratch]);
    this.add(join(this.scratch, "package"));
  }

  private add(path: string): void {
    const place = resolve(ROOT, path);
    const { name, version } = manifestIn(place);
    const versions = this.places.get(name) ?? new Map<string, string>();
    this.places.set(name, versions.set(version, place));
  }

  /** `/NAME` tells of a package, `/-/NAME/VERSION` is one, packed. */
  private answer(path: string, response: ServerResponse): void {
    const [, packed = "", version = ""] = /^\/-\/(.+)\/([^/]+)$/.exec(path) ?? [];
    const place = this.places.get(packed)?.get(version);
    if (place !== undefined) {
      const tar = spawn("tar", ["-cf", "-", "-C", place, "."], { stdio: ["ignore", "pipe", "inherit"] });
      tar.stdout.pipe(response);
      return;
    }
    const versions = this.places.get(path.slice(1));
    if (!versions) return void response.writeHead(404).end("{}");
    const manifests = [...versions].map(([each, at]) => {
      const manifest = manifestIn(at);
      return [each, { ...manifest, dist: { tarball: `${this.url}/-/${manifest.name}/${each}` } }] as const;
    });
    const latest = [...versions.keys()].at(-1);
    const told = { name: path.slice(1), "dist-tags": { latest }, versions: Object.fromEntries(manifests) };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
  }
}

const manifestIn = (place: string) => JSON.parse(readFileSync(join(place, "package.json"), "utf8")) as Manifest;
