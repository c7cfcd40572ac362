// The review of plans: from a plan's JSON to facts. Loads neither HTTP nor gRPC.
export { type PlanInput, type ReviewOptions, reviewPlans } from "./analyse/review";
export * from "./facts";
export { PlanError } from "./plan/error";
export { type Plan } from "./plan/plan";
export { readPlan } from "./plan/read-plan";
export { formatHtml } from "./formats/html";
