/**
 * A process of its own for tests: claims contacts from a ledger in batches and prints each key that it won as soon as the
 * ledger said so. Arguments: store address, number of contacts, batch size, contacts per customer; starts when told on stdin.
 */
import { createInterface } from 'node:readline';

import { openTestLedger } from './open-ledger';
import { ONE_A_DAY, request } from './requests';

const LEASE = 600_000;

async function main(): Promise<void> {
  const [address = '', total = '0', size = '1000', perCustomer = '1'] = process.argv.slice(2);
  const ledger = await openTestLedger(address);
  const lines = createInterface({ input: process.stdin });
  process.stdout.write('ready\n');
  await new Promise((told) => lines.once('line', told));
  for (let from = 0; from < Number(total); from += Number(size)) {
    const batch = [];
    for (let n = from; n < Math.min(from + Number(size), Number(total)); n += 1) {
      const customerId = `c-${Math.floor(n / Number(perCustomer))}`;
      batch.push(request({ customerId, scope: [`inv-${n}`], caps: Number(perCustomer) > 1 ? [ONE_A_DAY] : [] }));
    }
    const answers = await ledger.claim(batch, '2026-11-23T15:00:00Z', LEASE);
    const won = answers.filter((answer) => answer.decision === 'send').map((answer) => answer.key);
    process.stdout.write(won.length > 0 ? `${won.join('\n')}\n` : '');
  }
  await ledger.close();
  lines.close();
}

void main();
