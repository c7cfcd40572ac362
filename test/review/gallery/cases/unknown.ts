// What is known only during apply, and what must not be shown.
import { type Case, key, labelled, later } from "./case";

const ofEach = (generation: number): string =>
  [
    later(
      `{ name = "b", amount = 100, window = "daily", at = "2027-01-31T00:00:00Z", on = true, for = "720h", policy = "delete" }`,
      generation,
    ),
    labelled("name", "name = terraform_data.later.output.name"),
    labelled("amount", "allocated_amount = terraform_data.later.output.amount"),
    labelled("window", "limit_type = terraform_data.later.output.window"),
    labelled("expiry", "expires_at = terraform_data.later.output.at"),
    labelled("switch", "enabled = terraform_data.later.output.on"),
    labelled("validity", "valid_for = terraform_data.later.output.for"),
    labelled("policy", "deletion_policy = terraform_data.later.output.policy"),
  ].join("\n");

const whole = (generation: number): string =>
  [
    later(`{ models = ["gpt-4o"], addresses = ["203.0.113.7"] }`, generation),
    labelled("models", "model_whitelist = terraform_data.later.output.models"),
    labelled("addresses", "ip_whitelist = terraform_data.later.output.addresses"),
  ].join("\n");

const elements = (generation: number): string =>
  [
    later(`{ model = "gpt-4o", address = "203.0.113.7" }`, generation),
    labelled("models", `model_whitelist = ["gpt-4o-mini", terraform_data.later.output.model]`),
    labelled("addresses", `ip_whitelist = ["198.51.100.0/24", terraform_data.later.output.address]`),
  ].join("\n");

const unknown = (name: string, declared: (generation: number) => string): readonly Case[] => [
  { name: `unknown-${name}-at-create`, make: (stage) => stage.plan(declared(1)) },
  {
    name: `unknown-${name}-at-update`,
    make: async (stage) => {
      await stage.apply(declared(1));
      return stage.plan(declared(2));
    },
  },
];

const VARIABLES = `
variable "name" {
  type      = string
  sensitive = true
}
variable "credits" {
  type      = number
  sensitive = true
}
variable "models" {
  type      = set(string)
  sensitive = true
}
variable "address" {
  type      = string
  sensitive = true
}
`;

const SENSITIVE = [
  "name = var.name",
  "allocated_amount = var.credits",
  "model_whitelist = var.models",
  `ip_whitelist = ["198.51.100.1", var.address]`,
];

const vars = (name: string, credits: number, models: string, address: string): readonly string[] =>
  [`name=${name}`, `credits=${credits}`, `models=${models}`, `address=${address}`].flatMap((assigned) => [
    "-var",
    assigned,
  ]);

const FIRST = vars("tiger-team", 711, `["gpt-4o-mini"]`, "192.0.2.77");
const SECOND = vars("lion-team", 1999, `["gpt-4o","claude-opus-4"]`, "192.0.2.78");

export const unknowns: readonly Case[] = [
  ...unknown("settings", ofEach),
  ...unknown("whitelists", whole),
  ...unknown("elements", elements),
  {
    name: "unknown-with-other-changes",
    make: async (stage) => {
      const declared = (generation: number, ...lines: readonly string[]) =>
        later(`["gpt-4o"]`, generation) + key("model_whitelist = terraform_data.later.output", ...lines);
      await stage.apply(declared(1, `ip_whitelist = ["203.0.113.0/24"]`));
      return stage.plan(declared(2, "allocated_amount = 5000", "enabled = false"));
    },
  },
  { name: "sensitive-at-create", make: (stage) => stage.plan(VARIABLES + key(...SENSITIVE), ...FIRST) },
  {
    name: "sensitive-at-update",
    make: async (stage) => {
      await stage.apply(VARIABLES + key(...SENSITIVE), ...FIRST);
      return stage.plan(VARIABLES + key(...SENSITIVE), ...SECOND);
    },
  },
  {
    name: "sensitive-from-now-on",
    make: async (stage) => {
      await stage.apply(key(`name = "tiger-team"`, "allocated_amount = 711"));
      return stage.plan(VARIABLES + key(...SENSITIVE), ...SECOND);
    },
  },
  {
    name: "sensitive-at-destroy",
    make: async (stage) => {
      await stage.apply(VARIABLES + key(...SENSITIVE), ...FIRST);
      return stage.plan(VARIABLES, ...FIRST);
    },
  },
];
