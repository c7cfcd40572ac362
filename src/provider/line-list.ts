// Lists in messages, which are to be read: the first twenty lines, and how many more there are.

const MOST = 20;

export function lineList(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST).map((line) => `- ${line}`);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}
