import type { ClassifiedDebt, ClassifyInput } from '../../../dunning/cadence/classify';
import { classify } from '../../../dunning/cadence/classify';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import type { PastContact } from '../../../dunning/ledger/contact';

const customer: Customer = { id: 'C1', name: 'Ferretería del Norte', timeZone: 'America/Mexico_City' };

function invoice(extra: Partial<Invoice> = {}): Invoice {
  return {
    id: 'INV-1',
    number: 'F-100',
    type: 'invoice',
    customerId: 'C1',
    issueDate: '2026-10-01',
    dueDate: '2026-11-01',
    total: { currency: 'MXN', minor: 100_000 },
    ...extra,
  };
}

function contact(stage: string, level: number, at: string, extra: Partial<PastContact> = {}): PastContact {
  return {
    customerId: 'C1',
    debtId: 'INV-1',
    scope: ['INV-1'],
    cycle: '2026-11-01',
    stage,
    level,
    channel: 'email',
    attempt: 1,
    at,
    status: 'sent',
    ...extra,
  };
}

function run(asOf: string, extra: Partial<ClassifyInput> = {}, contacts: PastContact[] = []): ClassifiedDebt[] {
  return classify({
    invoices: [invoice()],
    customers: new Map([[customer.id, customer]]),
    history: new Map([[customer.id, contacts]]),
    asOf,
    account: 'main',
    defaultTimeZone: 'UTC',
    ...extra,
  });
}

function one(asOf: string, extra: Partial<ClassifyInput> = {}, contacts: PastContact[] = []): ClassifiedDebt {
  const results = run(asOf, extra, contacts);
  expect(results).toHaveLength(1);
  return results[0] as ClassifiedDebt;
}

describe('the standard cadence for businesses', () => {
  it.each([
    ['2026-10-26', 'waiting', undefined, '2026-10-27'],
    ['2026-10-27', 'due', 'before_due', '2026-11-01'],
    ['2026-11-01', 'due', 'due_today', '2026-11-02'],
    ['2026-11-02', 'waiting', undefined, '2026-11-04'],
    ['2026-11-04', 'due', 'first_reminder', '2026-11-16'],
    ['2026-11-16', 'due', 'second_reminder', '2026-12-01'],
    ['2026-12-01', 'due', 'final_notice', null],
    ['2027-06-01', 'due', 'final_notice', null],
  ])('on %s an invoice due on 2026-11-01 is %s (%s), to be looked at again on %s', (asOf, outcome, key, next) => {
    const { stage } = one(asOf);
    expect([stage.outcome, stage.key, stage.nextEvaluationDate]).toEqual([outcome, key, next]);
  });

  it('says in one sentence why it writes', () => {
    const { stage } = one('2026-11-16', {}, [contact('first_reminder', 3, '2026-11-08T10:00:00-06:00')]);
    expect(stage.reason).toEqual({
      en: '15 days past due, so second reminder; last contact was the first reminder on 2026-11-08.',
      es: '15 días de atraso, por eso «segundo recordatorio»; el último contacto fue «primer recordatorio» el 2026-11-08.',
      pt: '15 dias de atraso, por isso “segundo lembrete”; o último contato foi “primeiro lembrete” em 2026-11-08.',
    });
  });

  it('does not write about a stage that was already written about', () => {
    const { stage } = one('2026-11-10', {}, [contact('first_reminder', 3, '2026-11-04T10:00:00-06:00')]);
    expect(stage).toMatchObject({
      outcome: 'waiting',
      reasonCode: 'already_contacted',
      key: 'first_reminder',
      nextEvaluationDate: '2026-11-16',
    });
    expect(stage.reason.en).toBe(
      '9 days past due; last contact was the first reminder on 2026-11-04, and next is the second reminder on 2026-11-16.',
    );
  });

  it.each(['failed', 'released'] as const)('writes again when the earlier contact %s', (status) => {
    const { stage } = one('2026-11-10', {}, [contact('first_reminder', 3, '2026-11-04T10:00:00-06:00', { status })]);
    expect(stage).toMatchObject({ outcome: 'due', key: 'first_reminder' });
  });

  it('tries the next channel after a bounce', () => {
    const { stage } = one('2026-11-10', {}, [
      contact('first_reminder', 3, '2026-11-04T10:00:00-06:00', { status: 'bounced' }),
    ]);
    expect(stage).toMatchObject({ outcome: 'due', attempt: 2, channels: ['whatsapp', 'sms'], reasonCode: 'retry_due' });
  });

  it('gives a contact of unknown fate to a person instead of sending it again', () => {
    const { stage } = one('2026-11-10', {}, [
      contact('first_reminder', 3, '2026-11-04T10:00:00-06:00', { status: 'uncertain' }),
    ]);
    expect(stage).toMatchObject({ outcome: 'needs_review', reasonCode: 'contact_uncertain', key: 'first_reminder' });
  });

  it.each(['claimed', 'queued', 'sending'] as const)('waits while the contact is %s', (status) => {
    const { stage } = one('2026-11-10', {}, [contact('first_reminder', 3, '2026-11-04T10:00:00-06:00', { status })]);
    expect(stage).toMatchObject({ outcome: 'waiting', reasonCode: 'contact_in_progress' });
  });

  it('takes the date of the as-of instant in the zone of the customer', () => {
    expect(one('2026-11-04T05:59:59Z').stage).toMatchObject({ asOf: '2026-11-03', outcome: 'waiting' });
    expect(one('2026-11-04T06:00:00Z').stage).toMatchObject({ asOf: '2026-11-04', outcome: 'due' });
  });
});

