// The review of plans: from a plan's JSON to facts, formats and a verdict. Loads neither HTTP nor gRPC.
export { type PlanInput, type ReviewOptions, reviewPlans } from "./analyse/review";
export * from "./facts";
export { formatHtml } from "./formats/html";
export { formatJson } from "./formats/json";
export { formatJunit } from "./formats/junit";
export { formatMarkdown, isMarker } from "./formats/markdown";
export { formatSarif } from "./formats/sarif";
export { formatText } from "./formats/text";
export { isUnchanged } from "./formats/unchanged";
export { PlanError } from "./plan/error";
export { type Plan } from "./plan/plan";
export { readPlan } from "./plan/read-plan";
export * from "./policy";
export { type Configuration, findSources } from "./sources/find-sources";
