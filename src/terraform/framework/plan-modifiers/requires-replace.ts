// For settings that the remote side cannot change in place: a change of the value replaces the object.
import { type CtyType, equal } from "../../cty";
import { type PlanModifier } from "../plan-modifier";

export const requiresReplace = (type: CtyType): PlanModifier => ({
  modify({ prior, planned, isCreate }) {
    if (isCreate) return { planned };
    return { planned, requiresReplace: !equal(type, prior, planned) };
  },
});
