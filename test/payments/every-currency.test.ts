import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { InputError } from '../../dunning/errors';
import { money, toDecimalString } from '../../dunning/invoice/money';
import type { FullLedger } from '../../dunning/ledger/records';
import { paymentProvider } from '../../dunning/payments';
import { wireAmount } from '../../dunning/payments/amounts';
import { ensureLink } from '../../dunning/payments/ensure-link';
import { PaymentError } from '../../dunning/payments/failure';
import { PAYMENT_PROVIDERS } from '../../dunning/payments/provider';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { Random } from './runs/random';
import { Shop } from './runs/shop';
import { VirtualTime } from './runs/virtual-time';

const CURRENCIES = (
  'MXN USD EUR BRL COP CLP CLF PEN ARS UYU PYG BOB CRC GTQ HNL NIO DOP PAB VES CAD GBP JPY KRW VND HUF TWD ISK UGX ' +
  'KWD BHD TND XAF XPF CHF SEK INR IDR'
).split(' ');

let folder: string;
let ledger: FullLedger;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'links-'));
  ledger = await openSqliteLedger(path.join(folder, 'ledger.sqlite'));
});

afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

const providers = PAYMENT_PROVIDERS.flatMap((id) => paymentProvider(id) ?? []);

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  it('asks for the amount to the last unit, or says before the call that it cannot', async () => {
    const time = new VirtualTime(Date.parse('2026-11-23T12:00:00.000Z'));
    const shop = await Shop.open(provider, time);
    const random = new Random(PAYMENT_PROVIDERS.indexOf(id) + 1);
    await shop.signIn();
    let made = 0;
    try {
      for (const currency of CURRENCIES) {
        for (const minor of [1, 100, 12_345, 1_000_000 + random.below(9_000_000), 99_999_999]) {
          const calls = shop.server.calls.length;
          const name = `${currency}-${minor}`;
          const order = {
            checkAgain: true,
            claim: {
              account: 'main',
              customerId: 'c',
              debtId: name,
              scope: [name],
              cycle: '1',
              provider: id,
              merchant: '1',
              contactKey: Buffer.from(name).toString('hex').padEnd(40, '0').slice(0, 40),
              invoices: [name],
              amount: money(minor, currency),
              expiresAt: new Date(time.now + (id === 'stripe_checkout' ? 0.9 : 20) * 86_400_000).toISOString(),
            },
            details: {
              description: `Factura ${name}`,
              payer: {
                name: 'Ana',
                email: 'ana@cliente.example',
                phone: '+525512345678',
                country: 'BR',
                taxId: '12345678909',
              },
              returnUrl: 'https://cobranza.example/gracias',
              notificationUrl: 'https://cobranza.example/webhook',
              pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
              late: { dueDate: '2026-11-28', validAfterDays: 20 },
            },
          };
          const desk = {
            provider,
            ledger: ledger.links,
            send: shop.send.bind(shop),
            wait: time.wait.bind(time),
            chance: () => 0.5,
            now: () => time.instant(),
            leaseMs: 300_000,
            patienceMs: 1_000,
          };
          const result = await ensureLink(desk, order).catch((error: unknown) => error);
          if (result instanceof InputError) {
            // Not one call went out.
            expect([name, shop.server.calls.length]).toEqual([name, calls]);
            continue;
          }
          if (result instanceof PaymentError) {
            // Too little or too much for the provider: it says so itself, and nothing is left behind.
            expect([name, result.failure.kind]).toEqual([name, expect.stringMatching(/^(amount|refused)$/)]);
            continue;
          }
          const { state, warnings } = result as Awaited<ReturnType<typeof ensureLink>>;
          const { asked, rounded } = wireAmount(provider.amounts, order.claim.amount);
          const link = shop.server.link(state.url ?? state.pixCode ?? '');
          expect([name, link.currency, Number(link.amount)]).toEqual([name, currency, Number(toDecimalString(asked))]);
          expect([name, warnings.length]).toEqual([name, rounded ? 1 : 0]);
          if (!rounded) expect(asked.minor).toBe(minor);
          made += 1;
        }
      }
    } finally {
      await shop.server.stop();
    }
    expect(made).toBeGreaterThan(3);
  }, 120_000);
});
