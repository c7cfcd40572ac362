// What is a block at the top level of an HCL file, and what only looks like one.
import fc from "fast-check";
import { blocksOf } from "../../../src/review/sources/blocks";

const key = (name: string, line: number) => ({ kind: "resource", type: "electronhub_proxy_key", name, line });

test("resources, with the line of each", () => {
  const text = `\ufeffterraform {}

resource "electronhub_proxy_key" "a" {
  name = "a"
}
resource electronhub_proxy_key b {
}
  resource   "electronhub_proxy_key"   "c"   { # beside
}\r
resource "electronhub_proxy_key" "d" {}\r
data "electronhub_proxy_key" "not" {}
ephemeral "electronhub_proxy_key" "not" {}
`;
  expect(blocksOf(text)).toEqual([key("a", 3), key("b", 6), key("c", 8), key("d", 10)]);
});

test.each([
  ["a line comment", `# resource "electronhub_proxy_key" "no" {\n// resource "electronhub_proxy_key" "no" {\n`],
  ["a block comment", `/* \nresource "electronhub_proxy_key" "no" {\n} */\n\n`],
  ["a comment that never ends", `/* \nresource "electronhub_proxy_key" "no" {\n}\n`],
  ["a heredoc", `locals {\n  a = <<EOT\n}\nresource "electronhub_proxy_key" "no" {\n  EOTNOT\nEOT\n}\n`],
  ["an indented heredoc", `locals {\n  a = <<-EOT\n}\nresource "electronhub_proxy_key" "no" {\n    EOT\n}\n`],
  ["a heredoc with a template", `locals {\n  a = <<A\n\${"}"}\n}\nresource "electronhub_proxy_key" "no" {\nA\n}\n`],
  ["a text", `locals {\n  a = "}\\" resource \\"x\\" \\"y\\" {"\n}\n`],
  ["a text with a template", `locals {\n  a = "\${"\${"}"}"} } resource x y {"\n}\n`],
  ["a text with an escaped template", `locals {\n  a = "$\${"\n  b = "%%{"\n}\n`],
  ["a nested block", `check "x" {\n  resource "electronhub_proxy_key" "no" {\n  }\n}\n`],
  [
    "another number of labels",
    `resource "electronhub_proxy_key" {}\nresource "a" "b" "c" {}\nmodule {}\nmodule "a" "b" {}\n`,
  ],
  ["a label that is a template", `resource "electronhub_proxy_key" "\${a}" {}\n`],
])("not what is within %s", (_, before) => {
  const line = before.split("\n").length;
  const after = before.startsWith("/*") && !before.includes("*/") ? [] : [key("yes", line)];
  expect(blocksOf(`${before}resource "electronhub_proxy_key" "yes" {}\n`)).toEqual(after);
});

test("module calls, with a source that is a plain text", () => {
  const text = `module "a" {
  providers = { electronhub = electronhub.eu }
  source    = "./a" # here
  nested { source = "./not" }
}
module "b" { source = "../b" }
module "c" {
  source = "./\${var.c}"
}
module "d" {
  not_source = "./d"
}
module "e" {
  source = join("", ["./e"])
}
`;
  expect(blocksOf(text)).toEqual([
    { kind: "module", name: "a", source: "./a" },
    { kind: "module", name: "b", source: "../b" },
    { kind: "module", name: "c", source: undefined },
    { kind: "module", name: "d", source: undefined },
    { kind: "module", name: "e", source: undefined },
  ]);
});

test("whatever a file holds, the search ends, and finds lines that are there", () => {
  const piece = fc.constantFrom(
    ...[`"`, "{", "}", "[", "]", "(", ")", "${", "%{", "$${", "\n", "\r\n", "\\", "#", "//", "/*", "*/", "<<A\n", "A"],
    ...["<<-B\n", "B", " ", "=", "resource x y {", `resource "x" "y" {`, `module "m" {`, "source", "🦊", "\ud800"],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      const lines = text.split("\n").length;
      for (const block of blocksOf(text)) {
        if (block.kind === "resource") expect(block.line >= 1 && block.line <= lines).toBe(true);
      }
      // Whatever came before, what follows a closed file is found where it stands.
      expect(blocksOf(`resource x y {}\n${text}`)[0]).toEqual({ kind: "resource", type: "x", name: "y", line: 1 });
    }),
    { numRuns: 2000 },
  );
});

test("templates that nest deeply do no harm", () => {
  expect(blocksOf(`a = ${`"\${`.repeat(100_000)}`)).toEqual([]);
});
