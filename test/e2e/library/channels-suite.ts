import { readFile } from 'node:fs/promises';
import path from 'node:path';

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
import type { Edit, Imported, LibraryBench } from './bench';
import { CLASSIFY, why } from './reading';
import { signedIn } from './systems';

/** The first row of the sheet. */
export const HEADER = [
  'Invoice Number',
  'Customer ID',
  'Customer',
  'Email',
  'Phone',
  'Address',
  'Due Date',
  'Amount',
  'Balance',
  'Currency',
  'Country',
  'WhatsApp Opt In',
];

/** One stage of its own for each channel, as a user puts them together in the classifier’s panel. */
const STAGES: Array<[key: string, days: number, channel: string, due: string]> = [
  ['due_today', 0, 'email', '2026-11-23'],
  ['first_reminder', 3, 'whatsapp', '2026-11-20'],
  ['second_reminder', 15, 'sms', '2026-11-08'],
  ['formal_notice', 20, 'call', '2026-11-03'],
  ['final_notice', 30, 'letter', '2026-10-24'],
];

const OWN_STAGES: Edit = {
  [CLASSIFY]: {
    policy: 'own_stages',
    stages: {
      stage: STAGES.map(([key, days, channel]) => ({
        key,
        days,
        anchor: 'due_date',
        dayCount: 'calendar',
        tone: 'neutral',
        channels: [channel],
      })),
    },
  },
};

/** One row of the sheet: an invoice of 1,500 pesos. */
export const invoice = (number: string, customer: string, due: string) => [
  number,
  customer,
  `Cliente ${customer}, S.A.`,
  `${customer}@r.example`,
  `+52551234567${customer.slice(1)}`,
  'Calle 1, 06600 Ciudad de México',
  due,
  '1500.00',
  '1500.00',
  'MXN',
  'MX',
  'yes',
];

