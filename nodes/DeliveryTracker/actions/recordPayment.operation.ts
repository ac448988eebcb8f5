import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import { PAYMENT_STATUSES } from '../../../dunning/ledger/records';
import type { PaymentRecord } from '../../../dunning/ledger/records';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { customerReader, optionsOf, scopeReader } from './customer';
import type { Execute } from './types';
import { amountOf, idText, momentOf } from './values';

export const option: INodePropertyOptions = {
  name: 'Record Payment',
  value: 'recordPayment',
  action: 'Record a payment',
  description: 'Note that a customer paid, so that promises are judged by it and the evidence file shows it',
};

const displayOptions = { show: { resource: ['event'], operation: ['recordPayment'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'Payment ID',
    name: 'paymentId',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. PAY-3391',
    description: 'The bank’s or provider’s own number of the payment. The same number is one payment.',
    displayOptions,
  },
  {
    displayName: 'Amount',
    name: 'amount',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 1500.50',
    displayOptions,
  },
  {
    displayName: 'Currency',
    name: 'currency',
    type: 'string',
    default: '',
    placeholder: 'e.g. MXN',
    description: 'Leave it empty to take the currency of the item’s debt',
    displayOptions,
  },
  {
    displayName: 'Status',
    name: 'paymentStatus',
    type: 'options',
    options: [
      { name: 'Disputed', value: 'disputed' },
      { name: 'Failed', value: 'failed' },
      { name: 'Paid', value: 'paid' },
      { name: 'Pending', value: 'pending' },
      { name: 'Refunded', value: 'refunded' },
    ],
    default: 'paid',
    displayOptions,
  },
  {
    displayName: 'Paid When',
    name: 'at',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-11-23T09:00:00-06:00',
    description: 'Date and time with its offset. Leave it empty for now.',
    displayOptions,
  },
  optionsOf('recordPayment', 'event', {
    displayName: 'Provider',
    name: 'provider',
    type: 'string',
    default: 'manual',
    placeholder: 'e.g. bank',
    description: 'Where the number of the payment comes from',
  }),
];

/** Records one payment for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const customerOf = customerReader(context);
  const scopeOf = scopeReader(context);
  const idOf = perItem<unknown>(context, 'paymentId', '');
  const amountAt = perItem<unknown>(context, 'amount', '');
  const currencyAt = perItem<unknown>(context, 'currency', '');
  const statusAt = perItem<unknown>(context, 'paymentStatus', 'paid');
  const momentAt = perItem<unknown>(context, 'at', '');
  const optionsAt = perItem<{ provider?: unknown }>(context, 'options', {});
  const missing = (field: string, problem: string, advice: string) =>
    new InputError({ field, found: undefined, problem, advice });

  const batch = batchOf(context, items, (item, index): PaymentRecord => {
    const paymentId = idText(idOf(index), 'Payment ID');
    if (!paymentId) throw missing('Payment ID', 'is missing', 'Without it the same payment could be counted twice.');
    const amount = amountOf(amountAt(index), currencyAt(index), dunningOf(item).debt?.currency);
    if (!amount) throw missing('Amount', 'is missing', 'Enter what was paid.');
    const status = PAYMENT_STATUSES.find((known) => known === filled(statusAt(index)));
    if (!status) throw missing('Status', 'is not one of the choices', `Give ${PAYMENT_STATUSES.join(', ')}.`);
    return {
      ...customerOf(item, index),
      provider: idText(optionsAt(index).provider, 'Provider') ?? 'manual',
      paymentId,
      scope: scopeOf(item, index),
      amount,
      at: momentOf(momentAt(index), 'Paid When', now),
      status,
    };
  });
  await ledger.recordPayments(
    batch.entries.map(({ value }) => value),
    now,
  );
  for (const { index, item, value } of batch.entries)
    batch.put(index, withDunning(item, index, { paymentRecord: value }));
  return batch.outputs();
};
