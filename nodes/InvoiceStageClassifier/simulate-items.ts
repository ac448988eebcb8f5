import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { simulate } from '../../dunning/cadence/simulate';
import { HOLIDAY_CALENDARS } from '../../dunning/compliance/calendars';
import { nodeError } from '../shared/errors';
import { readInvoices } from './read-invoices';
import { bookSettings, daySetting } from './settings';

/**
 * Walks the days over the book and puts out one item for each contact the policy would have made, in the order of their days.
 * Nothing is remembered. Items that cannot be read stop the walk: a simulation of half a book would mislead.
 */
export async function simulateItems(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const { policy, account, timeZone, read: settings } = bookSettings(context);
  const read = await readInvoices(context, items, settings);
  const [failure] = read.failures;
  if (failure && !context.continueOnFail()) throw nodeError(context, failure.error, failure.index);
  const { contacts } = simulate({
    invoices: read.invoices,
    customers: read.customers,
    policy,
    account,
    defaultTimeZone: timeZone,
    calendars: HOLIDAY_CALENDARS,
    from: daySetting(context, 'from', 'First Day'),
    to: daySetting(context, 'to', 'Last Day'),
  });
  const out = contacts.map((contact) => ({
    json: contact as unknown as IDataObject,
    pairedItem: contact.scope.flatMap((id) => {
      const item = read.itemOf.get(id) ?? read.itemOf.get(id.split('#')[0] ?? '');
      return item === undefined ? [] : [{ item }];
    }),
  }));
  return [out];
}
