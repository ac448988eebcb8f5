import type { Getter, Row } from './cells';
import type { FieldKey } from './fields';
import { createJsonReader, hasAll, joined, type RawInstalment, rowAt, rowsAt, word } from './source';

const RECEIVABLE = new Set(['out_invoice', 'out_refund', 'out_receipt']);

/** Many2one fields are `[id, name]` over RPC, an object over JSON/2 and webhooks, or the bare id. */
function related(doc: Row, field: string): { id?: unknown; name?: unknown } {
  const value = doc[field];
  if (Array.isArray(value)) return { id: value[0], name: value[1] };
  if (typeof value === 'number' || typeof value === 'string') return { id: value };
  const { id, name, display_name: displayName } = rowAt(doc, field);
  return { id, name: displayName ?? name };
}

/** The customer's own fields, when the partner was read with the invoice (`web_read`) or merged in as `partner`. */
function partnerFields(): Partial<Record<FieldKey, Getter>> {
  const partner = (doc: Row) => ({ ...rowAt(doc, 'partner_id'), ...rowAt(doc, 'partner') });
  const field = (name: string) => (doc: Row) => partner(doc)[name];
  return {
    email: field('email'),
    phone: (doc) => partner(doc).mobile || partner(doc).phone,
    taxId: field('vat'),
    language: field('lang'),
    address: (doc) => joined(', ', partner(doc).street, partner(doc).street2),
    city: field('city'),
    postalCode: field('zip'),
    region: (doc) => rowAt(partner(doc), 'state_id').code ?? related(partner(doc), 'state_id').name,
    country: (doc) =>
      rowAt(partner(doc), 'country_id').code ?? partner(doc).country_code ?? related(partner(doc), 'country_id').name,
    customerKind: (doc) => {
      const { is_company: isCompany, parent_id: parent } = partner(doc);
      if (isCompany === true || Boolean(parent)) return 'business';
      return undefined;
    },
  };
}

/** With `line_ids` read in full, each receivable line is an instalment; amounts are in the invoice's currency. */
function instalments(doc: Row): RawInstalment[] {
  const sign = doc.move_type === 'out_refund' ? -1 : 1;
  return rowsAt(doc, 'line_ids')
    .filter((line) => line.account_type === 'asset_receivable' || line.display_type === 'payment_term')
    .map((line) => ({
      id: line.id,
      dueDate: line.date_maturity,
      amount: signed(line.amount_currency, sign),
      balance: signed(line.amount_residual_currency, sign),
    }));
}

function signed(value: unknown, sign: number): unknown {
  return typeof value === 'number' ? value * sign : value;
}

/** Odoo 14 and later, model `account.move`, as `read` or `search_read` return it. Empty values are `false` there. */
export const odoo = createJsonReader({
  id: 'odoo',
  name: 'Odoo',
  recognises: (doc) => hasAll(doc, 'partner_id') && /^(out|in)_|^entry$/.test(word(doc.move_type)),
  nothing: false,
  mapping: {
    id: 'id',
    number: 'name',
    issueDate: 'invoice_date',
    dueDate: 'invoice_date_due',
    total: 'amount_total',
    balance: 'amount_residual',
    fiscalId: 'l10n_mx_edi_cfdi_uuid',
  },
  values: {
    type: (doc) => (doc.move_type === 'out_refund' ? 'credit note' : 'invoice'),
    customerId: (doc) => related(doc, 'partner_id').id,
    ...partnerFields(),
    // Odoo names a contact of a company `Company, Person`; the debtor is the company.
    customerName: (doc) => doc.invoice_partner_display_name || related(doc, 'partner_id').name,
    currency: (doc) => related(doc, 'currency_id').name,
    status: (doc) => (doc.state === 'draft' || doc.state === 'cancel' ? 'void' : undefined),
    purchaseOrder: (doc) => doc.ref,
    hold: (doc) => (doc.payment_state === 'blocked' ? 'Blocked for follow-up in Odoo' : undefined),
  },
  refuses: (doc) => (RECEIVABLE.has(word(doc.move_type)) ? undefined : 'is not an invoice to a customer'),
  instalments,
});
