// Carries a change out with the real terraform and the built provider. What the plan is not to know yet is the output of a
// resource that is not there yet.
import { existsSync, readFileSync } from "node:fs";
import { type Attributes, type Declared } from "../../chaos/plans/declared";
import { START } from "../../support/fake-clock";
import { Stage } from "../gallery/stage";
import { type CarriedOut, act, requestsOf } from "./carried-out";
import { type Change } from "./change";

const TYPE = "electronhub_proxy_key";

export async function realTerraform({ keys, hours }: Change): Promise<CarriedOut> {
  const stage = await Stage.open(undefined, START);
  try {
    const { emulator } = stage;
    const all = Object.entries(keys);
    await stage.apply(all.map(([name, { before }]) => (before ? blockOf(name, before) : "")).join("\n"));
    for (const [name, { outside }] of all) {
      for (const what of outside) act(emulator, idsIn(stage).get(name), what);
    }
    stage.later(hours);
    const hcl = all.map(([name, { after }]) => (after ? declaredOf(name, after) : "")).join("\n");
    const replaced = all.filter(([, { before, after }]) => before !== null && after?.replace === true);
    const json = await stage.planAsIs(hcl, ...replaced.map(([name]) => `-replace=${TYPE}.${name}`));
    const before = idsIn(stage);

    const from = emulator.events().length;
    emulator.resetRequests();
    await stage.applyPlan();
    return { json, events: emulator.events().slice(from), requests: requestsOf(emulator), before, after: idsIn(stage) };
  } finally {
    await stage.close();
  }
}

const lineOf = (name: string, value: string): string => `  ${name} = ${value}\n`;

function blockOf(name: string, attributes: Attributes, lines: readonly string[] = []): string {
  const known = Object.entries(attributes).flatMap(([attribute, value]: [string, unknown]) =>
    lines.some((line) => line.startsWith(`  ${attribute} = `)) ? [] : [lineOf(attribute, JSON.stringify(value))],
  );
  return `resource "${TYPE}" "${name}" {\n${[...known, ...lines].join("")}}\n`;
}

function declaredOf(name: string, { attributes, unknown, partly, createBeforeDestroy }: Declared): string {
  const hidden = unknown.map((attribute) => {
    const value = attributes[attribute];
    const later = `${name}_${attribute}`;
    const isPart = partly && typeof value === "object" && value !== null;
    const [first, ...others] = isPart ? value : [];
    const input = isPart ? first : value;
    const output = `terraform_data.${later}.output`;
    const parts = [output, ...others.map((other) => JSON.stringify(other))];
    return {
      resource: `resource "terraform_data" "${later}" {\n${lineOf("input", JSON.stringify(input))}}\n`,
      line: lineOf(attribute, isPart ? `[${parts.join(", ")}]` : output),
    };
  });
  const lifecycle = createBeforeDestroy ? ["  lifecycle {\n    create_before_destroy = true\n  }\n"] : [];
  return [
    ...hidden.map(({ resource }) => resource),
    blockOf(name, attributes, [...hidden.map(({ line }) => line), ...lifecycle]),
  ].join("");
}

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: { readonly id: string } }[];
  }[];
}

/** By address. */
function idsIn({ workspace }: Stage): ReadonlyMap<string, string> {
  const file = workspace.path("terraform.tfstate");
  if (!existsSync(file)) return new Map();
  const { resources } = JSON.parse(readFileSync(file, "utf8")) as State;
  return new Map(
    resources
      .filter(({ type }) => type === TYPE)
      .flatMap(({ name, instances }) => instances.map(({ attributes: { id } }) => [name, id] as const)),
  );
}
