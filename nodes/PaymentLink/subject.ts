import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { contactKeyOf } from '../../dunning/providers/shared/events';
import { get } from '../../dunning/providers/shared/json';
import { ownKey, subjectOf } from '../../dunning/payments/order';
import type { AskFor, LinkSubject } from '../../dunning/payments/order';
import { dunningOf } from '../shared/items';
import { filled, perItem } from '../shared/parameters';

const ACCOUNT = 'default';

/** A value at a dotted path of the item. */
export function fieldOf(item: INodeExecutionData, path: string): unknown {
  return get(item.json, ...path.split('.').filter((part) => part !== ''));
}

/** Reads what is to be paid from an item, as the panel says: from the classifier's debt, or from fields. */
export function subjectReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => LinkSubject {
  const from = perItem<string>(context, 'subject', 'debt');
  const askFor = perItem<AskFor>(context, 'askFor', 'stage');
  const fields = fieldReaders(context);
  return (item, index) => {
    if (from(index) === 'fields') return subjectOfFields(item, index, fields);
    const { debt, stage, contact, message } = dunningOf(item);
    if (!debt) {
      throw new InputError({
        field: 'dunning.debt',
        found: undefined,
        problem: 'leaves nothing to pay',
        advice:
          'Put the Invoice Stage Classifier before this node, or choose “Fields of the Item” under “What Is to Be Paid”.',
      });
    }
    return subjectOf({ debt, ...(stage ? { stage } : {}), contact, message }, askFor(index));
  };
}

type Readers = ReturnType<typeof fieldReaders>;

function fieldReaders(context: IExecuteFunctions) {
  return {
    amount: perItem<string>(context, 'amountField', 'amount'),
    currency: perItem<string>(context, 'currencyField', 'currency'),
    invoice: perItem<string>(context, 'invoiceField', 'invoiceNumber'),
    customerId: perItem<string>(context, 'customerIdField', 'customerId'),
    name: perItem<string>(context, 'customerNameField', 'customerName'),
    email: perItem<string>(context, 'customerEmailField', 'customerEmail'),
    taxId: perItem<string>(context, 'taxIdField', 'taxId'),
    dueDate: perItem<string>(context, 'dueDateField', 'dueDate'),
    contactKey: perItem<string>(context, 'contactKeyField', 'dunning.contact.key'),
  };
}

function subjectOfFields(item: INodeExecutionData, index: number, readers: Readers): LinkSubject {
  const currency = currencyOf(item, readers.currency(index));
  const amountField = readers.amount(index);
  const amount = fieldOf(item, amountField);
  if (typeof amount !== 'string' && typeof amount !== 'number') {
    throw missing(amountField, amount, 'is no amount', 'Name the field with the amount under “Amount Field”.');
  }
  const invoices = textsOf(fieldOf(item, readers.invoice(index)));
  if (invoices.length === 0) {
    const advice = 'Name the field with the invoice number under “Invoice Number Field”.';
    throw missing(readers.invoice(index), fieldOf(item, readers.invoice(index)), 'is no invoice number', advice);
  }
  const name = filled(fieldOf(item, readers.name(index)));
  const email = filled(fieldOf(item, readers.email(index)));
  const taxId = filled(fieldOf(item, readers.taxId(index)));
  const dueDate = filled(fieldOf(item, readers.dueDate(index)));
  const customerId = filled(fieldOf(item, readers.customerId(index))) ?? email ?? name ?? invoices[0] ?? '';
  const contactKey = contactKeyOf(fieldOf(item, readers.contactKey(index))) ?? ownKey([customerId, ...invoices]);
  return {
    account: ACCOUNT,
    customerId,
    debtId: invoices.join('+'),
    scope: invoices,
    cycle: '',
    contactKey,
    invoices,
    amount: moneyFromDecimal(amount, currency, amountField),
    payer: {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(taxId === undefined ? {} : { taxId }),
    },
    ...(dueDate === undefined ? {} : { dueDate }),
  };
}

function currencyOf(item: INodeExecutionData, field: string): string {
  const value = fieldOf(item, field);
  // “MXN” in the panel is no field of any item.
  return currencyCode(value === undefined && /^[A-Za-z]{3}$/.test(field.trim()) ? field : value, field);
}

function textsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => filled(typeof one === 'object' ? undefined : one) ?? []);
}

function missing(field: string, found: unknown, problem: string, advice: string): InputError {
  return new InputError({ field, found, problem, advice });
}
