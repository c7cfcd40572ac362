// What is said of a server that refuses, or knows a command by another name: a reason, and never the user or the password.
import { LedgerError } from "../../../../src/api/pace";
import { ReadOnlyTrouble, RedisTrouble, troubleOf } from "../../../../src/api/pace/redis/trouble";

const hosts = [{ host: "example.com", port: 6379 }];
const said = (message: string, username?: string, password?: string) =>
  troubleOf(new Error(message), { hosts, username, password });

test.each([
  "ERR unknown command 'AUTH', with args beginning with: 'bob' 'pw1'",
  "ERR unknown command `AUTH`, with args beginning with: `bob`, `pw1`, ",
])("%s: without the arguments", (message) => {
  expect(said(message)).toBeInstanceOf(RedisTrouble);
  expect(said(message).message).toMatch(/^ERR unknown command .AUTH.$/);
});

test.each([
  ["ERR what is pw1 of bob?", "ERR what is *** of ***?"],
  [
    "NOPERM User bob has no permissions to run the 'get' command",
    "NOPERM User *** has no permissions to run the 'get' command",
  ],
  ["closed after pw1", "closed after ***"],
])("%s: neither user nor password", (message, expected) => {
  expect(said(message, "bob", "pw1").message).toContain(expected);
});

test("a password is masked before a long answer is cut, and though the user is a part of it", () => {
  const { message } = said(`ERR ${"x".repeat(190)} bob-the-password`, "bob", "bob-the-password");
  expect(message).not.toMatch(/bob|pass/);
});

test.each(["ERR Protocol error: unauthenticated multibulk length.", "NOAUTH Authentication required."])(
  "%s: it wants a password",
  (message) => {
    expect(said(message)).toBeInstanceOf(LedgerError);
    expect(said(message).message).toBe("the Redis server at example.com:6379 refuses: it wants a password");
  },
);

test.each([
  "READONLY You can't write against a read only replica.",
  "ERR Error running script (call to f_0123): @user_script:33: @user_script: 33: -READONLY You can't write against a read only replica.",
])("%s: it takes no writes", (message) => {
  expect(said(message)).toBeInstanceOf(ReadOnlyTrouble);
});
