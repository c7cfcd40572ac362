// docs/ is what the schemas and examples make of it: `npm run build` writes it anew.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderDocs } from "../../projenrc/docs";

const DOCS = resolve(__dirname, "../../docs");

test("every page is what the build would write", () => {
  for (const [path, text] of renderDocs()) {
    expect([path, readFileSync(join(DOCS, path), "utf8")]).toEqual([path, text]);
  }
});

test("there is no page of what the provider no longer has", () => {
  const pages = new Set(renderDocs().keys());
  // What is no page of the registry lies beside them.
  const folders = readdirSync(DOCS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.filter(({ name }) => name !== "cdktf")) {
    for (const file of readdirSync(join(DOCS, name))) expect(pages).toContain(`${name}/${file}`);
  }
});
