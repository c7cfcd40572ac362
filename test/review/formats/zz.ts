import { formatText } from "../../../src/review/formats/text";
import { NO_VERDICT } from "../../../src/review/policy/verdict";
import { EVERYTHING, UNCHANGED } from "../sample";
console.log(formatText(EVERYTHING, NO_VERDICT, { width: 80, colour: process.argv[2] === "c" }));
console.log(formatText(UNCHANGED, NO_VERDICT, { width: 80, colour: false }));
