import fc from 'fast-check';

import { InputError } from '../../../../dunning/errors';
import {
  createGenericReader,
  detectGenericOptions,
  type FieldMapping,
  type GenericOptions,
  readGenericRow,
} from '../../../../dunning/invoice/readers/generic';

const MAPPING: FieldMapping = {
  number: 'No',
  customerId: 'Client',
  customerName: 'Name',
  dueDate: 'Due',
  issueDate: 'Issued',
  total: 'Total',
  balance: 'Saldo',
  paid: 'Paid',
  currency: 'Ccy',
  type: 'Type',
  status: 'Status',
  disputed: 'Disputed',
  hold: 'Hold',
  holdUntil: 'Until',
  promiseDate: 'Promise',
  promiseAmount: 'Promised',
  email: 'Mail',
  country: 'Country',
  region: 'State',
  timeZone: 'Zone',
  language: 'Language',
  customerKind: 'Kind',
  paymentUrl: 'Pay',
  termsDays: 'Terms',
  settledOn: 'Settled',
  doNotContact: 'DNC',
  smsConsent: 'SMS ok',
  void: 'Void',
};
const ROW = { No: 'F-1', Client: 'C1', Name: 'Acme', Due: '2026-11-23', Total: '100.00', Ccy: 'MXN' };
const read = (changes: Record<string, unknown>, options: GenericOptions = {}) =>
  readGenericRow({ ...ROW, ...changes }, MAPPING, options);

