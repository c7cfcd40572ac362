import { type ApiRequest, type Layer, compose } from "../../src/api/send";

test("the first layer is the outermost", async () => {
  const seen: string[] = [];
  const layer =
    (name: string): Layer =>
    (next) =>
    async (request) => {
      seen.push(`${name} in`);
      const response = await next(request);
      seen.push(`${name} out`);
      return response;
    };
  const send = compose([layer("a"), layer("b")], async ({ path }) => {
    seen.push(path);
    return { status: 200, headers: new Map(), body: "" };
  });
  const request: ApiRequest = { method: "GET", path: "/x", kind: "read", signal: new AbortController().signal };
  await send(request);
  expect(seen).toEqual(["a in", "b in", "/x", "b out", "a out"]);
});
