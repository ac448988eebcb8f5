import { InputError } from '../errors';
import type { StageDecision } from '../cadence/stage';
import type { Debt } from '../invoice/debt';
import { currencyCode } from '../invoice/money';
import type { Money } from '../invoice/money';
import type { MessageExtras } from './settings';

const CUSTOMER_TEXTS = [
  'name',
  'contactName',
  'email',
  'phone',
  'whatsapp',
  'taxId',
  'address',
  'city',
  'country',
] as const;
const ITEM_TEXTS = ['issueDate', 'paymentUrl', 'documentUrl', 'fiscalId', 'purchaseOrder'] as const;

/**
 * Checks that amounts are exact and of the debt's currency, and that what is called a text is one, wherever a user may have
 * mapped a field of another kind. What is absent may stay so;
 * a message that needs it says it then.
 * @throws InputError naming the field
 */
export function checkDebt(debt: Debt, stage: StageDecision, extras: MessageExtras): void {
  const { customer, openItems } = debt;
  checkAmounts(debt, stage, extras);
  needed('debt.customer.id', customer.id);
  for (const field of CUSTOMER_TEXTS) optional(field, customer[field], 'debt.customer.');
  for (const [index, item] of openItems.entries()) {
    needed('number', item.number, index);
    needed('dueDate', item.dueDate, index);
    for (const field of ITEM_TEXTS) optional(field, item[field], index);
  }
  optional('paymentUrl', extras.paymentUrl);
  optional('documentUrl', extras.documentUrl);
  optional('deadline', extras.deadline);
  optional('dispute.reason', extras.dispute?.reason);
  optional('dispute.owner', extras.dispute?.owner);
  for (const charge of extras.charges ?? []) needed('charges.label', charge.label);
  for (const name of extras.attachments ?? []) needed('attachments', name);
  for (const number of extras.payment?.invoices ?? []) needed('payment.invoices', number);
  for (const id of extras.thread ?? []) needed('thread', id);
}

/** Amounts are exact and, within a debt, of one currency. */
function checkAmounts(
  { currency, openItems, overdue }: Debt,
  { amountDue }: StageDecision,
  extras: MessageExtras,
): void {
  currencyCode(currency, 'debt.currency');
  amount('stage.amountDue', amountDue, currency);
  amount('debt.overdue', overdue, currency);
  for (const [index, { total, paid, balance }] of openItems.entries()) {
    amount('total', total, currency, index);
    amount('paid', paid, currency, index);
    amount('balance', balance, currency, index);
  }
  for (const charge of extras.charges ?? []) amount('charges.amount', charge.amount, currency);
  for (const part of extras.plan?.instalments ?? []) amount('plan.instalments.amount', part.amount, currency);
  for (const given of [extras.promise?.amount, extras.payment?.amount]) {
    if (given) amount('amount', given, currencyCode(given.currency));
  }
}

/** Where a field stands: the number of an open item, or what goes before its name. Names are put together only for an error. */
type Where = number | string;

function fieldName(field: string, where: Where): string {
  return typeof where === 'number' ? `debt.openItems[${where}].${field}` : `${where}${field}`;
}

function amount(field: string, value: Money | undefined, currency: string, where: Where = ''): void {
  if (value?.currency === currency && Number.isSafeInteger(value.minor)) return;
  throw new InputError({
    field: fieldName(field, where),
    found: value,
    problem: `is not an exact amount in ${currency}`,
    advice:
      'Give `minor`, a whole number of the smallest unit, and `currency`; amounts of two currencies are two debts.',
  });
}

function needed(field: string, value: unknown, where: Where = ''): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw wrong(fieldName(field, where), value);
}

function optional(field: string, value: unknown, where: Where = ''): void {
  if (value === undefined || value === null || typeof value === 'string') return;
  throw wrong(fieldName(field, where), value);
}

function wrong(field: string, found: unknown): InputError {
  return new InputError({
    field,
    found: typeof found === 'number' ? String(found) : found,
    problem: 'is not a text',
    advice: 'Map a field that holds text, and check that it is filled in.',
  });
}
