import type { ClassifyInput } from '../dunning/cadence/classify';
import { classify } from '../dunning/cadence/classify';
import { fromDay, toDay } from '../dunning/cadence/days';
import { PRESETS } from '../dunning/cadence/presets';
import type { Customer, Invoice } from '../dunning/invoice/invoice';
import type { PastContact } from '../dunning/ledger/contact';

/** One measured figure; `against` names what `ratio` compares it with. */
interface Measure {
  name: string;
  value: number;
  unit: string;
  against?: string;
  ratio?: number;
}

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

/** Best of several runs, in seconds: what the code costs, without what else the machine did. */
function seconds(run: () => unknown, times: number): number {
  let best = Infinity;
  for (let i = 0; i < times; i++) {
    const start = process.hrtime.bigint();
    run();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return best;
}

/** Pure classification with five stages and history: invoices a second at 100,000, and the cost per invoice from 1,000 to a million. */
export async function run(): Promise<Measure[]> {
  const costs = [1_000, 10_000, 100_000, 1_000_000].map((size) => {
    const input = book(size);
    const best = seconds(() => classify(input), size < 100_000 ? 30 : size < 1_000_000 ? 7 : 3);
    return { size, perInvoice: (best / size) * 1e6 };
  });
  const cost = (size: number) => costs.find((entry) => entry.size === size)?.perInvoice ?? NaN;
  const rate = 1e6 / cost(100_000);
  return [
    {
      name: 'classify 100,000 invoices',
      value: rate,
      unit: 'invoices/s',
      against: 'target 300,000',
      ratio: rate / 300_000,
    },
    ...costs.map(({ size, perInvoice }) => ({
      name: `classify, cost at ${size.toLocaleString('en')}`,
      value: perInvoice,
      unit: 'µs/invoice',
      against: 'at 1,000',
      ratio: perInvoice / cost(1_000),
    })),
  ];
}
