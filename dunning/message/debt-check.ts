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
  for (const field of CUSTOMER_TEXTS) optional(`debt.customer.${field}`, customer[field]);
  for (const [index, item] of openItems.entries()) {
    needed(`debt.openItems[${index}].number`, item.number);
    needed(`debt.openItems[${index}].dueDate`, item.dueDate);
    for (const field of ITEM_TEXTS) optional(`debt.openItems[${index}].${field}`, item[field]);
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
    amount(`debt.openItems[${index}].total`, total, currency);
    amount(`debt.openItems[${index}].paid`, paid, currency);
    amount(`debt.openItems[${index}].balance`, balance, currency);
  }
  for (const charge of extras.charges ?? []) amount('charges.amount', charge.amount, currency);
  for (const part of extras.plan?.instalments ?? []) amount('plan.instalments.amount', part.amount, currency);
  for (const given of [extras.promise?.amount, extras.payment?.amount]) {
    if (given) amount('amount', given, currencyCode(given.currency));
  }
}

function amount(field: string, value: Money | undefined, currency: string): void {
  if (value?.currency === currency && Number.isSafeInteger(value.minor)) return;
  throw new InputError({
    field,
    found: value,
    problem: `is not an exact amount in ${currency}`,
    advice:
      'Give `minor`, a whole number of the smallest unit, and `currency`; amounts of two currencies are two debts.',
  });
}

function needed(field: string, value: unknown): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw wrong(field, value);
}

function optional(field: string, value: unknown): void {
  if (value === undefined || value === null || typeof value === 'string') return;
  throw wrong(field, value);
}

function wrong(field: string, found: unknown): InputError {
  return new InputError({
    field,
    found: typeof found === 'number' ? String(found) : found,
    problem: 'is not a text',
    advice: 'Map a field that holds text, and check that it is filled in.',
  });
}
