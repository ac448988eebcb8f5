import type { DunningData } from '../../../dunning/item';
import type { Execution, Item } from '../../../scripts/host/n8n-types';
import type { Debtor } from '../stand-ins/debtors';

export const CLASSIFY = 'Which stage is each invoice at?';

export const dunningOf = ({ json }: Item): DunningData => (json.dunning ?? {}) as DunningData;

/** What a run died of, in its own words; empty when it did not. */
export const why = (execution: Execution): string => execution.data.resultData.error?.message ?? '';

/** Those whom the standard policy has something to say to on the day of the test. */
export const due = (book: readonly Debtor[]): Debtor[] => book.filter(({ isDue }) => isDue);

export const emailsOf = (book: readonly Debtor[]): string[] => book.map(({ email }) => email).sort();
