/**
 * The ledger: how many claims and events a second, whether that stays the same as the ledger grows, and on PostgreSQL
 * against a bare insert of the same rows. Each claim is of another customer, which is the dearest case.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Pool } from 'pg';

import type { ClaimRequest } from '../dunning/ledger/contact';
import type { ContactEvent } from '../dunning/ledger/events';
import { contactKey } from '../dunning/ledger/key';
import type { FullLedger } from '../dunning/ledger/records';
import { openPostgresLedger } from '../stores/postgres/ledger';
import { openSqliteLedger } from '../stores/sqlite/ledger';
import { PostgresServer, postgresPrograms } from '../test/stores/postgres-server';
import { median } from './figure';
import type { Figure } from './figure';

const NOW = '2026-11-23T15:00:00Z';
const LEASE = 600_000;
const SMALL = 10_000;
const LARGE = 1_000_000;
const RUN = 20_000;
const POSTGRES_BATCH = 1_000;
const WEBHOOK_BATCH = 500;
const SENDERS = 50;

const CAP: ClaimRequest['caps'] = [
  { ruleId: 'bench.daily', channels: [], max: 1, per: { unit: 'day' }, timeZone: 'America/Mexico_City' },
];

/** `count` claims whose numbers start at `from`. */
function claims(from: number, count: number, capped = false): ClaimRequest[] {
  return Array.from({ length: count }, (_, i): ClaimRequest => {
    const n = from + i;
    const identity = {
      account: 'bench',
      customerId: `customer-${n}`,
      scope: [`invoice-${n}`],
      cycle: '2026-10-01',
      stage: 'first_reminder',
      channel: 'email' as const,
      attempt: 1,
    };
    const key = contactKey(identity);
    const demand = { invoices: [`invoice-${n}`], revision: 0 };
    return { ...identity, key, debtId: `invoice-${n}`, level: 1, at: NOW, caps: capped ? CAP : [], demand };
  });
}

/** A ledger that counts what it holds. */
class Filled {
  size = 0;

  constructor(readonly ledger: FullLedger) {}

  /** Claims up to a size. */
  async grow(size: number): Promise<void> {
    while (this.size < size) await this.claim(Math.min(RUN, size - this.size));
  }

  /** Claims `count` contacts in one batch; returns claims a second. Making the requests is not counted. */
  async claim(count: number, capped = false): Promise<number> {
    const batch = claims(this.size, count, capped);
    this.size += count;
    const start = performance.now();
    await this.ledger.claim(batch, NOW, LEASE);
    return (count / (performance.now() - start)) * 1000;
  }

  /** Stores a delivery event of `count` contacts that have none yet; returns events a second. */
  async events(from: number, count: number): Promise<number> {
    const events = claims(from, count).map(({ key }): ContactEvent => ({
      provider: 'bench',
      eventId: key,
      type: 'delivered',
      at: NOW,
      contactKey: key,
    }));
    const start = performance.now();
    for (let i = 0; i < count; i += WEBHOOK_BATCH) {
      await this.ledger.recordEvents(events.slice(i, i + WEBHOOK_BATCH), NOW);
    }
    return (count / (performance.now() - start)) * 1000;
  }
}

/** Stores `count` events one by one as webhooks bring them, `SENDERS` at a time; returns events a second. */
async function webhooks({ ledger }: Filled, from: number, count: number): Promise<number> {
  const events = claims(from, count).map(({ key }): ContactEvent => ({
    provider: 'webhook',
    eventId: key,
    type: 'delivered',
    at: NOW,
    contactKey: key,
  }));
  const start = performance.now();
  const sender = async (): Promise<void> => {
    for (let event = events.pop(); event; event = events.pop()) await ledger.recordEvents([event], NOW);
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return (count / (performance.now() - start)) * 1000;
}

async function medianOf(rounds: number, work: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await work());
  return Math.round(median(values));
}

async function sqlite(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunning-bench-'));
  const filled = new Filled(await openSqliteLedger(join(folder, 'ledger.db')));
  try {
    await filled.grow(SMALL);
    const few = await medianOf(5, () => filled.claim(RUN));
    const fewCapped = await medianOf(5, () => filled.claim(RUN, true));
    let told = 0;
    const events = () => {
      told += RUN / 4;
      return filled.events(told - RUN / 4, RUN / 4);
    };
    await events();
    const fewEvents = await medianOf(5, events);
    await filled.grow(LARGE);
    const many = await medianOf(5, () => filled.claim(RUN));
    const manyCapped = await medianOf(5, () => filled.claim(RUN, true));
    // The first question by key after many claims brings the index of keys up to date.
    const start = performance.now();
    await filled.events(told, 1);
    told += 1;
    const waited = performance.now() - start;
    const manyEvents = await medianOf(5, events);
    const single = Math.round(await webhooks(filled, 0, 5_000));
    const at = (name: string, small: number, large: number, unit: string): Figure[] => [
      { name: `SQLite ${name}, 10,000 contacts in the ledger`, value: small, unit },
      {
        name: `SQLite ${name}, 1,000,000 contacts in the ledger`,
        value: large,
        unit,
        against: 'with 10,000',
        ratio: large / small,
      },
    ];
    return [
      ...at('claims, batches of 20,000', few, many, 'claims/s'),
      ...at('claims under a daily cap', fewCapped, manyCapped, 'claims/s'),
      ...at('events, batches of 500', fewEvents, manyEvents, 'events/s'),
      { name: 'SQLite events, one a call, 50 senders, 1,000,000 contacts', value: single, unit: 'events/s' },
      { name: 'SQLite first event after 890,000 claims', value: waited, unit: 'ms' },
    ];
  } finally {
    await filled.ledger.close();
    rmSync(folder, { recursive: true });
  }
}

