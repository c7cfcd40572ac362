// Every link from one file of the repository to another leads somewhere.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const WRITTEN_ELSEWHERE = /^(node_modules|dist|lib|release|coverage|\.git)$/;

const pages = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !WRITTEN_ELSEWHERE.test(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(ROOT, entry.name), { recursive: true, encoding: "utf8" }).map((file) => join(entry.name, file))
      : [entry.name],
  )
  .filter((file) => file.endsWith(".md") && !/node_modules|golden/.test(file));

const withoutCode = (markdown: string): string => markdown.replace(/^```.*?^```/gms, "").replace(/`[^`\n]*`/g, "");

/** As GitHub makes anchors of headings. */
const anchorsOf = (markdown: string): readonly string[] =>
  [...markdown.replace(/^```.*?^```/gms, "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\-_ ]/gu, "")
      .replace(/ /g, "-"),
  );

test.each(pages)("%s", (page) => {
  const markdown = readFileSync(join(ROOT, page), "utf8");
  const targets = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const broken = targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
    if (!existsSync(file)) return true;
    return anchor !== undefined && file.endsWith(".md") && !anchorsOf(readFileSync(file, "utf8")).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("examples/README.md names each folder", () => {
  const text = readFileSync(join(ROOT, "examples/README.md"), "utf8");
  const projects = readdirSync(join(ROOT, "examples/projects")).map((name) => `projects/${name}`);
  for (const folder of ["registry", ...projects]) expect(text).toContain(`](${folder})`);
});
