import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { moneyFromDecimal } from '../../dunning/invoice/money';
import type { PaymentRecord } from '../../dunning/ledger/records';
import type { PaymentProviderId } from '../../dunning/payments/provider';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { startContract } from '../contracts';
import type { ContractName } from '../contracts';
import type { ProviderServer } from '../contracts/base/provider';
import { tracker } from '../n8n/tracker';
import { debtOf, link } from './node';

interface Row {
  provider: PaymentProviderId;
  server: ContractName;
  amount: string;
  currency: string;
  /** A call that makes the link, by its beginning. */
  makes: string;
  /** Whether the link can be had again after a lost answer: by the key, or by looking for it. */
  again: boolean;
  paid: string;
  refunded: string;
  /** Empty: it cannot be closed. */
  cancelled: string;
  /** Empty: it does not run out. */
  expired: string;
}

/** How a link stands as the provider itself tells it; what it does not tell, the events of the payment do. */
const told = { paid: 'paid', refunded: 'refunded', cancelled: 'cancelled', expired: 'expired' };
/** It stays paid, whatever became of the money. */
const staysPaid = { ...told, refunded: 'paid' };

const ROWS: Row[] = [
  {
    provider: 'stripe',
    server: 'stripe',
    amount: '1500.50',
    currency: 'MXN',
    makes: 'POST /v1/payment_links',
    again: true,
    ...staysPaid,
    expired: '',
  },
  {
    provider: 'stripe_checkout',
    server: 'stripe',
    amount: '1500.50',
    currency: 'MXN',
    makes: 'POST /v1/checkout/sessions',
    again: true,
    ...staysPaid,
  },
  {
    provider: 'mercadopago',
    server: 'mercadopago',
    amount: '1500.50',
    currency: 'MXN',
    makes: 'POST /checkout/preferences',
    again: true,
    ...told,
  },
  {
    provider: 'paypal',
    server: 'paypal',
    amount: '1500.50',
    currency: 'MXN',
    makes: 'POST /v2/invoicing/invoices',
    again: true,
    ...told,
    expired: '',
  },
  {
    provider: 'conekta',
    server: 'conekta',
    amount: '1500.50',
    currency: 'MXN',
    makes: 'POST /checkouts',
    again: true,
    ...staysPaid,
  },
  {
    provider: 'wompi',
    server: 'wompi',
    amount: '350000',
    currency: 'COP',
    makes: 'POST /v1/payment_links',
    again: false,
    // A void leaves no payment, and the link takes none any more.
    ...told,
    refunded: 'closed',
  },
  {
    provider: 'fintoc',
    server: 'fintoc',
    amount: '150000',
    currency: 'CLP',
    makes: 'POST /v1/payment_links',
    again: true,
    ...staysPaid,
  },
  {
    provider: 'khipu',
    server: 'khipu',
    amount: '150000',
    currency: 'CLP',
    makes: 'POST /v3/payments',
    again: false,
    ...told,
  },
  {
    provider: 'flow',
    server: 'flow',
    amount: '150000',
    currency: 'CLP',
    makes: 'POST /api/payment/create',
    again: false,
    ...staysPaid,
    cancelled: '',
    expired: 'cancelled',
  },
  { provider: 'pix_cob', server: 'pix', amount: '1500.50', currency: 'BRL', makes: 'PUT /cob', again: true, ...told },
  { provider: 'pix_cobv', server: 'pix', amount: '1500.50', currency: 'BRL', makes: 'PUT /cobv', again: true, ...told },
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'links-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What Claim says of a reminder about the debt, with the payment as Payment Link wrote it. */
async function claimAfter(status: string | undefined): Promise<{ decision?: string; reasonCode?: string }> {
  const record = tracker();
  const json = debtOf('1500.50', 'MXN', {
    stage: { key: 'first_reminder', level: 1 },
    message: { channel: 'email' },
    payment: { status },
  });
  const { outputs, error } = await record.run('claim', { options: { allowWithoutVerdict: true } }, [
    { json: json as never },
  ]);
  record.remove();
  if (error) throw error;
  const [item] = outputs.flat();
  return ((item?.json.dunning as { contact?: object } | undefined)?.contact ?? {}) as { decision?: string };
}

describe.each(ROWS.map((row) => [row.provider, row] as const))('%s, by the node in n8n’s engine', (provider, row) => {
  let server: ProviderServer;
  let run: (parameters: Record<string, unknown>, more?: Record<string, unknown>) => ReturnType<typeof link>;
  let nth = 0;

  beforeEach(async () => {
    server = await startContract(row.server, { clock: Date.now });
    const ledger = path.join(folder, `${provider}-${(nth += 1)}.sqlite`);
    run = (parameters, more) =>
      link(
        server,
        ledger,
        { provider, ...parameters },
        debtOf(row.amount, row.currency, { customerTaxId: '12345678909', ...more }),
      );
  });

  afterEach(async () => {
    await server.stop();
  });

  const create = { operation: 'create' };
  /** The record has the payment, as the event of the provider would have told it. */
  const knows = async ({ amount, currency }: Row) => {
    const ledger = await openSqliteLedger(path.join(folder, `${provider}-${nth}.sqlite`));
    const payment: PaymentRecord = {
      account: 'default',
      customerId: 'c-1',
      provider: provider.replace(/_.*/, ''),
      paymentId: 'p-1',
      scope: ['F-1001'],
      amount: moneyFromDecimal(amount, currency),
      at: new Date().toISOString(),
      status: 'paid',
    };
    await ledger.recordPayments([payment], payment.at);
    await ledger.close();
  };
  const statusOf = async (id: string | undefined) =>
    (await run({ operation: 'getStatus' }, { payment: { id } })).status;

  it('is made, used again, paid and refunded, and its status says so', async () => {
    const made = await run(create);
    expect(made).toMatchObject({ outcome: 'made', status: 'open' });
    expect(server.live()).toHaveLength(1);
    expect(Number(server.live()[0]?.amount)).toBe(Number(row.amount));
    expect(await run(create)).toMatchObject({ outcome: 'used_again', id: made.id });
    expect(server.links).toHaveLength(1);
    const payment = server.pay(made.url ?? made.pixCode ?? '');
    expect(await statusOf(made.id)).toBe(row.paid);
    server.refund(payment);
    expect(await statusOf(made.id)).toBe(row.refunded);
  });

  it('that was paid a moment ago stops the reminder, when its status is asked for right before the claim', async () => {
    const made = await run(create);
    expect((await claimAfter(made.status)).decision).toBe('send');
    server.pay(made.url ?? made.pixCode ?? '');
    const status = await statusOf(made.id);
    // Where the provider does not tell it of the link itself, the event of the payment tells the ledger.
    expect(await claimAfter(status)).toMatchObject(
      row.paid === 'paid' ? { decision: 'skip', reasonCode: 'balance_changed' } : { decision: 'send' },
    );
  });

  it('that was paid, and of which nobody told yet, is not followed by another one, whatever the balance', async () => {
    const made = await run(create);
    server.pay(made.url ?? made.pixCode ?? '');
    const before = server.links.length;
    const less = { debt: (debtOf('1000', row.currency).dunning as { debt: object }).debt };
    for (const more of [{}, {}, less, less, {}]) {
      const again = await run(create, more);
      expect(again).toMatchObject({ id: made.id, outcome: 'used_again' });
      if (row.paid === 'paid') expect(again.status).toBe('paid');
    }
    expect(server.links).toHaveLength(before);
    // A person who has looked into it has the last word: the next run makes another one.
    await run({ ...create, options: { replace: true } });
    const next = await run(create);
    expect(next.id).not.toBe(made.id);
    expect(server.live().map(({ id }) => id)).toEqual([next.id]);
  });

  it('that was paid, as the record knows, is followed by one over what is still due, and takes no second payment', async () => {
    const made = await run(create);
    server.pay(made.url ?? made.pixCode ?? '');
    await knows(row);
    const rest = { debt: (debtOf('1000', row.currency).dunning as { debt: object }).debt };
    await run(create, rest);
    const next = await run(create, rest);
    expect(next.id).not.toBe(made.id);
    expect(server.live().map(({ id }) => id)).toEqual([next.id]);
    expect(Number(server.live()[0]?.amount)).toBe(1_000);
  });

  it('is made once although the answer is lost', async () => {
    server.fail({ kind: 'cut', when: 'after' }, { on: row.makes });
    const made = await run(create);
    expect(server.links).toHaveLength(1);
    if (row.again) {
      expect(made).toMatchObject({ status: 'open' });
    } else {
      expect(made.error).toMatch(/answer was lost|Nobody can say/);
      expect((await run(create)).error).toMatch(/answer was lost|Nobody can say/);
    }
    expect(server.live()).toHaveLength(1);
  });

  it('is closed, and can then be paid by nobody', async () => {
    const made = await run(create);
    const closed = await run({ operation: 'cancel' }, { payment: { id: made.id } });
    if (row.cancelled === '') {
      expect(closed.error).toMatch(/has no way to close a link/);
      return;
    }
    expect(closed).toMatchObject({ outcome: 'cancelled', status: row.cancelled });
    expect(server.live()).toEqual([]);
  });

  it('runs out, and the next run makes another one', async () => {
    const made = await run(create);
    if (row.expired === '') {
      expect(server.live()[0]?.expiresAt).toBeUndefined();
      return;
    }
    server.expire(made.url ?? made.pixCode ?? '');
    expect(await statusOf(made.id)).toBe(row.expired);
    const next = await run(create);
    expect(next).toMatchObject({ outcome: 'renewed', status: 'open' });
    expect(server.live().map(({ id }) => id)).toEqual([next.id]);
  });
});
