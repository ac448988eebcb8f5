import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { LedgerError } from '../../dunning/ledger/ledger';
import type { ClaimRef, ClaimResult, Ledger } from '../../dunning/ledger/ledger';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { ONE_A_DAY, request } from './requests';

const T0 = '2026-11-23T15:00:00.000Z';
const T1 = '2026-11-23T15:01:00.000Z';
const PAST_LEASE = '2026-11-23T15:11:00.000Z';
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

function won(result: ClaimResult | undefined): ClaimRef {
  if (result?.decision !== 'send') throw new Error(`not won: ${JSON.stringify(result)}`);
  return { key: result.key, token: result.token };
}
async function claimOne(now = T0, over = {}): Promise<ClaimRef> {
  return won((await ledger.claim([request(over)], now, LEASE))[0]);
}
async function statusNow(now = T1): Promise<string | undefined> {
  return (await ledger.history('acme', ['c-1'], now)).get('c-1')?.[0]?.status;
}

describe('a claim', () => {
  it('is won once; the second run is told that another is sending', async () => {
    await claimOne();
    const [second] = await ledger.claim([request()], T1, LEASE);
    expect(second).toMatchObject({ decision: 'skip', reasonCode: 'in_progress', earlier: { status: 'claimed' } });
  });
  it('is won once when one batch asks twice', async () => {
    const answers = await ledger.claim([request(), request({ stage: 'second' }), request()], T0, LEASE);
    expect(answers.map((answer) => answer.decision)).toEqual(['send', 'send', 'skip']);
  });
  it('is refused when the day already has its contact, also from the same batch, and not on the next day', async () => {
    const answers = await ledger.claim(
      [
        request({ caps: [ONE_A_DAY] }),
        request({ caps: [ONE_A_DAY], channel: 'sms' }),
        request({ caps: [ONE_A_DAY], channel: 'whatsapp', at: '2026-11-24T00:00:00-06:00' }),
        request({ caps: [ONE_A_DAY], customerId: 'c-2' }),
      ],
      T0,
      LEASE,
    );
    expect(answers.map((answer) => (answer.decision === 'skip' ? answer.reasonCode : 'send'))).toEqual([
      'send',
      'cap_reached',
      'send',
      'send',
    ]);
  });
  it('that was never resolved becomes uncertain and is not sent again', async () => {
    await claimOne();
    expect(await statusNow(PAST_LEASE)).toBe('uncertain');
    const [again] = await ledger.claim([request()], PAST_LEASE, LEASE);
    expect(again).toMatchObject({ decision: 'skip', reasonCode: 'uncertain' });
  });
  it('that our sender took over but never began can be claimed again, and the first sender is then refused', async () => {
    const first = await claimOne();
    expect(await ledger.takeOver([first], T0, LEASE)).toEqual(new Set([first.key]));
    expect(await statusNow(PAST_LEASE)).toBe('released');
    const second = await claimOne(PAST_LEASE);
    expect(second.token).not.toBe(first.token);
    expect(await ledger.begin(first, PAST_LEASE)).toBe(false);
    expect(await ledger.begin(second, PAST_LEASE)).toBe(true);
  });
  it('can be begun once only', async () => {
    const claim = await claimOne();
    expect(await ledger.begin(claim, T0)).toBe(true);
    expect(await ledger.begin(claim, T0)).toBe(false);
  });
  it('that began and never ended is uncertain; a late result settles it', async () => {
    const claim = await claimOne();
    await ledger.begin(claim, T0);
    expect(await statusNow(PAST_LEASE)).toBe('uncertain');
    const [contact] = await ledger.recordResults(
      [{ ...claim, outcome: 'sent', at: PAST_LEASE, provider: 'smtp', providerMessageId: '<m-1@x>' }],
      PAST_LEASE,
    );
    expect(contact).toMatchObject({ status: 'sent', providerMessageId: 'm-1@x' });
  });
  it('that failed at hand-over can be claimed again', async () => {
    const claim = await claimOne();
    await ledger.begin(claim, T0);
    await ledger.recordResults([{ ...claim, outcome: 'failed', at: T0, provider: 'smtp', detail: '421 busy' }], T0);
    expect(await statusNow()).toBe('failed');
    await claimOne(T1);
    expect(await statusNow()).toBe('claimed');
  });
  it('keeps its lease when the clock goes back a little, and ends it when the clock goes back far', async () => {
    await claimOne();
    expect(await statusNow('2026-11-23T14:55:00Z')).toBe('claimed');
    expect(await statusNow('2025-11-23T15:00:00Z')).toBe('uncertain');
  });
});

describe('an event', () => {
  const delivered = { provider: 'ses', eventId: 'e-1', type: 'delivered', at: T1, providerMessageId: 'm-1@x' } as const;

  it('is stored once and moves the contact on', async () => {
    const claim = await claimOne();
    await ledger.recordResults(
      [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: 'm-1@x' }],
      T0,
    );
    expect(await ledger.recordEvents([delivered, delivered], T1)).toEqual({ stored: 1, known: 1 });
    expect(await ledger.recordEvents([delivered], T1)).toEqual({ stored: 0, known: 1 });
    expect(await statusNow()).toBe('delivered');
    const { events } = await ledger.timeline('acme', 'c-1', T1);
    expect(events).toEqual([{ ...delivered, contactKey: claim.key }]);
  });
  it('that comes before the result that names its message still counts', async () => {
    const claim = await claimOne();
    await ledger.recordEvents([delivered], T1);
    await ledger.recordResults(
      [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: 'm-1@x' }],
      T1,
    );
    expect(await statusNow()).toBe('delivered');
  });
  it('settles an uncertain contact by its key', async () => {
    const claim = await claimOne();
    await ledger.recordEvents([{ ...delivered, contactKey: claim.key, providerMessageId: undefined }], PAST_LEASE);
    expect(await statusNow(PAST_LEASE)).toBe('delivered');
  });
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
