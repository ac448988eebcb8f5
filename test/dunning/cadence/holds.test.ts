import { classify } from '../../../dunning/cadence/classify';
import type { Hold, Invoice } from '../../../dunning/invoice/invoice';
import { ask, customer, dates, invoice, past, policy, stage } from './one-invoice';

describe('holds', () => {
  const stages = [stage('one', 1), stage('two', 10), stage('three', 20)];
  const held = (hold: Hold, extra: Partial<Invoice> = {}) => [invoice({ holds: [hold], ...extra })];

  it.each([
    ['2026-11-11', 'due', 'one'],
    ['2026-11-12', 'on_hold', undefined],
    ['2026-11-20', 'on_hold', undefined],
    ['2026-11-21', 'due', 'one'],
  ])('from the first to the last day inclusive: on %s it is %s', (asOf, outcome, key) => {
    const answer = ask(
      asOf,
      policy([stage('one', 1)]),
      [],
      held({ kind: 'dispute', from: '2026-11-12', until: '2026-11-20' }),
    );
    expect([answer?.outcome, answer?.key]).toEqual([outcome, key]);
  });

  it('resumes where it stopped: the step that fell into the hold is next, the others keep their distance', () => {
    const hold: Hold = { kind: 'dispute', from: '2026-11-10', until: '2026-11-25' };
    expect(dates(policy(stages), held(hold))).toEqual(['2026-11-03 one', '2026-11-26 two', '2026-12-06 three']);
    expect(dates(policy(stages, { afterHold: 'catch_up' }), held(hold))).toEqual([
      '2026-11-03 one',
      '2026-11-26 three',
    ]);
  });

  it('a customer who is excluded or not to be contacted is on hold with every invoice', () => {
    for (const extra of [{ doNotContact: true }, { holds: [{ kind: 'excluded' as const }] }]) {
      const customers = new Map([['C1', { ...customer, ...extra }]]);
      const answer = ask('2026-11-30', policy(stages), [], [invoice()], { customers });
      expect(answer).toMatchObject({ outcome: 'on_hold', reasonCode: 'hold_excluded', nextEvaluationDate: null });
    }
  });

  it.each(['legal', 'deceased', 'insolvent', 'plan'] as const)('%s stops every contact', (kind) => {
    expect(ask('2026-11-30', policy(stages), [], held({ kind }))).toMatchObject({
      outcome: 'on_hold',
      reasonCode: `hold_${kind}`,
    });
  });

  describe('a promise to pay', () => {
    const promise: Hold = {
      kind: 'promise',
      from: '2026-11-08',
      until: '2026-11-15',
      amount: { currency: 'EUR', minor: 40_000 },
    };
    const paid = (date: string, minor: number) => ({
      payments: [{ id: 'p', kind: 'payment' as const, date, amount: { currency: 'EUR', minor } }],
    });

    it('is waited for, with the days of grace', () => {
      const rules = policy(stages, { promiseGraceDays: 2 });
      const answer = ask('2026-11-17', rules, [], held(promise));
      expect(answer).toMatchObject({
        outcome: 'on_hold',
        promise: { status: 'pending' },
        nextEvaluationDate: '2026-11-18',
      });
    });

    it.each([
      ['kept', paid('2026-11-14', 40_000)],
      ['partly_kept', paid('2026-11-14', 10_000)],
      ['broken', {}],
      ['broken', paid('2026-11-16', 40_000)],
    ])('is %s', (status, extra) => {
      expect(ask('2026-11-16', policy(stages), [], held(promise, extra))?.promise).toMatchObject({
        status,
        date: '2026-11-15',
      });
    });

    it('when broken, resumes where it stopped and says so', () => {
      const answer = ask('2026-11-16', policy(stages), [past('one', '2026-11-03')], held(promise));
      expect(answer).toMatchObject({ outcome: 'due', key: 'two' });
      expect(answer?.reason.en).toBe(
        '14 days past due, so two; last contact was the one on 2026-11-03; the payment promised for 2026-11-15 was not kept.',
      );
    });
  });
});

describe('credit notes', () => {
  const rules = policy([stage('one', 1)]);
  const credit = invoice({ id: 'N', type: 'credit_note', total: { currency: 'EUR', minor: 60_000 } });

  it('that were not applied reduce nothing unless the policy nets them', () => {
    expect(ask('2026-11-30', rules, [], [invoice(), credit])?.amountDue.minor).toBe(100_000);
  });

  it('are netted, oldest invoice first, and close what they cover', () => {
    const net = { ...rules, netCredits: true };
    const old = invoice({ id: 'B', dueDate: '2026-10-20', total: { currency: 'EUR', minor: 50_000 } });
    const results = classify({
      invoices: [invoice(), old, credit],
      customers: new Map([['C1', customer]]),
      policy: net,
      asOf: '2026-11-30',
      account: 'main',
      defaultTimeZone: 'UTC',
    });
    expect(results.map(({ debt, stage: answer }) => [debt.id, answer.reasonCode, debt.balance.minor])).toEqual([
      ['A', 'stage_due', 90_000],
      ['B', 'credited', 0],
      ['N', 'credit_note', 0],
    ]);
  });

  it('in another currency are never netted', () => {
    const dollars = { ...credit, total: { currency: 'USD', minor: 60_000 } };
    expect(ask('2026-11-30', { ...rules, netCredits: true }, [], [invoice(), dollars])?.amountDue.minor).toBe(100_000);
  });
});
