// Switches one key off or on, where it is not so already.
import { LOOK_AND_FLIP, SwitchError, switchKey } from "../../../api/keys/switch";
import { type KeyChange, type Task } from "./bulk-change";
import { isKnownGone } from "./remove-key";

const SWITCH = { places: LOOK_AND_FLIP, endpoint: "POST /auth/proxy/toggle" } as const;

// What the API does not tell is looked at again before it is flipped.
export const SWITCH_OFF: KeyChange = {
  ...SWITCH,
  concerns: ({ is_active }) => is_active !== false,
  perform: (key, task) => switchTo("off", key, task),
};

export const SWITCH_ON: KeyChange = {
  ...SWITCH,
  concerns: ({ is_active }) => is_active !== true,
  perform: (key, task) => switchTo("on", key, task),
};

async function switchTo(to: "on" | "off", key: string, { account, calls, stop }: Task): Promise<string> {
  try {
    await switchKey({ account, key, to, stop }, calls);
    return `switched ${to}`;
  } catch (error) {
    if (!(error instanceof SwitchError)) throw error;
    // One list may lack a key that is live.
    if (error.reason === "not listed" && (await isKnownGone(account.client, key, stop))) return "gone already";
    throw new Error(error.reason === "contested" ? contested(to) : SWITCH_FAILURES[error.reason]);
  }
}

const SWITCH_FAILURES = {
  "not listed": "the API's list does not hold it, but it may be there",
  "status untold": "the API does not tell whether it is on",
  "too slow": "the API took more than 10 s to answer, each time, so its status was too old to be flipped",
} as const;

const contested = (to: "on" | "off"): string =>
  `it is ${to === "off" ? "on" : "off"} although it was switched ${to}: somebody else switches it at the same time`;
