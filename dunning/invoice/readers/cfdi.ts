import { InputError } from '../../errors';
import type { Row } from './cells';
import type { GenericOptions } from './generic';
import { compare, type Money, subtract } from '../money';
import { parseAmount } from '../parse-amount';
import { parseDate } from '../parse-date';
import { createDocumentReader, joined, type PaymentNotice, type SourceResult } from './source';
import { attribute, child, children, type XmlNode, type XmlRoot } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

/** Tax ids that stand for everybody: the general public and foreigners. */
const GENERIC_RFC = /^X[AE]XX010101000$/;
const REFUSED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    N: 'is a payroll receipt (type N)',
    T: 'is a transfer of goods (type T)',
  }),
);

const of =
  (name: string, ...path: string[]) =>
  (doc: Row) =>
    attribute(child(doc, ...path), name);

function uuid(doc: XmlNode): string | undefined {
  // A document can carry several complements; the stamp is in one of them.
  for (const complement of children(doc, 'Complemento')) {
    const found = attribute(child(complement, 'TimbreFiscalDigital'), 'UUID');
    if (found !== undefined) return found.toUpperCase();
  }
  return undefined;
}

function number(doc: XmlNode): string | undefined {
  return joined('-', attribute(doc, 'Serie'), attribute(doc, 'Folio')) ?? uuid(doc);
}

/** PUE is for what is paid, or expected to be, within the month of issue (Resolución Miscelánea Fiscal, rule 2.7.1.39). */
function endOfIssueMonth(doc: XmlNode): string | undefined {
  const issued = /^(\d{4})-(\d{2})-/.exec(attribute(doc, 'Fecha') ?? '');
  if (!issued || attribute(doc, 'MetodoPago') !== 'PUE') return undefined;
  return new Date(Date.UTC(Number(issued[1]), Number(issued[2]), 0)).toISOString().slice(0, 10);
}

/** `CREDITO 30`, `NETO 30`, `plazo de 30`: a number is days of credit only right behind a word for credit, and at the end. */
const NAMED_DAYS = /(?:^|\s)(?:neto?|cr[eé]dito|plazo)\s*(?:a|de|:)?\s*(\d{1,3})\s*$/i;

/** CFDI has no due date; the payment conditions are free text, of which only days and cash are understood. */
function terms(doc: XmlNode): string | undefined {
  const text = attribute(doc, 'CondicionesDePago') ?? '';
  const days = /\b\d{1,3}\s*d[ií]as?\b/i.exec(text)?.[0] ?? NAMED_DAYS.exec(text)?.[1];
  return days ?? (/\bcontado\b/i.test(text) ? 'contado' : undefined);
}

const readInvoice = createDocumentReader({
  refuses: (doc) => REFUSED.get(attribute(doc, 'TipoDeComprobante') ?? ''),
  values: {
    id: (doc) => uuid(doc) ?? number(doc),
    number,
    fiscalId: uuid,
    type: (doc) => (attribute(doc, 'TipoDeComprobante') === 'E' ? 'credit note' : 'invoice'),
    customerId: (doc) => {
      const rfc = of('Rfc', 'Receptor')(doc);
      // Everybody without a tax id of their own has the same one here.
      return rfc !== undefined && GENERIC_RFC.test(rfc) ? joined(' ', rfc, of('Nombre', 'Receptor')(doc)) : rfc;
    },
    customerName: of('Nombre', 'Receptor'),
    customerKind: (doc) => (of('Rfc', 'Receptor')(doc)?.length === 12 ? 'business' : undefined),
    taxId: of('Rfc', 'Receptor'),
    postalCode: of('DomicilioFiscalReceptor', 'Receptor'),
    country: (doc) => of('ResidenciaFiscal', 'Receptor')(doc) ?? 'MX',
    issueDate: of('Fecha'),
    dueDate: (doc) => (terms(doc) === undefined ? endOfIssueMonth(doc) : undefined),
    termsDays: terms,
    currency: of('Moneda'),
    total: of('Total'),
  },
});

