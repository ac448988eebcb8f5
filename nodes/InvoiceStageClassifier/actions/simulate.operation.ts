import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import { simulate } from '../../../dunning/cadence/simulate';
import { HOLIDAY_CALENDARS } from '../../../dunning/compliance/calendars';
import { nodeError } from '../../shared/errors';
import { readInvoices } from '../read-invoices';
import { policyInput } from '../policy';
import { secondInput } from '../second-input';
import { bookSettings, daySetting } from '../settings';

export const option: INodePropertyOptions = {
  name: 'Simulate',
  value: 'simulate',
  action: 'Simulate a policy over a range of days',
  description: 'Which contacts a policy would have made between two days. Nothing is sent and nothing is remembered.',
};

/**
 * Walks the days over the book and puts out one item for each contact the policy would have made, in the order of their days.
 * Nothing is remembered. Items that cannot be read stop the walk: a simulation of half a book would mislead.
 */
export async function execute(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const { policies, account, timeZone, read: settings } = bookSettings(context);
  const read = await readInvoices(context, items, settings, secondInput(context));
  const [failure] = read.failures;
  if (failure && !context.continueOnFail()) throw nodeError(context, failure.error, failure.index);
  const { contacts } = simulate({
    invoices: read.invoices,
    customers: read.customers,
    ...policyInput(policies, read),
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
