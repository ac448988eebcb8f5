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
const POSTGRES_ROUNDS = 40;
const WEBHOOK_BATCH = 500;
const SENDERS = 50;
const EVENTS = 5_000;
const ROUNDS = 5;

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

  /** Stores one more delivery event of each of the first `count` contacts; returns events a second. */
  async events(count: number, round: number): Promise<number> {
    const events = claims(0, count).map(({ key }): ContactEvent => ({
      provider: 'bench',
      eventId: `${key}/${round}`,
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

/** Stores events one by one as webhooks bring them, `SENDERS` at a time; returns events a second. */
async function webhooks({ ledger }: Filled, round: number): Promise<number> {
  const events = claims(0, EVENTS).map(({ key }): ContactEvent => ({
    provider: 'webhook',
    eventId: `${key}/${round}`,
    type: 'delivered',
    at: NOW,
    contactKey: key,
  }));
  const start = performance.now();
  const sender = async (): Promise<void> => {
    for (let event = events.pop(); event; event = events.pop()) await ledger.recordEvents([event], NOW);
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return (EVENTS / (performance.now() - start)) * 1000;
}

/** The same work on a small and on a large ledger in turns, so that whatever else the machine does weighs on both. */
async function inTurns(
  small: () => Promise<number>,
  large: () => Promise<number>,
  rounds = ROUNDS,
): Promise<{ small: number; large: number }> {
  const seen: { small: number[]; large: number[] } = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1) {
    seen.small.push(await small());
    seen.large.push(await large());
  }
  return { small: median(seen.small), large: median(seen.large) };
}

function bothSizes(name: string, unit: string, { small, large }: { small: number; large: number }): Figure[] {
  return [
    { name: `${name}, 10,000 contacts in the ledger`, value: Math.round(small), unit },
    {
      name: `${name}, 1,000,000 contacts in the ledger`,
      value: Math.round(large),
      unit,
      against: 'with 10,000',
      ratio: large / small,
    },
  ];
}

async function sqlite(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunning-bench-'));
  const opened: Filled[] = [];
  const ledgerOf = async (size: number): Promise<Filled> => {
    const filled = new Filled(await openSqliteLedger(join(folder, `ledger-${opened.length}.db`)));
    opened.push(filled);
    await filled.grow(size);
    return filled;
  };
  try {
    const few = await ledgerOf(SMALL);
    const many = await ledgerOf(LARGE);
    // A round of claims makes a small ledger three times as large: each gets a new one.
    const claimed = async (capped: boolean) =>
      inTurns(
        async () => (await ledgerOf(SMALL)).claim(RUN, capped),
        () => many.claim(RUN, capped),
      );
    const plain = await claimed(false);
    const capped = await claimed(true);

    // The first question by key after many claims brings the index of keys up to date.
    const start = performance.now();
    await many.events(1, 0);
    const waited = performance.now() - start;
    await few.events(1, 0);
    // Both hold the same events at each turn: what is asked is what the contacts cost.
    const rounds = { few: 0, many: 0 };
    const events = await inTurns(
      () => few.events(EVENTS, (rounds.few += 1)),
      () => many.events(EVENTS, (rounds.many += 1)),
      2 * ROUNDS,
    );
    const single = await inTurns(
      () => webhooks(few, (rounds.few += 1)),
      () => webhooks(many, (rounds.many += 1)),
    );
    return [
      ...bothSizes('SQLite claims, batches of 20,000', 'claims/s', plain),
      ...bothSizes('SQLite claims under a daily cap', 'claims/s', capped),
      ...bothSizes('SQLite events, batches of 500', 'events/s', events),
      ...bothSizes('SQLite events, one a call, 50 senders', 'events/s', single),
      { name: 'SQLite first event after 1,200,000 claims', value: waited, unit: 'ms' },
    ];
  } finally {
    for (const { ledger } of opened) await ledger.close();
    rmSync(folder, { recursive: true });
  }
}

/** Our claims on PostgreSQL, and a bare insert of the same rows into a table of the same kind and size. */
class Pair {
  private constructor(
    readonly filled: Filled,
    private readonly pool: Pool,
    private readonly schema: string,
    private bareSize: number,
  ) {}

  static async of(size: number, schema: string, server: PostgresServer): Promise<Pair> {
    const options = server.options(schema);
    const filled = new Filled(await openPostgresLedger(options));
    const pool = new Pool({ ...options, max: 1 });
    await pool.query(`CREATE TABLE ${schema}.bare (LIKE ${schema}.contacts INCLUDING ALL)`);
    await filled.grow(size);
    await pool.query(
      `INSERT INTO ${schema}.bare OVERRIDING SYSTEM VALUE SELECT * FROM ${schema}.contacts ORDER BY id;
       SELECT setval(pg_get_serial_sequence('${schema}.bare', 'id'), ${size}); CHECKPOINT`,
    );
    return new Pair(filled, pool, schema, size);
  }

  async bare(): Promise<number> {
    const rate = await bareInsert(this.pool, `${this.schema}.bare`, claims(this.bareSize, POSTGRES_BATCH));
    this.bareSize += POSTGRES_BATCH;
    return rate;
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.filled.ledger.close();
  }
}

async function postgres(): Promise<Figure[]> {
  const bin = postgresPrograms();
  if (!bin) return [{ name: 'PostgreSQL claims: skipped, not installed here', value: 0, unit: 'claims/s' }];
  const server = await PostgresServer.start(bin);
  const pairs: Pair[] = [];
  try {
    const few = await Pair.of(SMALL, 'few', server);
    pairs.push(few);
    const many = await Pair.of(LARGE, 'many', server);
    pairs.push(many);
    const work = [
      () => few.bare(),
      () => few.filled.claim(POSTGRES_BATCH),
      () => many.bare(),
      () => many.filled.claim(POSTGRES_BATCH),
    ];
    const seen = work.map((): number[] => []);
    for (let round = 0; round < POSTGRES_ROUNDS; round += 1) {
      for (const [index, one] of work.entries()) seen[index]?.push(await one());
    }
    const [fewBare = 0, fewOurs = 0, manyBare = 0, manyOurs = 0] = seen.map(median);
    const against = 'bare INSERT ... SELECT unnest ... ON CONFLICT';
    const [small, large] = bothSizes('PostgreSQL claims, batches of 1,000', 'claims/s', {
      small: fewOurs,
      large: manyOurs,
    });
    return [
      ...(small ? [{ ...small, against, ratio: fewOurs / fewBare }] : []),
      ...(large ? [{ ...large, against, ratio: manyOurs / manyBare }, large] : []),
      ...bothSizes('PostgreSQL bare inserts, batches of 1,000', 'rows/s', { small: fewBare, large: manyBare }),
    ];
  } finally {
    for (const pair of pairs) await pair.close();
    await server.stop();
  }
}

/** The same rows into the same kind of table, without a question asked; returns rows a second. */
async function bareInsert(pool: Pool, table: string, rows: ClaimRequest[]): Promise<number> {
  const start = performance.now();
  const inserted = await pool.query(
    `INSERT INTO ${table} (key, account, customer_id, debt_id, scope, cycle, stage, level, channel, attempt, at, token,
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
