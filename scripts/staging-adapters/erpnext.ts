import { z } from 'zod';

import type { Policy } from '../../dunning/cadence/policy';
import type { AppliedPayment, Invoice } from '../../dunning/invoice/invoice';
import { moneyFromDecimal } from '../../dunning/invoice/money';
import { ask, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { shape } from './case';

const SOME_DAY = '2026-03-01';

/** ERPNext: a fixed fee and simple interest a year of 365 days on what is outstanding. */
function withCharges(fee: number, ratePercent: number): Policy {
  return policy([stage(1, 1)], {
    charges: {
      fees: [
        {
          key: 'dunning_fee',
          label: { en: 'Dunning fee', es: 'Gasto de reclamación', pt: 'Taxa de cobrança' },
          afterDays: 0,
          fixed: { EUR: moneyFromDecimal(fee, 'EUR').minor },
        },
      ],
      interest: { kind: 'simple', annualPercent: String(ratePercent), dayCount: 'actual/365' },
    },
  });
}

/** The parts of an invoice that the events name: what they pay, else two halves. */
function instalments(total: number, events: readonly string[]): Invoice['instalments'] {
  const first = events.map((event) => /^pay installment 1 \(([\d.]+)\)$/.exec(event)?.[1]).find(Boolean);
  const amount = first === undefined ? total / 2 : Number(first);
  return [
    { id: '1', dueDate: plusDays(SOME_DAY, -30), amount: moneyFromDecimal(amount, 'EUR') },
    { id: '2', dueDate: plusDays(SOME_DAY, 30), amount: moneyFromDecimal(total - amount, 'EUR') },
  ];
}

/** Whether the dunning of the part that was overdue at first still stands after each event. */
function states(total: number, events: readonly string[]): { states: string[] } | { skip: string } {
  const parts = instalments(total, events);
  const payments: AppliedPayment[] = [];
  const loose: Invoice[] = [];
  const seen: string[] = [];
  for (const event of events) {
    const paid = /^pay(?: installment \d+)? \(?([\d.]+)\)?$/.exec(event);
    const credit = /^(un)?applied credit note -?([\d.]+)$/.exec(event);
    const id = `e${seen.length}`;
    if (paid) payments.push({ id, kind: 'payment', date: SOME_DAY, amount: moneyFromDecimal(paid[1] ?? '0', 'EUR') });
    else if (event === 'cancel payment') payments.pop();
    else if (credit?.[1]) loose.push(invoice(id, SOME_DAY, Number(credit[2]), { type: 'credit_note' }));
    else if (credit)
      payments.push({ id, kind: 'credit_note', date: SOME_DAY, amount: moneyFromDecimal(credit[2] ?? '0', 'EUR') });
    else return { skip: `the event “${event}” is not known here` };
    const book = [
      invoice('1', plusDays(SOME_DAY, -30), total, { payments: [...payments], instalments: parts }),
      ...loose,
    ];
    const debts = ask(SOME_DAY, policy([stage(1, 1)], { granularity: 'instalment' }), book);
    seen.push(debts.some(({ stage: decision }) => decision.outcome === 'due') ? 'Unresolved' : 'Resolved');
  }
  return { states: seen };
}

export const erpNext: Adapter = {
  source: /^frappe\//,
  shapes: [
    shape({ outstanding: z.number(), overdue_days: z.number(), rate_pct: z.number(), fee: z.number() }, (input) => {
      const open = invoice('1', plusDays(SOME_DAY, -input.overdue_days), input.outstanding);
      const decision = ask(SOME_DAY, withCharges(input.fee, input.rate_pct), [open])[0]?.stage;
      const fees = Number(decision?.split?.fees.decimal ?? 0);
      const interest = Number(decision?.split?.interest.decimal ?? 0);
      const total = Number(decision?.amountDue.decimal ?? 0);
      return { interest, fee: fees, dunning: sum(fees, interest), grand_total: total };
    }),
    shape({ total: z.number(), events: z.array(z.string()) }, ({ total, events }) => states(total, events)),
  ],
};

/** Adds two figures with two decimals without the noise of binary fractions. */
function sum(a: number, b: number): number {
  return (moneyFromDecimal(a, 'EUR').minor + moneyFromDecimal(b, 'EUR').minor) / 100;
}
