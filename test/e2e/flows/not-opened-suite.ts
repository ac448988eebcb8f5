import type { ContactEvent } from '../../../dunning/ledger/events';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import type { Edit, LibraryBench } from '../library/bench';
import { HEADER, invoice } from '../library/channels-suite';
import { why } from '../library/reading';
import { signedIn } from '../library/systems';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import {
  slack,
  SLACK_TOKEN,
  twilio,
  TWILIO,
  TWILIO_FROM,
  whatsapp,
  WHATSAPP,
  WHATSAPP_NUMBER,
} from '../stand-ins/senders';

const RECORD = 'not opened';
const DUE = '2026-11-20';

/** The user's own limit, in the gate's panel: no customer hears of us twice on one day, by whatever channel. */
const ONE_A_DAY: Edit = {
  'May we write now?': { options: { limits: { limit: [{ channels: [], max: 1, per: 'day', perDebt: false }] } } },
};

/** A mail that arrived and that nobody opened: after so many days the same stage is told by WhatsApp, once, within the limits. */
export function notOpenedSuite(inBench: () => LibraryBench): void {
  describe('care: next channel, when a message was delivered and not opened', () => {
    const names = ['o1', 'o2', 'o3', 'o4', 'o5'];
    const first = names.map((customer, index) => invoice(`O-${index + 1}`, customer, DUE));
    /** Of the fifth customer another invoice, at its first reminder on the day of the next channel. */
    const another = invoice('O-9', 'o5', '2026-11-24');
    const meta = whatsapp();
    const serve = (...rows: string[][]) =>
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows] }), meta, twilio(), slack());
    let bench: LibraryBench;
    let runs = 0;

    const runOf = async (slug: string, asOf: string, settings: Record<string, string> = {}, edit: Edit = {}) => {
      const core = await bench.core(
        slug,
        `not opened ${(runs += 1)}`,
        {
          asOf,
          ledgerFile: bench.ledgerFile(RECORD),
          ...settings,
        },
        edit,
      );
      const name = `to ${core.name}`;
      return await bench.press(
        await bench.use('feeders/google-sheets', { name, core, settings: { sheetUrl: SHEET_URL } }),
      );
    };
    const nextChannel = async (asOf: string, daysToWait = '3') =>
      await runOf(
        'care/next-channel',
        asOf,
        {
          daysToWait,
          unlessItWas: 'read',
          whatsappPhoneNumberId: WHATSAPP_NUMBER,
          smsFrom: TWILIO_FROM,
          lettersFolder: bench.n8n.files,
          contactPhone: '+52 55 5000 0000',
        },
        ONE_A_DAY,
      );
    const writtenTo = () => meta.taken.map(({ to }) => `o${to.at(-1)}`).sort();

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('slackApi', { accessToken: SLACK_TOKEN });
      await bench.credential('twilioApi', { authType: 'authToken', ...TWILIO });
      await bench.credential('whatsAppApi', WHATSAPP);
      serve(...first);
      expect(why(await runOf('cores/email', '2026-11-23'))).toBe('');

      const ledger = await openSqliteLedger(bench.ledgerFile(RECORD));
      const now = new Date().toISOString();
      const { contacts } = await ledger.findContacts({ account: 'default' }, now);
      expect(contacts).toHaveLength(5);
      const event = (customer: string, type: ContactEvent['type'], machine?: boolean): ContactEvent => ({
        provider: 'test',
        eventId: `${type}-${customer}`,
        type,
        at: '2026-11-23T17:00:00Z',
        contactKey: contacts.find(({ customerId }) => customerId === customer)?.key ?? '',
        ...(machine === undefined ? {} : { machine }),
      });
      await ledger.recordEvents(
        [
          ...names.map((customer) => event(customer, 'delivered')),
          event('o2', 'opened', true),
          event('o2', 'clicked', true),
          event('o3', 'opened', false),
          event('o4', 'clicked', false),
        ],
        now,
      );
      await ledger.close();
    });

    it('waits as long as it is told', async () => {
      serve(...first);
      expect(why(await nextChannel('2026-11-26', '4'))).toBe('');
      expect(writtenTo()).toEqual([]);
    });

    it('tells it by WhatsApp to whom no person opened it; a machine’s opening counts for nothing', async () => {
      // The fifth hears of another invoice on this day, which is all that one day allows.
      serve(...first, another);
      const before = bench.inbox.mails.length;
      expect(why(await runOf('cores/email', '2026-11-27'))).toBe('');
      expect(bench.recipients(before)).toEqual(['o5@r.example']);

      expect(why(await nextChannel('2026-11-27'))).toBe('');
      expect(writtenTo()).toEqual(['o1', 'o2']);
      expect(meta.taken.map(({ text }) => text.match(/O-\d/)?.[0]).sort()).toEqual(['O-1', 'O-2']);
    });

    it('nobody gets it a second time; who had to wait for the limit gets it on the next day on which it is allowed', async () => {
      serve(...first, another);
      expect(why(await nextChannel('2026-11-27'))).toBe('');
      expect(writtenTo()).toEqual(['o1', 'o2']);
      expect(why(await nextChannel('2026-11-30'))).toBe('');
      expect(writtenTo()).toEqual(['o1', 'o2', 'o5']);
      expect(why(await nextChannel('2026-11-30'))).toBe('');
      expect(writtenTo()).toEqual(['o1', 'o2', 'o5']);
      expect(bench.world.breaches).toEqual([]);
      // Three days later nobody has opened the WhatsApp either, so the first two hear by SMS: each channel once.
      const others = (await bench.contacts(RECORD)).filter(({ channel }) => channel !== 'email');
      expect(others.map((one) => `${one.customerId} ${one.channel} ${one.status}`).sort()).toEqual([
        'o1 sms sent',
        'o1 whatsapp sent',
        'o2 sms sent',
        'o2 whatsapp sent',
        'o5 whatsapp sent',
      ]);
    });
  });
}
