import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CHANNELS } from '../../dunning/common';
import type { Policy } from '../../dunning/cadence/policy';
import { InputError } from '../../dunning/errors';
import type { PastContact } from '../../dunning/ledger/contact';
import { CONTACT_STATUSES } from '../../dunning/ledger/contact';
import { openLedger, wallClock } from '../shared/ledger';
import type { ReadInvoices } from './read-invoices';

export type History = Map<string, PastContact[]>;

/** What the ledger knows of the customers that were read. */
export async function historyFromLedger(
  context: IExecuteFunctions,
  account: string,
  { customers }: ReadInvoices,
): Promise<History> {
  const ledger = await openLedger(context);
  try {
    return await ledger.history(account, [...customers.keys()], wallClock());
  } finally {
    await ledger.close();
  }
}

/**
 * Earlier contacts that the items bring along in a field: a list with `stage`, `channel` and `at` for each, and `status` where
 * it did not go out. An item whose list cannot be read is taken out of the book and reported.
 */
export function historyFromField(
  items: INodeExecutionData[],
  field: string,
  policy: Policy,
  read: ReadInvoices,
): { history: History; read: ReadInvoices } {
  const history: History = new Map();
  const failures = [...read.failures];
  const invoices = read.invoices.filter((invoice) => {
    const index = read.itemOf.get(invoice.id) ?? 0;
    try {
      const list = items[index]?.json[field] ?? [];
      if (!Array.isArray(list)) throw unusable(field, list);
      const contacts = list.map((one) => pastContact(one, field, policy, invoice.customerId, invoice.id));
      history.set(invoice.customerId, [...(history.get(invoice.customerId) ?? []), ...contacts]);
      return true;
    } catch (error) {
      failures.push({ index, error });
      return false;
    }
  });
  return { history, read: { ...read, invoices, failures } };
}

function pastContact(
  value: unknown,
  field: string,
  policy: Policy,
  customerId: string,
  invoiceId: string,
): PastContact {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<PastContact>;
  const { stage, channel, at, status = 'sent' } = given;
  const known = policy.stages.find(({ key }) => key === stage);
  if (!known || !at || Number.isNaN(Date.parse(at))) throw unusable(field, value);
  if (!CHANNELS.some((one) => one === channel) || !CONTACT_STATUSES.includes(status)) throw unusable(field, value);
  return {
    ...given,
    customerId,
    scope: given.scope ?? [invoiceId],
    stage: known.key,
    level: known.level,
    channel: channel ?? 'email',
    at,
    status,
  };
}

function unusable(field: string, found: unknown): InputError {
  return new InputError({
    field,
    found,
    problem: 'is not a list of earlier contacts',
    advice:
      'Give a list such as [{ "stage": "first_reminder", "channel": "email", "at": "2026-11-02" }], with stages of the policy.',
  });
}
