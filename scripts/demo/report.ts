import type { Outcome } from '../../dunning/cadence/stage';
import type { MoneyView } from '../../dunning/invoice/money';
import type { Item } from '../host/n8n-types';
import type { Count, Figures } from './figures';

const COLUMNS: Array<[Outcome, string]> = [
  ['due', 'due for contact'],
  ['waiting', 'waiting'],
  ['on_hold', 'on hold'],
  ['needs_review', 'needs review'],
  ['closed', 'closed'],
];

const DECISIONS: Record<string, string> = { allow: 'may go out', defer: 'must wait', block: 'must not go out' };

const DELIVERIES: Record<string, string> = {
  sent: 'sent',
  failed: 'refused by the mail server',
  uncertain: 'uncertain: a person decides',
  not_sent: 'not sent',
};

const WIDEST_REASON = 96;
const SHOWN_PROBLEMS = 5;

const number = (value: number) => value.toLocaleString('en-US');
const plural = (count: number, one: string, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > WIDEST_REASON ? `${line.slice(0, WIDEST_REASON - 1)}…` : line;
}

function amount({ decimal }: MoneyView): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Lines of a table: the first column to the left, numbers to the right. */
export function table(head: string[], rows: string[][], textColumns: number[] = [0]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `  ${cells
      .map((cell, column) =>
        textColumns.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')}`.trimEnd();
  return [line(head), `  ${widths.map((width) => '─'.repeat(width)).join('   ')}`, ...rows.map(line)];
}

function problems(title: string, items: Item[]): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, SHOWN_PROBLEMS).map(({ json }) => `    ${shortened(String(json.error))}`);
  const rest = items.length - shown.length;
  return ['', `  ${title}`, ...shown, ...(rest > 0 ? [`    and ${number(rest)} more`] : [])];
}

function counts(list: Count[], name: (count: Count) => string): string[] {
  return list.map((count) => `    ${number(count.count).padStart(6)}  ${shortened(name(count))}`);
}

/** The first run in words and tables, ready to print. */
export function report(figures: Figures, mails: number): string {
  const { outcomes, stages, verdicts, currencies } = figures;
  const stageRows = stages.map(({ label, outcomes: row }) => [
    label,
    ...COLUMNS.map(([outcome]) => (row[outcome] === 0 ? '·' : number(row[outcome]))),
  ]);
  const total = ['Together', ...COLUMNS.map(([outcome]) => number(outcomes[outcome]))];
  const judged = verdicts.allow + verdicts.defer + verdicts.block;
  return [
    `${plural(figures.rows, 'invoice')} read, of ${plural(figures.customers, 'customer')}.`,
    ...problems(
      `${plural(figures.unreadable.length, 'row')} could not be read and went to a person:`,
      figures.unreadable,
    ),
    '',
    'At which stage is each invoice, and is it due for a message today?',
    ...table(['Stage', ...COLUMNS.map(([, title]) => title)], [...stageRows, total]),
    ...problems(
      `${plural(figures.unwritable.length, 'message')} could not be written and went to a person:`,
      figures.unwritable,
    ),
    '',
    `May we write now? ${plural(judged, 'message')} judged.`,
    ...figures.verdictReasons.map(
      ({ decision, count, words }) =>
        `    ${number(count).padStart(6)}  ${(DECISIONS[decision] ?? decision).padEnd(16)}${shortened(words)}`,
    ),
    '',
    `${plural(figures.claimed, 'message')} claimed for sending, ${plural(mails, 'mail')} in the inbox.`,
    ...counts(figures.deliveries, ({ code }) => DELIVERIES[code] ?? code),
    ...counts(figures.skipped, ({ words }) => `left alone: ${words}`),
    '',
    'Money, by currency (never added across currencies):',
    ...table(
      ['Currency', 'open', 'overdue', 'written about now'],
      currencies.map(({ currency, open, overdue, written }) => [
        currency,
        amount(open),
        amount(overdue),
        amount(written),
      ]),
    ),
  ].join('\n');
}

/** The second run of the same day in words: what was left alone, and why. */
export function secondReport(figures: Figures, before: number, after: number): string {
  const added = after - before;
  const reasons = [
    ...counts(figures.skipped, ({ words }) => words),
    ...(figures.outcomes.waiting > 0
      ? [`    ${number(figures.outcomes.waiting).padStart(6)}  waiting, as the stage now says`]
      : []),
  ];
  return [
    added === 0
      ? `Nobody was written to twice: ${plural(before, 'mail')} in the inbox before, ${number(after)} after.`
      : `${plural(added, 'more mail')} went out: ${number(before)} in the inbox before, ${number(after)} after.`,
    ...reasons,
  ].join('\n');
}
