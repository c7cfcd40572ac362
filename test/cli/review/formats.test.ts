// Which format of a review goes where.
import { destinationsOf, parseOutput } from "../../../src/cli/review/formats";

test.each([
  ["review.html", { format: undefined, file: "review.html" }],
  ["html=review.html", { format: "html", file: "review.html" }],
  ["json=a=b.json", { format: "json", file: "a=b.json" }],
  ["./pdf=x", { format: undefined, file: "./pdf=x" }],
])("--output %s", (text, output) => expect(parseOutput(text)).toEqual(output));

test.each([
  [
    "pdf=x",
    "There is no format pdf; there are text, markdown, json, html, sarif, junit. A file that is called so is ./pdf=x",
  ],
  ["html=", "It names no file."],
  ["", "It names no file."],
  ["-", "Standard output is where the review goes without --output."],
  ["json=-", "Standard output is where the review goes without --output."],
])("--output %j is refused", (text, message) => expect(() => parseOutput(text)).toThrow(message));

const file = (name: string) => ({ format: undefined, file: name });

test.each([
  [[], [], { shown: "text", files: [] }],
  [["json"], [], { shown: "json", files: [] }],
  [[], [file("a")], { shown: "text", files: [{ format: "text", file: "a" }] }],
  [["html"], [file("a")], { shown: "text", files: [{ format: "html", file: "a" }] }],
  [
    ["markdown"],
    [{ format: "html", file: "a" } as const, { format: "json", file: "b" } as const],
    {
      shown: "markdown",
      files: [
        { format: "html", file: "a" },
        { format: "json", file: "b" },
      ],
    },
  ],
] as const)("formats %j and outputs %j", (formats, outputs, destinations) =>
  expect(destinationsOf(formats, outputs)).toEqual(destinations),
);

test.each([
  [["html", "json"], []],
  [[], [file("a"), file("b")]],
] as const)("formats %j and outputs %j are not clear", (formats, outputs) =>
  expect(() => destinationsOf(formats, outputs)).toThrow(
    "which format goes to which file is not clear; write each with its file, as in --output html=FILE --output markdown=FILE",
  ),
);
