// A real browser keeps to the page's policy of contents, and finds in it what our parser finds. Only where there is a Chromium:
// the tests beside this one hold the same without.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatHtml } from "../../../../src/review/formats/html";
import { NO_VERDICT } from "../../../../src/review/policy/verdict";
import { EVERYTHING } from "../../sample";
import { CHROMIUM, loaded } from "./chromium";
import { HOSTILE_REVIEW } from "./hostile";
import { parsed } from "./parsed";

if (CHROMIUM === undefined) {
  process.stderr.write(
    "\nNOT RUN: the page of the review was not opened in a browser, since there is no chromium on the PATH.\n",
  );
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "review-html-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function opened(page: string): ReturnType<typeof loaded> {
  const file = join(directory, "review.html");
  writeFileSync(file, page);
  return loaded(file, join(directory, "profile"));
}

const names = (page: string): readonly string[] => parsed(page).elements.map(({ name }) => name);

(CHROMIUM === undefined ? describe.skip : describe)("in Chromium", () => {
  test.each([
    ["an ordinary plan", EVERYTHING],
    ["a plan that would do harm", HOSTILE_REVIEW],
  ])(
    "%s is shown without a word on the console",
    (_, review) => {
      const page = formatHtml(review, NO_VERDICT);
      const { html, log } = opened(page);
      expect(log).toBe("");
      expect(names(html)).toEqual(names(page));
    },
    60_000,
  );

  test("what were not escaped would be stopped all the same, and be told", () => {
    const page = formatHtml(EVERYTHING, NO_VERDICT).replace(
      "<main>",
      `<main><p style="color: red">x</p><script>document.title = "run"</script><img src="https://evil.example/x" alt="">`,
    );
    const { html, log } = opened(page);
    expect(html).not.toContain("<title>run</title>");
    expect(log.match(/violates the following Content Security Policy directive/g)?.length).toBe(3);
  }, 60_000);
});
