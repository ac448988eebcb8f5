import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { FullLedger } from '../../dunning/ledger/records';
import { paymentProvider } from '../../dunning/payments';
import { ensureLink } from '../../dunning/payments/ensure-link';
import type { EnsuredLink } from '../../dunning/payments/link-desk';
import { PaymentError } from '../../dunning/payments/failure';
import type { PaymentProvider, PaymentProviderId } from '../../dunning/payments/provider';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { Process } from './runs/process';
import { Shop } from './runs/shop';
import { VirtualTime } from './runs/virtual-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From the call to the end of its run: the time-out, and two looks. */
const RUN_MS = 40_000;

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

/** A debt at a provider, whose first call is held up on the way for so long. */
async function world(id: PaymentProviderId, lateMs: number) {
  const provider = paymentProvider(id) as PaymentProvider;
  const time = new VirtualTime(Date.parse('2026-11-23T15:00:00.000Z'));
  const shop = await Shop.open(provider, time);
  await shop.signIn();
  shop.delayNext(lateMs);
  const run = async (minor = 150_000) => {
    await shop.signIn();
    try {
      return await ensureLink(
        {
          provider,
          // While the database works, time stands still.
          ledger: new Process(undefined).ledger(ledger.links, time),
          send: shop.send.bind(shop),
          wait: time.wait.bind(time),
          chance: () => 0.5,
          now: () => time.instant(),
          leaseMs: 5 * MINUTE,
          patienceMs: 1_000,
        },
        {
          checkAgain: true,
          claim: {
            account: 'main',
            customerId: 'c-1',
            debtId: `${id} ${lateMs}`,
            scope: ['F-1'],
            cycle: '1',
            provider: id,
            merchant: '1',
            contactKey: Buffer.from(`${id}${lateMs}`).toString('hex').padEnd(40, '0').slice(0, 40),
            invoices: ['F-1'],
            amount: shop.amount(minor),
            expiresAt: '2026-12-20T15:00:00.000Z',
          },
          details: {
            description: 'Factura F-1',
            payer: { name: 'Ana', email: 'ana@cliente.example', phone: '+525512345678' },
            returnUrl: 'https://cobranza.example/gracias',
            notificationUrl: 'https://cobranza.example/webhook',
          },
        },
      );
    } catch (error) {
      if (error instanceof PaymentError) return error;
      throw error;
    }
  };
  return { shop, time, run };
}

const kindOf = (result: unknown) => (result instanceof PaymentError ? result.failure.kind : 'made');

const idOf = (result: EnsuredLink | PaymentError) => (result instanceof PaymentError ? undefined : result.link.linkId);

describe.each(['mercadopago', 'conekta', 'paypal'] as const)('%s', (id) => {
  it('a request that arrives ten minutes later is found, and there is one link', async () => {
    const { shop, time, run } = await world(id, 10 * MINUTE);
    expect(kindOf(await run())).toBe('unsettled');
    await time.wait(5 * MINUTE);
    const again = await run();
    expect(again).toMatchObject({ advice: expect.stringMatching(/^Run the item again after 2026-11-23 15:16 UTC/) });
    await shop.arrived();
    expect(kindOf(await run())).toBe('made');
    expect(shop.server.live()).toHaveLength(1);
    await shop.server.stop();
  });

  it('is asked a second time a quarter of an hour after the run that gave up, and not a minute before', async () => {
    const { shop, time, run } = await world(id, 24 * 30 * HOUR);
    await run();
    await time.wait(14 * MINUTE);
    expect(kindOf(await run())).toBe('unsettled');
    expect(shop.server.links).toEqual([]);
    await time.wait(MINUTE + RUN_MS);
    expect(kindOf(await run())).toBe('made');
    expect(shop.server.links).toHaveLength(1);
    await shop.server.stop();
  });

  it('a request that arrives hours later makes a link that the next run closes, also when the balance changed', async () => {
    const { shop, time, run } = await world(id, 3 * HOUR);
    await run();
    await time.wait(HOUR);
    const made = await run();
    await shop.arrived();
    // PayPal's is a draft, which nobody can pay.
    expect(shop.server.live()).toHaveLength(id === 'paypal' ? 1 : 2);
    expect(await run()).toMatchObject({ outcome: 'used_again', link: { linkId: idOf(made) } });
    expect(shop.server.live()).toHaveLength(1);
    expect(await run(140_000)).toMatchObject({ outcome: 'renewed' });
    expect(shop.server.live()).toHaveLength(1);
    await shop.server.stop();
  });
});

it.each(['mercadopago', 'conekta'] as const)('%s: when the late link was paid, nobody is asked again', async (id) => {
  const { shop, time, run } = await world(id, 5 * HOUR);
  await run();
  await time.wait(HOUR);
  const made = await run();
  await shop.arrived();
  const own = idOf(made);
  const late = shop.server.live().find((link) => link.id !== own);
  shop.server.pay(late?.url ?? '');
  expect(await run()).toMatchObject({ outcome: 'used_again', state: { status: 'paid' } });
  await shop.server.stop();
});

it('Flow, which cannot close an order, is asked a second time after half a day and not before', async () => {
  const { shop, time, run } = await world('flow', 24 * 20 * HOUR);
  expect(kindOf(await run())).toBe('unsettled');
  await time.wait(12 * HOUR - MINUTE);
  expect(kindOf(await run())).toBe('unsettled');
  await time.wait(MINUTE + RUN_MS);
  expect(kindOf(await run())).toBe('made');
  await shop.server.stop();
});
