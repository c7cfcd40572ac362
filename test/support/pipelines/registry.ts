// A registry of npm packages: this one as it would be published, and what this repository's lock file has, as it is
// installed here; what is for other platforms is told of, and cannot be had. So `npm ci` is the real one, and needs no network.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type ServerResponse, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../../..");

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, Omit<Manifest, "name">>>;
}

interface Package {
  readonly manifest: Manifest;
  /** Undefined: it is for another platform. */
  readonly place: string | undefined;
}

export class Registry {
  /** By name, then by version. */
  private readonly packages = new Map<string, Map<string, Package>>();
  private readonly scratch = mkdtempSync(join(tmpdir(), "electronhub-registry-"));
  private readonly server = createServer(({ url = "/" }, response) => this.answer(decodeURIComponent(url), response));

  static async open(): Promise<Registry> {
    const registry = new Registry();
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;
    for (const [path, entry] of Object.entries(lock.packages)) {
      const place = join(ROOT, path);
      const [, name = ""] = /^(?:.*\/)?node_modules\/(.+)$/.exec(path) ?? [];
      if (existsSync(place)) registry.add({ manifest: manifestIn(place), place });
      else registry.add({ manifest: { ...entry, name }, place: undefined });
    }
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
      // Each machine finds what another one has fetched, as runners do.
      npm_config_cache: join(this.scratch, "cache"),
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
    const place = join(this.scratch, "package");
    this.add({ manifest: manifestIn(place), place });
  }

  private add(each: Package): void {
    const { name, version } = each.manifest;
    const versions = this.packages.get(name) ?? new Map<string, Package>();
    this.packages.set(name, versions.set(version, each));
  }

  /** `/NAME` describes a package, `/-/NAME/VERSION` is one, packed. */
  private answer(path: string, response: ServerResponse): void {
    const [, packed = "", version = ""] = /^\/-\/(.+)\/([^/]+)$/.exec(path) ?? [];
    const place = this.packages.get(packed)?.get(version)?.place;
    if (place !== undefined) {
      const tar = spawn("tar", ["-cf", "-", "-C", place, "."], { stdio: ["ignore", "pipe", "inherit"] });
      tar.stdout.pipe(response);
      return;
    }
    const versions = this.packages.get(path.slice(1));
    if (!versions) return void response.writeHead(404).end("{}");
    const manifests = [...versions].map(([each, { manifest }]) => {
      return [each, { ...manifest, dist: { tarball: `${this.url}/-/${manifest.name}/${each}` } }] as const;
    });
    const latest = [...versions.keys()].at(-1);
    const told = { name: path.slice(1), "dist-tags": { latest }, versions: Object.fromEntries(manifests) };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
  }
}

const manifestIn = (place: string) => JSON.parse(readFileSync(join(place, "package.json"), "utf8")) as Manifest;
