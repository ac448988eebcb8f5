import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

/** A public set of 2,466 invoices of 100 customers (IBM sample data), kept beside the repository and not in it. */
const FILE = path.resolve(__dirname, '../../../shared/data/accounts-receivable.csv');

export const RECEIVABLES_ARE_HERE = existsSync(FILE);

interface Row {
  customerID: string;
  invoiceNumber: string;
  InvoiceDate: string;
  DueDate: string;
  InvoiceAmount: string;
  Disputed: string;
  SettledDate: string;
}

/** The set gives customers only a code: the rest is made up from it, so that there is somebody to write to. */
const CITIES = [
  ['Ciudad de México', 'MX-CMX'],
  ['Guadalajara', 'MX-JAL'],
  ['Monterrey', 'MX-NLE'],
  ['Puebla', 'MX-PUE'],
  ['Mérida', 'MX-YUC'],
  ['Tijuana', 'MX-BCN'],
  ['Hermosillo', 'MX-SON'],
  ['Cancún', 'MX-ROO'],
] as const;

function rows(): Row[] {
  return parse(readFileSync(FILE, 'utf8'), { columns: true, skip_empty_lines: true }) as Row[];
}

/** The set as a file that a finance team would export, with a made-up name, address and city for each customer. */
export function receivablesCsv(): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const customers = [...new Set(rows().map(({ customerID }) => customerID))].sort();
  const head =
    'customerID,customerName,email,city,region,country,currency,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate';
  const lines = rows().map((row) => {
    const index = customers.indexOf(row.customerID);
    const [city, region] = CITIES[index % CITIES.length] ?? CITIES[0];
    const name = `Distribuidora ${row.customerID}, S.A. de C.V.`;
    const own = [row.customerID, name, `pagos@${row.customerID.toLowerCase()}.example`, city, region, 'MX', 'USD'];
    const invoice = [row.invoiceNumber, row.InvoiceDate, row.DueDate, row.InvoiceAmount, row.Disputed, row.SettledDate];
    return [...own, ...invoice].map(quoted).join(',');
  });
  return [head, ...lines].join('\n');
}

/** Days since 1970 of a date written `month/day/year`. */
function dayOf(text: string): number {
  const [month = 0, day = 0, year = 0] = text.split('/').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

export interface Expected {
  closed: number;
  on_hold: number;
  waiting: number;
  due: number;
  /** Invoices that are due for contact, by stage key. */
  stages: Record<string, number>;
  /** Cents of all invoices that are issued and open on the day, and of those past due. */
  open: number;
  overdue: number;
}

/** Whole cents of an amount with at most two decimals, by its digits. */
function cents(text: string): number {
  const [whole = '0', fraction = ''] = text.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

const STAGES: Array<[string, number]> = [
  ['final_notice', 30],
  ['second_reminder', 15],
  ['first_reminder', 3],
  ['due_today', 0],
  ['before_due', -5],
];

/** Before the due date and on it one reminds of the due date; once it has passed, that message no longer makes sense. */
function missed(stage: string, late: number): boolean {
  return late > 0 && (stage === 'due_today' || stage === 'before_due');
}

/**
 * The same question answered straight from the columns, sharing no code with the product: five stages by days after the due
 * date, at most the gravest one reached, disputed on hold whatever their age, not yet issued waiting.
 * @param asOf `month/day/year`
 */
export function expectedReceivables(asOf: string): Expected {
  const today = dayOf(asOf);
  const expected: Expected = { closed: 0, on_hold: 0, waiting: 0, due: 0, stages: {}, open: 0, overdue: 0 };
  for (const row of rows()) {
    if (dayOf(row.SettledDate) <= today) {
      expected.closed += 1;
      continue;
    }
    const amount = cents(row.InvoiceAmount);
    const late = today - dayOf(row.DueDate);
    const issued = dayOf(row.InvoiceDate) <= today;
    if (issued) expected.open += amount;
    if (late > 0) expected.overdue += amount;
    const [stage] = STAGES.find(([, days]) => late >= days) ?? [];
    if (!issued) expected.waiting += 1;
    else if (row.Disputed === 'Yes') expected.on_hold += 1;
    else if (stage === undefined || missed(stage, late)) expected.waiting += 1;
    else {
      expected.due += 1;
      expected.stages[stage] = (expected.stages[stage] ?? 0) + 1;
    }
  }
  return expected;
}
