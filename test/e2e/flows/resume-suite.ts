import { stripeCall } from '../../harness/senders';
import type { Imported, LibraryBench } from '../library/bench';
import { HEADER, invoice } from '../library/channels-suite';
import { why } from '../library/reading';
import { signedIn } from '../library/systems';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import { deliverTo, published, recordOf } from './record';

const SECRET = 'whsec_of_the_resume_test';
/** Three days past due on Monday the 23rd of November, seventeen on Monday the 7th of December. */
const DUE = '2026-11-20';
const CUSTOMERS = ['z1', 'z2', 'z3', 'z4'] as const;

/** A payment that did not last: what it stopped goes on at the stage that is right by then, once. */
export function resumeSuite(inBench: () => LibraryBench): void {
  describe('a payment that fails, and one that is refunded', () => {
    const rows = CUSTOMERS.map((customer, index) => invoice(`Z-${index + 1}`, customer, DUE));
    let bench: LibraryBench;
    let events: Imported;
    let url: string;
    const keys: Record<string, string> = {};

    /** Runs the core as of a day; whom it wrote to. */
    const runOn = async (asOf: string): Promise<string[]> => {
      const before = bench.inbox.mails.length;
      const core = await bench.core('cores/email', `resume ${asOf} ${before}`, { asOf, ledgerFile: '' });
      const name = `to ${core.name}`;
      const feeder = await bench.use('feeders/google-sheets', { name, core, settings: { sheetUrl: SHEET_URL } });
      expect(why(await bench.press(feeder))).toBe('');
      return bench.recipients(before);
    };
    const mailOf = (customer: string) => `${customer}@r.example`;
    const tell = async (type: string, customer: string, day: string, object: Record<string, unknown>) => {
      const event = {
        id: `evt_${customer}_${type}`,
        type,
        created: Date.parse(`${day}T16:00:00Z`) / 1000,
        data: {
          object: {
            ...{ id: `pi_${customer}`, object: 'payment_intent', currency: 'mxn', amount: 150_000 },
            metadata: { dunning_contact: keys[customer] },
            ...object,
          },
        },
      };
      return await deliverTo(bench, events, url, stripeCall(event, SECRET, Date.now()));
    };
    const stagesOf = async (customer: string) =>
      (await recordOf(bench, customer)).contacts.map(({ stage, status }) => `${stage} ${status}`);

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('dunningStripeApi', {
        secretKey: 'sk_test_resume',
        baseUrl: 'https://api.stripe.com',
        webhookSecrets: SECRET,
      });
      events = await bench.use('events/payments', { name: 'payment events of the resume test' });
      url = await published(bench, events);
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows] }));
    });

    // The address of the workflow is the same in every import.
    afterAll(async () => {
      await bench.n8n.client.request('POST', `/rest/workflows/${events.id}/deactivate`);
    });

    it('all four get their first reminder', async () => {
      expect(await runOn('2026-11-23')).toEqual(CUSTOMERS.map(mailOf));
      for (const customer of CUSTOMERS) keys[customer] = (await recordOf(bench, customer)).contacts[0]?.key ?? '';
    });

    it('two have paid and one is paying: at the second reminder only the fourth hears of us', async () => {
      const paid = { status: 'succeeded', amount_received: 150_000 };
      for (const customer of ['z1', 'z3']) {
        const { status } = await tell('payment_intent.succeeded', customer, '2026-11-24', paid);
        expect(status).toBe(200);
      }
      const processing = await tell('payment_intent.processing', 'z2', '2026-12-06', { status: 'processing' });
      expect(processing.status).toBe(200);
      expect(await runOn('2026-12-07')).toEqual([mailOf('z4')]);
      expect(await runOn('2026-12-07')).toEqual([]);
    });

    it('the failure and the refund reach the team, one mail each', async () => {
      const before = bench.inbox.mails.length;
      const failed = await tell('payment_intent.payment_failed', 'z2', '2026-12-07', {
        status: 'requires_payment_method',
        last_payment_error: { code: 'card_declined', message: 'Your card was declined.' },
      });
      expect(why(await failed.run())).toBe('');
      const refunded = await tell('charge.refunded', 'z1', '2026-12-07', {
        ...{ id: 'ch_z1', object: 'charge', payment_intent: 'pi_z1', refunded: true, amount_refunded: 150_000 },
      });
      expect(why(await refunded.run())).toBe('');
      expect(bench.inbox.mails.slice(before).map(({ parsed }) => parsed.subject)).toEqual([
        'Customer z2: a payment failed',
        'Customer z1: a payment was refunded',
      ]);
    });

    it('the next run goes on with both, at the second reminder and not at the first again, once', async () => {
      expect(await runOn('2026-12-08')).toEqual([mailOf('z1'), mailOf('z2')]);
      expect(await runOn('2026-12-08')).toEqual([]);
      const second = ['first_reminder sent', 'second_reminder sent'];
      for (const customer of ['z1', 'z2', 'z4']) expect(await stagesOf(customer)).toEqual(second);
      expect(await stagesOf('z3')).toEqual(['first_reminder sent']);
      const asked = bench.inbox.mails.filter(({ recipients }) => recipients.includes(mailOf('z1')));
      expect(asked.at(-1)?.parsed.text).toMatch(/1,500\.00/);
    });
  });
}
