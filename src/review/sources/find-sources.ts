// The file and line at which each resource of a configuration is declared, as far as that can be told from the files that
// are there: those of the directory, of local modules, and of modules that `terraform init` has installed.
//
// The files may be anybody's. No symbolic link is followed, and what is read is bounded; what is not found has no source.
import { lstatSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, normalize, resolve, sep } from "node:path";
import { type Source } from "../facts";
import { type Block, blocksOf } from "./blocks";

export interface Bounds {
  readonly files: number;
  readonly bytes: number;
  readonly modules: number;
  /** A module that calls itself would have no end. */
  readonly depth: number;
}

const BOUNDS: Bounds = { files: 2000, bytes: 16 * 2 ** 20, modules: 500, depth: 20 };

interface Module {
  /** As in module.team.module.inner. */
  readonly address: string;
  /** As in team.inner: how the manifest of installed modules names it. */
  readonly key: string;
  /** Relative to the configuration's directory. */
  readonly directory: string;
  readonly depth: number;
}

export interface Configuration {
  readonly directory: string;
  /** Where `terraform init` keeps what it installs, `.terraform` for most. */
  readonly dataDirectory: string;
}

/** By the address without instance keys. Never throws. */
export function findSources(
  { directory, dataDirectory }: Configuration,
  bounds: Bounds = BOUNDS,
): ReadonlyMap<string, Source> {
  const found = new Map<string, Source>();
  const twice = new Set<string>();
  const installed = installedModules(dataDirectory);
  const left = { files: bounds.files, bytes: bounds.bytes };
  const modules: Module[] = [{ address: "", key: "", directory: ".", depth: 0 }];
  // Grows while it is walked through.
  for (const module of modules) {
    for (const file of configurationFiles(directory, module.directory)) {
      const text = left.files-- > 0 ? textOf(join(directory, file), left.bytes) : undefined;
      if (text === undefined) continue;
      left.bytes -= text.length;
      for (const block of blocksOf(text)) {
        if (block.kind === "resource") {
          const address = within(module.address, `${block.type}.${block.name}`);
          if (found.has(address)) twice.add(address);
          found.set(address, { file: file.split(sep).join("/"), line: block.line });
        } else if (module.depth < bounds.depth && modules.length < bounds.modules) {
          const called = calledModule(module, block, installed);
          if (called !== undefined) modules.push(called);
        }
      }
    }
  }
  // Declared twice, which no configuration may: main.tf beside a main.tofu, of which each program reads another one.
  for (const address of twice) found.delete(address);
  return found;
}

function calledModule(
  caller: Module,
  { name, source }: Extract<Block, { kind: "module" }>,
  installed: ReadonlyMap<string, string>,
): Module | undefined {
  const key = caller.key === "" ? name : `${caller.key}.${name}`;
  const isLocal = source !== undefined && /^\.{1,2}\//.test(source);
  const directory = isLocal ? join(caller.directory, source) : installed.get(key);
  if (directory === undefined) return undefined;
  return { address: within(caller.address, `module.${name}`), key, directory, depth: caller.depth + 1 };
}

const within = (module: string, address: string): string => (module === "" ? address : `${module}.${address}`);

/** Paths relative to the configuration's directory, in Terraform's order. Not override files, which declare nothing. */
function configurationFiles(root: string, directory: string): readonly string[] {
  try {
    // A link on the way would lead elsewhere.
    if (realpathSync(join(root, directory)) !== resolve(realpathSync(root), directory)) return [];
    return readdirSync(join(root, directory), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[^.].*\.(?:tf|tofu)$/.test(entry.name))
      .filter(({ name }) => !/(?:^|_)override\.(?:tf|tofu)$/.test(name))
      .map(({ name }) => join(directory, name))
      .sort();
  } catch {
    return [];
  }
}

function textOf(path: string, most: number): string | undefined {
  try {
    return lstatSync(path).size <= most ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** What `terraform init` writes of the modules that it has installed: directories by their key. */
function installedModules(dataDirectory: string): ReadonlyMap<string, string> {
  const text = textOf(join(dataDirectory, "modules/modules.json"), 2 ** 22);
  const manifest: unknown = text === undefined ? undefined : parse(text);
  const modules = isRecord(manifest) && Array.isArray(manifest.Modules) ? manifest.Modules : [];
  return new Map(
    modules.filter(isRecord).flatMap(({ Key: key, Dir: directory }) => {
      if (typeof key !== "string" || typeof directory !== "string" || isAbsolute(directory)) return [];
      return [[key, normalize(directory)] as const];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
