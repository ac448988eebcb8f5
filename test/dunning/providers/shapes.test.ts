import { createHmac } from 'node:crypto';

import type { ContactEvent } from '../../../dunning/ledger/events';
import { PROVIDERS } from '../../../dunning/providers';
import type { ProviderId } from '../../../dunning/providers/shared/provider';
import { call, form, KEY, NOW, RECEIVED } from './support';

const events = (id: ProviderId, body: unknown): ContactEvent[] =>
  PROVIDERS[id].normalise(call(body, { headers: { 'content-type': 'application/json' } }));
const types = (id: ProviderId, body: unknown) => events(id, body).map(({ type }) => type);
const fetched = (id: ProviderId, resource: unknown) => PROVIDERS[id].normaliseFetched?.(resource, RECEIVED) ?? [];

describe('Mailgun’s older webhooks', () => {
  const key = 'signing-key';
  const timestamp = String(NOW / 1_000);
  const signature = createHmac('sha256', key)
    .update(timestamp + 'own-token')
    .digest('hex');
  const own = { event: 'clicked', recipient: 'a@example.com', timestamp, token: 'own-token', signature };

  // A user's variable may have any name; Mailgun puts its signature after them, and everything else before.
  it('are told from the user’s variables of the same names, as a form', () => {
    const fields = new URLSearchParams();
    for (const name of ['event', 'recipient']) fields.append(name, own[name as 'event']);
    for (const name of ['event', 'recipient', 'timestamp', 'token', 'signature']) fields.append(name, `mine-${name}`);
    for (const name of ['timestamp', 'token', 'signature'] as const) fields.append(name, own[name]);
    const request = call(fields.toString(), { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(PROVIDERS.mailgun.verify(request, { keys: [key] }, NOW)).toEqual({ ok: true, nonce: 'own-token' });
    expect(PROVIDERS.mailgun.normalise(request)).toEqual([
      expect.objectContaining({ type: 'clicked', eventId: 'own-token', at: RECEIVED }),
    ]);
  });

  it('are read as JSON with several values, and as a multipart form with a file in it', () => {
    expect(events('mailgun', { ...own, event: ['clicked', 'mine'], token: ['mine', 'own-token'] })).toEqual([
      expect.objectContaining({ type: 'clicked', eventId: 'own-token' }),
    ]);
    const parts = Object.entries(own).map(
      ([name, value]) => `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = '--b1\r\nContent-Disposition: form-data; name="token"; filename="x"\r\n\r\nnot a token\r\n--b1--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary="b1"' };
    const request = call(parts.join('') + file, { headers });
    expect(PROVIDERS.mailgun.verify(request, { keys: [key] }, NOW).ok).toBe(true);
    expect(PROVIDERS.mailgun.normalise(request)).toEqual([expect.objectContaining({ type: 'clicked' })]);
  });

  it.each([605, 606, 607, 625])('a failure with the code %i was not tried at all', (code) => {
    const failed = { event: 'failed', severity: 'permanent', reason: 'old', 'delivery-status': { code } };
    expect(types('mailgun', { 'event-data': failed })).toEqual(['dropped']);
    const bounced = { ...failed, 'delivery-status': { code: 550 } };
    expect(types('mailgun', { 'event-data': bounced })).toEqual(['bounced']);
  });
});

describe('Brevo', () => {
  it.each([
    ['accepted', undefined, 'queued'],
    ['sent', undefined, 'sent'],
    ['delivered', undefined, 'delivered'],
    ['soft_bounce', 'soft_bounce', 'soft_bounced'],
    ['soft_bounce', 'hard_bounce', 'bounced'],
    ['blacklisted', undefined, 'dropped'],
    ['replied', undefined, 'replied'],
    ['unsubscribe', undefined, 'unsubscribed'],
  ])('reads a text message that is %s (%s) as %s', (name, bounce, type) => {
    const [event] = events('brevo', {
      id: 1,
      msg_status: name,
      bounce_type: bounce,
      messageId: 260_000_001,
      to: '5215512345678',
      ts_event: NOW / 1_000,
      description: 'said by the network',
      error_code: 7,
    });
    expect(event).toMatchObject({ type, providerMessageId: '260000001', at: RECEIVED });
    expect(event?.recipientHash).toBe(
      events('brevo', { event: 'sent', email: '+52 1 55 1234 5678' })[0]?.recipientHash,
    );
  });

  it('still calls a mail that Brevo has “sent” queued', () => {
    expect(
      types('brevo', [
        { event: 'sent', email: 'a@example.com' },
        { event: 'reply', email: 'a@example.com' },
      ]),
    ).toEqual(['queued', 'replied']);
  });
});

describe('Twilio', () => {
  it('reads what Event Streams sends: a list of CloudEvents, each the same fact as its status callback', () => {
    const sid = `SM${'a'.repeat(32)}`;
    const streamed = (name: string, data: object = {}) => ({
      specversion: '1.0',
      type: `com.twilio.messaging.${name}`,
      time: RECEIVED,
      data: { messageSid: sid, to: '+5215512345678', ...data },
    });
    const list = [
      streamed('message.delivered'),
      streamed('message.failed', { errorCode: 30005 }),
      streamed('inbound-message.received', { from: '+5215512345678' }),
      streamed('something.new'),
    ];
    expect(events('twilio', list)).toEqual([
      expect.objectContaining({ type: 'delivered', eventId: `${sid}/delivered`, providerMessageId: sid, at: RECEIVED }),
      expect.objectContaining({ type: 'failed', code: '30005', permanent: true }),
      expect.objectContaining({ type: 'replied', eventId: `${sid}/received` }),
      expect.objectContaining({ type: 'unknown' }),
    ]);
    const [callback] = PROVIDERS.twilio.normalise(
      form({ MessageSid: sid, MessageStatus: 'delivered', To: '+5215512345678' }),
    );
    expect(callback?.eventId).toBe(events('twilio', list)[0]?.eventId);
  });
});

describe('Resend', () => {
  it('tells of a contact that left the list, and of one that did not', () => {
    const changed = (unsubscribed: boolean) => ({
      type: 'contact.updated',
      created_at: RECEIVED,
      data: { id: 'c1', email: 'a@example.com', unsubscribed },
    });
    expect([types('resend', changed(true)), types('resend', changed(false))]).toEqual([['unsubscribed'], ['unknown']]);
  });
});

describe('Stripe', () => {
  const event = (type: string, object: object) => ({ id: 'evt_1', type, created: NOW / 1_000, data: { object } });
  const payment = (type: string, object: object) => events('stripe', event(type, object))[0]?.payment;

  it.each([
    ['charge.captured', {}, 'paid'],
    ['charge.expired', {}, 'payment_failed'],
    ['invoice.voided', {}, 'link_expired'],
    ['invoice_payment.paid', {}, 'paid'],
    ['payment_intent.partially_funded', {}, 'payment_pending'],
    ['payment_link.updated', { active: false }, 'link_expired'],
    ['payment_link.updated', { active: true }, 'unknown'],
    ['refund.updated', { status: 'succeeded' }, 'refunded'],
    ['refund.updated', { status: 'failed' }, 'unknown'],
    ['charge.refund.updated', { status: 'pending' }, 'unknown'],
    ['customer.created', {}, 'unknown'],
  ])('%s %j is %s', (type, object, expected) => {
    expect(types('stripe', event(type, { id: 'x', ...object }))).toEqual([expected]);
  });

  it('tells one refund from all that was returned, so that they are not added up twice', () => {
    const charge = { id: 'ch_1', payment_intent: 'pi_1', amount: 5_000, amount_refunded: 3_000, currency: 'mxn' };
    expect(payment('charge.refunded', charge)).toMatchObject({ id: 'pi_1', isTotal: true, amount: { minor: 3_000 } });
    const refund = { id: 're_1', payment_intent: 'pi_1', amount: 1_000, currency: 'mxn', status: 'succeeded' };
    expect(payment('refund.created', refund)).toMatchObject({ id: 'pi_1', refundId: 're_1', amount: { minor: 1_000 } });
  });

  it('says until when a voucher can be paid', () => {
    const details = { oxxo_display_details: { expires_after: NOW / 1_000 } };
    const intent = { id: 'pi_1', amount: 100, currency: 'mxn', next_action: details };
    expect(payment('payment_intent.requires_action', intent)?.expiresAt).toBe(RECEIVED);
  });
});

describe('Mercado Pago', () => {
  const paid = { id: 55, status: 'approved', status_detail: 'accredited', transaction_amount: 100, currency_id: 'MXN' };

  it('a merchant order is its payments, each the same fact as the payment by itself', () => {
    const order = { id: 9, status: 'closed', order_status: 'paid', external_reference: KEY, payments: [paid] };
    const [event] = fetched('mercadopago', order);
    expect(event).toMatchObject({ type: 'paid', contactKey: KEY, payment: { id: '55', amount: { minor: 10_000 } } });
    expect(event?.eventId).toBe(fetched('mercadopago', paid)[0]?.eventId);
    expect(fetched('mercadopago', { id: 9, status: 'expired', order_status: 'expired', payments: [] })).toEqual([
      expect.objectContaining({ type: 'link_expired' }),
    ]);
  });

  it('a payment of which a part was returned is both paid and refunded', () => {
    const part = { ...paid, status_detail: 'partially_refunded', transaction_amount_refunded: 30 };
    expect(fetched('mercadopago', part)).toEqual([
      expect.objectContaining({
        type: 'paid',
        payment: expect.objectContaining({ amount: { currency: 'MXN', minor: 10_000 } }),
      }),
      expect.objectContaining({
        type: 'refunded',
        payment: expect.objectContaining({ amount: { currency: 'MXN', minor: 3_000 }, isTotal: true }),
      }),
    ]);
  });

  it('a chargeback disputes its payments', () => {
    const chargeback = { id: 'cb1', payments: [55], amount: 100, currency: 'MXN', coverage_applied: null };
    expect(fetched('mercadopago', chargeback)).toEqual([
      expect.objectContaining({ type: 'disputed', payment: { id: '55', amount: { currency: 'MXN', minor: 10_000 } } }),
    ]);
  });

  it.each([
    [{ topic: 'merchant_order', resource: 'https://api.mercadolibre.com/merchant_orders/123' }, '/merchant_orders/123'],
    [{ topic: 'payment', resource: '456' }, '/v1/payments/456'],
    [{ type: 'topic_chargebacks_wh', data: { id: '789' } }, '/v1/chargebacks/789'],
  ])('%j names what to fetch', (body, path) => {
    expect(PROVIDERS.mercadopago.fetches?.(call(body))[0]?.url).toBe(`https://api.mercadopago.com${path}`);
  });
});

describe('Wompi', () => {
  const transaction = { id: 'T-1', status: 'APPROVED', amount_in_cents: 100, currency: 'COP', reference: KEY };
  const body = { event: 'transaction.updated', data: { transaction }, timestamp: NOW / 1_000 };

  it('a transaction is read from Wompi before it counts, and is the same fact there', () => {
    expect(PROVIDERS.wompi.fetches?.(call(body))).toEqual([
      { url: 'https://production.wompi.co/v1/transactions/T-1', resource: 'transaction', id: 'T-1' },
    ]);
    expect(fetched('wompi', { data: transaction })[0]?.eventId).toBe(events('wompi', body)[0]?.eventId);
  });

  it('fetches nothing for an id that would lead elsewhere, and nothing for a token', () => {
    const other = { ...body, data: { transaction: { ...transaction, id: '../../merchants' } } };
    expect(PROVIDERS.wompi.fetches?.(call(other))).toEqual([]);
    const token = { event: 'nequi_token.updated', data: { nequi_token: { id: 'n', status: 'APPROVED' } } };
    expect([PROVIDERS.wompi.fetches?.(call(token)), types('wompi', token)]).toEqual([[], ['unknown']]);
  });
});
