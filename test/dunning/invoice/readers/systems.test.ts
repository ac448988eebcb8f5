import { readerOf, readers } from '../../../../dunning/invoice/readers';
import type { GenericOptions } from '../../../../dunning/invoice/readers/generic';
import { PAYLOADS } from './payloads';
import { EXPECTED } from './payloads-expected';

type System = keyof typeof PAYLOADS;

const read = (system: System, changes: Record<string, unknown> = {}, options?: GenericOptions) => {
  const { documents, payments } = readerOf(system).read({ ...PAYLOADS[system], ...changes }, options);
  expect(payments).toEqual([]);
  expect(documents).toHaveLength(1);
  const [document] = documents;
  if (document === undefined) throw new Error('nothing was read');
  return document;
};

describe('invoices of other systems', () => {
  it.each(Object.keys(PAYLOADS) as System[])('%s is recognised and read', (system) => {
    expect(
      Object.values(readers)
        .filter((reader) => reader.recognises(PAYLOADS[system]))
        .map(({ id }) => id),
    ).toEqual([system]);
    const { invoice, customer, warnings } = read(system);
    expect(warnings).toEqual([]);
    expect(invoice.type).toBe('invoice');
    expect(invoice.issueDate).toBe('2026-10-01');
    expect(invoice.customerId).toBe(customer.id);
    expect({
      number: invoice.number,
      customerId: customer.id,
      currency: invoice.total.currency,
      total: invoice.total.minor,
      ...(invoice.balance && { balance: invoice.balance.minor }),
      ...(invoice.paid && { paid: invoice.paid.minor }),
      due: invoice.dueDate,
      ...(invoice.payments && { payments: invoice.payments.map(({ date, amount }) => `${date} ${amount.minor}`) }),
      ...(invoice.instalments && {
        instalments: invoice.instalments.map(({ dueDate, amount }) => `${dueDate} ${amount.minor}`),
      }),
    }).toEqual(EXPECTED[system]);
  });

  it('reads who the customer is', () => {
    expect(read('odoo').customer.name).toBe('Acme SA');
    expect(read('quickbooks').customer).toMatchObject({
      country: 'US',
      region: 'US-CA',
      postalCode: '94326',
      address: '12 Main St',
    });
    expect(read('xero').customer.phone).toBe('+61 2 5550 1234');
    expect(read('siigo').customer).toMatchObject({ name: 'Marcos Castillo', taxId: '13832081' });
    const customer = {
      id: 'c1',
      identification: '13832081',
      name: ['Acme SAS'],
      phones: [{ indicative: '57', number: '3006003345' }],
      contacts: [
        { first_name: 'Sin', last_name: 'Correo' },
        { first_name: 'Ana', last_name: 'Ruiz', email: 'pagos@acme.example' },
      ],
    };
    expect(read('siigo', { customer }).customer).toMatchObject({
      name: 'Acme SAS',
      email: 'pagos@acme.example',
      phone: '+573006003345',
    });
    expect(read('zoho-books').customer).toMatchObject({
      contactName: 'Ana Lima',
      email: 'ana@acme.example',
      country: 'BR',
      region: 'BR-SP',
    });
    expect(read('stripe').customer).toMatchObject({ taxId: '76123456-0', country: 'CL', region: 'CL-RM' });
    expect(read('invoice-ninja').customer).toMatchObject({ name: 'Acme SA', country: 'AR', contactName: 'Ana Ruiz' });
    expect(read('paypal').customer).toMatchObject({ name: 'Stephanie Meyers', phone: '+14085551234' });
  });

  it('keeps the fiscal id and the payment link', () => {
    expect(read('odoo').invoice.fiscalId).toBe('5D4B0B1C-0000-4000-8000-000000000041');
    expect(read('alegra').invoice.fiscalId).toBe('cufe-200');
    expect(read('stripe').invoice.paymentUrl).toBe('https://invoice.stripe.example/i/1');
    expect(read('paypal').invoice.paymentUrl).toBe('https://www.paypal.example/invoice/p/1');
  });

  it('reads the date by which the customer said they would pay as a promise', () => {
    expect(read('xero').invoice.holds).toEqual([{ kind: 'promise', until: '2026-11-10' }]);
    expect(read('zoho-books').invoice.holds).toEqual([{ kind: 'promise', until: '2026-12-01' }]);
  });

  it.each<[System, Record<string, unknown>]>([
    ['odoo', { move_type: 'out_refund' }],
    [
      'erpnext',
      {
        is_return: 1,
        grand_total: -1190000,
        rounded_total: -1190000,
        outstanding_amount: -595000,
        payment_schedule: [],
      },
    ],
    ['quickbooks', { RemainingCredit: 10, Balance: undefined }],
    ['xero', { Type: 'ACCRECCREDIT' }],
    ['sap-business-one', { DocObjectCode: 'oCreditNotes' }],
    ['stripe', { object: 'credit_note', amount: 119000, amount_paid: undefined, amount_remaining: undefined }],
    ['zoho-books', { invoice_number: undefined, invoice_id: undefined, creditnote_number: 'CN-1', creditnote_id: '9' }],
    ['invoice-ninja', { entity_type: 'credit' }],
    ['holded', { docType: 'creditnote' }],
  ])('%s: a credit note is one, with a positive total', (system, changes) => {
    const { invoice } = read(system, changes);
    expect(invoice.type).toBe('credit_note');
    expect(invoice.total.minor).toBeGreaterThan(0);
  });

  it.each<[System, Record<string, unknown>]>([
    ['odoo', { state: 'cancel' }],
    ['odoo', { state: 'draft' }],
    ['erpnext', { docstatus: 2 }],
    ['quickbooks', { PrivateNote: 'Voided', TotalAmt: 0, Balance: 0 }],
    ['xero', { Status: 'VOIDED' }],
    ['sap-business-one', { Cancelled: 'tYES' }],
    ['alegra', { status: 'void' }],
    ['siigo', { annulled: true }],
    ['holded', { draft: true }],
    ['zoho-books', { status: 'void' }],
    ['stripe', { status: 'void' }],
    ['invoice-ninja', { status_id: '5' }],
    ['invoice-ninja', { is_deleted: true }],
    ['paypal', { status: 'CANCELLED' }],
  ])('%s: what was cancelled or is a draft is void (%j)', (system, changes) => {
    expect(read(system).invoice.void).toBeUndefined();
    expect(read(system, changes).invoice.void).toBe(true);
  });

  it.each<[System, Record<string, unknown>]>([
    ['odoo', { move_type: 'in_invoice' }],
    ['xero', { Type: 'ACCPAY' }],
    ['sap-business-one', { DocObjectCode: 'oPurchaseInvoices' }],
    ['erpnext', { doctype: 'Purchase Invoice' }],
  ])('%s: a bill to pay is refused', (system, changes) => {
    expect(() => read(system, changes)).toThrow(/^document: found .* Leave it out: only what customers owe is read\.$/);
  });

  it('Stripe counts some currencies differently from ISO 4217', () => {
    expect(read('stripe', { currency: 'usd' }).invoice.total).toEqual({ currency: 'USD', minor: 119000 });
    expect(
      read('stripe', { currency: 'isk', total: 119000, amount_paid: 0, amount_remaining: 119000 }).invoice.total.minor,
    ).toBe(1190);
    expect(read('stripe', { currency: 'mga', amount_paid: 0, amount_remaining: 119000 }).invoice.total.minor).toBe(
      11900000,
    );
  });

  it('Stripe: what is charged automatically is due when it is finalised; what is uncollectible is left alone', () => {
    const automatic = { due_date: null, collection_method: 'charge_automatically' };
    expect(read('stripe', automatic).invoice.dueDate).toBe('2026-10-01');
    expect(() => read('stripe', { due_date: null })).toThrow(/^dueDate: .*set the days of credit/);
    expect(read('stripe', { due_date: null }, { termsDays: 15 }).invoice.dueDate).toBe('2026-10-16');
    expect(read('stripe', { status: 'uncollectible' }).invoice.holds).toMatchObject([{ kind: 'excluded' }]);
    expect(
      read('stripe', { status: 'paid', status_transitions: { finalized_at: 1790816400, paid_at: 1791244800 } }).invoice
        .settledOn,
    ).toBe('2026-10-06');
  });

  it('a moment becomes the day it is in the zone of the books', () => {
    const nearMidnight = { due_date: 1793412000 };
    expect(read('stripe', nearMidnight).invoice.dueDate).toBe('2026-10-31');
    expect(read('stripe', nearMidnight, { timeZone: 'America/Tijuana' }).invoice.dueDate).toBe('2026-10-30');
  });

  it('Odoo: the partner is read where it came with the invoice', () => {
    const partner_id = {
      id: 7,
      display_name: 'Acme SA',
      email: 'pagos@acme.example',
      phone: false,
      mobile: '55 1234 5678',
      vat: 'EKU9003173C9',
      lang: 'es_MX',
      city: 'Tijuana',
      state_id: { id: 486, display_name: 'Baja California' },
      country_id: { id: 156, code: 'MX' },
      is_company: true,
    };
    expect(read('odoo', { partner_id }).customer).toEqual({
      id: '7',
      name: 'Acme SA',
      email: 'pagos@acme.example',
      phone: '55 1234 5678',
      taxId: 'EKU9003173C9',
      language: 'es-MX',
      city: 'Tijuana',
      region: 'MX-BCN',
      country: 'MX',
      kind: 'business',
    });
    const merged = { partner: { email: 'otra@acme.example', country_id: [156, 'Mexico'] } };
    expect(read('odoo', merged).customer).toMatchObject({ id: '7', email: 'otra@acme.example', country: 'MX' });
  });

  it('Odoo: receivable lines are the instalments, in the currency of the invoice', () => {
    const line = (id: number, due: string, amount: number, residual: number) => ({
      id,
      account_type: 'asset_receivable',
      date_maturity: due,
      amount_currency: amount,
      amount_residual_currency: residual,
    });
    const { invoice } = read('odoo', {
      line_ids: [line(1, '2026-10-15', 580, 80), line(2, '2026-10-31', 580, 580), { id: 3, account_type: 'income' }],
    });
    expect(invoice.instalments).toMatchObject([
      { id: '1', dueDate: '2026-10-15', amount: { minor: 58000 }, balance: { minor: 8000 } },
      { id: '2', dueDate: '2026-10-31', amount: { minor: 58000 }, balance: { minor: 58000 } },
    ]);
  });

  it('ERPNext: an open amount in another currency than the invoice is never taken for the invoice’s own', () => {
    const foreign = { currency: 'USD', party_account_currency: 'COP' };
    expect(() => read('erpnext', foreign)).toThrow(/says what is open in COP/);
    const oneTerm = [{ idx: 1, due_date: '2026-11-30', payment_amount: 1190000, outstanding: 500 }];
    expect(read('erpnext', { ...foreign, payment_schedule: oneTerm }).invoice.balance).toEqual({
      currency: 'USD',
      minor: 50000,
    });
    expect(read('erpnext', { ...foreign, outstanding_amount: 0 }).invoice.balance?.minor).toBe(0);
  });

  it('SAP: local amounts for documents in local currency, and the template codes of currencies', () => {
    const local = { DocTotalFc: 0, DocCurrency: 'SOL' };
    expect(read('sap-business-one', local).invoice).toMatchObject({
      total: { currency: 'PEN', minor: 374000 },
      paid: { minor: 93500 },
      instalments: [{ amount: { minor: 187000 } }, { amount: { minor: 187000 } }],
    });
    expect(() => read('sap-business-one', { DocCurrency: '##' })).toThrow(/is not a currency code/);
  });

  it('PayPal: what search results leave out is not guessed', () => {
    const searched = { due_amount: undefined, payments: undefined };
    const withoutThem = Object.fromEntries(
      Object.entries({ ...PAYLOADS.paypal, ...searched }).filter(([, value]) => value !== undefined),
    );
    expect(() => readerOf('paypal').read(withoutThem)).toThrow(/was paid in part, but does not say how much/);
    expect(readerOf('paypal').read({ ...withoutThem, status: 'SENT' }).documents[0]?.invoice.total.minor).toBe(7421);
  });

  it('instalments that do not add up are left out, and the invoice is due on the last of them', () => {
    const { invoice, warnings } = read('siigo', {
      payments: [
        { value: 1000, due_date: '2026-11-15' },
        { value: 1000, due_date: '2026-12-15' },
      ],
    });
    expect(invoice.instalments).toBeUndefined();
    expect(invoice.dueDate).toBe('2026-12-15');
    expect(warnings.map(({ field }) => field)).toEqual(['dueDate (column “due_date”)']);
  });

  it('a country that cannot be read is left out rather than replaced by the usual one', () => {
    const address = { ...PAYLOADS.quickbooks.BillAddr, Country: 'Narnia' };
    const { customer, warnings } = read('quickbooks', { BillAddr: address }, { country: 'MX' });
    expect(customer.country).toBeUndefined();
    expect(warnings.map(({ message }) => message)).toContain('“Narnia” is not a country, so it is left out.');
  });

  it('names the field of a bad value', () => {
    expect(() => read('quickbooks', { DueDate: '2026-02-30' })).toThrow(
      /^dueDate \(column “DueDate”\): found “2026-02-30”/,
    );
    expect(() => read('xero', { Payments: [{ Date: 'soon', Amount: 1 }] })).toThrow(/^payment date: found “soon”/);
    expect(() => readerOf('odoo').read('text')).toThrow(/is not a document of Odoo/);
    expect(() => readerOf('toString')).toThrow(/^source: found “toString”/);
  });
});
