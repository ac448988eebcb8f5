import type { DunningData } from '../../dunning/item';
import { itemsOf } from '../../scripts/host/n8n-types';
import type { Execution } from '../../scripts/host/n8n-types';
import { AS_OF, BOOK_SIZE, debtors } from './stand-ins/debtors';
import type { Debtor } from './stand-ins/debtors';
import { LibraryBench } from './stand-ins/library-bench';
import type { Imported } from './stand-ins/library-bench';
import { SYSTEMS } from './stand-ins/systems';

let bench: LibraryBench;

beforeAll(async () => {
  bench = await LibraryBench.start();
});

afterAll(async () => {
  await bench?.stop();
});

const CLASSIFY = 'Which stage is each invoice at?';
const dunningOf = ({ json }: { json: Record<string, unknown> }) => (json.dunning ?? {}) as DunningData;
const due = (book: Debtor[]) => book.filter(({ isDue }) => isDue);
const emails = (book: Debtor[]) =>
  due(book)
    .map(({ email }) => email)
    .sort();
const why = (execution: Execution) => execution.data.resultData.error?.message ?? '';

describe.each(SYSTEMS)('invoices from $readAs ($slug), 260 of them over several pages', (system) => {
  const book = debtors(system.mark);
  let core: Imported;
  let feeder: Imported;
  let before: number;

  beforeAll(async () => {
    for (const { type, data } of system.credentials) await bench.credential(type, data);
    core = await bench.core('cores/email', `core for ${system.slug}`);
    feeder = await bench.use(`feeders/${system.slug}`, { settings: system.settings ?? {}, core });
    before = bench.inbox.mails.length;
  });

  beforeEach(() => {
    bench.world.with(system.standIn(book));
  });

  it('writes to nobody when the second page fails, and says why', async () => {
    bench.world.breakDown({
      matches: system.pages,
      from: 2,
      answer: { status: 500, body: { message: 'An internal error' } },
    });
    const execution = await bench.press(feeder);
    expect(execution.status).toBe('error');
    expect(why(execution)).not.toBe('');
    expect(bench.recipients(before)).toEqual([]);
    expect(bench.world.breaches).toEqual([]);
  });

  it('gets over one refusal for too many requests', async () => {
    bench.world.breakDown({
      matches: system.pages,
      from: 2,
      times: 1,
      answer: { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many requests' } },
    });
    const execution = await bench.press(feeder);
    expect(why(execution)).toBe('');
    expect(execution.status).toBe('success');
    expect(bench.world.breaches).toEqual([]);

    const run = await bench.lastRunOf(core);
    const read = itemsOf(run, CLASSIFY).map(dunningOf);
    expect(read).toHaveLength(BOOK_SIZE);
    expect(new Set(read.map(({ source }) => source))).toEqual(new Set([system.readAs]));

    // Who was written to, with what, and what the record says.
    expect(bench.recipients(before)).toEqual(emails(book));
    const mails = bench.inbox.mails.slice(before);
    for (const one of due(book)) {
      const mail = mails.find(({ recipients }) => recipients[0] === one.email);
      expect(mail?.parsed.text).toContain(one.number);
    }
    const contacts = await bench.contacts(core.name);
    expect(contacts).toHaveLength(due(book).length);
    for (const { status, stage, at } of contacts) {
      expect({ status, stage }).toEqual({ status: 'sent', stage: 'first_reminder' });
      expect(at.slice(0, 10)).toBe(AS_OF);
    }
  });

  it('writes to nobody a second time', async () => {
    const sofar = bench.inbox.mails.length;
    const execution = await bench.press(feeder);
    expect(execution.status).toBe('success');
    expect(bench.recipients(sofar)).toEqual([]);
  });

  it('fails and writes to nobody when the account is refused', async () => {
    const sofar = bench.inbox.mails.length;
    bench.world.breakDown({
      matches: () => true,
      from: 1,
      answer: { status: 401, body: { message: 'Unauthorized' } },
    });
    const execution = await bench.press(feeder);
    expect(execution.status).toBe('error');
    expect(bench.recipients(sofar)).toEqual([]);
  });
});