/** The cores with every channel, fed from a Google sheet: each stage goes out by its own channel, once. */
export function channelsSuite(inBench: () => LibraryBench): void {
  describe.each(['every-channel', 'every-channel-calls-in-sheet'])('core %s', (slug) => {
    const inSheet = slug.endsWith('in-sheet');
    const [onWhatsapp, onSms, onSlack] = [whatsapp(), twilio(), slack()];
    const sheet = googleSheets({
      Invoices: [HEADER, ...STAGES.map(([, , , due], index) => invoice(`R-${index}`, `c${index}`, due))],
      Calls: [['Customer', 'Phone', 'Script', 'Reference']],
    });
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;
    let before: number;

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('slackApi', { accessToken: SLACK_TOKEN });
      await bench.credential('twilioApi', { authType: 'authToken', ...TWILIO });
      await bench.credential('whatsAppApi', WHATSAPP);
      const settings = {
        whatsappPhoneNumberId: WHATSAPP_NUMBER,
        smsFrom: TWILIO_FROM,
        lettersFolder: bench.n8n.files,
        contactPhone: '+52 55 5000 0000',
        ...(inSheet ? { callSheetUrl: SHEET_URL } : {}),
      };
      core = await bench.core(`cores/${slug}`, slug, settings, OWN_STAGES);
      feeder = await bench.use('feeders/google-sheets', {
        name: `for ${slug}`,
        core,
        settings: { sheetUrl: SHEET_URL },
      });
      before = bench.inbox.mails.length;
    });

    beforeEach(() => {
      bench.world.with(sheet, onWhatsapp, onSms, onSlack);
    });

    it('tells a person which channels refused, and lets the others go on', async () => {
      bench.world.breakDown(
        {
          matches: ({ url }) => url.hostname === 'api.twilio.com',
          from: 1,
          answer: { status: 401, body: { code: 20003, message: 'Authenticate' } },
        },
        {
          matches: ({ url }) => url.hostname === 'graph.facebook.com',
          from: 1,
          answer: { status: 429, body: { error: { message: 'Rate limit hit', type: 'OAuthException', code: 130429 } } },
        },
      );
      const execution = await bench.press(feeder);
      expect(why(execution)).toMatch(/^2 need\(s\) a person/);
      expect(bench.world.breaches).toEqual([]);
      expect(bench.recipients(before)).toEqual(['c0@r.example']);
      expect(onSms.taken).toEqual([]);
      expect(onWhatsapp.taken).toEqual([]);
      const refused = (await bench.contacts(core.name)).filter(({ status }) => status === 'failed');
      expect(new Set(refused.map(({ channel }) => channel))).toEqual(new Set(['sms', 'whatsapp']));
    });

    it('sends what was refused by the next run, and nothing else again', async () => {
      const execution = await bench.press(feeder);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.world.breaches).toEqual([]);

      expect(bench.recipients(before)).toEqual(['c0@r.example']);
      expect(onWhatsapp.taken.map(({ to }) => to)).toEqual(['+525512345671']);
      expect(onWhatsapp.taken[0]?.text).toContain('R-1');
      expect(onSms.taken.map(({ to }) => to)).toEqual(['+525512345672']);
      expect(onSms.taken[0]?.text).toContain('R-2');
      const calls = inSheet ? (sheet.tabs.Calls ?? []).slice(1).map(String) : onSlack.taken.map(({ text }) => text);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toContain('+525512345673');
      expect(calls[0]).toContain('R-3');

      const contacts = await bench.contacts(core.name);
      const sent = contacts.filter(({ status }) => status === 'sent');
      expect(sent.map(({ channel }) => channel).sort()).toEqual(['call', 'email', 'letter', 'sms', 'whatsapp']);
      const letter = sent.find(({ channel }) => channel === 'letter');
      const pdf = await readFile(path.join(bench.n8n.files, `${letter?.key}.pdf`));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    });

    it('sends nothing a second time after an answer of 500, which says nothing of whether it went out', async () => {
      const [, byWhatsapp, bySms] = STAGES.map(([, , , due]) => due);
      sheet.tabs.Invoices?.push(invoice('R-6', 'c6', byWhatsapp ?? ''), invoice('R-7', 'c7', bySms ?? ''));
      const taken = [onWhatsapp.taken.length, onSms.taken.length];
      const answer = { status: 500, body: { message: 'Internal error' } };
      bench.world.breakDown(
        ...['api.twilio.com', 'graph.facebook.com'].map((host) => ({
          matches: ({ url }: { url: URL }) => url.hostname === host,
          from: 1,
          answer,
        })),
      );
      expect(why(await bench.press(feeder))).toMatch(/^2 need\(s\) a person/);
      const unclear = async () => (await bench.contacts(core.name)).filter(({ status }) => status === 'uncertain');
      expect((await unclear()).map(({ customerId }) => customerId).sort()).toEqual(['c6', 'c7']);

      bench.world.with(sheet, onWhatsapp, onSms, onSlack);
      await bench.press(feeder);
      expect([onWhatsapp.taken.length, onSms.taken.length]).toEqual(taken);
      expect(await unclear()).toHaveLength(2);
    });
  });

  describe('one message for each customer', () => {
    it('names all that is open in one mail', async () => {
      const bench = inBench();
      const core = await bench.core('cores/email', 'per customer', { oneMessageFor: 'customer' });
      const feeder = await bench.use('feeders/google-sheets', {
        name: 'for per customer',
        core,
        settings: { sheetUrl: SHEET_URL },
      });
      const rows = ['P-1', 'P-2', 'P-3'].map((number) => invoice(number, 'c7', '2026-11-20'));
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows, invoice('P-4', 'c8', '2026-11-20')] }));
      const before = bench.inbox.mails.length;
      const execution = await bench.press(feeder);
      expect(why(execution)).toBe('');
      expect(bench.recipients(before)).toEqual(['c7@r.example', 'c8@r.example']);
      const mail = bench.inbox.mails.slice(before).find(({ recipients }) => recipients[0] === 'c7@r.example');
      for (const number of ['P-1', 'P-2', 'P-3']) expect(mail?.parsed.text).toContain(number);
      expect(mail?.parsed.text).toMatch(/4[.,]500[.,]00/);
    });
  });
}
