import type { ClassifyInput } from '../dunning/cadence/classify';
import { classify } from '../dunning/cadence/classify';
import { fromDay, toDay } from '../dunning/cadence/days';
import { PRESETS } from '../dunning/cadence/presets';
import type { Customer, Invoice } from '../dunning/invoice/invoice';
import type { PastContact } from '../dunning/ledger/contact';
import type { Figure } from './figure';
import { seconds } from './figure';

const AS_OF = '2026-11-23T15:00:00Z';
const ZONES = [
  'America/Mexico_City',
  'America/Bogota',
  'America/Santiago',
  'America/Sao_Paulo',
  'Europe/Madrid',
  undefined,
];
const BEFORE_DUE = ['before_due', 'due_today', 'first_reminder', 'second_reminder'];

/** A book of invoices, three in four with earlier contacts, four invoices per customer; the same for the same size. */
export function book(size: number): ClassifyInput {
  const today = toDay('2026-11-23');
  const invoices: Invoice[] = [];
  const customers = new Map<string, Customer>();
  const history = new Map<string, PastContact[]>();
  for (let i = 0; i < size; i++) {
    const customerId = `C${Math.floor(i / 4)}`;
    if (i % 4 === 0) {
      const zone = ZONES[(i / 4) % ZONES.length];
      customers.set(customerId, { id: customerId, name: `Customer ${customerId}`, country: 'MX', timeZone: zone });
      history.set(customerId, []);
    }
    const due = today - ((i * 7919) % 90) + 20;
    const minor = 10_000 + ((i * 104_729) % 900_000);
    invoices.push({
      id: `I${i}`,
      number: `F-${i}`,
      type: 'invoice',
      customerId,
      issueDate: fromDay(due - 30),
      dueDate: fromDay(due),
      total: { currency: 'MXN', minor },
      balance: { currency: 'MXN', minor: i % 5 === 0 ? minor >> 1 : minor },
    });
    for (let level = 1; level <= i % 4; level++) {
      history.get(customerId)?.push({
        customerId,
        debtId: `I${i}`,
        scope: [`I${i}`],
        cycle: fromDay(due),
        stage: BEFORE_DUE[level - 1] as string,
        level,
        channel: 'email',
        attempt: 1,
        at: `${fromDay(due - 6 + level * 4)}T16:00:00Z`,
        status: 'delivered',
      });
    }
  }
  return {
    invoices,
    customers,
    history,
    policy: PRESETS.b2b_standard,
    asOf: AS_OF,
    account: 'bench',
    defaultTimeZone: 'America/Mexico_City',
  };
}

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const ROUNDS: Record<number, number> = { 1_000: 50, 10_000: 15, 100_000: 7, 1_000_000: 3 };
const TARGET = 300_000;

/**
 * Pure classification with five stages and history on one core: invoices a second at 100,000, and the cost of one invoice from a
 * thousand to a million of them.
 */
export async function run(): Promise<Figure[]> {
  const micros = new Map<number, number>();
  for (const size of SIZES) {
    const input = book(size);
    micros.set(size, ((await seconds(() => classify(input), ROUNDS[size])) / size) * 1e6);
  }
  const cost = (size: number) => micros.get(size) ?? NaN;
  const rate = 1e6 / cost(100_000);
  return [
    {
      name: 'classify 100,000 invoices',
      value: rate,
      unit: 'invoices/s',
      against: 'the 300,000 asked for',
      ratio: rate / TARGET,
    },
    ...SIZES.map((size) => ({
      name: `classify, one of ${size.toLocaleString('en')}`,
      value: cost(size),
      unit: 'µs',
      against: 'one of 1,000',
      ratio: cost(size) / cost(1_000),
    })),
  ];
}
