// Whitelists as a whole: never empty, nothing twice, every mistake told.
import { checkIpWhitelist, checkModelWhitelist } from "../../src/rules";

const error = (summary: string, detail: string) => ({ severity: "error", summary, detail });

test("an empty whitelist is refused, because the API reads it as all", () => {
  expect(checkModelWhitelist([])).toEqual([
    error(
      "model_whitelist is empty",
      "An empty model_whitelist would allow every model. Name what is allowed; or, to allow every model, leave the attribute out (or null).",
    ),
  ]);
  expect(checkIpWhitelist([])).toEqual([
    error(
      "ip_whitelist is empty",
      "An empty ip_whitelist would allow every IP address. Name what is allowed; or, to allow every IP address, leave the attribute out (or null).",
    ),
  ]);
});

describe("models", () => {
  test.each([[["gpt-4o"]], [["gpt-4o", "claude-3:free", "org/model name"]], [["gpt-4o", "GPT-4o"]]])(
    "%j are allowed",
    (models) => {
      expect(checkModelWhitelist(models)).toEqual([]);
    },
  );

  test.each(["", " ", " gpt-4o", "gpt-4o ", "gpt-4o\n", "\u00a0gpt-4o"])("%j is refused", (model) => {
    expect(checkModelWhitelist(["ok", model])).toEqual([
      error(
        "Invalid entry in model_whitelist",
        `${JSON.stringify(model)} is empty or has blanks around it; it must be a model's id.`,
      ),
    ]);
  });

  test("a model that is listed twice is refused", () => {
    expect(checkModelWhitelist(["a", "b", "a"])).toEqual([
      error("A model is listed twice", '"a" is in model_whitelist twice. Remove one.'),
    ]);
  });
});

describe("addresses", () => {
  test("different ones are allowed, also an address within a block", () => {
    expect(checkIpWhitelist(["10.0.0.0/8", "10.0.0.5", "10.0.0.0/9", "2001:db8::1"])).toEqual([]);
  });

  test.each([
    [["10.0.0.5", "10.0.0.5/32"], "10.0.0.5 and 10.0.0.5/32 in ip_whitelist are the same. Remove one."],
    [["10.0.0.5", "::1", "10.0.0.5"], "10.0.0.5 and 10.0.0.5 in ip_whitelist are the same. Remove one."],
    [["::1", "0:0:0:0:0:0:0:1/128"], "::1 and 0:0:0:0:0:0:0:1/128 in ip_whitelist are the same. Remove one."],
    [["2001:db8::/32", "2001:DB8::/32"], "2001:db8::/32 and 2001:DB8::/32 in ip_whitelist are the same. Remove one."],
  ])("%j: two spellings of one are refused, naming both", (entries, detail) => {
    expect(checkIpWhitelist(entries)).toEqual([error("An address is listed twice", detail)]);
  });

  test("every mistake is told, and two bad entries are not the same address", () => {
    const summaries = checkIpWhitelist(["bad", "worse", "10.0.0.5/8", "::1", "::1"]).map(({ summary }) => summary);
    expect(summaries).toEqual([
      "Invalid entry in ip_whitelist",
      "Invalid entry in ip_whitelist",
      "A CIDR block in ip_whitelist has host bits set",
      "An address is listed twice",
    ]);
  });
});
