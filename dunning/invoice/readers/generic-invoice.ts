import { InputError } from '../../errors';
import type { PlainDate } from '../../common';
import type { Hold, Invoice } from '../invoice';
import { compare, currencyCode, type Money, money, subtract, zero } from '../money';
import { currencyOfSymbol, parseAmount, readWrittenAmount } from '../parse-amount';
import { type DateOptions, parseDate } from '../parse-date';
import { parseYesNo, plainWords, yesOrNo } from '../parse-text';
import type { Cells } from './cells';
import type { FieldKey } from './fields';
import type { GenericOptions } from './generic';

const CREDIT_NOTE =
  /\b(credit (note|memo)|creditnote|credit|nota (de )?credito|nc|refund|out refund|egreso|devolucao|devolucion|devolutiva)\b/;
const VOID_WORDS = /^(void|voided|cancell?ed|anulad[ao]|cancelad[ao]|draft|borrador|rascunho|deleted|annulled|cancel)$/;
const PAID_WORDS =
  /^(paid|settled|closed|paid in full|pagad[ao]|pag[ao]|liquidad[ao]|quitad[ao]|cobrad[ao]|saldad[ao])$/;
const DISPUTED_WORDS = /^(disputed|in dispute|en disputa|disputad[ao]|en reclamo|em disputa|contestad[ao])$/;

const HOLD_WORDS: [Hold['kind'], RegExp][] = [
  ['deceased', /\b(deceased|fallecid[ao]|falecid[ao]|difunt[ao]|dead)\b/],
  ['insolvent', /\b(insolven\w*|bankrupt\w*|quiebra|concurso|falencia|recuperacao judicial|liquidacion)\b/],
  ['legal', /\b(legal|judicial|juridico|lawyer|abogad[ao]|advogad[ao]|lawsuit|demanda)\b/],
  ['plan', /\b(plan|convenio|acordo|acuerdo|instal?lments?|parcelamento)\b/],
  ['dispute', /\b(disput\w*|reclamo|contesta\w*)\b/],
  ['excluded', /\b(exclu\w*)\b/],
];

/** The invoice of a row. @throws InputError when it lacks what an invoice needs, or a value is not what it claims. */
export function invoiceOf(cells: Cells, customerId: string, options: GenericOptions): Invoice {
  const number = cells.text('number') ?? cells.text('id');
  if (number === undefined) throw cells.missing('number');
  const type = typeOf(cells);
  const dates = { order: options.dateOrder, timeZone: options.timeZone };
  const issueDate = dateOf(cells, 'issueDate', dates);
  const currency = currencyOf(cells, options);
  const invoice: Invoice = {
    id: idOf(cells, number),
    number,
    type,
    customerId,
    dueDate: dueDateOf(cells, issueDate, type, dates, options.termsDays),
    ...amountsOf(cells, currency, type, options),
  };
  if (issueDate !== undefined) invoice.issueDate = issueDate;
  if (issueDate !== undefined && invoice.dueDate < issueDate)
    cells.warn('dueDate', 'The due date is before the issue date.');
  const settledOn = dateOf(cells, 'settledOn', dates);
  if (settledOn !== undefined) invoice.settledOn = settledOn;
  // Most books have none of these columns, and asking for each of them costs as much as reading the rest of the row.
  const { columns } = cells;
  if (columns.hasAny(STATE_FIELDS)) statusOf(cells, invoice);
  if (columns.hasAny(HOLD_FIELDS)) {
    const holds = holdsOf(cells, invoice, dates, options);
    if (holds.length > 0) invoice.holds = holds;
  }
  textsOf(cells, invoice);
  return invoice;
}

const STATE_FIELDS: readonly FieldKey[] = ['status', 'void'];
const HOLD_FIELDS: readonly FieldKey[] = [
  'status',
  'disputed',
  'disputeReason',
  'hold',
  'holdReason',
  'holdUntil',
  'promiseDate',
  'promiseAmount',
];

/** In a sheet, each instalment of an invoice has a row of its own: same number, another id. */
function idOf(cells: Cells, number: string): string {
  const id = cells.text('id') ?? number;
  const instalment = cells.text('instalment');
  return instalment === undefined ? id : `${id}/${instalment}`;
}

function typeOf(cells: Cells): Invoice['type'] {
  const text = cells.text('type');
  return text !== undefined && CREDIT_NOTE.test(plainWords(text)) ? 'credit_note' : 'invoice';
}

