import { paymentProvider } from '../../../dunning/payments';
import { PAYMENT_PROVIDERS } from '../../../dunning/payments/provider';
import type { FullLedger } from '../../../dunning/ledger/records';
import { Random } from './random';
import { Shop } from './shop';
import { Story } from './story';
import type { Mishap, Told } from './story';
import { VirtualTime } from './virtual-time';

/** The same in every run of the test; another number of the environment tells others. */
const FIRST_SEED = Number(process.env['FAILURE_SEED'] ?? 20_261_123);

/** With so few stories for each provider, the rarest things happen once only. */
const FEW = 60;

const MISHAPS: readonly Mishap[] = [
  'crash',
  'cut before',
  'cut after',
  'silence after',
  'late',
  'minutes late',
  'hours late',
  'found late',
  '500 during',
  '502 after',
  'malformed',
  'at once',
];

/**
 * Stories of failure for every provider on one ledger: at most one link of a debt can be paid whatever happens, and in the end
 * exactly one, the one that was given to the customer, for the amount that is due.
 * @param stories how many in all
 */
export function describeFailures(stories: number, open: () => FullLedger): void {
  const providers = PAYMENT_PROVIDERS.flatMap((id) => paymentProvider(id) ?? []);
  const each = Math.ceil(stories / providers.length);

  describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
    it(`has at most one live link for each debt in ${each} stories of failure, and one in the end`, async () => {
      const time = new VirtualTime(Date.parse('2026-11-23T12:00:00.000Z'));
      const shop = await Shop.open(provider, time);
      const told: Told[] = [];
      try {
        for (let story = 0; story < each; story += 1) {
          const seed = FIRST_SEED + PAYMENT_PROVIDERS.indexOf(id) * 10_000 + story;
          told.push(await new Story(seed, shop, open().links, time, new Random(seed)).tell());
        }
      } finally {
        await shop.server.stop();
      }
      expect(told.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      const inTime = told.filter(({ mishaps }) => !provider.linksOf || !mishaps.includes('hours late'));
      expect(Math.max(...inTime.map(({ most }) => most))).toBe(1);
      // The storm was one: everything that can go wrong did, and more than once.
      const seen = told.flatMap(({ mishaps }) => mishaps);
      const times = each < FEW ? 0 : 1;
      for (const mishap of MISHAPS) expect(seen.filter((one) => one === mishap).length).toBeGreaterThan(times);
    }, 600_000);
  });
}
