import { stripeCall } from '../../harness/senders';
import type { Imported, LibraryBench } from '../library/bench';
import { why } from '../library/reading';
import { systemBySlug } from '../library/systems';
import { debtors } from '../stand-ins/debtors';
import { odooPayments } from '../stand-ins/odoo-payments';
import { STRIPE_SECRET } from '../stand-ins/stripe-links';
import { deliverTo, published, recordOf, wroteTo } from './record';

const SECRET = 'whsec_of_odoo';
const SECONDS = 1_795_446_000;

/** A payment reaches Odoo once, and its customer hears thank you once; while Odoo is down nothing is lost. */
export function odooPaymentsSuite(inBench: () => LibraryBench): void {
  describe('payments in, to Odoo', () => {
    const odoo = odooPayments(debtors('OP', 3));
    let bench: LibraryBench;
    let workflow: Imported;
    let url: string;
    const keys: Record<string, string> = {};

    beforeAll(async () => {
      bench = inBench();
      for (const { type, data } of systemBySlug('odoo').credentials) await bench.credential(type, data);
      await bench.credential('dunningStripeApi', {
        secretKey: STRIPE_SECRET,
        baseUrl: 'https://api.stripe.com',
        webhookSecrets: SECRET,
      });
      const thanks = await bench.core('care/thanks', 'thanks of odoo', { ledgerFile: '' });
      workflow = await bench.use('events/payments-odoo', { core: thanks });
      url = await published(bench, workflow);
      for (const customer of ['301', '302']) {
        const scope = [String(Number(customer) + 700)];
        keys[customer] = await wroteTo(bench, customer, 'email', { provider: 'smtp', scope });
      }
    });

    beforeEach(() => {
      bench.world.with(odoo);
    });

    const paid = (id: string, payment: string, key: string, type = 'checkout.session.completed') =>
      stripeCall(
        {
          id,
          type,
          created: SECONDS,
          data: {
            object: {
              id: `cs_${payment}`,
              object: 'checkout.session',
              payment_intent: payment,
              payment_status: 'paid',
              amount_total: 50_050,
              currency: 'mxn',
              metadata: { dunning_contact: key },
            },
          },
        },
        SECRET,
        Date.now(),
      );
    const run = async (call: ReturnType<typeof paid>) => why(await (await deliverTo(bench, workflow, url, call)).run());

    it('is a draft in Odoo and one thank-you, also when the provider tells it under two names', async () => {
      const before = bench.inbox.mails.length;
      expect(await run(paid('evt_o1', 'pi_o1', keys['301'] ?? ''))).toBe('');
      const draft = {
        payment_type: 'inbound',
        partner_type: 'customer',
        partner_id: 301,
        amount: 500.5,
        currency_id: 33,
        memo: 'stripe pi_o1: 1001',
        state: 'draft',
      };
      expect(odoo.payments).toMatchObject([draft]);
      expect(await run(paid('evt_o2', 'pi_o1', keys['301'] ?? '', 'checkout.session.async_payment_succeeded'))).toBe(
        '',
      );
      expect(odoo.payments).toHaveLength(1);
      expect(bench.world.breaches).toEqual([]);
      const mails = bench.inbox.mails.slice(before);
      expect(mails.map(({ recipients }) => recipients)).toEqual([['pagos.1@op.example']]);
      expect(mails[0]?.parsed.text).toMatch(/500\.50/);
    });

    it.each([401, 429, 500])(
      'while Odoo answers %s the run fails, and the reminders have stopped all the same',
      async (status) => {
        bench.world.breakDown({
          matches: ({ url: { pathname } }) => pathname.endsWith('/create'),
          from: 1,
          answer: { status, body: { message: 'refused on purpose' } },
        });
        expect(await run(paid(`evt_down_${status}`, `pi_down_${status}`, keys['302'] ?? ''))).not.toBe('');
        const { standing } = await recordOf(bench, '302');
        expect(standing?.payments.map(({ paymentId }) => paymentId)).toContain(`pi_down_${status}`);
        expect(odoo.payments).toHaveLength(1);
      },
    );

    it('a payment that nobody can place goes to the team and not into Odoo', async () => {
      const before = bench.inbox.mails.length;
      expect(await run(paid('evt_o9', 'pi_o9', ''))).toBe('');
      expect(bench.inbox.mails.slice(before).map(({ parsed }) => parsed.subject)).toEqual([
        'A payment that nobody can place',
      ]);
      expect(odoo.payments).toHaveLength(1);
    });
  });
}
