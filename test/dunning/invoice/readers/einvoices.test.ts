import { applyPayments, detect, readerOf, readers } from '../../../../dunning/invoice/readers';
import type { GenericOptions } from '../../../../dunning/invoice/readers/generic';
import {
  CFDI_PPD,
  CII_TWO_DATES,
  DIAN_ENVELOPE,
  DTE_ENVELOPE,
  nfe3,
  pago20,
  PERU_CREDIT,
  UBL_INVOICE,
} from './einvoices';

const readAll = (xml: unknown, options?: GenericOptions) => {
  const reader = detect(xml);
  if (reader === undefined) throw new Error('not recognised');
  return reader.read(xml, options);
};
const readOne = (xml: unknown, options?: GenericOptions) => {
  const [document] = readAll(xml, options).documents;
  if (document === undefined) throw new Error('nothing was read');
  return document;
};

describe('Mexico, CFDI', () => {
  it('reads an invoice to be paid later, due by its written conditions', () => {
    expect(detect(CFDI_PPD)?.id).toBe('cfdi');
    expect(readOne(CFDI_PPD)).toEqual({
      invoice: {
        id: '5D4B0B1C-AAAA-4000-8000-000000000101',
        number: 'A-101',
        type: 'invoice',
        customerId: 'URE180429TM6',
        issueDate: '2026-10-01',
        dueDate: '2026-10-31',
        total: { currency: 'MXN', minor: 116000 },
        fiscalId: '5D4B0B1C-AAAA-4000-8000-000000000101',
      },
      customer: {
        id: 'URE180429TM6',
        name: "UNIVERSIDAD & ROBOTICA 'ESPAÑOLA'",
        taxId: 'URE180429TM6',
        kind: 'business',
        postalCode: '86991',
        country: 'MX',
      },
      warnings: [],
    });
  });

  it('asks for the days of credit when nothing says when it is due', () => {
    const bare = CFDI_PPD.replace(/CondicionesDePago="[^"]*"/, '');
    expect(() => readOne(bare)).toThrow(
      /^dueDate: found nothing, which is needed\. .*set the days of credit in the options/,
    );
    expect(readOne(bare, { termsDays: 45 }).invoice.dueDate).toBe('2026-11-15');
    expect(readOne(CFDI_PPD.replace('CREDITO A 30 DIAS', 'Contado'), { termsDays: 45 }).invoice.dueDate).toBe(
      '2026-10-01',
    );
  });

  it('takes PUE as due at the end of its month, and says so', () => {
    const pue = CFDI_PPD.replace(/CondicionesDePago="[^"]*"/, '').replace('PPD', 'PUE');
    const { invoice, warnings } = readOne(pue);
    expect(invoice.dueDate).toBe('2026-10-31');
    expect(warnings.map(({ field }) => field)).toEqual(['dueDate']);
    expect(readOne(pue.replace('2026-10-01T', '2028-02-10T')).invoice.dueDate).toBe('2028-02-29');
  });

  it('reads a credit note, keeps customers without an RFC of their own apart, refuses payroll and old versions', () => {
    expect(readOne(CFDI_PPD.replace('TipoDeComprobante="I"', 'TipoDeComprobante="E"')).invoice.type).toBe(
      'credit_note',
    );
    expect(readOne(CFDI_PPD.replaceAll('URE180429TM6', 'XAXX010101000')).customer.id).toBe(
      "XAXX010101000 UNIVERSIDAD & ROBOTICA 'ESPAÑOLA'",
    );
    expect(() => readOne(CFDI_PPD.replace('TipoDeComprobante="I"', 'TipoDeComprobante="N"'))).toThrow(
      /is a payroll receipt/,
    );
    expect(() => readOne(CFDI_PPD.replace('Version="4.0"', 'Version="3.2"'))).toThrow(/^CFDI version: found “3.2”/);
    expect(
      readOne(CFDI_PPD.replace(/<cfdi:Complemento>[\s\S]*<\/cfdi:Complemento>/, '')).warnings.map(({ field }) => field),
    ).toEqual(['fiscalId']);
  });

  it('applies payment complements in their order, each once, whatever order they arrive in', () => {
    const { invoice } = readOne(CFDI_PPD);
    const first = readAll(pago20(1, '1160.00', '500.00', '660.00', '2026-11-05'));
    const second = readAll(pago20(2, '660.00', '660.00', '0.00', '2026-11-20'));
    expect(first.documents).toEqual([]);
    const both = applyPayments([invoice], [...second.payments, ...first.payments, ...second.payments]);
    expect(both.unmatched).toEqual([]);
    expect(both.invoices[0]).toMatchObject({
      balance: { minor: 0 },
      settledOn: '2026-11-20',
      payments: [
        { date: '2026-11-05', amount: { currency: 'MXN', minor: 50000 } },
        { date: '2026-11-20', amount: { currency: 'MXN', minor: 66000 } },
      ],
    });
    expect(applyPayments([invoice], first.payments).invoices[0]).toMatchObject({ balance: { minor: 66000 } });
    expect(applyPayments([invoice], first.payments).invoices[0]?.settledOn).toBeUndefined();
    expect(invoice.payments).toBeUndefined();
  });

  it('hands back payments of unknown invoices, and refuses complements that contradict themselves', () => {
    const { payments } = readAll(pago20(1, '1160.00', '500.00', '660.00', '2026-11-05'));
    expect(applyPayments([], payments)).toEqual({ invoices: [], unmatched: payments });
    expect(() => readAll(pago20(1, '1160.00', '500.00', '600.00', '2026-11-05'))).toThrow(
      /^ImpSaldoInsoluto: found “600.00”/,
    );
    expect(() =>
      readAll(pago20(1, '1160.00', '500.00', '660.00', '2026-11-05').replace(/<pago20:Docto[^>]*>/, '')),
    ).toThrow(/^Pagos: /);
    const dollars = { ...readOne(CFDI_PPD.replace('"MXN"', '"USD"')).invoice };
    expect(() => applyPayments([dollars], payments)).toThrow(/is not the invoice's currency, USD/);
  });

  it('takes a payment off what was open where the payment does not say', () => {
    const { invoice } = readOne(CFDI_PPD);
    const payment = {
      id: 'p',
      kind: 'payment' as const,
      date: '2026-11-05',
      amount: { currency: 'MXN', minor: 10000 },
    };
    const apply = (changes: object) =>
      applyPayments([{ ...invoice, ...changes }], [{ invoiceId: 'a-101', payment }]).invoices[0];
    expect(apply({})?.balance).toBeUndefined();
    expect(apply({ balance: { currency: 'MXN', minor: 50000 } })?.balance?.minor).toBe(40000);
    expect(apply({ paid: { currency: 'MXN', minor: 16000 } })?.balance?.minor).toBe(90000);
    expect(apply({ balance: { currency: 'MXN', minor: 5000 } })?.balance?.minor).toBe(0);
  });
});

describe('UBL', () => {
  it('reads an EN 16931 invoice: the total is what is to be paid and what was prepaid', () => {
    expect(detect(UBL_INVOICE)?.id).toBe('ubl');
    const { invoice, customer } = readOne(UBL_INVOICE);
    expect(invoice).toMatchObject({
      number: 'R-77',
      dueDate: '2026-10-31',
      total: { currency: 'EUR', minor: 12100 },
      paid: { minor: 2100 },
      balance: { minor: 10000 },
      purchaseOrder: 'PO-5',
    });
    expect(customer).toMatchObject({
      id: 'K-9',
      name: 'Acme SL',
      contactName: 'Ana Ruiz',
      taxId: 'ESA58818501',
      email: 'ana@acme.example',
      phone: '+34 911 234 567',
      city: 'Madrid',
      country: 'ES',
    });
  });

  it('knows a credit note by its type code too', () => {
    expect(readOne(UBL_INVOICE.replace('>380<', '>381<')).invoice.type).toBe('credit_note');
  });

  it('opens the envelope of Colombia', () => {
    const { invoice, customer } = readOne(DIAN_ENVELOPE);
    expect(invoice).toMatchObject({
      number: 'SETP990000002',
      dueDate: '2026-11-15',
      total: { currency: 'COP', minor: 119000000 },
    });
    expect(invoice.fiscalId).toMatch(/^941cf36a/);
    expect(customer).toMatchObject({
      id: '900544472',
      name: 'ACME S.A.S.',
      email: 'pagos@acme.example',
      city: 'Medellín',
      region: 'CO-ANT',
      country: 'CO',
      address: 'CR 9 A N0 99',
    });
    expect(() => readOne(DIAN_ENVELOPE.replace(/<!\[CDATA\[[\s\S]*\]\]>/, ''))).toThrow(/holds no document/);
  });

  it('Peru: the net amount on credit is what is owed, in its instalments', () => {
    expect(detect(PERU_CREDIT)?.id).toBe('peru-ubl');
    const { invoice, customer, warnings } = readOne(PERU_CREDIT);
    expect(invoice).toMatchObject({
      id: '20480977239-01-F001-123',
      number: 'F001-123',
      dueDate: '2026-11-30',
      total: { currency: 'PEN', minor: 103840 },
      instalments: [
        { id: 'Cuota001', dueDate: '2026-10-31', amount: { minor: 50000 } },
        { id: 'Cuota002', dueDate: '2026-11-30', amount: { minor: 53840 } },
      ],
    });
    expect(customer).toMatchObject({
      id: '20503644968',
      name: 'ACME & HIJOS S.A.C.',
      address: 'AV. LIMA 123',
      country: 'PE',
    });
    expect(warnings.map(({ field }) => field)).toEqual(['total']);
  });
});

describe('CII', () => {
  it('reads partial payments as instalments', () => {
    expect(detect(CII_TWO_DATES)?.id).toBe('cii');
    expect(readOne(CII_TWO_DATES).invoice).toMatchObject({
      issueDate: '2026-10-01',
      dueDate: '2026-11-30',
      instalments: [
        { dueDate: '2026-10-31', amount: { minor: 4000 } },
        { dueDate: '2026-11-30', amount: { minor: 6000 } },
      ],
    });
  });
});

describe('Brazil, NF-e', () => {
  it('reads the duplicates as instalments, and the day in Brazil as the day of issue', () => {
    expect(detect(nfe3('100'))?.id).toBe('nfe');
    const { invoice, customer, warnings } = readOne(nfe3('100'));
    expect(warnings).toEqual([]);
    expect(invoice).toMatchObject({
      id: '35261016727230000197550010000012341000012349',
      number: '1-1234',
      issueDate: '2026-10-01',
      dueDate: '2026-12-30',
      total: { currency: 'BRL', minor: 100000 },
      instalments: [
        { id: '001', dueDate: '2026-10-31', amount: { minor: 33334 } },
        { id: '002', dueDate: '2026-11-30', amount: { minor: 33333 } },
        { id: '003', dueDate: '2026-12-30', amount: { minor: 33333 } },
      ],
    });
    expect(customer).toMatchObject({
      id: '33000167000101',
      kind: 'business',
      region: 'BR-AM',
      country: 'BR',
      email: 'pagar@acme.example',
    });
  });

  it('a cancelled note is void, an unauthorised one is warned about, a return is a credit note', () => {
    expect(readOne(nfe3('101')).invoice.void).toBe(true);
    expect(readOne(nfe3('100').replace(/<protNFe[\s\S]*<\/protNFe>/, '')).warnings.map(({ field }) => field)).toEqual([
      'fiscalId',
    ]);
    expect(readOne(nfe3('100').replace('<finNFe>1<', '<finNFe>4<')).invoice.type).toBe('credit_note');
    expect(() => readOne(nfe3('100').replace('<tpNF>1<', '<tpNF>0<'))).toThrow(/goods received/);
  });
});

describe('Chile, DTE', () => {
  it('reads each document of an envelope', () => {
    expect(detect(DTE_ENVELOPE)?.id).toBe('dte');
    const { documents } = readAll(DTE_ENVELOPE);
    expect(documents.map(({ invoice }) => invoice)).toMatchObject([
      {
        id: '76123456-0-T33-F60',
        number: '60',
        type: 'invoice',
        dueDate: '2026-10-31',
        total: { currency: 'CLP', minor: 119000 },
        purchaseOrder: 'OC-4',
      },
      { number: '7', type: 'credit_note', dueDate: '2026-10-05', total: { minor: 19000 } },
    ]);
    expect(documents[0]?.customer).toMatchObject({
      id: '77777777-7',
      name: 'ACME SPA',
      contactName: 'Ana Ruiz',
      city: 'Santiago',
      country: 'CL',
    });
  });

  it('an earlier balance belongs to other documents and is not asked for twice', () => {
    const withEarlier = (earlier: string) =>
      readOne(
        DTE_ENVELOPE.replace(
          '<MntTotal>119000<',
          `<MntTotal>119000</MntTotal><SaldoAnterior>${earlier}</SaldoAnterior><VlrPagar>150000</VlrPagar><MntTotal>119000<`,
        ).replace('<MntTotal>119000</MntTotal></Totales>', '</Totales>'),
      );
    expect(withEarlier('31000').invoice.total.minor).toBe(119000);
    expect(withEarlier('0').invoice.total.minor).toBe(150000);
  });

  it('cash is due at once; delivery notes are refused', () => {
    const cash = DTE_ENVELOPE.replace('<FmaPago>2<', '<FmaPago>1<').replace('<FchVenc>2026-10-31</FchVenc>', '');
    expect(readOne(cash).invoice.dueDate).toBe('2026-10-01');
    expect(() => readAll(DTE_ENVELOPE.replace('<TipoDTE>33<', '<TipoDTE>52<'))).toThrow(/is a delivery note/);
  });
});

describe('every format', () => {
  it.each([
    ['cfdi', CFDI_PPD],
    ['ubl', UBL_INVOICE],
    ['ubl', DIAN_ENVELOPE],
    ['peru-ubl', PERU_CREDIT],
    ['cii', CII_TWO_DATES],
    ['nfe', nfe3('100')],
    ['dte', DTE_ENVELOPE],
  ])('%s is recognised by one reader only, as text and as a file in three encodings', (id, xml) => {
    const utf8 = new TextEncoder().encode(xml.replace('ISO-8859-1', 'UTF-8'));
    const latin1 = Buffer.from(
      xml.startsWith('<?xml')
        ? xml.replace('UTF-8', 'ISO-8859-1')
        : `<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`,
      'latin1',
    );
    const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le');
    const expected = readAll(xml);
    for (const payload of [xml, utf8, latin1, utf16]) {
      expect(
        Object.values(readers)
          .filter((reader) => reader.recognises(payload))
          .map((reader) => reader.id),
      ).toEqual([id]);
      expect(readAll(payload)).toEqual(expected);
    }
  });

  it('says when a document is of another kind than the source that was chosen', () => {
    expect(() => readerOf('cfdi').read(UBL_INVOICE)).toThrow(
      'XML: found “Invoice”, which is not the root of a CFDI 4.0 (Mexico) document.',
    );
    expect(() => readerOf('ubl').read({ a: 1 })).toThrow(/is neither text nor a file/);
  });
});