function read({ node, text }: XmlRoot, options: GenericOptions): SourceResult {
  const version = attribute(node, 'Version') ?? attribute(node, 'version');
  if (version !== '4.0' && version !== '3.3') {
    throw new InputError({
      field: 'CFDI version',
      found: version ?? text.slice(0, 40),
      problem: 'is not 4.0 or 3.3',
      advice: 'Older documents are no longer receivables in practice; enter what is open by hand.',
    });
  }
  if (attribute(node, 'TipoDeComprobante') === 'P') return { documents: [], payments: payments(node) };
  const result = readInvoice(node, options);
  if (endOfIssueMonth(node) !== undefined && terms(node) === undefined) {
    result.warnings.push({
      field: 'dueDate',
      message: 'The document says PUE (paid in one go) and no due date, so it is taken as due at the end of its month.',
    });
  }
  if (uuid(node) === undefined) {
    result.warnings.push({ field: 'fiscalId', message: 'The document has no UUID: it has not been stamped.' });
  }
  return { documents: [result], payments: [] };
}

/** Payment complement 2.0 (and 1.0): each related document of each payment is one part payment of one invoice. */
function payments(doc: XmlNode): PaymentNotice[] {
  const own = uuid(doc) ?? joined('-', number(doc), attribute(doc, 'Fecha')) ?? 'CFDI';
  const complements = children(doc, 'Complemento').flatMap((complement) => children(complement, 'Pagos'));
  const notices = complements
    .flatMap((one) => children(one, 'Pago'))
    .flatMap((payment, index) =>
      children(payment, 'DoctoRelacionado').map((related) => notice(related, payment, `${own}:${index + 1}`)),
    );
  if (notices.length > 0) return notices;
  throw new InputError({
    field: 'Pagos',
    found: number(doc),
    problem: 'names no invoice that was paid',
    advice: 'A payment complement lists the invoices it pays; check the file.',
  });
}

function notice(related: XmlNode, payment: XmlNode, prefix: string): PaymentNotice {
  const invoiceId = (attribute(related, 'IdDocumento') ?? '').toUpperCase();
  const currency = attribute(related, 'MonedaDR') ?? attribute(payment, 'MonedaP') ?? 'MXN';
  const money = (name: string): Money | undefined => {
    const value = attribute(related, name);
    return value === undefined ? undefined : parseAmount(value, currency, name, 'point');
  };
  const [before, paid, after] = [money('ImpSaldoAnt'), money('ImpPagado'), money('ImpSaldoInsoluto')];
  if (paid === undefined || invoiceId === '') {
    throw new InputError({
      field: paid === undefined ? 'ImpPagado' : 'IdDocumento',
      found: undefined,
      problem: 'is missing in a related document',
      advice: 'A payment complement 2.0 always has it; check the file.',
    });
  }
  if (before !== undefined && after !== undefined && compare(subtract(before, paid), after) !== 0) {
    throw new InputError({
      field: 'ImpSaldoInsoluto',
      found: attribute(related, 'ImpSaldoInsoluto'),
      problem: 'is not the previous balance less what was paid',
      advice: 'The complement contradicts itself; have it corrected before it is counted.',
    });
  }
  const sequence = Number(attribute(related, 'NumParcialidad'));
  return {
    invoiceId,
    payment: {
      id: `${prefix}:${invoiceId}`,
      kind: 'payment',
      date: parseDate(attribute(payment, 'FechaPago'), {}, 'FechaPago'),
      amount: paid,
    },
    ...(Number.isInteger(sequence) && sequence > 0 && { sequence }),
    ...(before && { balanceBefore: before }),
    ...(after && { balanceAfter: after }),
  };
}

/** Mexico: CFDI 4.0 (and 3.3) of income and expense, with the payment complements 2.0 and 1.0. */
export const cfdi = createXmlReader({ id: 'cfdi', name: 'CFDI 4.0 (Mexico)', roots: ['Comprobante'], read });
