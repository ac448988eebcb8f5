import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { FullLedger } from '../../../dunning/ledger/records';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import type { LibraryBench } from '../library/bench';
import { why } from '../library/reading';
import { claimOf, sent } from '../webhook-bench';

const LEDGER = 'the week';

/** One mail a week, from the record alone: what is counted, what is not, and what waits for a person. */
export function weeklySuite(inBench: () => LibraryBench): void {
  describe('care: weekly summary', () => {
    const now = '2026-11-29T12:00:00.000Z';

    async function seed(ledger: FullLedger): Promise<void> {
      const email = ['w1', 'w2', 'w3'].map((customer) =>
        claimOf(customer, { account: 'default', at: '2026-11-24T15:00:00.000Z' }),
      );
      const whatsapp = claimOf('w1', { account: 'default', channel: 'whatsapp', at: '2026-11-26T15:00:00.000Z' });
      const before = claimOf('w4', { account: 'default', at: '2026-11-10T15:00:00.000Z' });
      await sent(ledger, [...email, whatsapp, before], 'smtp', ({ key }) => `<${key}@mail.example.com>`);
      const event = (type: 'delivered' | 'bounced', at: number) => ({
        provider: 'test',
        eventId: `${type}-${at}`,
        type,
        at: '2026-11-24T16:00:00Z',
        contactKey: email[at]?.key ?? '',
      });
      await ledger.recordEvents([event('delivered', 0), { ...event('bounced', 1), permanent: true }], now);
      const payment = (paymentId: string, customerId: string, minor: number, at: string, currency = 'MXN') => ({
        account: 'default',
        customerId,
        provider: 'bank',
        paymentId,
        scope: [],
        amount: { currency, minor },
        at,
        status: 'paid' as const,
      });
      await ledger.recordPayments(
        [
          payment('p1', 'w1', 150_050, '2026-11-25T10:00:00-06:00'),
          payment('p2', 'w3', 10_000, '2026-11-27T10:00:00-06:00'),
          payment('p3', 'w3', 25_000, '2026-11-27T10:00:00-06:00', 'CLP'),
          payment('p4', 'w4', 99_999, '2026-11-12T10:00:00-06:00'),
        ],
        now,
      );
      const hold = { kind: 'dispute' as const };
      await ledger.setHolds([{ account: 'default', customerId: 'w4', id: 'd', scope: [], hold, setAt: now }], now);
    }

    it('counts the week and not the one before, adds no two currencies, and says what waits for a person', async () => {
      const bench = inBench();
      const file = bench.ledgerFile(LEDGER);
      await mkdir(path.dirname(file), { recursive: true });
      const ledger = await openSqliteLedger(file);
      await seed(ledger);
      await ledger.close();
      const workflow = await bench.use('care/weekly-summary', { settings: { ledgerFile: file, asOf: '2026-11-29' } });
      const before = bench.inbox.mails.length;
      expect(why(await bench.press(workflow))).toBe('');
      const [mail, ...others] = bench.inbox.mails.slice(before);
      expect(others).toEqual([]);
      expect(mail?.recipients).toEqual(['cobranza@example.com']);
      expect(mail?.parsed.subject).toBe('Reminders, 2026-11-23 to 2026-11-29');
      const text = mail?.parsed.text ?? '';
      expect(text).toContain('4 message(s) to 3 customer(s).');
      expect(text).toContain('1 arrived (25 %), 0 were read or answered, 1 came back or failed.');
      expect(text).toContain('MXN 1,600.50 in 2 payment(s); CLP 25,000 in 1 payment(s)');
      expect(text).toMatch(/first reminder \| email \| 3 \| 1 \| 1\nfirst reminder \| whatsapp \| 1 \| 0 \| 0/);
      expect(text).toContain('1 customer(s) with an address that no longer works: w2.');
      expect(text).toContain('1 hold(s), dispute: w4.');
      expect(mail?.parsed.html).toContain('<table>');
    });

    it('a week without any message is a mail as well', async () => {
      const bench = inBench();
      const file = bench.ledgerFile('an empty week');
      const workflow = await bench.use('care/weekly-summary', { name: 'empty', settings: { ledgerFile: file } });
      const before = bench.inbox.mails.length;
      expect(why(await bench.press(workflow))).toBe('');
      const [mail] = bench.inbox.mails.slice(before);
      expect(mail?.parsed.text).toMatch(/0 message\(s\) to 0 customer\(s\)[\s\S]*Nothing waits for a person/);
    });
  });
}
