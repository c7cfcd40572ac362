// Keeps a computed value that never changes after creation, instead of "(known after apply)" on every update.
import { UNKNOWN } from "../../cty";
import { type PlanModifier } from "../plan-modifier";

export const useStateForUnknown: PlanModifier = {
  modify({ config, prior, planned, isCreate }) {
    if (isCreate) return { planned };
    if (planned !== UNKNOWN) return { planned };
    // An unknown configured value has to stay unknown: it is the user's to decide.
    if (config === UNKNOWN) return { planned };
    return { planned: prior };
  },
};
