import fc from 'fast-check';

import { classify } from '../../../dunning/cadence/classify';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import type { PastContact } from '../../../dunning/ledger/contact';
import { reconcile } from '../../../dunning/ledger/reconcile';
import { thanksFor } from '../../../dunning/ledger/thanks';
import type { CustomerStanding, HoldRecord, PaymentRecord } from '../../../dunning/ledger/records';

const MXN = (minor: number) => ({ currency: 'MXN', minor });
const ZONE = 'America/Mexico_City';
const NOON = (day: string) => `${day}T12:00:00-06:00`;
const customer: Customer = { id: 'c-1', name: 'Uno', timeZone: ZONE, email: 'uno@cliente.example' };

function invoice(over: Partial<Invoice> = {}): Invoice {
  const total = MXN(100_000);
  return {
    id: 'inv-1',
    number: 'F-1',
    type: 'invoice',
    customerId: 'c-1',
    issueDate: '2026-10-01',
    dueDate: '2026-11-01',
    total,
    balance: total,
    ...over,
  };
}

function payment(over: Partial<PaymentRecord> = {}): PaymentRecord {
  return {
    account: 'acme',
    customerId: 'c-1',
    provider: 'stripe',
    paymentId: 'pi_1',
    scope: ['inv-1'],
    amount: MXN(40_000),
    at: NOON('2026-11-22'),
    status: 'paid',
    ...over,
  };
}

function standings(payments: PaymentRecord[], holds: HoldRecord[] = []): Map<string, CustomerStanding> {
  const one = { account: 'acme', customerId: 'c-1', refused: [], consent: [], holds, payments, revision: 1 };
  return new Map([['c-1', one]]);
}

const bookOf = (invoices: Invoice[]) => ({ invoices, customers: new Map([['c-1', customer]]) });

/** Outcome and open balance of each invoice on a day, with what the ledger knows. */
function seen(
  invoices: Invoice[],
  payments: PaymentRecord[],
  day = '2026-11-23',
  more: Partial<{ holds: HoldRecord[]; history: PastContact[] }> = {},
) {
  const book = reconcile(bookOf(invoices), standings(payments, more.holds), day, ZONE);
  const debts = classify({
    ...book,
    history: new Map([['c-1', more.history ?? []]]),
    asOf: day,
    account: 'acme',
    defaultTimeZone: ZONE,
  });
  return debts.map(({ debt, stage }) => ({ open: debt.balance.minor, ...stage }));
}

const brief = (...args: Parameters<typeof seen>) => seen(...args).map(({ open, outcome }) => [outcome, open]);

