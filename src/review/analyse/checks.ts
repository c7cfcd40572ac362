// A plan's conditions as facts: each one that failed, and the number of those that only the apply can check. Pure.
import { type Warning } from "../facts";
import { type Check } from "../plan/checks";
import { shownList, shownText } from "./shown";

/** `logged`: the plan's log tells some of them with the same words. */
export function checkWarnings(checks: readonly Check[], logged: readonly Warning[]): readonly Warning[] {
  const isLogged = ({ messages }: Check): boolean =>
    messages.length > 0 && messages.every((message) => logged.some(({ detail }) => detail.includes(message)));
  const told = checks.filter(({ status }) => status !== "unknown").filter((check) => !isLogged(check));
  const open = checks.filter(({ status }) => status === "unknown").map(({ address }) => address);
  return [
    ...told.map(({ address, status, messages }): Warning => {
      const summary = status === "fail" ? "A condition is not fulfilled" : "A condition could not be checked";
      const detail = [shownText(address), ...(messages.length > 0 ? [messages.join("\n")] : [])].join(": ");
      return { summary, detail, origin: "derived" };
    }),
    ...(open.length > 0
      ? [
          {
            summary: "Conditions that are checked only during apply",
            detail: shownList(open),
            origin: "derived" as const,
          },
        ]
      : []),
  ];
}
