import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { DunningData } from '../../../dunning/item';
import { thanksFor } from '../../../dunning/ledger/thanks';
import { nodeError, problemItem } from '../../shared/errors';
import { withDunning } from '../../shared/items';
import { perRun } from '../../shared/parameters';
import { historyFromLedger } from '../history';
import type { KnownBook } from '../history';
import { readInvoices } from '../read-invoices';
import { secondInput } from '../second-input';
import { asOfSetting, sourceSettings } from '../settings';

export const option: INodePropertyOptions = {
  name: 'Thank for Payments',
  value: 'thank',
  action: 'Find the payments to say thank you for',
  description:
    'One item for each payment that the record received and nobody has thanked for. Give all open invoices of the customers, because the message says what is left.',
};

export const description: INodeProperties[] = [
  {
    displayName: 'Days Back',
    name: 'daysBack',
    type: 'number',
    typeOptions: { minValue: 1, numberPrecision: 0 },
    default: 7,
    description: 'Payments that were made longer ago are not thanked for any more',
    displayOptions: { show: { operation: ['thank'] } },
  },
];

/**
 * Puts out one item for each recent payment of the customers in the book that was not thanked for, ready for renderer, gate and claim. An
 * item that cannot be read is passed on with what was wrong.
 */
export async function execute(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const { account, timeZone, read: settings } = sourceSettings(context);
  const { asOf, fixed } = asOfSetting(context, timeZone);
  const book = await readInvoices(context, items, settings, secondInput(context));
  const [failure] = book.failures;
  if (book.invoices.length === 0 && failure) throw nodeError(context, failure.error, failure.index);
  const known = await historyFromLedger(context, account, book, { asOf, timeZone });
  const withinDays = Math.max(1, Math.trunc(perRun<number>(context, 'daysBack', 7)));
  const { read, history, standings } = known;
  const thanks = thanksFor({ ...read, standings, history, asOf, account, defaultTimeZone: timeZone, withinDays });
  const output = thanks.map(({ debt, stage, payment, customerId }) => {
    const index = indexOf(known, customerId);
    const part: DunningData = {
      debt,
      stage,
      details: { payment },
      history: history.get(customerId) ?? [],
      ...(fixed ? { asOf } : {}),
    };
    return withDunning(items[index] ?? { json: {} }, index, part);
  });
  for (const { index, error } of book.failures) {
    const item = items[index];
    if (item) output.push(problemItem(item, index, nodeError(context, error, index)));
  }
  return [output];
}

/** The item that a customer's first invoice came from. */
function indexOf({ read }: KnownBook, customerId: string): number {
  const invoice = read.invoices.find((one) => one.customerId === customerId);
  return (invoice && read.itemOf.get(invoice.id)) ?? 0;
}
