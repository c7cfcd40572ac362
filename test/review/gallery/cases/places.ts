// Where resources stand: moved, imported, in modules, under odd keys, in several accounts; and what changed outside.
import { type Case, key, labelled } from "./case";

const NO_PROVIDERS = `terraform {\n  required_providers {\n    electronhub = {\n      source = "electronhub/electronhub"\n    }\n  }\n}\n`;

const IMPORT = `import {\n  to = electronhub_proxy_key.ci\n  id = "name:ci"\n}\n`;

const MODULE = `${NO_PROVIDERS}
variable "team" {
  type = string
}
variable "credits" {
  type = number
}
resource "electronhub_proxy_key" "ci" {
  count            = 2
  name             = "\${substr(var.team, 0, 12)}-\${count.index}"
  allocated_amount = var.credits
}
module "bot" {
  source = "./bot"
  name   = "bot-\${substr(var.team, 0, 12)}"
}
`;

const BOT = `${NO_PROVIDERS}
variable "name" {
  type = string
}
resource "electronhub_proxy_key" "this" {
  name             = var.name
  allocated_amount = 5
}
`;

const modules = (credits: number): string => `${NO_PROVIDERS}
module "team" {
  source   = "./team"
  for_each = toset(["search & find", "a.b/c[0]", "say \\"hi\\"", "日本"])
  team     = each.key
  credits  = ${credits}
}
`;

/** Keys of for_each have no limit and may hold anything: Markdown, HTML, terminal escapes, controls of direction. */
const HOSTILE_KEYS: readonly string[] = [
  "**bold** _it_ ~~no~~",
  "| a | b |\n|---|---|",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></table>",
  "[click](https://evil.example/x)",
  "![pixel](https://evil.example/p.png)",
  "@everyone @octocat #1 GH-1",
  "```\n# heading\n```",
  "\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "abc\u202edcba\u202c\u2066x\u2069",
  "zero\u200bwidth\u2060joiner\ufeff",
  "&lt;b&gt; &amp;amp; &#x3c;",
  "<!-- electronhub-review -->",
  "$(touch pwned) ${{ github.token }} ::set-output name=a::b",
  "a\\b'c\"d",
  `long ${"x".repeat(3_000)}`,
];

/** The API takes names of at most 25 characters. */
const HOSTILE_NAMES: readonly string[] = [
  "**b** _i_ [l](//e.io)",
  "<script>alert(1)</script>",
  "</td></tr><h1>hi",
  "@octocat #12 `code`",
  "| cell | cell |",
  "\u001b[31mred\u001b[0m",
  "ci\u202etxt.exe",
  "two\nlines",
  '&lt;i&gt; & "quoted"',
  "--> <!-- marker",
  "https://evil.example/a?b",
  "日本語のキー 🔑",
];

/** As HCL writes a string. */
const literal = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");

const hostileInstances = (credits: number): string =>
  `resource "electronhub_proxy_key" "k" {
  for_each         = toset([${HOSTILE_KEYS.map(literal).join(", ")}])
  name             = substr(sha1(each.key), 0, 8)
  allocated_amount = ${credits}
}
`;

const hostileNames = (credits: number): string =>
  HOSTILE_NAMES.map((name, index) =>
    labelled(`n${index}`, `name = ${literal(name)}`, `allocated_amount = ${credits}`),
  ).join("\n");

const many = (credits: number): string =>
  `resource "electronhub_proxy_key" "team" {
  for_each         = toset([for n in range(34) : format("team-%02d", n)])
  name             = each.key
  allocated_amount = ${credits}
}
`;

/** The second account's API key is in the plan, in clear, as Terraform keeps variables. */
const ALIASED = `
variable "second" {
  type      = string
  sensitive = true
}
provider "electronhub" {}
provider "electronhub" {
  alias   = "eu"
  api_key = var.second
}
`;

const SECOND = ["-var", "second=ek-emulator-second"] as const;

const inBoth = (credits: number): string =>
  ALIASED +
  labelled("here", `allocated_amount = ${credits}`) +
  labelled("there", "provider = electronhub.eu", `allocated_amount = ${credits * 2}`);

