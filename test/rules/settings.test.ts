// Rules for a proxy key's name, allocation and window.
import {
  DEFAULT_ALLOCATION_CAP,
  LIMIT_TYPES,
  NAME_MAX_LENGTH,
  PROXY_KEY_PREFIX,
  checkAllocatedAmount,
  checkLimitType,
  checkName,
} from "../../src/rules";

test("the limits are those of the API's documentation", () => {
  expect([NAME_MAX_LENGTH, DEFAULT_ALLOCATION_CAP, PROXY_KEY_PREFIX]).toEqual([25, 10_000, "ek-proxy-"]);
  expect(LIMIT_TYPES).toEqual(["daily", "weekly", "monthly"]);
});

describe("name", () => {
  test.each([
    ["one character", "a"],
    ["25 characters", "a".repeat(25)],
    ["25 characters beyond the basic plane: code points count, not UTF-16 units", "😀".repeat(25)],
    ["25 characters, each with a combining accent: Terraform makes them one each", "e\u0301".repeat(25)],
    ["a blank", " "],
  ])("%s is allowed", (_, name) => {
    expect(checkName(name)).toBeUndefined();
  });

  test.each([
    ["", "name is empty; it must have 1 to 25."],
    ["a".repeat(26), `name "${"a".repeat(26)}" has 26 characters; it must have 1 to 25.`],
    ["é".repeat(26), `name "${"é".repeat(26)}" has 26 characters; it must have 1 to 25.`],
    ["😀".repeat(26), `name "${"😀".repeat(26)}" has 26 characters; it must have 1 to 25.`],
  ])("%j is refused", (name, detail) => {
    expect(checkName(name)).toEqual({ severity: "error", summary: "Invalid name of a proxy key", detail });
  });
});

describe("allocated_amount", () => {
  test.each([0, -0, 0.000_001, 100 / 3, 10_000])("%p is allowed", (amount) => {
    expect(checkAllocatedAmount(amount)).toBeUndefined();
  });

  test.each([
    [-0.5, "allocated_amount is -0.5; it must be a number of credits, 0 or more."],
    [NaN, "allocated_amount is NaN; it must be a number of credits, 0 or more."],
    [Infinity, "allocated_amount is Infinity; it must be a number of credits, 0 or more."],
    [-Infinity, "allocated_amount is -Infinity; it must be a number of credits, 0 or more."],
  ])("%p is refused", (amount, detail) => {
    expect(checkAllocatedAmount(amount)).toEqual({ severity: "error", summary: "Invalid allocation", detail });
  });

  test.each([
    [
      10_000.01,
      "allocated_amount is 10000.01; accounts cap it at 10000 credits a key unless agreed otherwise. The API decides.",
    ],
    [
      20_000,
      "allocated_amount is 20000; accounts cap it at 10000 credits a key unless agreed otherwise. The API decides.",
    ],
  ])("%p is a warning only, because the API decides", (amount, detail) => {
    const summary = "The allocation is above the default cap";
    expect(checkAllocatedAmount(amount)).toEqual({ severity: "warning", summary, detail });
  });
});

describe("limit_type", () => {
  test.each(["daily", "weekly", "monthly"])("%s is allowed", (type) => {
    expect(checkLimitType(type)).toBeUndefined();
  });

  test.each(["yearly", "Daily", "", " daily", "toString"])("%j is refused", (type) => {
    const detail = `limit_type is "${type}"; it must be one of daily, weekly, monthly.`;
    expect(checkLimitType(type)).toEqual({ severity: "error", summary: "Unknown limit_type", detail });
  });
});
