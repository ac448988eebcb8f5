import { applyPayments, detect } from '../../../../dunning/invoice/readers/index';
import type { SourceResult } from '../../../../dunning/invoice/readers/source';

/** Documents that differ from the samples in what real ones differ in: versions, currencies, prefixes, several payments and due dates. */

function read(xml: string): SourceResult {
  const reader = detect(xml);
  if (!reader) throw new Error('not recognised');
  return reader.read(xml, {});
}

const first = (xml: string) => {
  const [document] = read(xml).documents;
  if (!document) throw new Error('no document');
  return document;
};

const CFDI =
  'xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital"';

function cfdi({
  attributes = '',
  version = '4.0',
  uuid = 'AAAAAAAA-0000-4000-8000-000000000001',
  total = '1160.00',
} = {}) {
  return `<cfdi:Comprobante ${CFDI} Version="${version}" Serie="F" Folio="7" Fecha="2026-10-01T10:00:00" Moneda="MXN"
    SubTotal="1000.00" Total="${total}" TipoDeComprobante="I" MetodoPago="PPD" FormaPago="99" ${attributes}>
    <cfdi:Receptor Rfc="URE180429TM6" Nombre="CLIENTE SA" UsoCFDI="G03"/>
    <cfdi:Complemento><tfd:TimbreFiscalDigital UUID="${uuid}"/></cfdi:Complemento></cfdi:Comprobante>`;
}

describe('CFDI', () => {
  it.each([
    ['30 DIAS', '2026-10-31'],
    ['Crédito 45 días naturales', '2026-11-15'],
    ['CREDITO 15', '2026-10-16'],
    ['NETO 30', '2026-10-31'],
    ['Net 60', '2026-11-30'],
    ['PLAZO DE 20', '2026-10-21'],
    ['CONTADO', '2026-10-01'],
    ['Pago de contado', '2026-10-01'],
  ])('the conditions “%s” make it due on %s', (conditions, due) => {
    expect(first(cfdi({ attributes: `CondicionesDePago="${conditions}"` })).invoice.dueDate).toBe(due);
  });

  it('conditions that name no days are not guessed', () => {
    expect(() => first(cfdi({ attributes: 'CondicionesDePago="Según contrato 2026/15"' }))).toThrow(/dueDate/);
  });

  it('version 3.3 is read alike', () => {
    expect(first(cfdi({ version: '3.3', attributes: 'CondicionesDePago="30 dias"' })).invoice).toMatchObject({
      number: 'F-7',
      total: { minor: 116000, currency: 'MXN' },
    });
  });

  it('two payments for two invoices each, in two complements, one of them in dollars paid in pesos', () => {
    const document = (uuid: string, before: string, paid: string, after: string, sequence = 1, currency = 'MXN') =>
      `<pago20:DoctoRelacionado IdDocumento="${uuid.toLowerCase()}" MonedaDR="${currency}" NumParcialidad="${sequence}"
        ImpSaldoAnt="${before}" ImpPagado="${paid}" ImpSaldoInsoluto="${after}" EquivalenciaDR="1"/>`;
    const [one, two, usd] = ['1', '2', '3'].map((n) => `AAAAAAAA-0000-4000-8000-00000000000${n}`) as [
      string,
      string,
      string,
    ];
    const payment = (date: string, documents: string) =>
      `<pago20:Pago FechaPago="${date}T12:00:00" FormaDePagoP="03" MonedaP="MXN" Monto="1.00">${documents}</pago20:Pago>`;
    const complement = (payments: string) =>
      `<cfdi:Complemento><pago20:Pagos Version="2.0">${payments}</pago20:Pagos></cfdi:Complemento>`;
    const xml = `<cfdi:Comprobante ${CFDI} Version="4.0" Serie="P" Folio="1" Fecha="2026-11-05T12:00:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="P">
      ${complement(
        payment('2026-11-03', document(one, '1160.00', '500.00', '660.00') + document(two, '1160.00', '1160.00', '0')) +
          payment('2026-11-04', document(one, '660.00', '60.00', '600.00', 2)),
      )}
      ${complement(payment('2026-11-05', document(usd, '100.00', '40.00', '60.00', 1, 'USD')))}
    </cfdi:Comprobante>`;
    const terms = 'CondicionesDePago="30 dias"';
    const invoices = [
      first(cfdi({ uuid: one, attributes: terms })),
      first(cfdi({ uuid: two, attributes: terms })),
      first(cfdi({ uuid: usd, attributes: terms, total: '100.00' }).replace('Moneda="MXN"', 'Moneda="USD"')),
    ].map(({ invoice }) => invoice);
    const { payments } = read(xml);
    expect(payments).toHaveLength(4);
    const applied = applyPayments(invoices, [...payments].reverse());
    expect(applied.unmatched).toEqual([]);
    expect(applied.invoices.map(({ balance, settledOn }) => [balance?.currency, balance?.minor, settledOn])).toEqual([
      ['MXN', 60000, undefined],
      ['MXN', 0, '2026-11-03'],
      ['USD', 6000, undefined],
    ]);
  });
});