describe('reading a row', () => {
  it('gives invoice and customer', () => {
    const { invoice, customer, warnings } = read({
      Issued: '2026-10-24',
      Saldo: '60.00',
      Paid: '40',
      Mail: 'pay@acme.example',
      Country: 'México',
      State: 'Baja California',
      Zone: 'America/Tijuana',
      Language: 'español',
      Kind: 'Persona Moral',
      Pay: 'https://pay.example.com/1',
    });
    expect(invoice).toEqual({
      id: 'F-1',
      number: 'F-1',
      type: 'invoice',
      customerId: 'C1',
      issueDate: '2026-10-24',
      dueDate: '2026-11-23',
      total: { currency: 'MXN', minor: 10000 },
      balance: { currency: 'MXN', minor: 6000 },
      paid: { currency: 'MXN', minor: 4000 },
      paymentUrl: 'https://pay.example.com/1',
    });
    expect(customer).toEqual({
      id: 'C1',
      name: 'Acme',
      email: 'pay@acme.example',
      country: 'MX',
      region: 'MX-BCN',
      timeZone: 'America/Tijuana',
      language: 'es',
      kind: 'business',
    });
    expect(warnings).toEqual([]);
  });

  it('reaches into nested data', () => {
    const mapping = { number: 'doc.number', customerId: 'partner.id', dueDate: 'due', total: 'total' };
    const row = { doc: { number: 7 }, partner: { id: 'P9' }, due: '2026-11-23', total: 10 };
    const { invoice } = readGenericRow(row, mapping, { currency: 'USD' });
    expect(invoice).toMatchObject({ number: '7', customerId: 'P9', total: { minor: 1000, currency: 'USD' } });
  });

  it('keeps the instalments of one invoice apart', () => {
    const mapping = { ...MAPPING, instalment: 'Cuota' };
    const [first, second] = [1, '2/3'].map((Cuota) => readGenericRow({ ...ROW, Cuota }, mapping).invoice);
    expect([first?.id, second?.id]).toEqual(['F-1/1', 'F-1/2/3']);
    expect([first?.number, second?.number]).toEqual(['F-1', 'F-1']);
  });

  it('works out the due date from the terms, and the total from the balance', () => {
    const { invoice } = read({ Due: '', Issued: '2026-01-31', Terms: 'Net 30', Total: '', Saldo: '60', Paid: '40' });
    expect(invoice).toMatchObject({ dueDate: '2026-03-02', total: { minor: 10000 } });
  });

  it('reads holds, disputes and promises', () => {
    expect(read({ Disputed: 'Sí' }).invoice.holds).toEqual([{ kind: 'dispute' }]);
    expect(read({ Disputed: 'não' }).invoice.holds).toBeUndefined();
    expect(read({ Hold: 'no', Until: '2026-12-01' }).invoice.holds).toBeUndefined();
    expect(read({ Hold: 'cliente en concurso', Until: '2026-12-01' }).invoice.holds).toEqual([
      { kind: 'insolvent', reason: 'cliente en concurso', until: '2026-12-01' },
    ]);
    expect(read({ Promise: '2026-11-30', Promised: '50' }).invoice.holds).toEqual([
      { kind: 'promise', until: '2026-11-30', amount: { currency: 'MXN', minor: 5000 } },
    ]);
  });

  it('reads credit notes, void and paid documents, and refusals', () => {
    expect(read({ Type: 'Nota de Crédito', Total: '-100.00' }).invoice).toMatchObject({
      type: 'credit_note',
      total: { minor: 10000 },
    });
    expect(read({ Status: 'Anulada' }).invoice.void).toBe(true);
    expect(read({ Void: 'x' }).invoice.void).toBe(true);
    expect(read({ Status: 'Pagada' }).invoice.balance).toEqual({ currency: 'MXN', minor: 0 });
    expect(read({ Settled: '2026-11-01' }).invoice.settledOn).toBe('2026-11-01');
    expect(read({ Settled: '0000-00-00' }).invoice.settledOn).toBeUndefined();
    expect(read({ DNC: 'yes', 'SMS ok': 'no' }).customer).toMatchObject({
      doNotContact: true,
      consent: { sms: { granted: false } },
    });
  });

  it('takes the currency from the amount when no column says it, and refuses two in one row', () => {
    expect(read({ Ccy: '', Total: 'R$ 10,00' }).invoice.total).toEqual({ currency: 'BRL', minor: 1000 });
    expect(() => read({ Total: 'USD 10.00' })).toThrow(/is in USD, but the rest of the row is in MXN/);
    expect(() => read({ Ccy: '' })).toThrow(/^currency \(column “Ccy”\): found an empty value, which is needed/);
  });

  it('leaves out what would harm, with a warning', () => {
    const { invoice, customer, warnings } = read({
      Mail: 'not an address',
      Pay: 'javascript:alert(1)',
      State: 'Narnia',
      Country: 'MX',
    });
    expect(customer.email).toBeUndefined();
    expect(customer.region).toBeUndefined();
    expect(invoice.paymentUrl).toBeUndefined();
    expect(warnings.map(({ field }) => field)).toEqual([
      'email (column “Mail”)',
      'region (column “State”)',
      'paymentUrl (column “Pay”)',
    ]);
  });

  it('leaves out places, languages and kinds that cannot be read, and never takes the usual country for them', () => {
    const odd = { Country: '391', Zone: '-06:00', Language: 'Klingon', Kind: 'VIP' };
    const { customer, warnings } = read(odd, { country: 'MX' });
    expect(customer).toEqual({ id: 'C1', name: 'Acme' });
    expect(warnings).toEqual([
      { field: 'country (column “Country”)', message: '“391” is not a country, so it is left out.' },
      { field: 'timeZone (column “Zone”)', message: '“-06:00” is not a time zone, so it is left out.' },
      { field: 'language (column “Language”)', message: '“Klingon” is not a language, so it is left out.' },
      {
        field: 'customerKind (column “Kind”)',
        message: '“VIP” is neither a business nor a consumer, so it is left out.',
      },
    ]);
    expect(read({}, { country: 'MX' }).customer.country).toBe('MX');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no due date', { Due: ' ' }, /^dueDate \(column “Due”\): found an empty value, which is needed\./],
    [
      'a bad due date',
      { Due: '2026-02-30' },
      /^dueDate \(column “Due”\): found “2026-02-30”, which is a date that does not exist/,
    ],
    ['a negative total', { Total: '-5' }, /^total \(column “Total”\): found “-5”, which is negative/],
    ['an unknown currency', { Ccy: 'XYZ' }, /^currency \(column “Ccy”\): found “XYZ”, which is not a currency code/],
    [
      'a name of a megabyte',
      { Name: 'x'.repeat(1_000_000) },
      /^customerName \(column “Name”\): .*\(1000000 characters\), which is longer than 300/,
    ],
    ['an object for a name', { Name: { a: 1 } }, /which is not a text/],
    ['an unclear dispute', { Disputed: 'perhaps' }, /is neither yes nor no/],
    ['an amount that is none', { Total: 'a lot' }, /^total \(column “Total”\): found “a lot”, which is not an amount/],
  ])('refuses a row with %s', (_name, changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });

  it('says that a mapped column is not in the row, and which are', () => {
    expect(() => readGenericRow({ A: 1, B: 2 }, MAPPING)).toThrow(
      'customerId (column “Client”): found nothing, which means that the column is not in this row. Map another column; this row has A, B.',
    );
  });

  it('says at once that a mapping cannot work', () => {
    expect(() => createGenericReader({ number: 'No', customerId: 'C', total: 'T' })).toThrow(
      /^dueDate: .*Map the column with the due date/,
    );
  });

  it('any value in any column gives a reading or an error that names the field', () => {
    const columns = Object.values(MAPPING);
    fc.assert(
      fc.property(
        fc.constantFrom(...columns),
        fc.anything({ withDate: true, withBigInt: true, maxDepth: 2 }),
        (column, value) => {
          try {
            expect(read({ [column]: value }).invoice.id).toMatch(/\S/);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as InputError).details.advice).toMatch(/\.$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not let one bad row disturb the next', () => {
    const reader = createGenericReader(MAPPING);
    expect(() => reader({ ...ROW, Total: 'x' })).toThrow();
    expect(reader(ROW).warnings).toEqual([]);
  });

  it('learns dates and decimals from the batch', () => {
    const rows = [
      { ...ROW, Due: '03/04/2026', Total: '1.500' },
      { ...ROW, Due: '23/04/2026', Total: '1.234,50' },
    ];
    const options = detectGenericOptions(rows, MAPPING);
    expect(options).toEqual({ dateOrder: 'day-first', decimalStyle: 'comma' });
    expect(readGenericRow(rows[0] ?? {}, MAPPING, options).invoice).toMatchObject({
      dueDate: '2026-04-03',
      total: { minor: 150000 },
    });
    expect(() => readGenericRow(rows[0] ?? {}, MAPPING)).toThrow(/day first or month first/);
  });
});

describe('rows that have their customer in common', () => {
  const mapping = {
    number: 'No',
    customerName: 'Customer',
    email: 'Mail',
    dueDate: 'Due',
    total: 'Total',
    policyId: 'Policy',
  };
  const cells = (extra: Record<string, unknown> = {}) => ({
    No: '1',
    Customer: 'Acme',
    Mail: 'a@acme.example',
    Due: '2026-03-01',
    Total: '10.00',
    ...extra,
  });
  const reader = () => createGenericReader(mapping, { currency: 'MXN' });

  it('share it where every cell about the customer is the same', () => {
    const read = reader();
    expect(read(cells({ No: '2' })).customer).toBe(read(cells({ No: '3', Total: '20.00' })).customer);
  });

  it.each([
    ['another address', { Mail: 'b@acme.example' }, { email: 'b@acme.example' }],
    ['no address', { Mail: '' }, { name: 'Acme' }],
  ])('%s makes it another reading of the customer', (_name, extra, expected) => {
    const read = reader();
    read(cells());
    expect(read(cells(extra)).customer).toMatchObject(expected);
    // And back again.
    expect(read(cells()).customer.email).toBe('a@acme.example');
  });

  it('the policy of a row stays that row’s', () => {
    const read = reader();
    const policies = ['b2b_strict', '', 'b2b_standard'].map((Policy) => read(cells({ Policy })).invoice.policyId);
    expect(policies).toEqual(['b2b_strict', undefined, 'b2b_standard']);
  });

  it('a warning is given for every row that has its cause', () => {
    const read = reader();
    const counts = [1, 2, 3].map(() => read(cells({ Mail: 'nonsense' })).warnings.length);
    expect(counts).toEqual([1, 1, 1]);
  });

  it('dates remembered from one batch say nothing about another', () => {
    const written = cells({ Due: '03/04/2026' });
    const due = (dateOrder: 'day-first' | 'month-first') =>
      createGenericReader(mapping, { currency: 'MXN', dateOrder })(written).invoice.dueDate;
    expect([due('day-first'), due('month-first')]).toEqual(['2026-04-03', '2026-03-04']);
  });
});
