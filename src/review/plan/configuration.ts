// What a plan's configuration says about a resource: which provider configuration it belongs to, and which of its attributes are
// set. A resource that is no longer declared has none. Pure.
import { type JsonRecord, entriesIn, isRecord, listIn, memberOf, recordIn, textIn } from "./json";

export interface Declaration {
  readonly account: string | undefined;
  readonly configured: ReadonlySet<string>;
}

export class Configuration {
  private readonly declarations = new Map<string, Declaration>();
  /** The provider's own configurations by the provider's full name. */
  private readonly accounts = new Map<string, string[]>();

  constructor(configuration: unknown) {
    for (const [key, provider] of entriesIn(configuration, "provider_config")) {
      const name = textIn(provider, "full_name") ?? "";
      this.accounts.set(name, [...(this.accounts.get(name) ?? []), key]);
    }
    this.read(recordIn(configuration, "root_module"), []);
  }

  get isOfOpenTofu(): boolean {
    return [...this.accounts.keys()].some(isOfOpenTofu);
  }

  declarationOf(change: JsonRecord): Declaration | undefined {
    return this.declarations.get(keyOf(modulePath(textIn(change, "module_address")), change));
  }

  /** The provider configuration. Of what is not declared, a plan tells the provider alone. */
  accountOf(change: JsonRecord): string {
    const declared = this.declarationOf(change)?.account;
    if (declared !== undefined) return declared;
    const provider = textIn(change, "provider_name") ?? "";
    const [only, ...more] = this.accounts.get(provider) ?? [];
    const name = provider.split("/").at(-1) || "electronhub";
    if (only === undefined) return name;
    return more.length === 0 ? only : `${name} (not told which configuration)`;
  }

  private read(module: JsonRecord | undefined, path: readonly string[]): void {
    if (module === undefined) return;
    for (const resource of listIn(module, "resources")) {
      if (!isRecord(resource)) continue;
      this.declarations.set(keyOf(path, resource), {
        account: textIn(resource, "provider_config_key"),
        configured: new Set(Object.keys(recordIn(resource, "expressions") ?? {})),
      });
    }
    for (const [name, call] of entriesIn(module, "module_calls")) {
      const called = memberOf(call, "module");
      if (isRecord(called)) this.read(called, [...path, name]);
    }
  }
}

/** By the registry that it looks providers up in. */
export const isOfOpenTofu = (provider: string | undefined): boolean =>
  provider?.startsWith("registry.opentofu.org/") ?? false;

const keyOf = (path: readonly string[], resource: JsonRecord): string =>
  JSON.stringify([path, textIn(resource, "mode") ?? "managed", textIn(resource, "type"), textIn(resource, "name")]);

const MODULE = /module\.([^.[\]]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\.|$)/y;

/** The names of the modules in which a module's instance lies, from the root on: module.a["x"].module.b is a, b. */
function modulePath(address: string | undefined): readonly string[] {
  const names: string[] = [];
  MODULE.lastIndex = 0;
  for (let found = MODULE.exec(address ?? ""); found; found = MODULE.exec(address ?? "")) {
    const [, name = ""] = found;
    names.push(name);
    if (MODULE.lastIndex >= (address ?? "").length) break;
  }
  return names;
}