function dateOf(cells: Cells, field: FieldKey, options: DateOptions): PlainDate | undefined {
  const value = cells.value(field);
  // Databases write a date that is not there as zeros.
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return parseDate(value, options, cells.label(field));
  const seen = cells.columns.seen?.dates;
  const known = seen?.get(value);
  if (known !== undefined) return known;
  if (/^0000-00-00|^0+\/0+\/0+$/.test(value)) return undefined;
  const date = parseDate(value, options, cells.label(field));
  if (seen && seen.size < MOST_DATES) seen.set(value, date);
  return date;
}

/** Distinct ways of writing dates that are kept. */
const MOST_DATES = 20_000;

function dueDateOf(
  cells: Cells,
  issueDate: PlainDate | undefined,
  type: Invoice['type'],
  options: DateOptions,
  usualTerms: number | undefined,
): PlainDate {
  const dueDate = dateOf(cells, 'dueDate', options);
  if (dueDate !== undefined) return dueDate;
  const terms = cells.text('termsDays');
  if (issueDate === undefined) throw cells.missing('dueDate');
  if (terms !== undefined) return addDays(issueDate, termsOf(terms, cells));
  // Nothing is ever asked for on a credit note, so it counts from the day it was issued.
  if (type === 'credit_note') return issueDate;
  if (usualTerms === undefined) throw cells.missing('dueDate');
  return addDays(issueDate, usualTerms);
}

/** `30`, `Net 30`, `CREDITO 30 DIAS`; zero for cash. */
function termsOf(terms: string, cells: Cells): number {
  const words = plainWords(terms);
  const days =
    /^(?:\d{1,3}|(?:net|credito(?: a)?|credit|prazo|plazo|a) ?\d{1,3}|\d{1,3} (?:d|days|dias)|.*\b\d{1,3} (?:days|dias)\b.*)$/.exec(
      words,
    );
  if (days) return Number(/\d{1,3}/.exec(words)?.[0]);
  if (/^(contado|de contado|cash|due on receipt|a vista|inmediato)$/.test(words)) return 0;
  throw new InputError({
    field: cells.label('termsDays'),
    found: terms,
    problem: 'is not a number of days',
    advice: 'Write the days of credit, for example 30, or map a column with the due date.',
  });
}

function addDays(date: PlainDate, days: number): PlainDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

const AMOUNT_FIELDS: FieldKey[] = ['total', 'balance', 'paid'];

/** The currency of a row, from its column or from what stands beside its amounts. */
export function currencyOf(cells: Cells, options: GenericOptions): string {
  let currency = namedCurrency(cells);
  for (const field of AMOUNT_FIELDS) {
    const value = cells.value(field);
    // Only a text with more than digits can carry a currency.
    if (typeof value !== 'string' || /^[\d.,\s-]*$/.test(value)) continue;
    const written = readWrittenAmount(value, cells.label(field)).currency;
    if (written === undefined) continue;
    const found = currencyCode(written, cells.label(field));
    if (currency !== undefined && currency !== found) {
      throw new InputError({
        field: cells.label(field),
        found: value,
        problem: `is in ${found}, but the rest of the row is in ${currency}`,
        advice: 'Correct the currency column or the amount; two currencies are never mixed.',
      });
    }
    currency = found;
  }
  if (currency !== undefined) return currency;
  if (options.currency === undefined) throw cells.missing('currency');
  return currencyCode(options.currency);
}

/** The currency that the column names; `$` alone names none. */
function namedCurrency(cells: Cells): string | undefined {
  const column = cells.text('currency');
  if (column === undefined) return undefined;
  const seen = cells.columns.seen?.currencies;
  let currency = seen?.get(column);
  if (currency === undefined) {
    const named = currencyOfSymbol(column);
    currency = named === '' ? '' : currencyCode(named ?? column, cells.label('currency'));
    seen?.set(column, currency);
  }
  return currency === '' ? undefined : currency;
}

interface Amounts {
  total: Money;
  balance?: Money;
  paid?: Money;
}

