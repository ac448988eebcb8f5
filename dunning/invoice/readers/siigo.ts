import type { Row } from './cells';
import { createJsonReader, hasAll, isRow, joined, type RawInstalment, rowAt, rowsAt, word } from './source';

/** Siigo lists the ways of payment of an invoice; those with a due date are its instalments. */
function instalments(doc: Row): RawInstalment[] {
  return rowsAt(doc, 'payments')
    .filter((one) => Boolean(one.due_date))
    .map((one) => ({ dueDate: one.due_date, amount: one.value }));
}

/** The first person with an e-mail address, when the customer was merged in from `GET /v1/customers`. */
function contact(doc: Row): Row {
  const all = rowsAt(rowAt(doc, 'customer'), 'contacts');
  return all.find((one) => Boolean(one.email)) ?? all[0] ?? {};
}

/** A number is written with its calling code apart from it: `{ indicative: '57', number: '3006003345' }`. */
function phone(doc: Row): unknown {
  const { indicative, number } = rowsAt(rowAt(doc, 'customer'), 'phones')[0] ?? rowAt(contact(doc), 'phone');
  return indicative && number ? `+${word(indicative)}${word(number)}` : number;
}

/**
 * Siigo API v1 (Colombia): `GET /v1/invoices`. An invoice names its customer by id and identification only; name, e-mail address
 * and phone are read where the customer of `GET /v1/customers` was merged in as `customer`.
 */
export const siigo = createJsonReader({
  id: 'siigo',
  name: 'Siigo',
  recognises: (doc) =>
    isRow(doc.document) && isRow(doc.customer) && Array.isArray(doc.payments) && hasAll(doc, 'balance'),
  mapping: {
    id: 'id',
    number: 'name',
    customerId: 'customer.id',
    taxId: 'customer.identification',
    issueDate: 'date',
    dueDate: 'due_date',
    total: 'total',
    balance: 'balance',
    currency: 'currency.code',
    documentUrl: 'public_url',
    fiscalId: 'stamp.cufe',
    void: 'annulled',
  },
  values: {
    customerName: (doc) => {
      const { name } = rowAt(doc, 'customer');
      // A person's name is a list of its parts.
      return Array.isArray(name) ? joined(' ', ...(name as unknown[])) : name;
    },
    contactName: (doc) => joined(' ', contact(doc).first_name, contact(doc).last_name),
    email: (doc) => contact(doc).email,
    phone,
    // Paid at once when no way of payment has a due date.
    termsDays: (doc) => (instalments(doc).length === 0 ? 0 : undefined),
  },
  instalments,
});
