/** What is wrong with a tax id or bank code: the first thing that was found. */
export type TaxIdProblem = 'length' | 'characters' | 'prefix' | 'date' | 'check digit' | 'never issued';

/** The result of checking one id. `value` is the id without separators, in capitals. */
export type TaxIdCheck = { valid: true; value: string } | { valid: false; value: string; problem: TaxIdProblem };

/** A validator: pure, never throws, accepts the usual separators. */
export type TaxIdValidator = (text: string) => TaxIdCheck;

/** Longest text worth looking at; anything longer is not an id. */
const LONGEST = 40;

/** Removes the separators people write and makes letters capitals. */
export function compact(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\s./-]+/g, '')
    .toUpperCase();
}

export function accept(value: string): TaxIdCheck {
  return { valid: true, value };
}

export function refuse(value: string, problem: TaxIdProblem): TaxIdCheck {
  return { valid: false, value, problem };
}

/** Sum of each digit times its weight, from the left. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += Number(digits[i]) * (weights[i] ?? 0);
  return sum;
}

/** `11 - sum mod 11`, in 1 to 11. */
export function mod11(sum: number): number {
  return 11 - (sum % 11);
}
