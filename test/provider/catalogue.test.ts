// The catalogue of models is asked for once.
import { Catalogue } from "../../src/provider/catalogue";

const { signal } = new AbortController();

/** Fails `failures` times, then tells of one model. */
function asked(failures = 0) {
  let calls = 0;
  const models = async () => {
    calls += 1;
    if (calls <= failures) throw new Error("no answer");
    return [{ id: "a" }];
  };
  return { models, calls: () => calls };
}

test("whoever asks at once, or later, shares one call", async () => {
  const catalogue = new Catalogue();
  const client = asked();
  const answers = await Promise.all([catalogue.get(client, signal), catalogue.get(client, signal)]);
  answers.push(await catalogue.get(client, signal));
  expect(answers).toEqual([[{ id: "a" }], [{ id: "a" }], [{ id: "a" }]]);
  expect(client.calls()).toBe(1);
});

test("after a failure the next one asks again", async () => {
  const catalogue = new Catalogue();
  const client = asked(1);
  await expect(catalogue.get(client, signal)).rejects.toThrow("no answer");
  await expect(catalogue.get(client, signal)).resolves.toEqual([{ id: "a" }]);
  expect(client.calls()).toBe(2);
});

test("who gives up leaves alone", async () => {
  const catalogue = new Catalogue();
  const client = asked();
  const given = new AbortController();
  const left = catalogue.get(client, given.signal);
  const stayed = catalogue.get(client, signal);
  given.abort();
  await expect(left).rejects.toMatchObject({ code: "cancelled" });
  await expect(stayed).resolves.toEqual([{ id: "a" }]);
  expect(client.calls()).toBe(1);
});

test("another client has a catalogue of its own", async () => {
  const catalogue = new Catalogue();
  const [one, other] = [asked(), asked()];
  await catalogue.get(one, signal);
  await catalogue.get(other, signal);
  expect([one.calls(), other.calls()]).toEqual([1, 1]);
});
