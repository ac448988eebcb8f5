import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CHANNELS } from '../../dunning/common';
import type { Policy } from '../../dunning/cadence/policy';
import { InputError } from '../../dunning/errors';
import type { PastContact } from '../../dunning/ledger/contact';
import { CONTACT_STATUSES } from '../../dunning/ledger/contact';
import { reconcile } from '../../dunning/ledger/reconcile';
import type { CustomerStanding } from '../../dunning/ledger/records';
import { openLedger, wallClock } from '../shared/ledger';
import type { ReadInvoices } from './read-invoices';

export type History = Map<string, PastContact[]>;

/** A book with what is known of the earlier contacts. */
export interface KnownBook {
  read: ReadInvoices;
  history: History;
  /** How far the ledger's payments are taken into account, by customer id; see `Demand.revision`. */
  revisions?: Map<string, number>;
}

/** A book that the ledger was asked about. */
export interface LedgerBook extends KnownBook {
  standings: Map<string, CustomerStanding>;
}

/**
 * What the ledger knows of the customers that were read: earlier contacts, and in the book itself payments that the source does not
 * show yet, holds, promises and pending payments.
 */
export async function historyFromLedger(
  context: IExecuteFunctions,
  account: string,
  read: ReadInvoices,
  { asOf, timeZone }: { asOf: string; timeZone: string },
): Promise<LedgerBook> {
  const customerIds = [...read.customers.keys()];
  const ledger = await openLedger(context);
  try {
    const now = wallClock();
    // Before the contacts: what comes in between is then not taken for known.
    const standings = await ledger.standing(account, customerIds, now, true);
    const history = await ledger.history(account, customerIds, now);
    const { notes, ...book } = reconcile(read, standings, asOf, timeZone);
    const revisions = new Map([...standings].map(([customerId, { revision }]) => [customerId, revision]));
    return { read: { ...read, ...book, warningsOf: withNotes(read, notes) }, history, revisions, standings };
  } finally {
    await ledger.close();
  }
}

function withNotes({ warningsOf, itemOf }: ReadInvoices, notes: Map<string, string[]>): ReadInvoices['warningsOf'] {
  if (notes.size === 0) return warningsOf;
  const all = new Map(warningsOf);
  for (const [invoiceId, sentences] of notes) {
    const index = itemOf.get(invoiceId);
    if (index !== undefined) all.set(index, [...(all.get(index) ?? []), ...sentences]);
  }
  return all;
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
): KnownBook {
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
