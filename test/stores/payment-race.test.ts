import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { expectNoReminderAfterPayment, payElsewhere, payHere } from './payment-race';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunning-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('200 payments at random moments of a run, with SQLite and a real mail server', () => {
  it.each([1, 2])('let no reminder leave after them, seed %i', async (seed) => {
    const ledger = await openSqliteLedger(join(folder, 'ledger.db'));
    try {
      await expectNoReminderAfterPayment(ledger, payHere(ledger), { account: 'acme', count: 200, seed });
    } finally {
      await ledger.close();
    }
  });
  it('let no reminder leave after them when another process stores them', async () => {
    const file = join(folder, 'ledger.db');
    const ledger = await openSqliteLedger(file);
    const payer = await payElsewhere(file);
    try {
      await expectNoReminderAfterPayment(ledger, payer, { account: 'acme', count: 200, seed: 3 });
    } finally {
      await payer.close();
      await ledger.close();
    }
  });
});
