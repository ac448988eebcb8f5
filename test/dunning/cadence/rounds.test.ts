import type { ClassifyInput } from '../../../dunning/cadence/classify';
import { classify } from '../../../dunning/cadence/classify';
import type { Policy } from '../../../dunning/cadence/policy';
import { PRESETS } from '../../../dunning/cadence/presets';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import type { PastContact } from '../../../dunning/ledger/contact';

const oldest: Policy = { ...PRESETS.b2b_standard, granularity: 'customer_oldest' };
const customers = new Map<string, Customer>([['C1', { id: 'C1', name: 'Comercial Andina', timeZone: 'UTC' }]]);

function invoice(id: string, dueDate: string, extra: Partial<Invoice> = {}): Invoice {
  const total = { currency: 'USD', minor: 10_000 };
  return { id, number: id, type: 'invoice', customerId: 'C1', dueDate, total, ...extra };
}

function sent(scope: string, cycle: string, stage: string, level: number, at: string): PastContact {
  return {
    customerId: 'C1',
    debtId: 'C1:USD',
    scope: [scope],
    cycle,
    stage,
    level,
    channel: 'email',
    attempt: 1,
    at,
    status: 'sent',
  };
}

function run(asOf: string, invoices: Invoice[], history: PastContact[] = [], extra: Partial<ClassifyInput> = {}) {
  return classify({
    invoices,
    customers,
    history: new Map([['C1', history]]),
    policy: oldest,
    asOf,
    account: 'main',
    defaultTimeZone: 'UTC',
    ...extra,
  });
}

