// The rule on money: the credits that all plans together allocate beyond what is allocated now. Credits that a forgotten or kept
// key holds on to are allocated still, and an amount that nobody tells could be any. Pure.
import { type Review } from "../facts";
import { type Finding } from "./finding";

export function spend({ accounts }: Review, credits: number): readonly Finding[] {
  const beyond = rounded(sum(accounts.map(({ difference, leftBehind }) => difference + leftBehind)));
  const untold = sum(accounts.map((account) => account.untold));
  // The other way around, what is not a number would be no violation.
  if (untold === 0 && beyond <= credits) return [];
  const isOver = !(beyond <= credits);
  const missing = untold === 0 ? "" : `${untold} ${untold === 1 ? "amount is" : "amounts are"} not known`;
  const value = [`${beyond} credits`, ...(missing === "" ? [] : [missing])].join("; ");
  const judged = isOver
    ? `${beyond} credits are allocated beyond what is allocated now, and the limit is ${credits}${missing && `; ${missing}`}`
    : `it cannot be shown that at most ${credits} credits are allocated beyond what is allocated now: ${missing}, the others come to ${beyond}`;
  const words = `spend: ${judged}.`;
  return [
    {
      names: [],
      violation: {
        rule: "spend",
        address: undefined,
        plan: undefined,
        name: undefined,
        value,
        words,
        exemption: undefined,
      },
    },
  ];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** So that 0.1 + 0.2 is 0.3. */
const rounded = (amount: number): number => (Math.abs(amount) < 1e9 ? Math.round(amount * 1e6) / 1e6 : amount);
