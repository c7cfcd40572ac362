// The plan pipeline: defaults, equivalence, unknowns, modifiers, the resource's last word, and the final check.
import { Decimal, type ObjectValue, UNKNOWN, type Value, types } from "../../../src/terraform/cty";
import {
  type Attributes,
  type PlanRequest,
  type PlanResponse,
  type Resource,
  computed,
  optional,
  optionalComputed,
  planChange,
  required,
  requiresReplace,
  useStateForUnknown,
} from "../../../src/terraform/framework";

const attributes = {
  name: required(types.string, {
    description: "Names are the same whatever their case.",
    equivalent: (a, b) => a.toLowerCase() === b.toLowerCase(),
  }),
  size: optional(types.number, { description: "Size." }),
  region: optional(types.string, { description: "Region.", planModifiers: [requiresReplace(types.string)] }),
  mode: optionalComputed(types.string, { description: "Mode.", default: "safe" }),
  colour: optionalComputed(types.string, { description: "Colour, chosen by the API where omitted." }),
  id: computed(types.string, { description: "Id.", planModifiers: [useStateForUnknown] }),
  revision: computed(types.number, { description: "Revision." }),
} satisfies Attributes;

const never = () => Promise.reject(new Error("not called while planning"));

function resource(plan?: Resource<typeof attributes>["plan"]): Resource<typeof attributes> {
  const schema = { version: 0, description: "", attributes };
  return { typeName: "toy", schema, create: never, read: never, update: never, delete: never, plan };
}

const CONFIG: ObjectValue = {
  name: "a",
  size: null,
  region: null,
  mode: null,
  colour: null,
  id: null,
  revision: null,
};

const PRIOR: ObjectValue = { ...CONFIG, mode: "safe", colour: "red", id: "1", revision: Decimal.parse("7") };

/** As Terraform merges them: prior values stand where computed attributes are not configured. */
function plan(prior: ObjectValue | null, change: ObjectValue, custom?: Resource<typeof attributes>["plan"]) {
  const config = { ...CONFIG, ...change };
  const proposed = Object.fromEntries(
    Object.entries(config).map(([name, value]): [string, Value] => {
      const isComputed = ["mode", "colour", "id", "revision"].includes(name);
      return [name, value === null && isComputed ? (prior?.[name] ?? null) : value];
    }),
  );
  return planChange(resource(custom), { config, prior, proposed, private: {}, client: undefined });
}

describe("a new object", () => {
  test("has defaults, and whatever is computed is unknown", () => {
    expect(plan(null, {}).planned).toEqual({
      ...CONFIG,
      mode: "safe",
      colour: UNKNOWN,
      id: UNKNOWN,
      revision: UNKNOWN,
    });
  });

  test("keeps what is configured, unknown values included", () => {
    const { planned } = plan(null, { mode: "fast", colour: UNKNOWN, name: UNKNOWN });
    expect(planned).toMatchObject({ mode: "fast", colour: UNKNOWN, name: UNKNOWN });
  });

  test("is not replaced", () => {
    expect(plan(null, { region: "eu" }).requiresReplace).toEqual([]);
  });
});

describe("an existing object", () => {
  test("without a change is planned as it is", () => {
    expect(plan(PRIOR, {}).planned).toEqual(PRIOR);
  });

  test("in another spelling is planned as it is", () => {
    expect(plan(PRIOR, { name: "A" })).toEqual({ planned: PRIOR, requiresReplace: [], private: {}, diagnostics: [] });
  });

  test("that changes has new unknowns, but not where the state is known to hold", () => {
    expect(plan(PRIOR, { name: "b" }).planned).toEqual({
      ...PRIOR,
      name: "b",
      colour: UNKNOWN,
      revision: UNKNOWN,
    });
  });

  test("returns to the default when the line is removed", () => {
    expect(plan({ ...PRIOR, mode: "fast" }, {}).planned.mode).toBe("safe");
  });

  test("keeps an unknown configured value unknown", () => {
    expect(plan(PRIOR, { size: UNKNOWN }).planned.size).toBe(UNKNOWN);
  });

  test("is replaced when an attribute cannot change in place", () => {
    const { requiresReplace: paths } = plan({ ...PRIOR, region: "eu" }, { region: "us" });
    expect(paths).toEqual([[{ kind: "attribute", name: "region" }]]);
  });
});

describe("the resource's own plan", () => {
  type Plan = (request: PlanRequest<typeof attributes, unknown>) => PlanResponse<typeof attributes>;

  test("has the last word on computed attributes", () => {
    const custom: Plan = ({ planned }) => ({ planned: { ...planned, revision: Decimal.parse("8") } });
    expect(plan(PRIOR, { name: "b" }, custom).planned.revision).toEqual(Decimal.parse("8"));
  });

  test("that contradicts the configuration is reported as our bug", () => {
    const custom: Plan = ({ planned }) => ({ planned: { ...planned, name: "other" } });
    const [diagnostic] = plan(PRIOR, { name: "b" }, custom).diagnostics;
    expect(diagnostic).toMatchObject({
      severity: "error",
      summary: "Bug in the provider: name is planned differently from the configuration",
      path: [{ kind: "attribute", name: "name" }],
    });
  });
});

test("planning twice gives the same plan", () => {
  expect(plan(PRIOR, { name: "b", mode: "fast" })).toEqual(plan(PRIOR, { name: "b", mode: "fast" }));
});
