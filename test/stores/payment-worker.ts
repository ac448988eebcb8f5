/**
 * A process of its own for tests: stores a payment for each line it reads, as a webhook does, and says so once the ledger has it. Argument: store
 * address. A line: a `PayOrder` as JSON.
 */
import { createInterface } from 'node:readline';

import { openTestLedger } from './open-ledger';

/** Which payment to store: of a contact by its key, as a provider tells it, or of a customer, as a person records it. */
export interface PayOrder {
  id: string;
  account: string;
  customerId: string;
  invoice: string;
  minor: number;
  key?: string;
}

async function main(): Promise<void> {
  const ledger = await openTestLedger(process.argv[2] ?? '');
  const lines = createInterface({ input: process.stdin });
  process.stdout.write('ready\n');
  const orders: Array<Promise<void>> = [];
  lines.on('line', (line) => orders.push(pay(JSON.parse(line) as PayOrder)));
  await new Promise((ended) => lines.once('close', ended));
  await Promise.all(orders);
  await ledger.close();

  async function pay({ id, account, customerId, invoice, minor, key }: PayOrder): Promise<void> {
    const now = '2026-11-23T16:00:00Z';
    const amount = { currency: 'MXN', minor };
    if (key === undefined) {
      const about = { account, customerId, scope: [invoice], amount };
      await ledger.recordPayments([{ ...about, provider: 'bank', paymentId: id, at: now, status: 'paid' }], now);
    } else {
      const event = { provider: 'stripe', eventId: id, type: 'paid' as const, at: now, contactKey: key };
      await ledger.recordEvents([{ ...event, payment: { id, amount } }], now);
    }
    process.stdout.write(`${id}\n`);
  }
}

void main();
