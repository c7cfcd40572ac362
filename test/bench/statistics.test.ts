import { summarise } from "./statistics";

test.each([
  [[5], { count: 1, median: 5, from: 5, to: 5 }],
  [[9, 1, 5], { count: 3, median: 5, from: 3, to: 7 }],
  [[4, 1, 3, 2], { count: 4, median: 2.5, from: 1.75, to: 3.25 }],
  [[], { count: 0, median: NaN, from: NaN, to: NaN }],
])("of %j: the median, and where the middle half lies", (samples, expected) => {
  expect(summarise(samples)).toEqual(expected);
});

test("ten does not come before nine, as it would as a text", () => {
  expect(summarise([10, 9, 100]).median).toBe(10);
});
