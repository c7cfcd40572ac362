// The generator's numbers are those of mulberry32 as its author published it (in C, as 32-bit integers).
import { seededRandom } from "../../src/emulator/fault-plan";

test.each([
  [0, [1144304738, 1416247, 958946056, 627933444, 2007157716, 2340967985]],
  [1, [2693262067, 11749833, 2265367787, 4213581821, 4159151403, 1207330352]],
  [2, [3153583793, 1395857638, 1225337227, 2310499808, 3759333107, 2709408573]],
  [2 ** 32 - 1, [3850105811, 813802916, 3073704848, 4054706436, 3630262831, 2315588663]],
])("seed %d", (seed, expected) => {
  const draw = seededRandom(seed);
  expect(expected.map(() => draw() * 2 ** 32)).toEqual(expected);
});

test("two generators do not disturb each other", () => {
  const [one, other] = [seededRandom(1), seededRandom(1)];
  expect([one(), one(), other(), one(), other()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.6270739405881613, 0.5274470399599522, 0.002735721180215478,
  ]);
});
