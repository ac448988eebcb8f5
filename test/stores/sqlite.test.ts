import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { LedgerError } from '../../dunning/ledger/ledger';
import type { ClaimRef, Ledger } from '../../dunning/ledger/ledger';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { describeLedger } from './conformance';
import { expectTrueAtOnce } from './conformance-at-once';
import { request } from './requests';

const T0 = '2026-11-23T15:00:00.000Z';
const T1 = '2026-11-23T15:01:00.000Z';
const LEASE = 600_000;

let folder: string;
let ledger: Ledger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunning-'));
  ledger = await openSqliteLedger(join(folder, 'private', 'ledger.db'));
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

async function claimOne(): Promise<ClaimRef> {
  const [result] = await ledger.claim([request()], T0, LEASE);
  if (result?.decision !== 'send') throw new Error(`not won: ${JSON.stringify(result)}`);
  return { key: result.key, token: result.token };
}
async function statusNow(): Promise<string | undefined> {
  return (await ledger.history('acme', ['c-1'], T1)).get('c-1')?.[0]?.status;
}

describeLedger('the ledger in SQLite', () => openSqliteLedger(join(folder, 'private', 'ledger.db')));

it('keeps claims and payments, holds and refusals true when two callers do them at the same moment', async () => {
  const path = join(folder, 'private', 'ledger.db');
  const ledgers = await Promise.all([openSqliteLedger(path), openSqliteLedger(path)]);
  await expectTrueAtOnce(...ledgers).finally(() => Promise.all(ledgers.map((one) => one.close())));
});

describe('the file', () => {
  it('is private, and shared by all who open it in one process', async () => {
    const path = join(folder, 'private', 'ledger.db');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'private')).mode & 0o777).toBe(0o700);
    const [other, third] = await Promise.all([openSqliteLedger(path), openSqliteLedger(path)]);
    await claimOne();
    expect((await other.history('acme', ['c-1'], T1)).get('c-1')).toHaveLength(1);
    await other.close();
    await other.close();
    await expect(other.history('acme', ['c-1'], T1)).rejects.toThrow(LedgerError);
    expect((await third.history('acme', ['c-1'], T1)).get('c-1')).toHaveLength(1);
    await third.close();
    expect(await statusNow()).toBe('claimed');
  });
  it('keeps everything when closed and opened again', async () => {
    const claim = await claimOne();
    await ledger.close();
    ledger = await openSqliteLedger(join(folder, 'private', 'ledger.db'));
    expect((await ledger.timeline('acme', 'c-1', T1)).contacts).toMatchObject([{ key: claim.key, token: claim.token }]);
  });
  it('is left alone when it is no database, or another program’s', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database, but long enough to be taken for one '.repeat(20));
    await expect(openSqliteLedger(text)).rejects.toThrow(/not a ledger/);
    expect(readFileSync(text, 'utf8')).toMatch(/^not a database/);
    const foreign = join(folder, 'foreign.db');
    const db = new DatabaseSync(foreign);
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    await expect(openSqliteLedger(foreign)).rejects.toThrow(/another program/);
  });
  it('waits for a lock without blocking, then says that it is locked', async () => {
    const other = new DatabaseSync(join(folder, 'private', 'ledger.db'));
    other.exec('BEGIN IMMEDIATE');
    const waiting = claimOne();
    await new Promise((done) => setTimeout(done, 100));
    other.exec('ROLLBACK');
    other.close();
    await expect(waiting).resolves.toMatchObject({ token: expect.any(String) });
  });
});
