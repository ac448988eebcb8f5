import { createHash } from 'node:crypto';

import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Hold } from '../../../dunning/invoice/invoice';
import type { FullLedger, HoldRecord } from '../../../dunning/ledger/records';
import { withDunning } from '../../shared/items';
import type { Batch } from './batch';

type NewHold = Omit<HoldRecord, 'releasedAt'>;

/** What is on hold and why, in the words of the panel. A promise has an operation of its own. */
export const HOLD_KINDS = [
  { name: 'Customer Has Died', value: 'deceased' },
  { name: 'Dispute', value: 'dispute', description: 'The customer says that the invoice is wrong' },
  { name: 'Excluded', value: 'excluded', description: 'Nobody is to write to this customer' },
  { name: 'Insolvency', value: 'insolvent' },
  { name: 'Legal Proceedings', value: 'legal' },
  { name: 'Other', value: 'manual' },
  { name: 'Payment Plan', value: 'plan' },
];

/** The field with the id of a hold. */
export const holdIdField = (operation: string, description: string): INodeProperties => ({
  displayName: 'Hold ID',
  name: 'holdId',
  type: 'string',
  default: '',
  placeholder: 'e.g. case-2231',
  description,
  displayOptions: { show: { resource: ['hold'], operation: [operation] } },
});

/** An id that the same hold always has, for one who gives none: setting it again does not make a second one. */
export function holdId(hold: Hold, scope: readonly string[]): string {
  const parts = JSON.stringify([hold.kind, [...scope].sort(), hold.kind === 'promise' ? (hold.until ?? '') : '']);
  return `${hold.kind}-${createHash('sha256').update(parts).digest('hex').slice(0, 16)}`;
}

/**
 * Sets the holds of a batch. One that stands already just as it is asked for keeps the time it was set at: a promise counts what
 * was paid since it was made, and a workflow that runs again must not make it younger.
 */
export async function setHolds(
  ledger: FullLedger,
  batch: Batch<NewHold & { timed: boolean }>,
  now: string,
): Promise<INodeExecutionData[][]> {
  const known = await standingHolds(
    ledger,
    batch.entries.map(({ value }) => value),
    now,
  );
  const holds = batch.entries.map(({ value: { timed, ...hold } }): NewHold => {
    const before = known.get(nameOf(hold));
    return !timed && before && sameHold(before, hold) ? { ...hold, setAt: before.setAt } : hold;
  });
  await ledger.setHolds(holds, now);
  batch.entries.forEach(({ index, item }, at) => {
    const hold = holds[at];
    if (hold) batch.put(index, withDunning(item, index, { holds: [hold] }));
  });
  return batch.outputs();
}

const nameOf = ({ account, customerId, id }: Pick<HoldRecord, 'account' | 'customerId' | 'id'>) =>
  JSON.stringify([account, customerId, id]);

function sameHold(a: HoldRecord, b: NewHold): boolean {
  const text = ({ hold, scope }: NewHold) =>
    JSON.stringify([
      hold.kind,
      hold.reason ?? '',
      hold.from ?? '',
      hold.until ?? '',
      hold.amount?.minor ?? '',
      hold.amount?.currency ?? '',
      [...scope].sort(),
    ]);
  return text(a) === text(b);
}

async function standingHolds(
  ledger: FullLedger,
  holds: readonly NewHold[],
  now: string,
): Promise<Map<string, HoldRecord>> {
  const customersOf = new Map<string, Set<string>>();
  for (const { account, customerId } of holds) {
    customersOf.set(account, (customersOf.get(account) ?? new Set()).add(customerId));
  }
  const found = new Map<string, HoldRecord>();
  for (const [account, customers] of customersOf) {
    for (const standing of (await ledger.standing(account, [...customers], now)).values()) {
      for (const hold of standing.holds) found.set(nameOf(hold), hold);
    }
  }
  return found;
}
