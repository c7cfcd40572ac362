// Patterns of names and models: * stands for any characters, also for none, and everything else for itself. Pure.

/** In time that grows with the lengths, whatever the pattern. */
export function matches(pattern: string, text: string): boolean {
  const [start = "", ...rest] = normal(pattern).split("*");
  const whole = normal(text);
  const end = rest.pop();
  if (end === undefined) return whole === start;
  if (whole.length < start.length + end.length || !whole.startsWith(start) || !whole.endsWith(end)) return false;
  const middle = whole.slice(start.length, whole.length - end.length);
  let from = 0;
  for (const part of rest) {
    const found = middle.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}

/** Two ways to write the same letters are one name. */
const normal = (text: string): string => text.normalize("NFC");
