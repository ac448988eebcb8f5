import { startContract } from '../contracts';
import type { ContractName } from '../contracts';
import type { ProviderServer } from '../contracts/base/provider';
import { PaymentsBench } from './payments-bench';
import type { Case } from './payments-bench';

const DAY = 86_400_000;

/** `2026-11-23`, so many days from today: providers and their signatures live by the clock, so the book does too. */
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const CASES = [
  { name: 'stripe', country: 'MX', region: 'MX-CMX', currency: 'MXN', balance: '1500.50' },
  { name: 'mercadopago', country: 'MX', region: 'MX-JAL', currency: 'MXN', balance: '2750.00' },
  { name: 'conekta', country: 'MX', region: 'MX-NLE', currency: 'MXN', balance: '990.10' },
  { name: 'wompi', country: 'CO', region: 'CO-DC', currency: 'COP', balance: '350000.00' },
] as const;

/** They tell of money that came in, and little else. */
const QUIET_CASES = [
  { name: 'fintoc', country: 'CL', region: 'CL-RM', currency: 'CLP', balance: '120900' },
  { name: 'khipu', country: 'CL', region: 'CL-RM', currency: 'CLP', balance: '89990' },
  {
    name: 'flow',
    country: 'CL',
    region: 'CL-RM',
    currency: 'CLP',
    balance: '45000',
    link: {
      returnUrl: 'https://cobranza.example/gracias',
      notificationUrl: 'https://cobranza.example/webhook',
    },
  },
  {
    name: 'pix',
    country: 'BR',
    region: 'BR-SP',
    currency: 'BRL',
    balance: '1234.56',
    link: { provider: 'pix_cob', pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906' },
  },
] as const;

interface Timeline {
  contacts: Array<{ stage: string; status: string; channel: string }>;
  events: Array<{ type: string; provider: string }>;
  standing: { payments: Array<{ provider: string; status: string; amount: { currency: string; minor: number } }> };
}

describe('a payment by link, in a real n8n', () => {
  let bench: PaymentsBench;
  const servers: ProviderServer[] = [];

  beforeAll(async () => {
    bench = await PaymentsBench.start();
  });

  afterAll(async () => {
    await bench?.stop();
    await Promise.all(servers.map((server) => server.stop()));
  });

  /** One customer at a provider, with a trigger for its events, on the first day of this week on which the law lets anybody write. */
  async function reminded(
    label: string,
    name: ContractName,
    place: Pick<Case, 'country' | 'region' | 'currency' | 'balance' | 'link'>,
  ) {
    const server: ProviderServer = await startContract(name, { clock: Date.now });
    servers.push(server);
    const of: Case = { ...place, label, server, provider: name, today: inDays(0) };
    const credential = await bench.credential(of);
    const secret = name === 'pix' ? `?secret=${server.webhookKey}` : '';
    const url = (await bench.trigger(of, credential)) + secret;
    let asOf = inDays(0);
    for (let day = 0; day < 6 && bench.mailsTo(of).length === 0; day += 1) {
      asOf = inDays(day);
      await bench.run(await bench.reminders(of, asOf, credential));
    }
    return { of, credential, url, asOf };
  }

  it.each([...CASES, ...QUIET_CASES])(
    '$name: the mail has the link, the payment stops the dunning, one thank-you goes out, and a refund brings it back',
    async ({ name, ...place }) => {
      const { of, credential, url, asOf } = await reminded(name, name, place);
      const { server } = of;
      const [mail, ...more] = bench.mailsTo(of);
      expect(more).toEqual([]);
      const live = server.live();
      expect(live).toMatchObject([{ currency: place.currency, amount: String(Number(place.balance)) }]);
      const [link] = live;
      // What can be paid by is in the mail: an address to click on, or a Pix code to copy.
      const address = /https?:\/\/[^\s<>")]+|000201[^\n]+/g;
      const shown = [...(mail?.parsed.text ?? '').matchAll(address)].map(([found]) => found.trim());
      const toPay = shown.find((found) => found.startsWith(link?.url ?? '?'));
      expect(toPay).toMatch(/^(?:https?:\/\/|000201)\S/);
      const html = (mail?.parsed.html || '').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
      expect(html).toContain(name === 'pix' ? link?.url : `href="${toPay}"`);

      // The customer pays; the provider tells it twice.
      const payment = server.pay(toPay ?? '');
      const told = await server.deliver(url);
      expect(told).toEqual(told.map(() => 200));
      expect(told.length).toBeGreaterThan(0);
      const again = await server.deliver(url, { again: true });
      expect(again).toEqual(told);

      // Two weeks later a graver reminder would be due; the file still shows the invoice as open.
      const later = new Date(Date.parse(asOf) + 14 * DAY).toISOString().slice(0, 10);
      for (const date of [asOf, later]) {
        const { figures } = await bench.run(await bench.reminders(of, date, credential));
        expect(figures.outcomes).toMatchObject({ due: 0, closed: 1 });
        expect(figures.claimed).toBe(0);
      }
      expect(bench.mailsTo(of)).toHaveLength(1);
      expect(server.withReference('')).toEqual([]);
      expect(server.links).toHaveLength(1);

      const thanks = await bench.thanks(of, asOf);
      await bench.run(thanks);
      await bench.run(thanks);
      const [, thankYou, ...others] = bench.mailsTo(of);
      expect(others).toEqual([]);
      expect(thankYou?.parsed.subject).toMatch(/pago|pagamento/i);
      expect(thankYou?.parsed.text).toMatch(/gracias|obrigad/i);

      const timeline = (await bench.timeline(of)) as unknown as Timeline;
      expect(timeline.contacts).toMatchObject([
        { channel: 'email', stage: 'second_reminder', status: 'sent' },
        { channel: 'email', stage: 'payment_received', status: 'sent' },
      ]);
      // What Wompi and a PSP tell names neither us nor the contact: it is the customer's payment, and no event of the reminder.
      const paid = timeline.events.filter(({ type, provider }) => type === 'paid' && provider === name);
      expect(paid.length > 0).toBe(name !== 'wompi' && name !== 'pix');
      expect(timeline.standing.payments).toMatchObject([
        {
          provider: name,
          status: 'paid',
          amount: {
            currency: place.currency,
            minor: Math.round(Number(place.balance) * (place.currency === 'CLP' ? 1 : 100)),
          },
        },
      ]);

      // Flow tells of no return; a person records it.
      if (name === 'flow') return;
      // The money goes back: the invoice is due again, with a link that can be paid.
      server.refund(payment);
      expect(new Set(await server.deliver(url))).toEqual(new Set([200]));
      const { figures } = await bench.run(await bench.reminders(of, later, credential));
      expect(figures.outcomes).toMatchObject({ due: 1, closed: 0 });
      expect(server.live()).toHaveLength(1);
    },
  );

  it.each(CASES)(
    '$name: a payment that is still to come pauses the dunning, and it goes on when it fails',
    async ({ name, ...place }) => {
      const { of, credential, url, asOf } = await reminded(`${name}-later`, name, place);
      const outcomes = async () => (await bench.run(await bench.reminders(of, asOf, credential))).figures.outcomes;
      const payment = of.server.payLater(of.server.live()[0]?.url ?? '');
      await of.server.deliver(url);
      expect(await outcomes()).toMatchObject({ on_hold: 1, due: 0 });
      of.server.fails(payment);
      await of.server.deliver(url);
      expect(await outcomes()).toMatchObject({ on_hold: 0, closed: 0 });
      expect(bench.mailsTo(of)).toHaveLength(1);
    },
  );
});
