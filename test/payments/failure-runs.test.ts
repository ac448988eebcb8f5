import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { paymentProvider } from '../../dunning/payments';
import { PAYMENT_PROVIDERS } from '../../dunning/payments/provider';
import type { FullLedger } from '../../dunning/ledger/records';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { Random } from './runs/random';
import { Shop } from './runs/shop';
import { Story } from './runs/story';
import type { Told } from './runs/story';
import { VirtualTime } from './runs/virtual-time';

/** A thousand in all, the same in every run of the test; another number of the environment tells others. */
const STORIES = 1_000;
const FIRST_SEED = Number(process.env['FAILURE_SEED'] ?? 20_261_123);

let folder: string;
let ledger: FullLedger;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'links-'));
  ledger = await openSqliteLedger(path.join(folder, 'ledger.sqlite'));
});

afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

const providers = PAYMENT_PROVIDERS.flatMap((id) => paymentProvider(id) ?? []);
const each = Math.ceil(STORIES / providers.length);

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  it(`has at most one live link for each debt in ${each} stories of failure, and one in the end`, async () => {
    const time = new VirtualTime(Date.parse('2026-11-23T12:00:00.000Z'));
    const shop = await Shop.open(provider, time);
    const told: Told[] = [];
    try {
      for (let story = 0; story < each; story += 1) {
        const seed = FIRST_SEED + PAYMENT_PROVIDERS.indexOf(id) * 10_000 + story;
        told.push(await new Story(seed, shop, ledger.links, time, new Random(seed)).tell());
      }
    } finally {
      await shop.server.stop();
    }
    expect(told.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(Math.max(...told.map(({ most }) => most))).toBe(1);
    // The storm was one: everything that can go wrong did, and more than once.
    const seen = told.flatMap(({ mishaps }) => mishaps);
    for (const mishap of [
      'crash',
      'cut before',
      'cut after',
      'silence after',
      'late',
      '500 during',
      '502 after',
      'malformed',
      'at once',
    ] as const) {
      expect(seen.filter((one) => one === mishap).length).toBeGreaterThan(1);
    }
  }, 300_000);
});