function amountsOf(cells: Cells, currency: string, type: Invoice['type'], options: GenericOptions): Amounts {
  const total = amountOf(cells, 'total', currency, type, options);
  const balance = amountOf(cells, 'balance', currency, type, options);
  const paid = amountOf(cells, 'paid', currency, type, options);
  const full = total ?? (balance === undefined ? undefined : money(balance.minor + (paid?.minor ?? 0), currency));
  if (full === undefined) throw cells.missing('total');
  if (balance !== undefined && compare(balance, full) > 0) cells.warn('balance', 'The balance is more than the total.');
  if (paid !== undefined && compare(paid, full) > 0) cells.warn('paid', 'More was paid than the total.');
  if (
    total !== undefined &&
    balance !== undefined &&
    paid !== undefined &&
    compare(subtract(total, paid), balance) !== 0
  ) {
    cells.warn('balance', 'The total less what was paid is not the balance; the balance is used.');
  }
  return { total: full, ...(balance && { balance }), ...(paid && { paid }) };
}

/** One amount of a row; positive also on a credit note. */
export function amountOf(
  cells: Cells,
  field: FieldKey,
  currency: string,
  type: Invoice['type'],
  options: GenericOptions,
): Money | undefined {
  const value = cells.value(field);
  if (value === undefined) return undefined;
  const amount = parseAmount(value, currency, cells.label(field), options.decimalStyle);
  if (amount.minor >= 0) return amount;
  // Ledgers write credit notes with a minus; the canonical total is positive and the type says the rest.
  if (type === 'credit_note') return money(-amount.minor, currency);
  throw new InputError({
    field: cells.label(field),
    found: value,
    problem: 'is negative',
    advice:
      'An invoice has no negative amounts. For a credit note, map the document type column and write “credit note” there.',
  });
}

function statusWords(cells: Cells): string {
  const status = cells.text('status');
  return status === undefined ? '' : plainWords(status);
}

function statusOf(cells: Cells, invoice: Invoice): void {
  const words = statusWords(cells);
  const flag = cells.value('void');
  if (VOID_WORDS.test(words) || (flag !== undefined && parseYesNo(flag, cells.label('void')))) invoice.void = true;
  if (PAID_WORDS.test(words) && invoice.balance === undefined && invoice.settledOn === undefined) {
    invoice.balance = zero(invoice.total.currency);
  }
}

function holdsOf(cells: Cells, invoice: Invoice, dates: DateOptions, options: GenericOptions): Hold[] {
  const holds: Hold[] = [];
  const disputed = cells.value('disputed');
  const words = statusWords(cells);
  const reason = cells.text('disputeReason');
  if ((disputed !== undefined && parseYesNo(disputed, cells.label('disputed'))) || DISPUTED_WORDS.test(words)) {
    holds.push({ kind: 'dispute', ...(reason && { reason }) });
  }
  const hold = manualHold(cells, dates);
  if (hold !== undefined) holds.push(hold);
  const promised = dateOf(cells, 'promiseDate', dates);
  if (promised !== undefined) {
    const amount = amountOf(cells, 'promiseAmount', invoice.total.currency, 'invoice', options);
    holds.push({ kind: 'promise', until: promised, ...(amount && { amount }) });
  } else if (cells.value('promiseAmount') !== undefined) {
    cells.warn('promiseAmount', 'A promise without a date is not a promise, so it is left out.');
  }
  return holds;
}

function manualHold(cells: Cells, dates: DateOptions): Hold | undefined {
  const text = cells.text('hold');
  const until = dateOf(cells, 'holdUntil', dates);
  const answer = text === undefined ? undefined : yesOrNo(text);
  if (answer === false || (text === undefined && until === undefined)) return undefined;
  // A cell that says neither yes nor no gives the reason itself.
  const reason = cells.text('holdReason') ?? (answer === undefined ? text : undefined);
  const words = plainWords(reason ?? '');
  const kind = HOLD_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'manual';
  return { kind, ...(reason && { reason }), ...(until && { until }) };
}

function textsOf(cells: Cells, invoice: Invoice): void {
  const fiscalId = cells.text('fiscalId');
  if (fiscalId !== undefined) invoice.fiscalId = fiscalId;
  const failure = cells.text('lastPaymentFailure');
  if (failure !== undefined) invoice.lastPaymentFailure = failure;
  const purchaseOrder = cells.text('purchaseOrder');
  if (purchaseOrder !== undefined) invoice.purchaseOrder = purchaseOrder;
  for (const field of ['paymentUrl', 'documentUrl'] as const) {
    const url = cells.text(field);
    if (url === undefined) continue;
    // A `javascript:` or `file:` link must never reach a message.
    if (/^https?:\/\/[^\s"'<>]+$/i.test(url)) invoice[field] = url;
    else cells.warn(field, 'This is not a web address, so it is left out.');
  }
}
