import { applyPayments } from '../../../../dunning/invoice/readers';
import { createCustomerReader, createPaymentReader } from '../../../../dunning/invoice/readers/extra-rows';
import { guessMapping, readGenericRow } from '../../../../dunning/invoice/readers/generic';

describe('lists beside the list of invoices', () => {
  it('customers', () => {
    const rows = [{ 'Customer ID': 'C1', Name: 'Acme', Correo: 'pagos@acme.example', País: 'Perú' }];
    const { mapping } = guessMapping(Object.keys(rows[0] ?? {}));
    const read = createCustomerReader(mapping);
    expect(rows.map(read)).toEqual([
      { customer: { id: 'C1', name: 'Acme', email: 'pagos@acme.example', country: 'PE' }, warnings: [] },
    ]);
    expect(() => read({})).toThrow(/^customerId \(column “Customer ID”\)/);
  });

  it('customers whose column is just called id', () => {
    const row = { id: 7, name: 'Acme', email: 'pagos@acme.example', vat: 'EKU9003173C9' };
    const read = createCustomerReader(guessMapping(Object.keys(row)).mapping);
    expect(read(row).customer).toEqual({ id: '7', name: 'Acme', email: 'pagos@acme.example', taxId: 'EKU9003173C9' });
  });

  it('payments, applied to their invoices; two alike on one day are two', () => {
    const row = { Factura: 'F-1', Fecha: '2026-11-05', Importe: '250.00', Moneda: 'MXN' };
    const { mapping } = guessMapping(Object.keys(row));
    const read = createPaymentReader(mapping);
    const notices = [read(row), read(row)];
    const { invoice } = readGenericRow(
      { n: 'F-1', c: 'C1', d: '2026-10-31', t: '1000', u: 'MXN' },
      { number: 'n', customerId: 'c', dueDate: 'd', total: 't', currency: 'u' },
    );
    const { invoices, unmatched } = applyPayments([invoice], notices);
    expect(unmatched).toEqual([]);
    expect(invoices[0]?.payments?.map(({ date, amount }) => `${date} ${amount.minor}`)).toEqual([
      '2026-11-05 25000',
      '2026-11-05 25000',
    ]);
  });

  it.each([
    [{ Fecha: '2026-11-05', Importe: '1', Moneda: 'MXN' }, /^number/],
    [{ Factura: 'F-1', Importe: '1', Moneda: 'MXN' }, /^settledOn/],
    [{ Factura: 'F-1', Fecha: '2026-11-05', Moneda: 'MXN' }, /^paid/],
    [{ Factura: 'F-1', Fecha: '2026-11-05', Importe: 'x', Moneda: 'MXN' }, /^total \(column “Importe”\): found “x”/],
  ])('a payment row %j says what it lacks', (row, message) => {
    const read = createPaymentReader(guessMapping(['Factura', 'Fecha', 'Importe', 'Moneda']).mapping);
    expect(() => read(row)).toThrow(message);
  });
});
