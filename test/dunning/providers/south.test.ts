import { createHmac } from 'node:crypto';

import { PROVIDERS } from '../../../dunning/providers';
import type { ProviderId } from '../../../dunning/providers/shared/provider';
import { receive } from '../../../dunning/providers/receive';
import { call, form, KEY, NOW, RECEIVED } from './support';

const fetched = (id: ProviderId, resource: unknown) => PROVIDERS[id].normaliseFetched?.(resource, RECEIVED) ?? [];
const refusal = (id: ProviderId, request: ReturnType<typeof call>, keys: string[], now = NOW) => {
  const verification = PROVIDERS[id].verify(request, { keys }, now);
  return verification.ok ? 'ok' : verification.reason;
};
const REFERENCE = `F-123/${KEY}`;

describe('Fintoc', () => {
  const intent = {
    id: 'pi_1',
    object: 'payment_intent',
    amount: 120_900,
    currency: 'CLP',
    status: 'succeeded',
    payment_link_id: 'plink_1',
    metadata: { dunning_contact: KEY, reference: REFERENCE },
  };
  const event = (type: string, data: object) => ({
    id: 'evt_1',
    object: 'event',
    type,
    created_at: '2026-11-23T11:59:00Z',
    data,
  });
  const signed = (body: object, secret: string, at = NOW / 1_000) => {
    const text = JSON.stringify(body);
    const v1 = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex');
    return call(text, { headers: { 'Fintoc-Signature': `t=${at},v1=${v1}` } });
  };

  it('is believed with the signature that its documentation describes, and with the secret of a rotation', () => {
    const request = signed(event('payment_intent.succeeded', intent), 'whsec_new');
    expect(refusal('fintoc', request, ['whsec_old', 'whsec_new'])).toBe('ok');
    expect(refusal('fintoc', request, ['whsec_old'])).toBe('signature_mismatch');
    expect(refusal('fintoc', call(Buffer.from(request.body).toString()), ['whsec_new'])).toBe('signature_missing');
    const changed = { ...request, body: Buffer.from(Buffer.from(request.body).toString().replace('120900', '120901')) };
    expect(refusal('fintoc', changed, ['whsec_new'])).toBe('signature_mismatch');
  });

  it('is refused when it was signed longer ago than anybody repeats, or for a time to come', () => {
    const days = 86_400;
    for (const [at, expected] of [
      [NOW / 1_000 - 5 * days, 'ok'],
      [NOW / 1_000 - 5 * days - 1, 'outside_window'],
      [NOW / 1_000 + 5 * days + 1, 'outside_window'],
    ] as const) {
      expect(refusal('fintoc', signed({}, 's', at), ['s'])).toBe(expected);
    }
    for (const signature of ['', 't=1', 'v1=00', 't=x,v1=00', `t=${NOW},v1=zz`]) {
      expect(refusal('fintoc', call('{}', { headers: { 'fintoc-signature': signature } }), ['s'])).toMatch(
        /^signature_m/,
      );
    }
  });

  it.each([
    ['payment_intent.succeeded', 'paid'],
    ['payment_intent.pending', 'payment_pending'],
    ['payment_intent.failed', 'payment_failed'],
    ['link.credentials_changed', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (name, type) => {
    const [read] = PROVIDERS.fintoc.normalise(call(event(name, intent)));
    expect(read).toMatchObject({ type, eventId: 'evt_1', at: '2026-11-23T11:59:00.000Z', contactKey: KEY });
    if (type === 'unknown') expect(read?.payment).toBeUndefined();
    else
      expect(read?.payment).toEqual({
        id: 'pi_1',
        amount: { currency: 'CLP', minor: 120_900 },
        reference: REFERENCE,
      });
  });

  it('a refund is one of several of its payment, and pesos of Mexico have cents', () => {
    const refund = { id: 'ref_1', resource_id: 'pi_1', amount: 5_050, currency: 'MXN', metadata: {} };
    expect(PROVIDERS.fintoc.normalise(call(event('refund.succeeded', refund)))).toEqual([
      expect.objectContaining({
        type: 'refunded',
        payment: expect.objectContaining({ id: 'pi_1', refundId: 'ref_1', amount: { currency: 'MXN', minor: 5_050 } }),
      }),
    ]);
  });

  it('names the link where the payment has no reference of ours', () => {
    const [read] = PROVIDERS.fintoc.normalise(call(event('payment_intent.succeeded', { ...intent, metadata: {} })));
    expect(read?.payment?.reference).toBe('plink_1');
  });
});

describe('Khipu', () => {
  const payment = {
    payment_id: 'mtpqnsf7lurv',
    transaction_id: REFERENCE,
    amount: '89990.0000',
    currency: 'CLP',
    status: 'done',
    status_detail: 'normal',
    conciliation_date: '2026-11-23T11:30:00.000Z',
  };
  const signed = (text: string, secret: string, at = NOW) => {
    const s = createHmac('sha256', secret).update(`${at}.${text}`).digest('base64');
    return call(text, { headers: { 'x-khipu-signature': `t=${at},s=${s}` } });
  };

  it('is believed with the signature over the time in milliseconds and the body', () => {
    const text = JSON.stringify(payment);
    expect(refusal('khipu', signed(text, 'secret'), ['secret'])).toBe('ok');
    expect(refusal('khipu', signed(text, 'other'), ['secret'])).toBe('signature_mismatch');
    expect(refusal('khipu', signed(text, 'secret', NOW - 6 * 86_400_000), ['secret'])).toBe('outside_window');
  });

  it('is asked how the payment stands, at its own address and for a plain id only', () => {
    expect(PROVIDERS.khipu.fetches?.(call(payment))).toEqual([
      { url: 'https://payment-api.khipu.com/v3/payments/mtpqnsf7lurv', resource: 'payment', id: 'mtpqnsf7lurv' },
    ]);
    expect(PROVIDERS.khipu.fetches?.(call({ ...payment, payment_id: '../../v3/banks' }))).toEqual([]);
  });

  it.each([
    ['done', 'normal', 'paid'],
    ['done', 'marked-paid-by-receiver', 'paid'],
    ['done', 'reversed', 'refunded'],
    ['done', 'rejected-by-payer', 'payment_failed'],
    ['done', 'marked-as-abuse', 'disputed'],
    ['verifying', 'pending', 'payment_pending'],
    ['pending', 'pending', 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('%s %s is %s', (status, detail, type) => {
    const [read] = fetched('khipu', { ...payment, status, status_detail: detail });
    expect(read).toMatchObject({ type, contactKey: KEY });
    if (type !== 'unknown') expect(read?.payment?.amount).toEqual({ currency: 'CLP', minor: 89_990 });
  });

  it('the same standing told twice is one fact, and another standing another', () => {
    const ids = [payment, payment, { ...payment, status_detail: 'reversed' }].map(
      (one) => fetched('khipu', one)[0]?.eventId,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('Flow', () => {
  const TOKEN = '33373581FC32576FAF33C46FC6454B1FFEBD7E1H';
  const order = {
    flowOrder: 8_765_456,
    commerceOrder: `${KEY}/2`,
    status: 2,
    currency: 'CLP',
    amount: 45_000,
    optional: { dunning_contact: KEY, reference: `${REFERENCE}/2` },
    pending_info: { media: null, date: null },
    paymentData: { date: '2026-11-23 08:30:00', media: 'webpay' },
  };

  it('tells a token, which is worth what Flow then says of it', () => {
    const request = form({ token: TOKEN });
    expect(refusal('flow', request, ['secret'])).toBe('ok');
    expect(PROVIDERS.flow.normalise(request)).toEqual([]);
    expect(PROVIDERS.flow.fetches?.(request)).toEqual([
      {
        url: 'https://www.flow.cl/api/payment/getStatus',
        base: 'https://www.flow.cl/api',
        query: { token: TOKEN },
        resource: 'order',
        id: TOKEN,
      },
    ]);
    expect(receive('flow', request, { keys: ['secret'] }, NOW)).toMatchObject({ step: 'store', events: [] });
  });

  it('is refused without a token, and with one that is none', () => {
    expect(refusal('flow', form({}), ['secret'])).toBe('signature_missing');
    expect(refusal('flow', form({ token: '../getStatus?x=1' }), ['secret'])).toBe('signature_malformed');
  });

  it.each([
    [2, null, 'paid'],
    [1, 'servipag', 'payment_pending'],
    [1, null, 'unknown'],
    [3, null, 'payment_failed'],
    [4, null, 'payment_failed'],
    [9, null, 'unknown'],
  ])('status %s with voucher %s is %s', (status, media, type) => {
    const [read] = fetched('flow', { ...order, status, pending_info: { media, date: null } });
    expect(read).toMatchObject({ type, contactKey: KEY });
    expect(read?.payment?.amount).toEqual(type === 'unknown' ? undefined : { currency: 'CLP', minor: 45_000 });
  });

  it('reads its times by the clocks of Chile, and UF with four decimals', () => {
    expect(fetched('flow', order)[0]?.at).toBe('2026-11-23T11:30:00.000Z');
    expect(fetched('flow', { ...order, currency: 'UF', amount: 1.2345 })[0]?.payment?.amount).toEqual({
      currency: 'CLF',
      minor: 12_345,
    });
  });
});

describe('Pix', () => {
  const E2E = 'E12345678202611231130s0123456789'.padEnd(32, 'x').slice(0, 32);
  const pix = {
    endToEndId: E2E,
    txid: KEY.slice(0, 35),
    valor: '1234.56',
    horario: '2026-11-23T11:30:00.358Z',
  };

  it.each([
    ['as it was registered', { secret: 'palavra' }, 'ok'],
    ['with what the PSP adds', { secret: 'palavra/pix' }, 'ok'],
    ['another word', { secret: 'outra/pix' }, 'signature_mismatch'],
    ['none', {}, 'signature_missing'],
    ['what is added alone', { secret: '/pix' }, 'signature_missing'],
  ])('is believed with the secret of the address: %s', (_name, query, expected) => {
    expect(refusal('pix', call({ pix: [pix] }, { query }), ['palavra'])).toBe(expected);
  });

  it('is read from the PSP before it counts, each of several', () => {
    const second = { ...pix, endToEndId: E2E.replace('E', 'F') };
    const body = { pix: [pix, second, { ...pix, endToEndId: '../cob' }] };
    expect(PROVIDERS.pix.fetches?.(call(body))).toEqual([
      { url: `https://psp.invalid/pix/${E2E}`, resource: 'Pix', id: E2E },
      { url: `https://psp.invalid/pix/${second.endToEndId}`, resource: 'Pix', id: second.endToEndId },
    ]);
  });

  it('is a payment with the charge as its reference, and the same fact wherever it is read', () => {
    const [read] = fetched('pix', pix);
    expect(read).toMatchObject({
      type: 'paid',
      at: '2026-11-23T11:30:00.358Z',
      payment: { id: E2E, amount: { currency: 'BRL', minor: 123_456 }, reference: pix.txid },
    });
    expect(PROVIDERS.pix.normalise(call({ pix: [pix] }))[0]?.eventId).toBe(read?.eventId);
  });

  it('a return counts when it was made, and not while it is under way or when it failed', () => {
    const back = (id: string, status: string) => ({
      id,
      rtrId: `D${id}`,
      valor: '34.56',
      status,
      horario: { solicitacao: '2026-11-23T11:40:00Z', liquidacao: '2026-11-23T11:41:00Z' },
    });
    const all = fetched('pix', {
      ...pix,
      devolucoes: [
        back('1', 'DEVOLVIDO'),
        back('2', 'EM_PROCESSAMENTO'),
        back('3', 'NAO_REALIZADO'),
        back('4', 'DEVOLVIDO'),
      ],
    });
    expect(all.map(({ type }) => type)).toEqual(['paid', 'refunded', 'refunded']);
    expect(all[1]).toMatchObject({
      at: '2026-11-23T11:41:00.000Z',
      payment: { id: E2E, refundId: 'D1', amount: { currency: 'BRL', minor: 3_456 } },
    });
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(3);
  });

  it('the test of an address, which holds no Pix, is answered and stored as nothing', () => {
    const request = call({ evento: 'teste_webhook' }, { query: { secret: 'palavra/pix' } });
    expect(receive('pix', request, { keys: ['palavra'] }, NOW)).toMatchObject({
      step: 'store',
      events: [],
      fetches: [],
      done: { status: 200 },
    });
  });
});
