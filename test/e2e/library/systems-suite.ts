import { itemsOf } from '../../../scripts/host/n8n-types';
import { AS_OF, BOOK_SIZE, debtors } from '../stand-ins/debtors';
import { tokenServers } from '../stand-ins/tokens';
import type { Imported, LibraryBench } from './bench';
import { CLASSIFY, due, dunningOf, emailsOf, why } from './reading';
import { SYSTEMS } from './systems';

const REFUSED = { status: 401, body: { message: 'Unauthorized' } };
const BROKEN = { status: 500, body: { message: 'An internal error' } };
const TOO_MANY = { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many requests' } };

/** Every system that invoices come from: paging, the reader, who was written to, and what goes wrong on the way. */
export function systemsSuite(inBench: () => LibraryBench): void {
  describe.each(SYSTEMS)('invoices from $readAs', (system) => {
    const book = debtors(system.mark, system.size ?? BOOK_SIZE);
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;
    let before: number;

    beforeAll(async () => {
      bench = inBench();
      for (const { type, data } of system.credentials) await bench.credential(type, data);
      core = await bench.core('cores/email', `core for ${system.slug}`);
      feeder = await bench.use(`feeders/${system.slug}`, { settings: system.settings ?? {}, core });
      before = bench.inbox.mails.length;
    });

    beforeEach(() => {
      bench.world.with(system.standIn(book), tokenServers('no longer good'));
    });

    it('writes to nobody when the second page fails, and says why', async () => {
      bench.world.breakDown({ matches: system.pages, from: 2, answer: BROKEN });
      const execution = await bench.press(feeder);
      expect(execution.status).toBe('error');
      expect(why(execution)).not.toBe('');
      expect(bench.recipients(before)).toEqual([]);
      expect(bench.world.breaches).toEqual([]);
    });

    it('reads every page, over one “too many requests”, and writes to whoever is due', async () => {
      bench.world.breakDown({ matches: system.pages, from: 2, times: 1, answer: TOO_MANY });
      const execution = await bench.press(feeder);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.world.breaches).toEqual([]);

      const read = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
      expect(read).toHaveLength(book.length);
      expect([...new Set(read.map(({ source }) => source))]).toEqual([system.readAs]);

      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
      const mails = bench.inbox.mails.slice(before);
      for (const one of due(book)) {
        const mail = mails.find(({ recipients }) => recipients[0] === one.email);
        expect(mail?.parsed.text).toContain(system.numberOf?.(one) ?? one.number);
      }
      const contacts = await bench.contacts(core.name);
      expect(contacts).toHaveLength(due(book).length);
      for (const { status, stage, at } of contacts) {
        expect({ status, stage, day: at.slice(0, 10) }).toEqual({
          status: 'sent',
          stage: 'first_reminder',
          day: AS_OF,
        });
      }
    });

    it('writes to nobody a second time, and to nobody when the account is refused', async () => {
      const sofar = bench.inbox.mails.length;
      const again = await bench.press(feeder);
      expect(again.status).toBe('success');
      bench.world.breakDown({ matches: ({ url }) => system.hosts.includes(url.hostname), from: 1, answer: REFUSED });
      const refused = await bench.press(feeder);
      expect(refused.status).toBe('error');
      expect(why(refused)).not.toBe('');
      expect(bench.recipients(sofar)).toEqual([]);
    });
  });
}
