// What an export says of a key that it can only show as a comment.
import { visible } from "../api/visible";
import { type Declaration } from "./declaration";

export const commented = (mark: string, text: string): string =>
  text
    .split("\n")
    .map((line) => (line === "" ? mark : `${mark} ${line}`))
    .join("\n");

/** On lines of its own; the reasons repeat what anybody may have chosen. */
export const obstaclesOf = ({ key, obstacles }: Declaration): string =>
  [`Key ${key.id} cannot be declared unchanged. Change it first, then export again:`, ...obstacles]
    .map((line, index) => (index === 0 ? line : `- ${visible(line)}`))
    .join("\n");