export const places: readonly Case[] = [
  {
    name: "moved",
    make: async (stage) => {
      await stage.apply(labelled("old", `name = "ci"`));
      return stage.plan(`${key()}moved {\n  from = electronhub_proxy_key.old\n  to   = electronhub_proxy_key.ci\n}\n`);
    },
  },
  {
    name: "moved-and-changed",
    make: async (stage) => {
      await stage.apply(labelled("old", `name = "ci"`));
      return stage.plan(
        `${key("allocated_amount = 101")}moved {\n  from = electronhub_proxy_key.old\n  to   = electronhub_proxy_key.ci\n}\n`,
      );
    },
  },
  {
    name: "imported-unchanged",
    make: async (stage) => {
      stage.createOutside("ci", 100);
      return stage.plan(key("store_key = false") + IMPORT);
    },
  },
  {
    name: "imported-with-update",
    make: async (stage) => {
      stage.createOutside("ci", 250, { model_whitelist: ["gpt-4o-mini"] });
      return stage.plan(key(`model_whitelist = ["gpt-4o-mini", "gpt-4o"]`, `limit_type = "weekly"`) + IMPORT);
    },
  },
  {
    name: "imported-to-be-replaced",
    make: async (stage) => {
      stage.createOutside("ci", 100);
      return stage.plan(key("store_key = false") + IMPORT, "-replace=electronhub_proxy_key.ci");
    },
  },
  {
    name: "drift-settings",
    make: async (stage) => {
      await stage.apply(key(`model_whitelist = ["gpt-4o-mini"]`));
      stage.outside("ci", { allocated_ammount: 4000, model_whitelist: ["gpt-4o-mini", "gpt-4o"] });
      return stage.plan(key(`model_whitelist = ["gpt-4o-mini"]`));
    },
  },
  {
    name: "drift-switch",
    make: async (stage) => {
      await stage.apply(key());
      stage.outside("ci", { is_active: false });
      return stage.plan(key());
    },
  },
  {
    name: "drift-removed",
    make: async (stage) => {
      await stage.apply(key());
      stage.removeOutside("ci");
      return stage.plan(key());
    },
  },
  {
    name: "drift-that-is-left-alone",
    make: async (stage) => {
      const hcl = key("lifecycle {\n    ignore_changes = [allocated_amount]\n  }");
      await stage.apply(hcl);
      stage.outside("ci", { allocated_ammount: 4000 });
      return stage.plan(hcl);
    },
  },
  {
    name: "refresh-only",
    make: async (stage) => {
      await stage.apply(key());
      stage.outside("ci", { allocated_ammount: 50, is_active: false });
      return stage.plan(key(), "-refresh-only");
    },
  },
  {
    name: "modules",
    make: async (stage) => {
      stage.write("team/main.tf", MODULE);
      stage.write("team/bot/main.tf", BOT);
      await stage.apply(modules(10));
      return stage.plan(modules(20));
    },
  },
  {
    name: "several-accounts",
    make: async (stage) => {
      await stage.apply(inBoth(100), ...SECOND);
      return stage.plan(inBoth(150), ...SECOND);
    },
  },
  {
    name: "other-account",
    make: async (stage) => {
      await stage.apply(ALIASED + key(), ...SECOND);
      return stage.plan(ALIASED + labelled("ci2", "provider = electronhub.eu"), ...SECOND);
    },
  },
  { name: "many-keys-at-create", make: (stage) => stage.plan(many(10)) },
  {
    name: "many-keys-at-update",
    make: async (stage) => {
      await stage.apply(many(10));
      return stage.plan(many(11));
    },
  },
  { name: "hostile-names-at-create", make: (stage) => stage.plan(hostileNames(1)) },
  {
    name: "hostile-names-at-update",
    make: async (stage) => {
      await stage.apply(hostileNames(1));
      return stage.plan(hostileNames(2));
    },
  },
  { name: "hostile-instance-keys", make: (stage) => stage.plan(hostileInstances(1)) },
  { name: "provider-block-left-out", make: (stage) => stage.plan(key()) },
  {
    name: "provider-known-during-apply",
    make: (stage) =>
      stage.plan(
        `resource "terraform_data" "api_key" {\n  input = "ek-emulator-first"\n}\nprovider "electronhub" {\n  api_key = terraform_data.api_key.output\n}\n${key()}`,
      ),
  },
];