const UBL = `xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"`;
const BUYER = `<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>C-9</cbc:ID></cac:PartyIdentification>
  <cac:PartyLegalEntity><cbc:RegistrationName>Käufer GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>`;

function ubl(root: string, inner: string, payable = '300.00') {
  const [open, close] = root === 'Invoice' ? [`ubl:${root} xmlns:ubl`, `ubl:${root}`] : [`${root} xmlns`, root];
  return `<?xml version="1.0"?><!-- sent by a gateway --><${open}="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" ${UBL}>
    <cbc:ID>R-1</cbc:ID><cbc:IssueDate>2026-10-01</cbc:IssueDate>${inner}<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
    ${BUYER}<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">${payable}</cbc:PayableAmount></cac:LegalMonetaryTotal></${close}>`;
}

describe('UBL', () => {
  const term = (date: string, amount: string) =>
    `<cac:PaymentTerms><cbc:Amount currencyID="EUR">${amount}</cbc:Amount><cbc:InstallmentDueDate>${date}</cbc:InstallmentDueDate></cac:PaymentTerms>`;

  it('payment terms with amounts and dates are instalments, also under a prefixed root', () => {
    const { invoice } = first(ubl('Invoice', term('2026-10-31', '100.00') + term('2026-11-30', '200.00')));
    expect(invoice.instalments?.map(({ dueDate, amount }) => [dueDate, amount.minor])).toEqual([
      ['2026-10-31', 10000],
      ['2026-11-30', 20000],
    ]);
  });

  it('payment terms in percent are instalments too, rounded so that they add up', () => {
    const part = (date: string, percent: string) =>
      `<cac:PaymentTerms><cbc:PaymentPercent>${percent}</cbc:PaymentPercent><cbc:PaymentDueDate>${date}</cbc:PaymentDueDate></cac:PaymentTerms>`;
    const { invoice } = first(
      ubl('Invoice', part('2026-10-31', '33.33') + part('2026-11-30', '33.33') + part('2026-12-31', '33.34'), '100.01'),
    );
    expect(invoice.instalments?.map(({ amount }) => amount.minor)).toEqual([3333, 3333, 3335]);
  });

  it('a credit note is one by its root, and never asked for', () => {
    const { invoice } = first(ubl('CreditNote', '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>'));
    expect(invoice).toMatchObject({ type: 'credit_note', total: { minor: 30000 } });
  });

  it('several payment means: due on the last of their dates', () => {
    const means = (date: string) =>
      `<cac:PaymentMeans><cbc:ID>2</cbc:ID><cbc:PaymentMeansCode>31</cbc:PaymentMeansCode><cbc:PaymentDueDate>${date}</cbc:PaymentDueDate></cac:PaymentMeans>`;
    expect(first(ubl('Invoice', means('2026-11-15') + means('2026-10-15'))).invoice.dueDate).toBe('2026-11-15');
  });
});