describe('what is not collected', () => {
  it.each([
    ['settled', { settledOn: '2026-11-05' }],
    ['paid', { balance: { currency: 'MXN', minor: 0 } }],
    ['paid', { paid: { currency: 'MXN', minor: 100_000 } }],
    ['overpaid', { balance: { currency: 'MXN', minor: -500 } }],
    ['void', { void: true }],
    ['credit_note', { type: 'credit_note' as const }],
  ])('closes an invoice that is %s', (reasonCode, extra) => {
    const { stage, debt } = one('2026-11-10', { invoices: [invoice(extra)] });
    expect(stage).toMatchObject({ outcome: 'closed', reasonCode, nextEvaluationDate: null });
    expect(debt.balance.minor).toBe(0);
  });

  it('still pursues an invoice on the days before it was settled', () => {
    const { stage } = one('2026-11-04', {
      invoices: [invoice({ settledOn: '2026-11-05', balance: { currency: 'MXN', minor: 0 } })],
    });
    expect(stage).toMatchObject({ outcome: 'due', amountDue: { minor: 100_000, decimal: '1000.00' } });
  });

  it('asks a person about amounts in two currencies', () => {
    const { stage } = one('2026-11-10', { invoices: [invoice({ balance: { currency: 'USD', minor: 5 } })] });
    expect(stage).toMatchObject({ outcome: 'needs_review', reasonCode: 'currency_mismatch' });
  });

  it('holds a disputed invoice until the dispute ends', () => {
    const { stage } = one('2026-11-10', {
      invoices: [
        invoice({ holds: [{ kind: 'dispute', reason: 'wrong price', from: '2026-11-05', until: '2026-11-20' }] }),
      ],
    });
    expect(stage).toMatchObject({ outcome: 'on_hold', reasonCode: 'hold_dispute', nextEvaluationDate: '2026-11-21' });
    expect(stage.reason.en).toBe(
      'On hold because the customer disputes it (“wrong price”), up to and including 2026-11-20.',
    );
  });

  it('counts an invoice that arrives twice once', () => {
    const results = run('2026-11-10', { invoices: [invoice(), invoice()] });
    expect(results.map(({ stage }) => stage.outcome)).toEqual(['due', 'closed']);
  });
});
