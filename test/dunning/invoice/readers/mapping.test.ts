import { type FieldMapping, guessMapping } from '../../../../dunning/invoice/readers/generic';

describe('guessing which column is which', () => {
  it.each<[string, string[], FieldMapping]>([
    [
      'Spanish',
      [
        'Número de Factura',
        'Razón Social',
        'RFC',
        'Fecha de Emisión',
        'Fecha de Vencimiento',
        'Importe Total',
        'Saldo Pendiente',
        'Moneda',
        'Correo Electrónico',
        'Teléfono',
        'País',
        '¿En disputa?',
        'Promesa de pago',
        'Orden de compra',
      ],
      {
        number: 'Número de Factura',
        customerName: 'Razón Social',
        taxId: 'RFC',
        issueDate: 'Fecha de Emisión',
        dueDate: 'Fecha de Vencimiento',
        total: 'Importe Total',
        balance: 'Saldo Pendiente',
        currency: 'Moneda',
        email: 'Correo Electrónico',
        phone: 'Teléfono',
        country: 'País',
        disputed: '¿En disputa?',
        promiseDate: 'Promesa de pago',
        purchaseOrder: 'Orden de compra',
      },
    ],
    [
      'Portuguese',
      [
        'NOTA_FISCAL',
        'cliente',
        'CNPJ/CPF',
        'data_emissao',
        'Vencimento',
        'Valor',
        'Valor Pago',
        'Saldo em aberto',
        'UF',
        'e-mail',
        'Celular',
        'Endereço',
        'CEP',
      ],
      {
        number: 'NOTA_FISCAL',
        customerName: 'cliente',
        taxId: 'CNPJ/CPF',
        issueDate: 'data_emissao',
        dueDate: 'Vencimento',
        total: 'Valor',
        paid: 'Valor Pago',
        balance: 'Saldo em aberto',
        region: 'UF',
        email: 'e-mail',
        phone: 'Celular',
        address: 'Endereço',
        postalCode: 'CEP',
      },
    ],
    [
      'camelCase',
      ['invoiceNumber', 'customerID', 'dueDate', 'amountDue', 'currencyCode', 'createdAt'],
      {
        number: 'invoiceNumber',
        customerId: 'customerID',
        dueDate: 'dueDate',
        balance: 'amountDue',
        currency: 'currencyCode',
        issueDate: 'createdAt',
      },
    ],
  ])('%s', (_language, columns, expected) => {
    const { mapping, unused } = guessMapping(columns);
    expect(mapping).toEqual(expected);
    expect(unused).toEqual([]);
  });

  it('takes the closest name, and reports equal ones', () => {
    const guess = guessMapping(['Amount', 'Invoice Total', 'Due Date', 'DUE_DATE', 'Colour']);
    expect(guess.mapping).toEqual({ total: 'Invoice Total', dueDate: 'Due Date' });
    expect(guess.ambiguous).toEqual({ dueDate: ['Due Date', 'DUE_DATE'] });
    expect(guess.unused).toEqual(['Amount', 'DUE_DATE', 'Colour']);
  });

  it('tells a state of the country from the state of the invoice by the columns beside it', () => {
    expect(guessMapping(['Factura', 'Estado', 'Ciudad']).mapping).toEqual({
      number: 'Factura',
      region: 'Estado',
      city: 'Ciudad',
    });
    expect(guessMapping(['Factura', 'Estado', 'Vence']).mapping).toEqual({
      number: 'Factura',
      status: 'Estado',
      dueDate: 'Vence',
    });
    expect(guessMapping(['Status', 'State', 'Zip']).mapping).toEqual({
      status: 'Status',
      region: 'State',
      postalCode: 'Zip',
    });
    expect(guessMapping(['Status', 'State']).mapping).toEqual({ status: 'Status', region: 'State' });
  });

  it('takes a bare name for the customer’s', () => {
    expect(guessMapping(['Invoice', 'Name', 'Due']).mapping).toEqual({
      number: 'Invoice',
      customerName: 'Name',
      dueDate: 'Due',
    });
    expect(guessMapping(['Customer ID', 'Cliente', 'Nombre']).mapping).toEqual({
      customerId: 'Customer ID',
      customerName: 'Cliente',
    });
  });

  it('is not misled by prose, emptiness or prototype names', () => {
    const columns = ['', 'x'.repeat(1_000_000), '__proto__', 'constructor', 'toString'];
    expect(guessMapping(columns)).toEqual({ mapping: {}, guessed: [], ambiguous: {}, unused: columns });
  });
});
