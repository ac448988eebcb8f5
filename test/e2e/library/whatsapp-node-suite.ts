import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import { slack, SLACK_TOKEN, twilio, TWILIO, whatsapp, WHATSAPP, WHATSAPP_NUMBER } from '../stand-ins/senders';
import type { Edit, Imported, LibraryBench } from './bench';
import { HEADER, invoice } from './channels-suite';
import { CLASSIFY, why } from './reading';
import { signedIn } from './systems';

const byWhatsapp = (key: string, days: number) => ({
  key,
  days,
  anchor: 'due_date',
  dayCount: 'calendar',
  tone: 'neutral',
  channels: ['whatsapp'],
});

/** Two stages with five blanks in their template and one with six, all by WhatsApp. */
const STAGES: Edit = {
  [CLASSIFY]: {
    policy: 'own_stages',
    stages: {
      stage: [byWhatsapp('due_today', 0), byWhatsapp('first_reminder', 3), byWhatsapp('final_notice', 30)],
    },
  },
};

/** The core that writes by n8n’s own WhatsApp node: templates by their number of blanks, and free text. */
export function whatsappNodeSuite(inBench: () => LibraryBench): void {
  describe('core every-channel-whatsapp-node', () => {
    const slug = 'every-channel-whatsapp-node';
    const meta = whatsapp({ ofN8n: true });
    const rows = [
      invoice('W-1', 'w1', '2026-11-23'),
      invoice('W-2', 'w2', '2026-11-20'),
      invoice('W-3', 'w3', '2026-10-24'),
      invoice('W-4', 'w4', '2026-11-20'),
    ];
    const settings = { whatsappPhoneNumberId: WHATSAPP_NUMBER, contactPhone: '+52 55 5000 0000' };
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;

    const feederOf = async (name: string, to: Imported) =>
      await bench.use('feeders/google-sheets', { name, core: to, settings: { sheetUrl: SHEET_URL } });

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('slackApi', { accessToken: SLACK_TOKEN });
      await bench.credential('twilioApi', { authType: 'authToken', ...TWILIO });
      await bench.credential('whatsAppApi', WHATSAPP);
      core = await bench.core(`cores/${slug}`, slug, settings, STAGES);
      feeder = await feederOf(`for ${slug}`, core);
    });

    beforeEach(() => {
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows] }), meta, twilio(), slack());
    });

    it.each([
      [401, 'Error validating access token', 190],
      [429, 'Rate limit hit', 130429],
      [400, '(#132001) Template name does not exist in the translation', 132001],
    ])('sends nothing while Meta answers %d, and a person hears of it', async (status, message, code) => {
      bench.world.breakDown({
        matches: ({ url }) => url.hostname === 'graph.facebook.com',
        from: 1,
        answer: { status, body: { error: { message, code, type: 'OAuthException' } } },
      });
      const refused = await bench.core(`cores/${slug}`, `refused with ${status}`, settings, STAGES);
      expect(why(await bench.press(await feederOf(`for ${refused.name}`, refused)))).toMatch(/^4 need\(s\) a person/);
      expect(meta.taken).toEqual([]);
      expect((await bench.contacts(refused.name)).map((one) => one.status)).toEqual(Array(4).fill('failed'));
    });

    it('fills five and six blanks, and sends what one refusal left over by the next run, nothing twice', async () => {
      bench.world.breakDown({
        matches: ({ url, body }) => url.hostname === 'graph.facebook.com' && body.includes('525512345672'),
        from: 1,
        times: 1,
        answer: { status: 429, body: { error: { message: 'Rate limit hit', code: 130429 } } },
      });
      expect(why(await bench.press(feeder))).toMatch(/^1 need\(s\) a person/);
      expect(meta.taken.map(({ to }) => to).sort()).toEqual(['+525512345671', '+525512345673', '+525512345674']);
      for (let again = 0; again < 2; again += 1) {
        expect(why(await bench.press(feeder))).toBe('');
        expect(meta.taken).toHaveLength(4);
      }
      expect(bench.world.breaches).toEqual([]);
      const said = Object.fromEntries(meta.taken.map(({ to, text }) => [to.at(-1), text]));
      for (const row of [1, 2, 3, 4]) expect(said[row]).toContain(`W-${row}`);
      expect(said[3]).toMatch(/^final_notice /);
      // WhatsApp's own number of each message, by which its reports are told apart.
      const sent = (await bench.contacts(core.name)).filter(({ status }) => status === 'sent');
      expect(sent.map(({ providerMessageId }) => providerMessageId).sort()).toEqual(
        [1, 2, 3, 4].map((n) => `wamid.${n}`),
      );
    });

    it('says which template has another number of blanks, and what to do', async () => {
      const own = await bench.core(`cores/${slug}`, 'a template of four blanks', settings, {
        [CLASSIFY]: STAGES[CLASSIFY] ?? {},
        'Write the reminder': { channel: 'whatsapp', occasion: 'statement' },
      });
      expect(why(await bench.press(await feederOf('for another number', own)))).toMatch(
        /^4 need\(s\) a person.*The template statement\|es_MX has 4 blanks/,
      );
      expect(meta.taken).toHaveLength(4);
    });

    it('sends free text to whom it may: who wrote within the last 24 hours', async () => {
      const before = meta.taken.length;
      const free = await bench.core(`cores/${slug}`, 'free text', settings, {
        [CLASSIFY]: STAGES[CLASSIFY] ?? {},
        'Write the reminder': { whatsappForm: 'free_form' },
        'May we write now?': { options: { factsField: 'facts' } },
      });
      const heard = ['2026-11-23T09:00:00-06:00', '2026-11-22T09:00:00-06:00'];
      const items = rows.slice(0, 2).map((row, index) => ({
        ...Object.fromEntries(HEADER.map((name, column) => [name, row[column]])),
        facts: { lastInboundAt: heard[index] },
      }));
      expect(why(await bench.handOver(free, items))).toBe('');
      expect(bench.world.breaches).toEqual([]);
      const texts = meta.taken.slice(before).map(({ to, text }) => [to, text]);
      expect(texts).toEqual([['+525512345671', expect.stringContaining('W-1')]]);
      expect(texts[0]?.[1]).not.toMatch(/^due_today /);
    });
  });
}
