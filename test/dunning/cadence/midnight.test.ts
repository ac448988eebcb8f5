import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import type { PastContact } from '../../../dunning/ledger/contact';
import { classify } from '../../../dunning/cadence/classify';

/** An invoice due on a day, and the moment at which that day ends for the customer. */
function decide(customer: Partial<Customer>, dueDate: string, asOf: string, history: PastContact[] = []) {
  const invoice: Invoice = {
    id: 'I1',
    number: 'F-1',
    type: 'invoice',
    customerId: 'C1',
    dueDate,
    total: { currency: 'USD', minor: 1000 },
  };
  const [result] = classify({
    invoices: [invoice],
    customers: new Map([['C1', { id: 'C1', name: 'C1', ...customer }]]),
    history: new Map([['C1', history]]),
    asOf,
    account: 'main',
    defaultTimeZone: 'UTC',
  });
  return result?.stage;
}

describe('days past due turn at midnight where the customer is', () => {
  it.each([
    // Tijuana keeps the summer time of California: UTC-8 in winter, UTC-7 in summer.
    ['America/Tijuana', '2026-11-20', '2026-11-21T07:59:59Z', '2026-11-21T08:00:00Z'],
    ['America/Tijuana', '2026-07-20', '2026-07-21T06:59:59Z', '2026-07-21T07:00:00Z'],
    ['America/Bogota', '2026-11-20', '2026-11-21T04:59:59Z', '2026-11-21T05:00:00Z'],
    // Santiago puts its clocks forward at midnight from 5 to 6 September 2026: 24:00 on Saturday is 01:00 on Sunday.
    ['America/Santiago', '2026-09-04', '2026-09-05T03:59:59Z', '2026-09-05T04:00:00Z'],
    ['America/Santiago', '2026-09-05', '2026-09-06T03:59:59Z', '2026-09-06T04:00:00Z'],
    ['America/Santiago', '2026-09-06', '2026-09-07T02:59:59Z', '2026-09-07T03:00:00Z'],
    // And back at midnight from 4 to 5 April 2026: the last hour of Saturday comes twice.
    ['America/Santiago', '2026-04-04', '2026-04-05T03:59:59Z', '2026-04-05T04:00:00Z'],
    ['America/Sao_Paulo', '2026-11-20', '2026-11-21T02:59:59Z', '2026-11-21T03:00:00Z'],
    ['Europe/Madrid', '2026-11-20', '2026-11-20T22:59:59Z', '2026-11-20T23:00:00Z'],
    ['Europe/Madrid', '2026-10-25', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
    // The first place on earth where a day begins.
    ['Pacific/Kiritimati', '2026-11-20', '2026-11-20T09:59:59Z', '2026-11-20T10:00:00Z'],
  ])('%s: due on %s, not yet late at %s, a day late at %s', (timeZone, due, before, after) => {
    expect(decide({ timeZone }, due, before)).toMatchObject({ daysPastDue: 0, key: 'due_today', timeZone });
    expect(decide({ timeZone }, due, after)).toMatchObject({ daysPastDue: 1, outcome: 'waiting' });
  });

  it('an instant with another offset is the same moment', () => {
    const timeZone = 'America/Tijuana';
    expect(decide({ timeZone }, '2026-11-20', '2026-11-21T01:59:59-06:00')?.daysPastDue).toBe(0);
    expect(decide({ timeZone }, '2026-11-20', '2026-11-21T02:00:00-06:00')?.daysPastDue).toBe(1);
  });

  it('a plain date is that day for everybody', () => {
    for (const timeZone of ['America/Tijuana', 'Pacific/Kiritimati']) {
      expect(decide({ timeZone }, '2026-11-20', '2026-11-21')?.daysPastDue).toBe(1);
    }
  });

  it('a contact of yesterday evening is yesterday, whatever day it is in UTC', () => {
    const at = '2026-11-24T04:30:00Z';
    const past: PastContact = {
      customerId: 'C1',
      scope: ['I1'],
      stage: 'first_reminder',
      level: 3,
      channel: 'email',
      at,
      status: 'sent',
    };
    const stage = decide({ timeZone: 'America/Bogota' }, '2026-11-20', '2026-11-24T15:00:00Z', [past]);
    expect(stage?.reason.en).toContain('first reminder on 2026-11-23');
  });

  it('takes the zone from the address when the customer names none', () => {
    expect(decide({ country: 'CO' }, '2026-11-20', '2026-11-21T04:59:59Z')).toMatchObject({
      daysPastDue: 0,
      timeZone: 'America/Bogota',
    });
  });

  it('where the address leaves several zones open, nothing is late before it is late in all of them', () => {
    expect(decide({ country: 'MX' }, '2026-11-20', '2026-11-21T07:30:00Z')?.daysPastDue).toBe(0);
    expect(decide({ country: 'MX' }, '2026-11-20', '2026-11-21T08:00:00Z')?.daysPastDue).toBe(1);
  });

  it('asks a person about a zone that does not exist instead of guessing', () => {
    expect(decide({ timeZone: 'America/Guadalajara' }, '2026-11-20', '2026-11-21')).toMatchObject({
      outcome: 'needs_review',
      reasonCode: 'invalid_time_zone',
    });
  });

  it.each(['2026-11-21T09:00:00', 'yesterday', '2026-02-30', ''])('refuses %j as the as-of date', (asOf) => {
    expect(() => decide({}, '2026-11-20', asOf)).toThrow('asOf');
  });
});