async function postgres(): Promise<Figure[]> {
  const bin = postgresPrograms();
  if (!bin) return [{ name: 'PostgreSQL claims: skipped, not installed here', value: 0, unit: 'claims/s' }];
  const server = await PostgresServer.start(bin);
  const options = server.options('dunning');
  const filled = new Filled(await openPostgresLedger(options));
  const pool = new Pool({ ...options, max: 1 });
  try {
    await pool.query('CREATE TABLE bare (LIKE dunning.contacts INCLUDING ALL)');
    let bareSize = 0;
    const bare = async (): Promise<number> => {
      const rate = await bareInsert(pool, claims(bareSize, POSTGRES_BATCH));
      bareSize += POSTGRES_BATCH;
      return rate;
    };
    const compare = async (size: string): Promise<Figure> => {
      await bare();
      await filled.claim(POSTGRES_BATCH);
      // Taken in turns, so that whatever else the machine does weighs on both.
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < 40; round += 1) {
        theirs.push(await bare());
        ours.push(await filled.claim(POSTGRES_BATCH));
      }
      return {
        name: `PostgreSQL claims, batches of 1,000, ${size} contacts in the ledger`,
        value: Math.round(median(ours)),
        unit: 'claims/s',
        against: 'bare INSERT ... SELECT unnest ... ON CONFLICT',
        ratio: median(ours) / median(theirs),
      };
    };
    const fill = async (size: number): Promise<void> => {
      await filled.grow(size);
      await pool.query(
        `INSERT INTO bare OVERRIDING SYSTEM VALUE SELECT * FROM dunning.contacts WHERE id > $1 ON CONFLICT DO NOTHING`,
        [bareSize],
      );
      await pool.query(`SELECT setval(pg_get_serial_sequence('bare', 'id'), (SELECT max(id) FROM bare))`);
      bareSize = filled.size;
    };
    await fill(SMALL);
    const few = await compare('10,000');
    await fill(LARGE);
    const many = await compare('1,000,000');
    return [
      few,
      many,
      {
        name: 'PostgreSQL claims, 1,000,000 contacts in the ledger',
        value: many.value,
        unit: 'claims/s',
        against: 'with 10,000',
        ratio: many.value / few.value,
      },
    ];
  } finally {
    await pool.end();
    await filled.ledger.close();
    await server.stop();
  }
}

/** The same rows into the same kind of table, without a question asked; returns rows a second. */
async function bareInsert(pool: Pool, rows: ClaimRequest[]): Promise<number> {
  const start = performance.now();
  const inserted = await pool.query(
    `INSERT INTO bare (key, account, customer_id, debt_id, scope, cycle, stage, level, channel, attempt, at, token,
       state, facts, claimed_at, lease_from, lease_until)
     SELECT u.*, 'claimed', 0, $13::bigint, $13::bigint, $14::bigint
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
       $9::text[], $10::int[], $11::bigint[], $12::text[]) AS u
     ON CONFLICT DO NOTHING`,
    [
      rows.map((row) => row.key),
      rows.map((row) => row.account),
      rows.map((row) => row.customerId),
      rows.map((row) => row.debtId),
      rows.map((row) => JSON.stringify(row.scope)),
      rows.map((row) => row.cycle),
      rows.map((row) => row.stage),
      rows.map((row) => row.level),
      rows.map((row) => row.channel),
      rows.map((row) => row.attempt),
      rows.map(() => Date.parse(NOW)),
      rows.map((row) => row.key.slice(0, 36)),
      Date.parse(NOW),
      Date.parse(NOW) + LEASE,
    ],
  );
  if (inserted.rowCount !== rows.length) throw new Error('The bare table had some of these rows.');
  return (rows.length / (performance.now() - start)) * 1000;
}

/** Measures the ledger on both stores. */
export async function run(): Promise<Figure[]> {
  return [...(await sqlite()), ...(await postgres())];
}
