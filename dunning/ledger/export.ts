import { DateTime } from 'luxon';

import { toDecimalString } from '../invoice/money';
import type { Money } from '../invoice/money';
import type { Timeline } from './ledger';

/** One line of the evidence file. */
export interface TimelineRow {
  /** In the zone asked for, with its offset. */
  time: string;
  kind: 'contact' | 'event' | 'consent' | 'hold' | 'hold_released' | 'payment';
  /** The contact's status, the event's type, or what was said. */
  what: string;
  debt: string;
  invoices: string;
  stage: string;
  channel: string;
  provider: string;
  reference: string;
  amount: string;
  detail: string;
  key: string;
}

const COLUMNS: Array<keyof TimelineRow> = [
  'time',
  'kind',
  'what',
  'debt',
  'invoices',
  'stage',
  'channel',
  'provider',
  'reference',
  'amount',
  'detail',
  'key',
];

/** Everything that happened to a customer as rows, oldest first, times in `timeZone`. */
export function timelineRows(timeline: Timeline, timeZone: string): TimelineRow[] {
  const rows: Array<{ millis: number; row: TimelineRow }> = [];
  const byKey = new Map(timeline.contacts.map((contact) => [contact.key, contact]));
  const add = (at: string, row: Partial<TimelineRow> & Pick<TimelineRow, 'kind' | 'what'>): void => {
    const time = DateTime.fromISO(at, { zone: timeZone });
    const blank = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as unknown as TimelineRow;
    rows.push({ millis: time.toMillis(), row: { ...blank, ...row, time: time.toISO() ?? at } });
  };
  const about = (key: string | undefined): Partial<TimelineRow> => {
    const contact = key === undefined ? undefined : byKey.get(key);
    if (!contact) return { key: key ?? '' };
    const { debtId, scope, stage, channel } = contact;
    return { key: contact.key, debt: debtId, invoices: scope.join(' '), stage, channel };
  };

  for (const { at, key, status, provider, providerMessageId, detail } of timeline.contacts) {
    add(at, {
      ...about(key),
      kind: 'contact',
      what: status,
      provider: provider ?? '',
      reference: providerMessageId ?? '',
      detail: detail ?? '',
    });
  }
  for (const { at, contactKey, type, provider, eventId, detail, machine } of timeline.events) {
    const by = machine ? 'by a machine' : '';
    add(at, {
      ...about(contactKey),
      kind: 'event',
      what: type,
      provider,
      reference: eventId,
      detail: [detail, by].filter(Boolean).join('; '),
    });
  }
  const { consent = [], holds = [], payments = [] } = timeline.standing ?? {};
  for (const { at, change, channel, source } of consent) {
    add(at, { kind: 'consent', what: change, channel, detail: source ?? '' });
  }
  for (const { setAt, releasedAt, id, scope, hold } of holds) {
    const common = { what: hold.kind, invoices: scope.join(' '), reference: id };
    const dates = [hold.from && `from ${hold.from}`, hold.until && `until ${hold.until}`];
    const amount = hold.amount ? amountText(hold.amount) : '';
    add(setAt, { ...common, kind: 'hold', amount, detail: [...dates, hold.reason].filter(Boolean).join('; ') });
    if (releasedAt) add(releasedAt, { ...common, kind: 'hold_released' });
  }
  for (const { at, status, scope, provider, paymentId, amount } of payments) {
    add(at, {
      kind: 'payment',
      what: status,
      invoices: scope.join(' '),
      provider,
      reference: paymentId,
      amount: amountText(amount),
    });
  }
  return rows.sort((a, b) => a.millis - b.millis).map(({ row }) => row);
}

function amountText(amount: Money): string {
  return `${toDecimalString(amount)} ${amount.currency}`;
}

/** The evidence file as CSV (RFC 4180, CRLF). Cells that a spreadsheet would run as a formula are made text. */
export function timelineCsv(timeline: Timeline, timeZone: string): string {
  const lines = timelineRows(timeline, timeZone).map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string): string {
  // OWASP, CSV injection: a leading apostrophe stops a spreadsheet from evaluating = + - @ tab and carriage return.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The evidence file as JSON, for another system to read. Tokens are left out: they are the ledger's own. */
export function timelineJson(timeline: Timeline): string {
  return JSON.stringify(timeline, (name, value: unknown) => (name === 'token' ? undefined : value), 2);
}
