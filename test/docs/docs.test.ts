// docs/ is what the schemas and examples make of it: `npm run build` writes it anew.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { deleteAllAction } from "../../src/provider/action-delete-all";
import { disableAction, enableAction } from "../../src/provider/action-switch-proxy-key";
import { proxyKeyListResource } from "../../src/provider/list-proxy-keys";
import { renderDocs } from "../../projenrc/docs";

const EXAMPLES = resolve(__dirname, "../../examples/registry");
const DOCS = resolve(__dirname, "../../docs");

test("every page is what the build would write", () => {
  for (const [path, text] of renderDocs()) {
    expect([path, readFileSync(join(DOCS, path), "utf8")]).toEqual([path, text]);
  }
});

test("there is no page of what the provider no longer has", () => {
  const pages = new Set(renderDocs().keys());
  // What is not a page of the registry lies beside them.
  const folders = readdirSync(DOCS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.filter(({ name }) => !["reference", "images"].includes(name))) {
    for (const file of readdirSync(join(DOCS, name))) expect(pages).toContain(`${name}/${file}`);
  }
});

/** The attributes that the config block of an example sets. */
function configured(path: string): readonly string[] {
  const [, block = ""] = /config \{\n([^}]*)\}/.exec(readFileSync(join(EXAMPLES, path), "utf8")) ?? [];
  return [...block.matchAll(/^\s*(\w+)\s*=/gm)].map(([, name = ""]) => name);
}

test.each([
  ["actions/electronhub_proxy_key_disable/action.tf", disableAction.schema],
  ["actions/electronhub_proxy_key_enable/action.tf", enableAction.schema],
  ["actions/electronhub_proxy_keys_delete_all/action.tf", deleteAllAction.schema],
  ["list-resources/electronhub_proxy_key/list-resource.tfquery.hcl", proxyKeyListResource.schema],
])("%s, which only newer Terraforms can run, sets what there is and all that is required", (path, { attributes }) => {
  const names = configured(path);
  expect(names.length).toBeGreaterThan(0);
  const required = Object.entries(attributes).flatMap(([name, { mode }]) => (mode === "required" ? [name] : []));
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...names]));
  expect(names).toEqual(expect.arrayContaining(required));
});