describe('CII', () => {
  const NAMES = `xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"`;
  const terms = (date: string, amount?: string) =>
    `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">${date}</udt:DateTimeString></ram:DueDateDateTime>
      ${amount === undefined ? '' : `<ram:PartialPaymentAmount>${amount}</ram:PartialPaymentAmount>`}</ram:SpecifiedTradePaymentTerms>`;
  const document = (inner: string, type = '380') => `<rsm:CrossIndustryInvoice ${NAMES}>
    <rsm:ExchangedDocument><ram:ID>Z-1</ram:ID><ram:TypeCode>${type}</ram:TypeCode>
      <ram:IssueDateTime><udt:DateTimeString format="102">20261001</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
    <rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty><ram:ID>B1</ram:ID><ram:Name>Acheteur SA</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>${inner}
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>300.00</ram:GrandTotalAmount><ram:DuePayableAmount>300.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;

  it('three due dates with their amounts are three instalments', () => {
    const { invoice } = first(document(terms('20261031', '100') + terms('20261130', '100') + terms('20261231', '100')));
    expect(invoice.instalments?.map(({ dueDate }) => dueDate)).toEqual(['2026-10-31', '2026-11-30', '2026-12-31']);
  });

  it('several due dates without amounts: due as a whole on the last', () => {
    const { invoice } = first(document(terms('20261130') + terms('20261031')));
    expect([invoice.dueDate, invoice.instalments]).toEqual(['2026-11-30', undefined]);
  });

  it('type 381 is a credit note', () => {
    expect(first(document('', '381')).invoice.type).toBe('credit_note');
  });
});

describe('NF-e', () => {
  const note = (
    cobr: string,
  ) => `<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00"><NFe><infNFe Id="NFe35261012345678000195550010000001231000001234" versao="4.00">
    <ide><serie>1</serie><nNF>123</nNF><dhEmi>2026-10-01T22:30:00-03:00</dhEmi><tpNF>1</tpNF><finNFe>1</finNFe></ide>
    <dest><CNPJ>11222333000181</CNPJ><xNome>Cliente Ltda</xNome><enderDest><UF>SP</UF><cPais>1058</cPais></enderDest></dest>
    <total><ICMSTot><vNF>1000.00</vNF></ICMSTot></total>${cobr}</infNFe></NFe>
    <protNFe><infProt><cStat>100</cStat></infProt></protNFe></nfeProc>`;
  const dup = (n: string, date: string, amount: string) =>
    `<dup><nDup>${n}</nDup><dVenc>${date}</dVenc><vDup>${amount}</vDup></dup>`;

  it('one duplicate is the due date', () => {
    const { invoice } = first(note(`<cobr>${dup('001', '2026-10-31', '1000.00')}</cobr>`));
    expect([invoice.dueDate, invoice.instalments]).toEqual(['2026-10-31', undefined]);
  });

  it('a discount on the bill lowers what is asked for', () => {
    const { invoice, warnings } = first(
      note(`<cobr><fat><nFat>1</nFat><vOrig>1000.00</vOrig><vDesc>50.00</vDesc><vLiq>950.00</vLiq></fat>
        ${dup('001', '2026-10-31', '475.00')}${dup('002', '2026-11-30', '475.00')}</cobr>`),
    );
    expect(invoice.total.minor).toBe(95000);
    expect(invoice.instalments).toHaveLength(2);
    expect(warnings).toHaveLength(1);
  });
});

describe('DTE', () => {
  const document = (
    type: string,
    inner: string,
    total = '119000',
  ) => `<DTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><Documento ID="D1"><Encabezado>
    <IdDoc><TipoDTE>${type}</TipoDTE><Folio>55</Folio><FchEmis>2026-10-01</FchEmis>${inner}</IdDoc>
    <Emisor><RUTEmisor>76192083-9</RUTEmisor></Emisor><Receptor><RUTRecep>77777777-7</RUTRecep><RznSocRecep>Cliente SpA</RznSocRecep></Receptor>
    <Totales><MntTotal>${total}</MntTotal></Totales></Encabezado></Documento></DTE>`;

  it.each([
    ['33', '<FmaPago>2</FmaPago><FchVenc>2026-10-31</FchVenc>', '2026-10-31'],
    ['34', '<FmaPago>2</FmaPago><TermPagoDias>45</TermPagoDias>', '2026-11-15'],
    ['39', '<FmaPago>1</FmaPago>', '2026-10-01'],
    ['56', '<FchVenc>2026-11-10</FchVenc>', '2026-11-10'],
  ])('type %s with %s is due on %s', (type, inner, due) => {
    expect(first(document(type, inner)).invoice).toMatchObject({
      dueDate: due,
      total: { minor: 119000, currency: 'CLP' },
    });
  });

  it('several dates of payment are instalments', () => {
    const pay = (date: string, amount: string) =>
      `<MntPagos><FchPago>${date}</FchPago><MntPago>${amount}</MntPago></MntPagos>`;
    const { invoice } = first(
      document('33', `<FmaPago>2</FmaPago>${pay('2026-10-31', '59500')}${pay('2026-11-30', '59500')}`),
    );
    expect(invoice.instalments?.map(({ amount }) => amount.minor)).toEqual([59500, 59500]);
  });
});
