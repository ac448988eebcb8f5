import { parse } from 'csv-parse/sync';

import { timelineCsv, timelineJson, timelineRows } from '../../../dunning/ledger/export';
import type { Timeline } from '../../../dunning/ledger/ledger';

const timeline: Timeline = {
  account: 'acme',
  customerId: 'c-1',
  contacts: [
    {
      key: 'k1',
      account: 'acme',
      customerId: 'c-1',
      debtId: 'd-1',
      scope: ['inv-1', 'inv-2'],
      cycle: 'c',
      stage: 'first_reminder',
      level: 1,
      channel: 'email',
      attempt: 1,
      at: '2026-11-23T15:00:00.000Z',
      status: 'delivered',
      claimedAt: '2026-11-23T15:00:01.000Z',
      leaseUntil: '2026-11-23T15:10:01.000Z',
      token: 'secret-token',
      provider: 'smtp',
      providerMessageId: 'm@x',
    },
  ],
  events: [
    {
      provider: 'ses',
      eventId: 'e1',
      type: 'opened',
      at: '2026-11-23T15:05:00.000Z',
      contactKey: 'k1',
      detail: '=HYPERLINK("http://evil")',
      machine: true,
    },
  ],
  standing: {
    account: 'acme',
    customerId: 'c-1',
    refused: ['sms'],
    consent: [
      {
        account: 'acme',
        customerId: 'c-1',
        channel: 'sms',
        change: 'opt_out',
        at: '2026-11-20T15:00:00Z',
        source: 'STOP, by SMS',
      },
    ],
    holds: [
      {
        account: 'acme',
        customerId: 'c-1',
        id: 'p-1',
        scope: ['inv-1'],
        hold: {
          kind: 'promise',
          until: '2026-11-30',
          amount: { currency: 'MXN', minor: 150_050 },
          reason: 'says "Friday"',
        },
        setAt: '2026-11-24T15:00:00Z',
        releasedAt: '2026-11-25T15:00:00Z',
      },
    ],
    payments: [
      {
        account: 'acme',
        customerId: 'c-1',
        provider: 'bank',
        paymentId: '-1+1',
        scope: ['inv-1'],
        amount: { currency: 'CLP', minor: 5_000 },
        at: '2026-11-26T15:00:00Z',
        status: 'paid',
      },
    ],
    revision: 1,
  },
};

describe('the evidence file', () => {
  it('has everything that happened, oldest first, in the zone asked for', () => {
    const rows = timelineRows(timeline, 'America/Mexico_City');
    expect(rows.map(({ time, kind, what }) => `${time} ${kind} ${what}`)).toEqual([
      '2026-11-20T09:00:00.000-06:00 consent opt_out',
      '2026-11-23T09:00:00.000-06:00 contact delivered',
      '2026-11-23T09:05:00.000-06:00 event opened',
      '2026-11-24T09:00:00.000-06:00 hold promise',
      '2026-11-25T09:00:00.000-06:00 hold_released promise',
      '2026-11-26T09:00:00.000-06:00 payment paid',
    ]);
    expect(rows[2]).toMatchObject({ stage: 'first_reminder', channel: 'email', invoices: 'inv-1 inv-2' });
    expect(rows[2]?.detail).toMatch(/by a machine$/);
    expect(rows[3]).toMatchObject({ amount: '1500.50 MXN' });
    expect(rows[5]).toMatchObject({ amount: '5000 CLP' });
  });
  it('as CSV reads back as it was, and runs no formula in a spreadsheet', () => {
    const csv = timelineCsv(timeline, 'UTC');
    expect(csv.endsWith('\r\n')).toBe(true);
    const rows = parse(csv, { columns: true, record_delimiter: '\r\n' }) as Array<Record<string, string>>;
    expect(rows).toHaveLength(6);
    expect(rows[0]?.detail).toBe('STOP, by SMS');
    expect(rows[2]?.detail).toBe(`'=HYPERLINK("http://evil"); by a machine`);
    expect(rows[3]?.detail).toContain('says "Friday"');
    expect(rows[5]?.reference).toBe(`'-1+1`);
  });
  it('holds no token of the ledger', () => {
    expect(timelineCsv(timeline, 'UTC')).not.toContain('secret-token');
    const json = timelineJson(timeline);
    expect(json).not.toContain('secret-token');
    expect(JSON.parse(json)).toMatchObject({
      customerId: 'c-1',
      contacts: [{ key: 'k1' }],
      events: [{ eventId: 'e1' }],
    });
  });
});