describe('one debt per customer, driven by the oldest invoice', () => {
  it('is one item with all invoices, named by the one that drives it', () => {
    const [result, ...rest] = run('2026-11-20', [invoice('B', '2026-11-10'), invoice('A', '2026-11-01')]);
    expect(rest).toEqual([]);
    expect(result?.debt).toMatchObject({
      id: 'C1:USD',
      scope: ['A'],
      cycle: '2026-11-01',
      oldestDueDate: '2026-11-01',
    });
    expect(result?.debt.openItems.map(({ invoiceId }) => invoiceId)).toEqual(['A', 'B']);
    expect(result?.stage).toMatchObject({ outcome: 'due', key: 'second_reminder', amountDue: { decimal: '200.00' } });
    expect(result?.sources).toEqual([0, 1]);
  });

  it('never adds two currencies: one item each', () => {
    const dollars = invoice('A', '2026-11-01');
    const pesos = invoice('B', '2026-11-01', { total: { currency: 'MXN', minor: 5 } });
    expect(run('2026-11-20', [dollars, pesos]).map(({ debt }) => [debt.id, debt.balance.minor])).toEqual([
      ['C1:USD', 10_000],
      ['C1:MXN', 5],
    ]);
  });

  it('another invoice that joins does not bring the same reminder again', () => {
    const history = [sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04')];
    const [result] = run('2026-11-14', [invoice('A', '2026-11-01'), invoice('B', '2026-11-10')], history);
    expect(result?.stage).toMatchObject({ outcome: 'waiting', key: 'first_reminder' });
  });

  it('neither does an older invoice that is only entered now', () => {
    const history = [sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04')];
    const [result] = run('2026-11-05', [invoice('A', '2026-11-01'), invoice('Z', '2026-10-28')], history);
    expect(result?.debt.scope).toEqual(['Z']);
    expect(result?.stage).toMatchObject({ outcome: 'waiting', reasonCode: 'already_contacted' });
  });

  it('starts anew on the next invoice once the one that drove it is paid (Kill Bill #2297)', () => {
    const history = [
      sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04'),
      sent('A', '2026-11-01', 'second_reminder', 4, '2026-11-16'),
    ];
    const paid = invoice('A', '2026-11-01', { settledOn: '2026-11-17' });
    const next = invoice('B', '2026-11-18');
    const on = (asOf: string) => run(asOf, [paid, next], history)[0];
    expect(on('2026-11-20')?.stage).toMatchObject({ outcome: 'waiting', nextEvaluationDate: '2026-11-21' });
    expect(on('2026-11-21')?.debt).toMatchObject({ scope: ['B'], cycle: '2026-11-18' });
    expect(on('2026-11-21')?.stage).toMatchObject({ outcome: 'due', key: 'first_reminder', attempt: 1 });
  });

  it('a partial payment does not skip a stage', () => {
    const history = [sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04')];
    const partly = invoice('A', '2026-11-01', {
      payments: [{ id: 'p', kind: 'payment', date: '2026-11-10', amount: { currency: 'USD', minor: 6_000 } }],
    });
    const [result] = run('2026-11-16', [partly], history);
    expect(result?.stage).toMatchObject({ outcome: 'due', key: 'second_reminder', amountDue: { decimal: '40.00' } });
  });

  it('leaves a disputed invoice out and pursues the others', () => {
    const disputed = invoice('A', '2026-10-01', { holds: [{ kind: 'dispute' }] });
    const [result] = run('2026-11-16', [disputed, invoice('B', '2026-11-01')]);
    expect(result?.debt.openItems.map(({ invoiceId }) => invoiceId)).toEqual(['B']);
    expect(result?.stage).toMatchObject({ outcome: 'due', key: 'second_reminder', amountDue: { decimal: '100.00' } });
  });

  it('waits when all that is open is disputed', () => {
    const [result] = run('2026-11-16', [invoice('A', '2026-10-01', { holds: [{ kind: 'dispute' }] })]);
    expect(result?.stage).toMatchObject({ outcome: 'on_hold', reasonCode: 'hold_dispute' });
  });

  it('closes when everything is paid', () => {
    const [result] = run('2026-11-16', [invoice('A', '2026-10-01', { settledOn: '2026-10-02' })]);
    expect(result?.stage).toMatchObject({ outcome: 'closed', reasonCode: 'settled' });
  });

  it('one customer does not hold back another', () => {
    const two = new Map([...customers, ['C2', { id: 'C2', name: 'Otro', timeZone: 'UTC' }]]);
    const history = new Map([['C1', [sent('A', '2026-11-01', 'second_reminder', 4, '2026-11-16')]]]);
    const results = classify({
      invoices: [invoice('A', '2026-11-01'), invoice('B', '2026-11-01', { customerId: 'C2' })],
      customers: two,
      history,
      policy: oldest,
      asOf: '2026-11-16',
      account: 'main',
      defaultTimeZone: 'UTC',
    });
    expect(results.map(({ stage }) => stage.outcome)).toEqual(['waiting', 'due']);
  });
});

describe('one debt per invoice', () => {
  const perInvoice = { policy: PRESETS.b2b_standard };

  it("one invoice's reminder does not hold back the customer's others (OCA credit-control #460)", () => {
    const history = [{ ...sent('A', '2026-11-01', 'second_reminder', 4, '2026-11-16'), debtId: 'A' }];
    const results = run('2026-11-16', [invoice('A', '2026-11-01'), invoice('B', '2026-11-01')], history, perInvoice);
    expect(results.map(({ stage }) => stage.outcome)).toEqual(['waiting', 'due']);
  });

  it('an extended due date starts anew, a corrected one does not repeat the reminder', () => {
    const history = [{ ...sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04'), debtId: 'A' }];
    const [corrected] = run('2026-11-05', [invoice('A', '2026-10-31')], history, perInvoice);
    expect(corrected?.stage).toMatchObject({ outcome: 'waiting', key: 'first_reminder' });
    const [extended] = run('2026-12-04', [invoice('A', '2026-12-01')], history, perInvoice);
    expect(extended?.stage).toMatchObject({ outcome: 'due', key: 'first_reminder' });
  });

  it('the next instalment of an invoice starts anew when the one before is paid', () => {
    const amount = { currency: 'USD', minor: 5_000 };
    const split = invoice('A', '2026-11-01', {
      instalments: [
        { id: '1', dueDate: '2026-11-01', amount },
        { id: '2', dueDate: '2026-12-01', amount },
      ],
      payments: [{ id: 'p', kind: 'payment', date: '2026-11-10', amount }],
    });
    const history = [{ ...sent('A', '2026-11-01', 'first_reminder', 3, '2026-11-04'), debtId: 'A' }];
    const [result] = run('2026-12-04', [split], history, perInvoice);
    expect(result?.debt).toMatchObject({ id: 'A', scope: ['A'], cycle: '2026-12-01', balance: { decimal: '50.00' } });
    expect(result?.stage).toMatchObject({ outcome: 'due', key: 'first_reminder' });
  });

  it('per instalment, each part is a debt of its own', () => {
    const amount = { currency: 'USD', minor: 5_000 };
    const instalments = [
      { id: '1', dueDate: '2026-11-01', amount },
      { id: '2', dueDate: '2026-12-01', amount },
    ];
    const policy: Policy = { ...PRESETS.b2b_standard, granularity: 'instalment' };
    const results = run('2026-11-26', [invoice('A', '2026-11-01', { instalments })], [], { policy });
    expect(results.map(({ debt, stage }) => [debt.id, debt.scope[0], stage.key])).toEqual([
      ['A#1', 'A#1', 'second_reminder'],
      ['A#2', 'A#2', 'before_due'],
    ]);
  });
});
