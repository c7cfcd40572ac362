import {
  CtyError,
  type Path,
  UNKNOWN,
  attributeStep,
  elementStep,
  formatPath,
  indexStep,
} from "../../../src/terraform/cty";

test.each<[Path, string]>([
  [[], ""],
  [[attributeStep("name")], "name"],
  [[attributeStep("a"), attributeStep("b")], "a.b"],
  [[attributeStep("model_whitelist"), indexStep(0), attributeStep("x"), elementStep("k")], 'model_whitelist[0].x["k"]'],
  [[elementStep('a "quoted" key')], '["a \\"quoted\\" key"]'],
  [[indexStep(12), attributeStep("a")], "[12].a"],
])("%j reads %s", (path, formatted) => {
  expect(formatPath(path)).toBe(formatted);
});

test("an element of a set that is not text or number is not shown", () => {
  expect(formatPath([attributeStep("rules"), elementStep({ token: "secret" }), attributeStep("x")])).toBe(
    "rules[...].x",
  );
  expect(formatPath([elementStep(UNKNOWN)])).toBe("[...]");
});

test("an error begins with its place, if it has one", () => {
  const path = [attributeStep("a"), indexStep(1)];
  expect(new CtyError("expected a bool", path)).toMatchObject({
    name: "CtyError",
    message: "a[1]: expected a bool",
    path,
  });
  expect(new CtyError("expected a bool")).toMatchObject({ message: "expected a bool", path: [] });
});
