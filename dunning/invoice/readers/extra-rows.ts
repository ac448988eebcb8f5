import type { Customer } from '../invoice';
import { parseAmount } from '../parse-amount';
import { parseDate } from '../parse-date';
import { Cells, Columns, compileGetters, type Row } from './cells';
import type { FieldMapping } from './fields';
import type { GenericOptions } from './generic';
import { customerOf } from './generic-customer';
import { currencyOf } from './generic-invoice';
import type { ReaderWarning } from './reader';
import type { PaymentNotice } from './source';

/** Reads rows of customers alone, for a list of customers beside the list of invoices. There, a bare `id` is the customer's. */
export function createCustomerReader(
  mapping: FieldMapping,
  options: GenericOptions = {},
): (row: Row) => { customer: Customer; warnings: ReaderWarning[] } {
  const customerId = mapping.customerId ?? mapping.id;
  const named = { ...mapping, ...(customerId !== undefined && { customerId }) };
  const columns = new Columns(compileGetters(named), named);
  return (row) => {
    const cells = new Cells(columns, row);
    return { customer: customerOf(cells, options), warnings: cells.warnings };
  };
}

/**
 * Reads rows of payments, for a list of payments beside the list of invoices. The invoice is named in the column of the
 * invoice number or id; the date is the payment's (`settledOn`), else the row's only date (`issueDate`); the amount is
 * what was paid (`paid`), else the row's only amount (`total`). `fiscalId`, where mapped, tells payments apart.
 * Each reader numbers its rows, so read all rows of a list with one reader.
 */
export function createPaymentReader(mapping: FieldMapping, options: GenericOptions = {}): (row: Row) => PaymentNotice {
  const columns = new Columns(compileGetters(mapping), mapping);
  let position = 0;
  return (row) => {
    position += 1;
    const cells = new Cells(columns, row);
    const invoiceId = cells.text('number') ?? cells.text('id');
    if (invoiceId === undefined) throw cells.missing('number');
    const dateField = cells.value('settledOn') === undefined ? 'issueDate' : 'settledOn';
    const amountField = cells.value('paid') === undefined ? 'total' : 'paid';
    const [date, amount] = [cells.value(dateField), cells.value(amountField)];
    if (date === undefined) throw cells.missing('settledOn');
    if (amount === undefined) throw cells.missing('paid');
    const money = parseAmount(amount, currencyOf(cells, options), cells.label(amountField), options.decimalStyle);
    const day = parseDate(date, { order: options.dateOrder, timeZone: options.timeZone }, cells.label(dateField));
    return {
      invoiceId,
      payment: {
        id: cells.text('fiscalId') ?? `${invoiceId}:${day}:${money.minor}:${position}`,
        kind: 'payment',
        date: day,
        amount: money,
      },
    };
  };
}
