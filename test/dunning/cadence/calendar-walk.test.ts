import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

import type { Policy } from '../../../dunning/cadence/policy';
import { PRESETS } from '../../../dunning/cadence/presets';
import { simulate } from '../../../dunning/cadence/simulate';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import { moneyFromDecimal } from '../../../dunning/invoice/money';

/**
 * Two years of a real-shaped book, day by day, against a plain re-computation of its own: dates by `Date` in UTC, no shared code, one
 * loop over all days and customers. The data (IBM sample "Accounts receivable") stays outside the repository.
 */
const FILE = path.resolve(__dirname, '../../../../shared/data/accounts-receivable.csv');
const FROM = '2012-01-01';
const TO = '2014-02-28';
const DAY = 86_400_000;

interface Row {
  customerID: string;
  invoiceNumber: string;
  InvoiceDate: string;
  DueDate: string;
  InvoiceAmount: string;
  Disputed: string;
  SettledDate: string;
}

const iso = (us: string) => {
  const [month = '', day = '', year = ''] = us.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const rows: Row[] = existsSync(FILE) ? parse(readFileSync(FILE), { columns: true }) : [];

/** A disputed invoice stays in dispute until it is settled. */
const invoices = rows.map((row): Invoice => ({
  id: row.invoiceNumber,
  number: row.invoiceNumber,
  type: 'invoice',
  customerId: row.customerID,
  issueDate: iso(row.InvoiceDate),
  dueDate: iso(row.DueDate),
  total: moneyFromDecimal(row.InvoiceAmount, 'USD'),
  settledOn: iso(row.SettledDate),
  ...(row.Disputed === 'Yes' ? { holds: [{ kind: 'dispute' }] } : {}),
}));
const customers = new Map(
  rows.map(({ customerID: id }): [string, Customer] => [id, { id, name: id, timeZone: 'UTC' }]),
);

const STAGES = [-5, 0, 3, 15, 30];
const KEYS = ['before_due', 'due_today', 'first_reminder', 'second_reminder', 'final_notice'];

interface Plain {
  customer: string;
  id: string;
  issued: number;
  due: number;
  cents: number;
  settled: number;
}

const at = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const plain = rows
  .filter(({ Disputed }) => Disputed !== 'Yes')
  .map((row): Plain => ({
    customer: row.customerID,
    id: row.invoiceNumber,
    issued: at(iso(row.InvoiceDate)),
    due: at(iso(row.DueDate)),
    cents: Number(row.InvoiceAmount.replace('.', '')),
    settled: at(iso(row.SettledDate)),
  }));

interface Count {
  contacts: number;
  perStage: Record<string, number>;
}

/** The gravest stage that the calendar gives an invoice on a day, as its position; -1 for none. */
function reached({ due, issued }: Plain, day: number): number {
  let stage = -1;
  STAGES.forEach((offset, i) => {
    const courtesy = offset <= 0;
    if (due + offset > day || (courtesy && (day > due || due + offset < issued))) return;
    stage = i;
  });
  return stage;
}

function nextInOrder(one: Plain, day: number, done: number): number {
  for (let i = done + 1; i < STAGES.length; i++) {
    const offset = STAGES[i] as number;
    if (offset <= 0 && (day > one.due || one.due + offset < one.issued)) continue;
    return one.due + offset <= day ? i : -1;
  }
  return -1;
}

/** Ignores whether the stage lies before the issue: what another round had reached by a day. */
const reachedEver = ({ due }: Plain, day: number) => STAGES.filter((offset) => due + offset <= day).length - 1;

type DriverRule = 'each' | 'oldest' | 'gravest';

function recompute(rule: DriverRule, progression: Policy['progression']): Count {
  const perStage: Record<string, number> = {};
  const sent = new Map<string, Array<{ driver: string; stage: number; day: number }>>();
  const owners = new Map<string, Plain[]>();
  for (const one of plain) {
    const owner = rule === 'each' ? one.id : one.customer;
    owners.set(owner, [...(owners.get(owner) ?? []), one]);
  }
  let contacts = 0;
  for (const [owner, all] of owners) {
    const past: Array<{ driver: string; stage: number; day: number }> = [];
    sent.set(owner, past);
    for (let day = at(FROM); day <= at(TO); day++) {
      const open = all
        .filter(({ issued, settled }) => issued <= day && settled > day)
        .sort((a, b) => a.due - b.due || b.cents - a.cents || (a.id < b.id ? -1 : 1));
      if (open.length === 0) continue;
      let driver = open[0] as Plain;
      if (rule === 'gravest') {
        const level = (one: Plain) => STAGES.filter((o) => one.due + o <= day && !(o <= 0 && day > one.due)).length > 0;
        const gravest = Math.max(...open.map((one) => (level(one) ? plainLevel(one, day) : -1)));
        driver = open.find((one) => (level(one) ? plainLevel(one, day) : -1) === gravest) as Plain;
      }
      const done = Math.max(
        -1,
        ...past.map(({ driver: id, stage, day: on }) =>
          open.some((one) => one.id === id) ? stage : Math.min(stage, reachedEver(driver, on)),
        ),
      );
      const stage = progression === 'jump' ? reached(driver, day) : nextInOrder(driver, day, done);
      if (stage <= done || past.at(-1)?.day === day) continue;
      past.push({ driver: driver.id, stage, day });
      contacts++;
      const key = KEYS[stage] as string;
      perStage[key] = (perStage[key] ?? 0) + 1;
    }
  }
  return { contacts, perStage };
}

/** The gravest stage by the calendar alone, leaving out courtesies that are over. */
function plainLevel({ due }: Plain, day: number): number {
  let level = -1;
  STAGES.forEach((offset, i) => {
    if (due + offset <= day && !(offset <= 0 && day > due)) level = i;
  });
  return level;
}

const GRANULARITIES: Array<[Policy['granularity'], DriverRule]> = [
  ['invoice', 'each'],
  ['instalment', 'each'],
  ['customer_oldest', 'oldest'],
  ['customer_gravest', 'gravest'],
];
const COMBINATIONS = GRANULARITIES.flatMap(([granularity, rule]) =>
  (['jump', 'sequential'] as const).map((progression) => [progression, granularity, rule] as const),
);

(rows.length > 0 ? describe : describe.skip)(
  `every day from ${FROM} to ${TO} over 2,466 invoices of 100 customers`,
  () => {
    it('has the whole book', () => {
      expect([rows.length, customers.size]).toEqual([2466, 100]);
    });

    it.each(COMBINATIONS)('%s, %s: as many contacts as a plain re-computation', (progression, granularity, rule) => {
      const policy: Policy = { ...PRESETS.b2b_standard, progression, granularity };
      const walk = simulate({
        invoices,
        customers,
        policy,
        from: FROM,
        to: TO,
        account: 'main',
        defaultTimeZone: 'UTC',
      });
      expect({ contacts: walk.contacts.length, perStage: walk.perStage }).toEqual(recompute(rule, progression));
      const names = walk.contacts.map(({ scope, cycle, stage }) => JSON.stringify([scope, cycle, stage]));
      expect(new Set(names).size).toBe(names.length);
    });
  },
);