describe('a payment that the source does not show', () => {
  it('is taken off, with a sentence that says so', () => {
    expect(brief([invoice()], [payment()])).toEqual([['due', 60_000]]);
    expect(brief([invoice()], [payment({ amount: MXN(100_000) })])).toEqual([['closed', 0]]);
    expect(brief([invoice()], [payment({ amount: MXN(150_000) })])).toEqual([['closed', 0]]);
    const { notes } = reconcile(bookOf([invoice()]), standings([payment()]), '2026-11-23', ZONE);
    expect(notes.get('inv-1')).toEqual([
      'A payment of 400.00 MXN on 2026-11-22 (stripe pi_1) was taken off: the source does not show it yet.',
    ]);
  });
  it('adds up with others, less what was returned', () => {
    const two = [payment(), payment({ paymentId: 'pi_2', amount: MXN(30_000), refunded: 10_000 })];
    expect(brief([invoice()], two)).toEqual([['due', 40_000]]);
  });
  it('stays off for as long as the source says nothing of it', () => {
    expect(brief([invoice()], [payment()], '2027-02-01')).toEqual([['due', 60_000]]);
  });
  it('does not count before its day, nor when it failed, was refunded or is disputed', () => {
    expect(brief([invoice()], [payment()], '2026-11-21')).toEqual([['due', 100_000]]);
    for (const status of ['failed', 'refunded', 'disputed'] as const) {
      expect(seen([invoice()], [payment({ status, at: NOON('2026-11-01') })])).toMatchObject([{ open: 100_000 }]);
    }
  });
  it('is not taken off in another currency', () => {
    expect(brief([invoice()], [payment({ amount: { currency: 'USD', minor: 40_000 } })])).toEqual([['due', 100_000]]);
  });
  it('pays the invoices it names, the oldest first, and no other; what is too much stays a credit', () => {
    const invoices = [
      invoice({ id: 'new', dueDate: '2026-11-10' }),
      invoice({ id: 'old', dueDate: '2026-10-10' }),
      invoice({ id: 'older', dueDate: '2026-09-10' }),
    ];
    const open = (minor: number) =>
      brief(invoices, [payment({ scope: ['new', 'old'], amount: MXN(minor) })]).map(([, left]) => left);
    expect(open(60_000)).toEqual([100_000, 40_000, 100_000]);
    expect(open(130_000)).toEqual([70_000, 0, 100_000]);
    expect(open(999_000)).toEqual([0, 0, 100_000]);
  });
  it('that names none pays the oldest first', () => {
    const invoices = [invoice({ id: 'new', dueDate: '2026-11-10' }), invoice({ id: 'old', dueDate: '2026-10-10' })];
    expect(brief(invoices, [payment({ scope: [], amount: MXN(120_000) })]).map(([, left]) => left)).toEqual([
      80_000, 0,
    ]);
  });
  it('pays the oldest instalment first', () => {
    const parts = [1, 2].map((n) => ({ id: String(n), dueDate: `2026-1${n - 1}-05`, amount: MXN(50_000) }));
    const [debt] = seen([invoice({ instalments: parts })], [payment({ scope: ['inv-1#1'], amount: MXN(50_000) })]);
    expect(debt).toMatchObject({ open: 50_000, daysPastDue: 18 });
  });
});

describe('a payment that the source shows already', () => {
  it('is not taken off again: by a balance that is lower, by its id, by amount and about the day', () => {
    const listed = (id: string, date: string) => ({ id, kind: 'payment' as const, date, amount: MXN(40_000) });
    expect(brief([invoice({ balance: MXN(60_000) })], [payment({ at: NOON('2026-11-01') })])).toEqual([
      ['due', 60_000],
    ]);
    for (const payments of [[listed('pi_1', '2026-11-22')], [listed('bank-77', '2026-11-23')]]) {
      expect(brief([invoice({ balance: undefined, payments })], [payment()])).toEqual([['due', 60_000]]);
    }
    const other = listed('bank-1', '2026-10-01');
    expect(brief([invoice({ balance: undefined, payments: [other] })], [payment()])).toEqual([['due', 20_000]]);
  });
  it('pauses the invoice for some days where the source may show it or another one, and no longer', () => {
    const half = [invoice({ balance: MXN(60_000) })];
    expect(brief(half, [payment()], '2026-11-25')).toEqual([['on_hold', 60_000]]);
    expect(seen(half, [payment()], '2026-11-25')).toMatchObject([{ reasonCode: 'hold_payment_pending' }]);
    expect(brief(half, [payment()], '2026-11-26')).toEqual([['due', 60_000]]);
  });
  it('does not block a source that gives one amount, the open one, for ever', () => {
    const bare = [invoice({ total: MXN(60_000), balance: undefined })];
    expect(brief(bare, [payment()], '2026-11-23')).toEqual([['due', 20_000]]);
    expect(brief(bare, [payment()], '2026-11-26')).toEqual([['due', 60_000]]);
  });
  it('with an invoice that has left the book pauses the others for some days, as nobody can tell how it was split', () => {
    const both = payment({ scope: ['inv-1', 'gone'], amount: MXN(150_000) });
    expect(brief([invoice()], [both], '2026-11-25')).toEqual([['on_hold', 100_000]]);
    expect(brief([invoice()], [both], '2026-11-26')).toEqual([['due', 100_000]]);
  });
  it('never makes anything owe more, nor less than nothing, whatever the two say', () => {
    const minor = fc.integer({ min: 0, max: 120_000 });
    const random = fc.record({
      amount: minor,
      day: fc.integer({ min: 10, max: 23 }),
      scope: fc.subarray(['a', 'b', 'x']),
    });
    fc.assert(
      fc.property(fc.array(random, { maxLength: 4 }), minor, minor, (list, a, b) => {
        const invoices = [
          invoice({ id: 'a', balance: MXN(Math.min(a, 100_000)) }),
          invoice({ id: 'b', dueDate: '2026-10-10', balance: MXN(Math.min(b, 100_000)) }),
        ];
        const payments = list.map(({ amount, day, scope }, n) =>
          payment({ paymentId: `p-${n}`, amount: MXN(amount), at: NOON(`2026-11-${day}`), scope }),
        );
        const before = seen(invoices, []).map(({ open }) => open);
        const after = seen(invoices, payments).map(({ open }) => open);
        after.forEach((open, n) => {
          expect(open).toBeGreaterThanOrEqual(0);
          expect(open).toBeLessThanOrEqual(before[n] ?? 0);
        });
        // No more comes off than the source fails to show of what was paid.
        const off = before.reduce((sum, open) => sum + open, 0) - after.reduce((sum, open) => sum + open, 0);
        expect(off).toBeLessThanOrEqual(list.reduce((sum, { amount }) => sum + amount, 0));
      }),
    );
  });
});

