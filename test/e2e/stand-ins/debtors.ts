import { setTimeout as pause } from 'node:timers/promises';

/** One open invoice of the book that all ERP stand-ins serve, each in its own words; each of another customer. */
export interface Debtor {
  n: number;
  number: string;
  customer: string;
  name: string;
  email: string;
  phone: string;
  issued: string;
  due: string;
  /** In hundredths. */
  total: number;
  open: number;
  /** Whether the standard policy has a reminder for it on the day of the test. */
  isDue: boolean;
}

/** A Monday on which nothing rests in Mexico. */
export const AS_OF = '2026-11-23';
export const BOOK_SIZE = 260;
/** Every fifth invoice of a book of the usual size is three days past due; the others are due in twenty days. */
const EVERY = 5;
const MOST_DUE = BOOK_SIZE / EVERY;
const DUE_SINCE = '2026-11-20';
const NOT_YET = '2026-12-13';

/**
 * The book: each invoice of another customer; one in five, and at most 52 of them, is due for the first reminder on the day of the test.
 * @param mark keeps one system's customers apart from the next one's
 */
export function debtors(mark: string, size = BOOK_SIZE): Debtor[] {
  const every = Math.max(EVERY, Math.ceil(size / MOST_DUE));
  return Array.from({ length: size }, (_, index) => {
    const n = index + 1;
    const isDue = n % every === 0;
    return {
      n,
      number: `${mark}-${String(n).padStart(4, '0')}`,
      customer: `${mark.toLowerCase()}-c${n}`,
      name: `Cliente ${mark} ${n}, S.A.`,
      email: `pagos.${n}@${mark.toLowerCase()}.example`,
      phone: `+5255${String(10_000_000 + n)}`,
      issued: '2026-10-20',
      due: isDue ? DUE_SINCE : NOT_YET,
      total: 100_000 + n * 100 + (n % 100),
      open: 100_000 + n * 100 + (n % 100),
      isDue,
    };
  });
}

/** Hundredths as a number with two decimals, as most systems write amounts. */
export const amount = (hundredths: number): number => hundredths / 100;

/** Page `page` (from 1) of a list. */
export const pageOf = <T>(list: readonly T[], page: number, size: number): T[] =>
  list.slice((page - 1) * size, page * size);

/** Repeats until it holds; for what n8n does in its own time. */
export async function eventually(holds: () => boolean | Promise<boolean>, timeout = 20_000): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeout / 1000} s`);
    await pause(100);
  }
}
