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
    const paid = /^(?:pay|payment)(?: (?:installment|instalment|term) \d+)?(?: of)? \(?([\d.]+)\)?$/.exec(event);
    const all = /^(?:pay|payment)(?: (?:in full|all|full|full amount|entry|dunning))?$/.test(event);
    const credit = /^(un|un-|not )?applied credit note \(?-?([\d.]+)\)?$/.exec(plainCredit(event));
    const cancelled = /^cancel (?:the )?(payment(?: entry)?|credit note)$/.exec(event)?.[1];
    const id = `e${seen.length}`;
    const amount = all ? String(total) : paid?.[1];
    if (amount) payments.push({ id, kind: 'payment', date: SOME_DAY, amount: moneyFromDecimal(amount, 'EUR') });
    else if (cancelled) undo(payments, loose, cancelled === 'credit note' ? 'credit_note' : 'payment');
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

/** The ways to say that a credit note is set against the invoice, or stands alone, brought to one. */
function plainCredit(event: string): string {
  const text = event.replace(/^(stand-?alone|separate|own) credit note/, 'unapplied credit note');
  return text.replace(/^(return|credit note)( against( the)? invoice)?(?= )/, 'applied credit note');
}

/** Takes the last payment or credit note back, whether it was set against the invoice or stands alone. */
function undo(payments: AppliedPayment[], loose: Invoice[], kind: AppliedPayment['kind']): void {
  const at = payments.findLastIndex((payment) => payment.kind === kind);
  if (at >= 0) payments.splice(at, 1);
  else if (kind === 'credit_note') loose.pop();
}

export const erpNext: Adapter = {
  source: /^frappe\//,
  shapes: [
    shape(
      {
        outstanding: z.number(),
        overdue_days: z.number(),
        rate_pct: z.number().default(0),
        fee: z.number().default(0),
      },
      (input) => {
        const open = invoice('1', plusDays(SOME_DAY, -input.overdue_days), input.outstanding);
        const decision = ask(SOME_DAY, withCharges(input.fee, input.rate_pct), [open])[0]?.stage;
        const fees = Number(decision?.split?.fees.decimal ?? 0);
        const interest = Number(decision?.split?.interest.decimal ?? 0);
        const total = Number(decision?.amountDue.decimal ?? 0);
        return {
          interest,
          fee: fees,
          dunning: sum(fees, interest),
          outstanding: input.outstanding,
          grand_total: total,
        };
      },
    ),
    shape({ total: z.number(), events: z.array(z.string()) }, ({ total, events }) => states(total, events)),
  ],
};

/** Adds two figures with two decimals without the noise of binary fractions. */
function sum(a: number, b: number): number {
  return (moneyFromDecimal(a, 'EUR').minor + moneyFromDecimal(b, 'EUR').minor) / 100;
}
