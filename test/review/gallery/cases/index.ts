// All cases.
import { type Case } from "./case";
import { ends } from "./ends";
import { others } from "./others";
import { places } from "./places";
import { settings } from "./settings";
import { unknowns } from "./unknown";

export { type Case };

export const cases: readonly Case[] = [...settings, ...unknowns, ...ends, ...places, ...others];
