import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Answer, Call } from './shop';
import { Shop } from './shop';
import { runLink } from './run';

const ROW = {
  amount: '1234.56',
  currency: 'MXN',
  invoiceNumber: 'F-1',
  customerId: 'c-1',
  customerEmail: 'ana@example.com',
};

let folder: string;
let file: string;
let shop: Shop;
const open = async (answer: (call: Call, nth: number) => Answer) => (shop = await Shop.open(answer));
const create = (parameters: Record<string, unknown>, rows = [ROW] as Array<Record<string, unknown>>, node = {}) =>
  runLink(shop.url, file, { operation: 'create', ...parameters }, rows, node);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-'));
  file = join(folder, 'ledger.db');
});
afterEach(async () => {
  await shop.close();
  rmSync(folder, { recursive: true });
});

const PLINK = { id: 'plink_1', url: 'https://buy.stripe.com/test_1', active: true };
const stripeAnswers = ({ path, method }: Call): Answer => {
  if (path.startsWith('/v1/checkout/sessions')) return { body: { data: [], has_more: false } };
  if (method === 'POST' && path.endsWith('plink_1')) return { body: { ...PLINK, active: false } };
  return { body: PLINK };
};

describe('Stripe Payment Link', () => {
  it('is made once, with the contact key, and used again by the next run', async () => {
    await open(stripeAnswers);
    const first = await create({ provider: 'stripe' });
    expect(first.error).toBeUndefined();
    expect(first.payments[0]).toMatchObject({
      provider: 'stripe',
      status: 'open',
      outcome: 'made',
      id: 'plink_1',
      url: 'https://buy.stripe.com/test_1',
      qr: 'https://buy.stripe.com/test_1',
      amount: { currency: 'MXN', minor: 123456, decimal: '1234.56' },
    });
    const [call] = shop.made;
    expect(call?.headers.authorization).toBe('Bearer sk_test_1');
    const key = String(first.payments[0]?.key);
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(call?.headers['idempotency-key']).toBe(key);
    expect(call?.body).toMatchObject({
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'mxn',
      'line_items[0][price_data][unit_amount]': '123456',
      'line_items[0][price_data][product_data][name]': 'Factura F-1',
      'metadata[dunning_contact]': key,
      'payment_intent_data[metadata][reference]': `F-1/${key}`,
      'restrictions[completed_sessions][limit]': '1',
    });
    const again = await create({ provider: 'stripe' });
    expect(again.payments[0]).toMatchObject({ outcome: 'used_again', id: 'plink_1' });
    expect(shop.made).toHaveLength(1);
  });

  it('is closed and made anew when the balance changed', async () => {
    await open(stripeAnswers);
    await create({ provider: 'stripe' });
    const changed = await create({ provider: 'stripe' }, [{ ...ROW, amount: '1000' }]);
    expect(changed.payments[0]).toMatchObject({ outcome: 'renewed', amount: { minor: 100000 } });
    expect(shop.made.map(({ path, body }) => [path, body.active])).toEqual([
      ['/v1/payment_links', undefined],
      ['/v1/payment_links/plink_1', 'false'],
      ['/v1/payment_links', undefined],
    ]);
    const keys = shop.made
      .filter(({ path }) => path === '/v1/payment_links')
      .map((one) => one.headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps the other items when one is refused, and says why in words', async () => {
    await open((call) =>
      call.body['line_items[0][price_data][unit_amount]'] === '1'
        ? {
            status: 400,
            body: { error: { type: 'invalid_request_error', code: 'amount_too_small', message: 'Too small.' } },
          }
        : stripeAnswers(call),
    );
    const rows = [
      { ...ROW, amount: '0.01', invoiceNumber: 'F-0' },
      ROW,
      { ...ROW, currency: 'IQD', invoiceNumber: 'F-2' },
    ];
    const { items, error } = await create({ provider: 'stripe' }, rows, { onError: 'continueRegularOutput' });
    expect(error).toBeUndefined();
    expect(items[0]?.json.error).toBe('Item 0: Stripe refused the amount. Stripe says: amount_too_small, Too small.');
    expect(items[1]?.json.error).toBeUndefined();
    expect(items[2]?.json.error).toMatch(
      /^Item 2: amount: found “1234.560 IQD”, which is in a currency that Stripe does not take/,
    );
  });

  it('is found again after answers were lost, however often', async () => {
    await open((call, nth) => (nth <= 2 ? { hangUp: true } : stripeAnswers(call)));
    const { payments } = await create({ provider: 'stripe' });
    expect(payments[0]).toMatchObject({ outcome: 'made', id: 'plink_1' });
    const keys = shop.made.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('asks no more with a key that is refused', async () => {
    await open(() => ({ status: 401, body: { error: { type: 'invalid_request_error', message: 'Invalid API Key' } } }));
    const rows = Array.from({ length: 20 }, (_, n) => ({ ...ROW, invoiceNumber: `F-${n}` }));
    const { items } = await create({ provider: 'stripe', options: { atATime: 2 } }, rows, {
      onError: 'continueRegularOutput',
    });
    expect(shop.calls.length).toBeLessThanOrEqual(2);
    expect(items).toHaveLength(20);
    expect(items[19]?.json.error).toMatch(/does not accept the key/);
  });
});

const MINUTE = 60_000;

/** Timers and sockets go on as they do; the calendar says what a test wants. */
function onlyTheDateIs(now: number): void {
  jest.useFakeTimers({ now, doNotFake: [...TIMERS] });
}
const TIMERS = [
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const satisfies readonly string[];

describe('Mercado Pago', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  const preference = { id: '1-a', init_point: 'https://www.mercadopago.com.mx/checkout/v1/redirect?pref_id=1-a' };

  it('is looked for by reference after a lost answer, and only then made again', async () => {
    await open(({ path, method }, nth) => {
      if (nth === 1) return { hangUp: true };
      if (path.endsWith('/search')) return { body: { elements: [], total: 0 } };
      return method === 'POST' ? { status: 201, body: preference } : { body: preference };
    });
    const begun = Date.parse('2026-11-23T15:00:00Z');
    onlyTheDateIs(begun);
    const first = await create({ provider: 'mercadopago' });
    expect(first.error?.message).toMatch(/^Item 0: Nobody can say yet whether Mercado Pago made the link/);
    // Until a quarter of an hour after the call it may still arrive: each run looks, and none makes another.
    onlyTheDateIs(begun + 14 * MINUTE);
    const second = await create({ provider: 'mercadopago' });
    expect(second.error).toMatchObject({ description: expect.stringContaining('again after 2026-11-23 15:15 UTC') });
    onlyTheDateIs(begun + 16 * MINUTE);
    const { payments, error } = await create({ provider: 'mercadopago' });
    expect(error).toBeUndefined();
    expect(payments[0]).toMatchObject({ outcome: 'made', id: '1-a', url: preference.init_point });
    expect(shop.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /checkout/preferences',
      // Twice, because the lost request may still be on its way at the first look.
      'GET /checkout/preferences/search',
      'GET /checkout/preferences/search',
      'GET /checkout/preferences/search',
      'GET /checkout/preferences/search',
      'POST /checkout/preferences',
    ]);
    expect(shop.calls[0]?.body).toMatchObject({
      items: [{ title: 'Factura F-1', quantity: 1, unit_price: 1234.56, currency_id: 'MXN' }],
      external_reference: payments[0]?.reference,
      expires: true,
      payer: { email: 'ana@example.com' },
    });
    expect(shop.calls[0]?.body.expiration_date_to).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
  });

  it('is not made again when it is found', async () => {
    await open(({ path }, nth) => {
      if (nth === 1) return { hangUp: true };
      const reference = String((shop.calls[0]?.body as { external_reference: string }).external_reference);
      return path.endsWith('/search')
        ? { body: { elements: [{ id: '1-a', external_reference: reference }] } }
        : { body: preference };
    });
    const { payments } = await create({ provider: 'mercadopago' });
    expect(payments[0]).toMatchObject({ outcome: 'made', id: '1-a' });
    expect(shop.made).toHaveLength(1);
  });
});

describe('Wompi', () => {
  it('is not made a second time when nobody can say whether it was made', async () => {
    await open(({ method }) => (method === 'POST' ? { hangUp: true } : { status: 404, body: {} }));
    const row = { ...ROW, currency: 'COP', amount: '25000' };
    const { error } = await create({ provider: 'wompi' }, [row]);
    expect(error?.message).toMatch(/^Item 0: Nobody can say whether Wompi made the link/);
    await create({ provider: 'wompi' }, [row]);
    expect(shop.made).toHaveLength(1);
    expect(shop.made[0]?.body).toMatchObject({ amount_in_cents: 2500000, currency: 'COP', single_use: true });
  });

  it('builds the address from the id', async () => {
    await open(() => ({ status: 201, body: { data: { id: '3Z0Cfi', active: true } } }));
    const { payments } = await create({ provider: 'wompi' }, [{ ...ROW, currency: 'COP', amount: 25000 }]);
    expect(payments[0]).toMatchObject({ url: 'https://checkout.wompi.co/l/3Z0Cfi' });
  });
});