describe('a cadence that payments interrupt', () => {
  const contact = (stage: string, level: number, day: string): PastContact => ({
    customerId: 'c-1',
    debtId: 'inv-1',
    scope: ['inv-1'],
    cycle: '2026-11-01',
    stage,
    level,
    channel: 'email',
    attempt: 1,
    at: NOON(day),
    status: 'sent',
  });
  const stageOn = (day: string, payments: PaymentRecord[], history: PastContact[] = [], holds: HoldRecord[] = []) => {
    const [{ outcome, key, reasonCode } = { outcome: 'none', key: '', reasonCode: '' }] = seen(
      [invoice()],
      payments,
      day,
      {
        history,
        holds,
      },
    );
    return { outcome, key, reasonCode };
  };
  const [first] = seen([invoice()], [], '2026-11-04');
  const done = [contact(first?.key ?? '', first?.level ?? 0, '2026-11-04')];

  it('pauses while one is pending, until it expires, and goes on where it stopped', () => {
    const voucher = payment({ status: 'pending', at: NOON('2026-11-05'), expiresAt: NOON('2026-12-20') });
    for (const day of ['2026-11-05', '2026-11-12', '2026-12-20']) {
      expect(stageOn(day, [voucher], done)).toMatchObject({ outcome: 'on_hold', reasonCode: 'hold_payment_pending' });
    }
    const untouched = stageOn('2026-12-21', [], done);
    const resumed = stageOn('2026-12-21', [voucher], done);
    expect(resumed.outcome).toBe('due');
    // Without the pause the days alone would have gone further.
    expect(resumed.key).not.toBe(untouched.key);
  });
  it('goes on at the same stage after a pending payment failed, as after one that expired', () => {
    const pending = { at: NOON('2026-11-05'), expiresAt: NOON('2026-12-20') };
    const expired = payment({ status: 'pending', ...pending });
    const failed = payment({ status: 'failed', at: NOON('2026-12-21'), since: pending.at });
    expect(stageOn('2026-12-21', [failed], done)).toEqual(stageOn('2026-12-21', [expired], done));
  });
  it('goes on at the right stage after a refund: not from the beginning, and not further than it was', () => {
    const refund = payment({
      status: 'refunded',
      amount: MXN(100_000),
      at: NOON('2026-11-05'),
      changedAt: NOON('2026-12-21'),
    });
    const resumed = stageOn('2026-12-21', [refund], done);
    expect(resumed.outcome).toBe('due');
    expect(resumed.key).not.toBe(first?.key);
    expect(resumed.key).not.toBe(stageOn('2026-12-21', [], done).key);
  });
  it('is on hold while a payment is disputed, and goes on where it stopped once that was released', () => {
    const hold: HoldRecord = {
      account: 'acme',
      customerId: 'c-1',
      id: 'dispute/stripe/pi_1',
      scope: ['inv-1'],
      hold: { kind: 'dispute', from: '2026-11-05' },
      setAt: NOON('2026-11-05'),
    };
    expect(stageOn('2026-12-21', [], done, [hold])).toMatchObject({ outcome: 'on_hold' });
    const over = { ...hold, releasedAt: NOON('2026-12-21') };
    const resumed = stageOn('2026-12-21', [], done, [over]);
    expect(resumed.outcome).toBe('due');
    expect(resumed.key).not.toBe(stageOn('2026-12-21', [], done).key);
  });
  it('pauses everything of the customer for a payment on its way that names no invoice', () => {
    const voucher = payment({ status: 'pending', scope: [], at: NOON('2026-11-22') });
    expect(brief([invoice(), invoice({ id: 'inv-2' })], [voucher])).toEqual([
      ['on_hold', 100_000],
      ['on_hold', 100_000],
    ]);
  });
  it('never lowers the level that contacts had reached', () => {
    const status = fc.constantFrom('paid' as const, 'pending' as const, 'failed' as const, 'refunded' as const);
    const random = fc.record({
      status,
      from: fc.integer({ min: 1, max: 20 }),
      lasts: fc.nat(9),
      minor: fc.integer({ min: 1, max: 99_000 }),
    });
    const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.array(random, { maxLength: 3 }), (list) => {
        const payments = list.map(({ status: is, from, lasts, minor }, n) =>
          payment({
            paymentId: `p-${n}`,
            status: is,
            since: NOON(day(from)),
            at: NOON(day(from + lasts)),
            amount: MXN(minor),
          }),
        );
        const [now] = seen([invoice()], payments, '2026-11-30', { history: done });
        if (now?.outcome === 'due') expect(now.level ?? -Infinity).toBeGreaterThan(first?.level ?? Infinity);
      }),
    );
  });
});

