import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import type { Imported, LibraryBench } from '../library/bench';
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

const DUE = '2026-11-20';
/** Four days after the reminder, a Friday; still the same stage. */
const LATER = '2026-11-27';
const CORE = 'core before the next channel';

/** When a message did not arrive, the same stage is told by the next channel, once; to whom it arrived, nothing. */
export function nextChannelSuite(inBench: () => LibraryBench): void {
  describe('care: next channel', () => {
    const rows = ['d1', 'd2', 'd3', 'd4'].map((customer, index) => invoice(`N-${index + 1}`, customer, DUE));
    const [onWhatsapp, onSms, onSlack] = [whatsapp(), twilio(), slack()];
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;

    const withLedger = async <T>(work: (ledger: Awaited<ReturnType<typeof openSqliteLedger>>) => Promise<T>) => {
      const ledger = await openSqliteLedger(bench.ledgerFile(CORE));
      try {
        return await work(ledger);
      } finally {
        await ledger.close();
      }
    };

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('slackApi', { accessToken: SLACK_TOKEN });
      await bench.credential('twilioApi', { authType: 'authToken', ...TWILIO });
      await bench.credential('whatsAppApi', WHATSAPP);
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows] }), onWhatsapp, onSms, onSlack);
      const mailCore = await bench.core('cores/email', CORE);
      const first = await bench.use('feeders/google-sheets', {
        name: 'first',
        core: mailCore,
        settings: { sheetUrl: SHEET_URL },
      });
      expect(why(await bench.press(first))).toBe('');
      core = await bench.core('care/next-channel', 'next channel', {
        asOf: LATER,
        ledgerFile: bench.ledgerFile(CORE),
        whatsappPhoneNumberId: WHATSAPP_NUMBER,
        smsFrom: TWILIO_FROM,
        lettersFolder: bench.n8n.files,
        contactPhone: '+52 55 5000 0000',
      });
      feeder = await bench.use('feeders/google-sheets', { name: 'second', core, settings: { sheetUrl: SHEET_URL } });
      const contacts = await bench.contacts(CORE);
      const now = new Date().toISOString();
      const event = (customer: string, type: 'delivered' | 'bounced') => ({
        provider: 'smtp',
        eventId: `${type}-${customer}`,
        type,
        at: '2026-11-24T16:00:00Z',
        contactKey: contacts.find(({ customerId }) => customerId === customer)?.key ?? '',
        ...(type === 'bounced' ? { permanent: true } : {}),
      });
      // d1 was reached, d2's mail came back, of d3's nobody heard, d4 has paid since.
      await withLedger((ledger) => ledger.recordEvents([event('d1', 'delivered'), event('d2', 'bounced')], now));
    });

    it('one is refused by the provider and a person hears of it; the next run tries the channel after that one', async () => {
      const paid = [...(rows[3] ?? [])];
      paid[8] = '0.00';
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows.slice(0, 3), paid] }), onWhatsapp, onSms, onSlack);
      bench.world.breakDown({
        matches: ({ url, body }) => url.hostname === 'graph.facebook.com' && body.includes('525512345672'),
        from: 1,
        times: 1,
        answer: { status: 429, body: { error: { message: 'Rate limit', code: 130429 } } },
      });
      const before = bench.inbox.mails.length;
      const execution = await bench.press(feeder);
      expect(why(execution)).toMatch(/^1 need\(s\) a person/);
      expect(onWhatsapp.taken).toHaveLength(1);
      expect(bench.inbox.mails.length).toBe(before);

      expect(why(await bench.press(feeder))).toBe('');
      expect(onWhatsapp.taken.map(({ text }) => text.match(/N-\d/)?.[0])).toEqual(['N-3']);
      expect(onSms.taken.map(({ to, text }) => [to, text.match(/N-\d/)?.[0]])).toEqual([['+525512345672', 'N-2']]);
      expect(bench.world.breaches).toEqual([]);
      const contacts = await bench.contacts(CORE);
      const summary = contacts.map(({ customerId, channel, status }) => `${customerId} ${channel} ${status}`).sort();
      expect(summary).toEqual([
        'd1 email delivered',
        'd2 email bounced',
        'd2 sms sent',
        'd2 whatsapp failed',
        'd3 email sent',
        'd3 whatsapp sent',
        'd4 email sent',
      ]);
    });

    it('says nothing a second time to whom it arrived, and tells the team whom no channel reached', async () => {
      const contacts = await bench.contacts(CORE);
      const keyOf = (customer: string, channel: string) =>
        contacts.find((one) => one.customerId === customer && one.channel === channel)?.key ?? '';
      const now = new Date().toISOString();
      const event = (type: 'delivered' | 'failed', contactKey: string) => ({
        provider: 'test',
        eventId: `${type}-${contactKey}`,
        type,
        at: '2026-11-27T17:00:00Z',
        contactKey,
      });
      await withLedger((ledger) =>
        ledger.recordEvents([event('delivered', keyOf('d3', 'whatsapp')), event('failed', keyOf('d2', 'sms'))], now),
      );
      const before = bench.inbox.mails.length;
      expect(why(await bench.press(feeder))).toBe('');
      expect([onWhatsapp.taken.length, onSms.taken.length, onSlack.taken.length]).toEqual([1, 1, 0]);
      const told = bench.inbox.mails.slice(before).map(({ parsed }) => [parsed.subject, parsed.text ?? '']);
      expect(told).toEqual([
        ['Customer Cliente d2, S.A. could not be reached', expect.stringMatching(/N-2[\s\S]*What to do: call them/)],
      ]);
    });
  });
}
