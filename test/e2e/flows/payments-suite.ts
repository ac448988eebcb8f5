import { stripeCall } from '../../harness/senders';
import type { Imported, LibraryBench } from '../library/bench';
import { HEADER, invoice } from '../library/channels-suite';
import { why } from '../library/reading';
import { signedIn } from '../library/systems';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import { stripeLinks, STRIPE_SECRET } from '../stand-ins/stripe-links';
import type { Trouble } from '../stand-ins/stand-in';
import { deliverTo, published, recordOf } from './record';

const SECRET = 'whsec_of_the_test';
/** When the payments were made, by Stripe: the day of the test. */
const SECONDS = 1_795_446_000;
/** Long enough ago that its invoices are at the first reminder on the day of the test. */
const DUE = '2026-11-20';

/** A link in the reminder, the payment that stops it, the thanks, and the refund that lets it go on. */
export function paymentsSuite(inBench: () => LibraryBench): void {
  describe('payments', () => {
    const stripe = stripeLinks();
    const rows = ['y1', 'y2', 'y3'].map((customer, index) => invoice(`Y-${index + 1}`, customer, DUE));
    const sheet = googleSheets({ Invoices: [HEADER, ...rows] });
    let bench: LibraryBench;
    let feeder: Imported;
    let events: Imported;
    let url: string;

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      await bench.credential('dunningStripeApi', {
        secretKey: STRIPE_SECRET,
        baseUrl: 'https://api.stripe.com',
        webhookSecrets: SECRET,
      });
      // The record in n8n's folder: the events, the core and the thanks find it without being told.
      const core = await bench.core('cores/email-payment-links', 'with links', { ledgerFile: '' });
      feeder = await bench.use('feeders/google-sheets', { name: 'to links', core, settings: { sheetUrl: SHEET_URL } });
      events = await bench.use('events/payments');
      url = await published(bench, events);
    });

    beforeEach(() => {
      bench.world.with(sheet, stripe);
    });

    const refusal = (status: number, type: string): Trouble => ({
      matches: ({ url: { hostname } }) => hostname === 'api.stripe.com',
      from: 1,
      answer: { status, body: { error: { type, message: `refused with ${status}` } } },
    });
    const linkOf = (text: string | undefined) => /https:\/\/buy\.stripe\.com\/test_\d+/.exec(text ?? '')?.[0];
    const mailsTo = (customer: string, from = 0) =>
      bench.inbox.mails.slice(from).filter(({ recipients }) => recipients.includes(`${customer}@r.example`));

    it('while the provider refuses, nobody is written to, and the reason reaches a person', async () => {
      const before = bench.inbox.mails.length;
      for (const [status, type] of [
        [401, 'invalid_request_error'],
        [429, 'rate_limit'],
        [500, 'api_error'],
      ] as const) {
        // The node itself tries again after 429 and 500, each time after a longer wait: one invoice is enough.
        if (status !== 401) bench.world.with(googleSheets({ Invoices: [HEADER, ...rows.slice(0, 1)] }), stripe);
        bench.world.breakDown(refusal(status, type));
        const execution = await bench.press(feeder);
        expect(why(execution)).toMatch(status === 401 ? /^3 need\(s\) a person/ : /^1 need\(s\) a person/);
      }
      expect(bench.recipients(before)).toEqual([]);
      expect(stripe.links).toEqual([]);
    });

    it('each reminder carries the link of its own debt and its own key', async () => {
      const before = bench.inbox.mails.length;
      expect(why(await bench.press(feeder))).toBe('');
      expect(bench.world.breaches).toEqual([]);
      expect(bench.recipients(before)).toEqual(['y1@r.example', 'y2@r.example', 'y3@r.example']);
      expect(stripe.links.map(({ amount, currency }) => [amount, currency])).toEqual(Array(3).fill([150_000, 'mxn']));
      for (const customer of ['y1', 'y2', 'y3']) {
        const link = stripe.links.find(({ url: to }) => to === linkOf(mailsTo(customer, before)[0]?.parsed.text));
        const { contacts } = await recordOf(bench, customer);
        expect(contacts.map(({ key }) => key)).toEqual([link?.contact]);
      }
    });

    it('what was paid a second ago is not asked for, though nobody has told of it yet', async () => {
      const before = bench.inbox.mails.length;
      const both = ['y4', 'y5'].map((customer, index) => invoice(`Y-${index + 4}`, customer, DUE));
      bench.world.with(googleSheets({ Invoices: [HEADER, ...both] }), stripe);
      // The customer opens the link as soon as it is there: from an earlier message, or an account at the provider.
      stripe.payWhenMade = () => stripe.links.length % 2 === 0;
      expect(why(await bench.press(feeder))).toBe('');
      delete stripe.payWhenMade;
      const [toOne, ...toOthers] = bench.recipients(before);
      expect(toOthers).toEqual([]);
      const [unpaid] = stripe.links.slice(-2).filter(({ paid: isPaid }) => !isPaid);
      expect(linkOf(mailsTo(toOne?.replace('@r.example', '') ?? '', before)[0]?.parsed.text)).toBe(unpaid?.url);
      // Asked again while the payment is not told: again nothing.
      expect(why(await bench.press(feeder))).toBe('');
      expect(bench.recipients(before)).toEqual([toOne]);
    });

    const paid = (customer: string, key: string, name = 'checkout.session.completed') => ({
      id: `evt_${customer}_${name}`,
      type: name,
      created: SECONDS,
      data: {
        object: {
          id: `cs_${customer}`,
          object: 'checkout.session',
          payment_intent: `pi_${customer}`,
          payment_status: 'paid',
          amount_total: 150_000,
          currency: 'mxn',
          metadata: { dunning_contact: key },
        },
      },
    });

    it('a payment is recorded once with its customer, and the thanks go out once', async () => {
      const [contact] = (await recordOf(bench, 'y1')).contacts;
      const event = paid('y1', contact?.key ?? '');
      const before = bench.inbox.mails.length;
      expect(why(await (await deliverTo(bench, events, url, stripeCall(event, SECRET, Date.now()))).run())).toBe('');
      expect((await deliverTo(bench, events, url, stripeCall(event, SECRET, Date.now()))).status).toBe(200);
      expect((await deliverTo(bench, events, url, stripeCall(event, 'whsec_forged', Date.now()))).status).toBe(401);
      const { standing } = await recordOf(bench, 'y1');
      expect(standing?.payments).toMatchObject([
        { paymentId: 'pi_y1', scope: ['Y-1'], amount: { currency: 'MXN', minor: 150_000 }, status: 'paid' },
      ]);
      expect(bench.inbox.mails.length).toBe(before);

      const thanks = await bench.core('care/thanks', 'thanks', { ledgerFile: '' });
      const second = await bench.use('feeders/google-sheets', {
        name: 'to thanks',
        core: thanks,
        settings: { sheetUrl: SHEET_URL },
      });
      for (let again = 0; again < 2; again += 1) {
        expect(why(await bench.press(second))).toBe('');
        expect(bench.recipients(before)).toEqual(['y1@r.example']);
      }
      const text = mailsTo('y1', before)[0]?.parsed.text;
      expect(text).toMatch(/1,500\.00/);
      expect(text).not.toContain('buy.stripe.com');
    });

    it('a payment nobody can place, a failed one and a refund reach the team; a refund opens the invoice again', async () => {
      const before = bench.inbox.mails.length;
      const [contact] = (await recordOf(bench, 'y1')).contacts;
      const send = async (event: object) =>
        why(await (await deliverTo(bench, events, url, stripeCall(event, SECRET, Date.now()))).run());
      expect(await send(paid('nobody', ''))).toBe('');
      const refund = {
        id: 'evt_refund_y1',
        type: 'charge.refunded',
        created: SECONDS,
        data: {
          object: {
            id: 'ch_y1',
            object: 'charge',
            payment_intent: 'pi_y1',
            amount: 150_000,
            amount_refunded: 150_000,
            refunded: true,
            currency: 'mxn',
            metadata: { dunning_contact: contact?.key },
          },
        },
      };
      expect(await send(refund)).toBe('');
      const told = bench.inbox.mails.slice(before).map(({ parsed }) => [parsed.subject, parsed.text ?? '']);
      expect(told).toEqual([
        ['A payment that nobody can place', expect.stringMatching(/MXN 1,500\.00 came in[\s\S]*pi_nobody/)],
        ['Customer y1: a payment was refunded', expect.stringContaining('MXN 1,500.00 was refunded')],
      ]);
      expect((await recordOf(bench, 'y1')).standing?.payments).toMatchObject([{ status: 'refunded' }]);
    });
  });
}
