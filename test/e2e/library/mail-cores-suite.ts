import { AS_OF, debtors } from '../stand-ins/debtors';
import type { Answer } from '../stand-ins/stand-in';
import { tokenServers } from '../stand-ins/tokens';
import type { Imported, LibraryBench } from './bench';
import { MAIL_CORES } from './mail-cores';
import { due, emailsOf, why } from './reading';
import { systemBySlug } from './systems';

const refusal = (status: number): Answer => ({ status, body: { message: 'refused on purpose' } });

/** The cores that send mail through n8n's own nodes: what is taken, what is refused, and what nobody can know. */
export function mailCoresSuite(inBench: () => LibraryBench): void {
  describe.each(MAIL_CORES)('core $slug', ({ slug, provider, standIn, credential, token }) => {
    const source = systemBySlug('stripe');
    const book = debtors('MC', 30);
    const sender = standIn();
    const ofSender = ({ url }: { url: URL }) =>
      sender.hosts.includes(url.hostname) && !url.pathname.endsWith('/profile');
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;

    beforeAll(async () => {
      bench = inBench();
      for (const { type, data } of [...source.credentials, credential]) await bench.credential(type, data);
      core = await bench.core(`cores/${slug}`, slug);
      feeder = await bench.use('feeders/stripe', { name: `for ${slug}`, core });
    });

    beforeEach(() => {
      bench.world.with(source.standIn(book), sender, tokenServers(token));
    });

    const statuses = async () => {
      const contacts = await bench.contacts(core.name);
      return contacts.map(({ status }) => status).sort();
    };

    it('is refused by the account: nobody is written to, everything is to be sent again, and a person hears of it', async () => {
      bench.world.breakDown({ matches: ofSender, from: 1, answer: refusal(401) });
      const execution = await bench.press(feeder);
      expect(execution.status).toBe('error');
      expect(why(execution)).toMatch(/^6 need\(s\) a person/);
      expect(sender.taken).toEqual([]);
      expect(new Set(await statuses())).toEqual(new Set(['failed']));
    });

    it('sends the others when one is too many and one fails, and says which', async () => {
      bench.world.breakDown(
        { matches: ofSender, from: 2, times: 1, answer: refusal(429) },
        { matches: ofSender, from: 3, times: 1, answer: refusal(500) },
      );
      const execution = await bench.press(feeder);
      expect(why(execution)).toMatch(/^2 need\(s\) a person/);
      expect(sender.taken).toHaveLength(4);
      expect(bench.world.breaches).toEqual([]);
    });

    it('sends what was certainly not taken by the next run, and what nobody can know never again', async () => {
      const execution = await bench.press(feeder);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.world.breaches).toEqual([]);
      expect(sender.taken).toHaveLength(5);
      const to = sender.taken.map((one) => one.to);
      expect(new Set(to).size).toBe(5);
      expect(emailsOf(due(book))).toEqual(expect.arrayContaining(to));
      for (const one of due(book).filter(({ email }) => to.includes(email))) {
        expect(sender.taken.find((taken) => taken.to === one.email)?.text).toContain(one.number);
      }
      const contacts = await bench.contacts(core.name);
      const sent = contacts.filter(({ status }) => status === 'sent');
      expect(sent).toHaveLength(5);
      expect(new Set(sent.map((one) => one.provider))).toEqual(new Set([provider]));
      expect(sent.every(({ at }) => at.startsWith(AS_OF))).toBe(true);
      expect(contacts.filter(({ status }) => status === 'uncertain')).toHaveLength(1);

      await bench.press(feeder);
      expect(sender.taken).toHaveLength(5);
    });
  });
}