describe('a thank-you', () => {
  const thanks = (
    payments: PaymentRecord[],
    history: PastContact[] = [],
    invoices = [invoice({ balance: MXN(60_000) })],
  ) =>
    thanksFor({
      invoices,
      customers: new Map([['c-1', customer]]),
      standings: standings(payments),
      history: new Map([['c-1', history]]),
      asOf: '2026-11-23',
      account: 'acme',
      defaultTimeZone: ZONE,
      withinDays: 7,
    });

  it('is for one payment, says what is left, and asks for nothing', () => {
    const [one, ...others] = thanks([payment()]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      debt: { id: 'payment/stripe/pi_1', scope: ['payment/stripe/pi_1'], balance: { minor: 60_000 } },
      stage: { outcome: 'due', key: 'payment_received' },
      payment: { amount: MXN(40_000), date: '2026-11-22', invoices: ['F-1'] },
    });
    expect(thanks([payment()], [], [])[0]?.debt.balance.minor).toBe(0);
  });
  it('has the same contact whatever more is told of the payment', () => {
    const [a] = thanks([payment()]);
    const [b] = thanks([payment({ at: NOON('2026-11-21'), refunded: 5 })]);
    expect([b?.debt.scope, b?.debt.cycle, b?.stage.attempt]).toEqual([a?.debt.scope, a?.debt.cycle, a?.stage.attempt]);
  });
  it('is not for what failed, was returned, is long ago, or was thanked for', () => {
    for (const over of [
      { status: 'pending' as const },
      { status: 'refunded' as const },
      { at: NOON('2026-11-16') },
      { at: NOON('2026-11-24') },
      { refunded: 40_000 },
    ]) {
      expect(thanks([payment(over)])).toEqual([]);
    }
    const past: PastContact = {
      customerId: 'c-1',
      scope: ['payment/stripe/pi_1'],
      stage: 'payment_received',
      level: 0,
      channel: 'email',
      at: NOON('2026-11-22'),
      status: 'sent',
    };
    expect(thanks([payment()], [past])).toEqual([]);
    expect(thanks([payment()], [{ ...past, status: 'failed' }])).toHaveLength(1);
  });
});
