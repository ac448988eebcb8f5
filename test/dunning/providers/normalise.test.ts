import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import type { ContactEvent } from '../../../dunning/ledger/events';
import { foldEvents } from '../../../dunning/ledger/fold';
import { PROVIDERS } from '../../../dunning/providers';
import { recipientHash } from '../../../dunning/providers/shared/events';
import type { ProviderId } from '../../../dunning/providers/shared/provider';
import { runWebhook } from '../../../scripts/check-webhooks';
import type { WebhookCase } from '../../../scripts/check-webhooks';
import { call, fixtures, form, KEY, RECEIVED } from './support';

const events = (id: ProviderId, body: unknown): ContactEvent[] => PROVIDERS[id].normalise(call(body));
const first = (id: ProviderId, body: unknown): ContactEvent => {
  const [event] = events(id, body);
  if (!event) throw new Error('no event');
  return event;
};

describe('events that providers publish', () => {
  const cases = fixtures<WebhookCase>('payloads.json');
  it.each(cases.map((one) => [one.id, one] as const))('%s becomes the expected type', (_, one) => {
    const result = runWebhook(one);
    expect(`${result.outcome}: ${result.found}`).toMatch(/^passed/);
  });

  const shared = path.resolve(__dirname, '../../../../shared/facts/webhook-payloads.json');
  (existsSync(shared) ? it : it.skip)('all events of the shared folder', () => {
    const all = JSON.parse(readFileSync(shared, 'utf8')) as WebhookCase[];
    expect(all.map(runWebhook).filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  it.each(cases.filter(({ body }) => typeof body === 'object').map((one) => [one.id, one] as const))(
    '%s: the same fact has the same id whenever it is told',
    (_, one) => {
      const id = (Object.keys(PROVIDERS) as ProviderId[]).find(
        (name) => one.provider === name || one.provider.startsWith(name),
      );
      if (id === undefined) return;
      const at = (receivedAt: string) =>
        PROVIDERS[id].normalise(call(one.body, { receivedAt })).map(({ eventId }) => eventId);
      expect(at('2030-01-01T00:00:00Z')).toEqual(at(RECEIVED));
    },
  );
});

describe('a bounce', () => {
  const ses = (bounceType: string) =>
    first('amazon_ses', {
      eventType: 'Bounce',
      bounce: {
        bounceType,
        bouncedRecipients: [
          { emailAddress: 'Ana@Example.com', diagnosticCode: 'smtp; 550 5.1.1 <ana@example.com> unknown' },
        ],
      },
      mail: { messageId: 'm1', headers: [{ name: 'Message-ID', value: `<${KEY}@example.com>` }] },
    });

  it('is for good or for now', () => {
    expect(ses('Permanent')).toMatchObject({ type: 'bounced', permanent: true });
    expect(ses('Transient')).toMatchObject({ type: 'soft_bounced', permanent: false });
    expect(first('resend', { type: 'email.bounced', data: { bounce: { type: 'Transient' } } }).type).toBe(
      'soft_bounced',
    );
    expect(first('sendgrid', [{ event: 'bounce', type: 'blocked' }]).type).toBe('soft_bounced');
    expect(first('postmark', { RecordType: 'Bounce', Type: 'SoftBounce' }).type).toBe('soft_bounced');
  });

  it('names its contact by the Message-ID we gave, and its recipient only as a hash', () => {
    const event = ses('Permanent');
    expect(event.contactKey).toBe(KEY);
    expect(event.recipientHash).toBe(recipientHash('ana@example.com'));
    expect(JSON.stringify(event)).not.toMatch(/ana@example/i);
    expect(event.detail).toContain('<(address)> unknown');
  });

  it('of several recipients is several facts', () => {
    const [one, two] = events('amazon_ses', {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        feedbackId: 'f',
        bouncedRecipients: [{ emailAddress: 'a@x.mx' }, { emailAddress: 'b@x.mx' }],
      },
    });
    expect(one?.eventId).not.toBe(two?.eventId);
  });

  it('that SES only made up, for an address on its list, is no complaint', () => {
    const body = { eventType: 'Complaint', complaint: { complaintSubType: 'OnAccountSuppressionList' }, mail: {} };
    expect(first('amazon_ses', body)).toMatchObject({ type: 'dropped', permanent: true });
  });
});

describe('opens and clicks', () => {
  it('by a machine do not count as read', () => {
    const machine = [
      first('brevo', { event: 'proxy_open' }),
      first('brevo', { event: 'unique_proxy_open' }),
      first('sendgrid', [{ event: 'open', sg_machine_open: true, useragent: 'Mozilla/5.0 (Macintosh) Safari' }]),
      first('postmark', { RecordType: 'Open', UserAgent: 'Mozilla/5.0' }),
      first('amazon_ses', { eventType: 'Open', open: { userAgent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' } }),
      first('mailgun', {
        'event-data': { event: 'opened', 'client-info': { bot: 'apple', 'user-agent': 'Mozilla/5.0 (X)' } },
      }),
      first('resend', {
        type: 'email.clicked',
        data: { click: { link: 'https://x', userAgent: 'Barracuda Sentinel' } },
      }),
    ];
    expect(machine.map((event) => event.machine)).toEqual(machine.map(() => true));
  });

  it('by a person do', () => {
    const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
    expect(first('postmark', { RecordType: 'Open', UserAgent: agent }).machine).toBe(false);
    expect(first('sendgrid', [{ event: 'open', useragent: agent }]).machine).toBe(false);
  });

  it('on all links of a mail within two seconds are a scanner’s', () => {
    const click = (url: string, timestamp: number, email = 'a@x.mx') => ({
      event: 'click',
      url,
      timestamp,
      email,
      sg_message_id: 'm.1',
      useragent: 'Mozilla/5.0 (Windows NT 10.0)',
    });
    const found = events('sendgrid', [
      click('https://a', 1000),
      click('https://b', 1001),
      click('https://a', 5000),
      click('https://b', 1001, 'b@x.mx'),
    ]);
    expect(found.map(({ machine }) => machine)).toEqual([true, true, false, false]);
  });
});

describe('WhatsApp', () => {
  const status = (more: object) => ({
    entry: [
      {
        changes: [
          { field: 'messages', value: { statuses: [{ id: 'wamid.1', recipient_id: '5215512345678', ...more }] } },
        ],
      },
    ],
  });

  it('names the contact that our key came back for', () => {
    expect(first('whatsapp', status({ status: 'delivered', biz_opaque_callback_data: KEY }))).toMatchObject({
      type: 'delivered',
      contactKey: KEY,
      providerMessageId: 'wamid.1',
      eventId: 'wamid.1/delivered',
    });
  });

  it('keeps the code of a failure', () => {
    const failed = first(
      'whatsapp',
      status({ status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] }),
    );
    expect(failed).toMatchObject({ type: 'failed', code: '131026', permanent: true });
  });

  it('does not copy what the customer wrote', () => {
    const body = {
      entry: [
        {
          changes: [
            { value: { messages: [{ id: 'wamid.2', from: '521', type: 'text', text: { body: 'Pago el viernes' } }] } },
          ],
        },
      ],
    };
    expect(first('whatsapp', body).type).toBe('replied');
    expect(JSON.stringify(events('whatsapp', body))).not.toContain('viernes');
  });

  it('takes “stop marketing” for an opt-out, and a change of number for nothing', () => {
    const value = (part: object) => ({ entry: [{ changes: [{ field: 'x', value: part }] }] });
    expect(first('whatsapp', value({ user_preferences: [{ wa_id: '1', value: 'stop' }] })).type).toBe('unsubscribed');
    expect(first('whatsapp', value({ messages: [{ id: 'w', type: 'system' }] })).type).toBe('unknown');
  });

  it('keeps what is about the account as unknown', () => {
    const body = {
      entry: [{ id: 'e', time: 1700000000, changes: [{ field: 'account_update', value: { event: 'DISABLED' } }] }],
    };
    expect(first('whatsapp', body)).toMatchObject({ type: 'unknown', providerType: 'account_update' });
  });
});

describe('Twilio', () => {
  const twilio = (fields: Record<string, string>) => PROVIDERS.twilio.normalise(form(fields))[0];

  it.each([
    ['queued', 'queued'],
    ['sending', 'queued'],
    ['read', 'read'],
    ['canceled', 'dropped'],
    ['something_new', 'unknown'],
  ])('status %s is %s', (MessageStatus, type) => {
    expect(twilio({ MessageSid: 'SM1', MessageStatus })).toMatchObject({ type, eventId: `SM1/${MessageStatus}` });
  });

  it.each([
    ['STOP', 'unsubscribed'],
    [' Stop. ', 'unsubscribed'],
    ['BAJA', 'unsubscribed'],
    ['Please do not stop', 'replied'],
    ['Ya pagué', 'replied'],
  ])('the reply “%s” is %s', (Body, type) => {
    expect(twilio({ MessageSid: 'SM1', SmsStatus: 'received', Body, From: '+5215512345678' })?.type).toBe(type);
  });

  it('a number has one hash, however it is written', () => {
    const hash = recipientHash('5215512345678');
    expect([recipientHash('+52 1 55 1234-5678'), recipientHash('whatsapp:+5215512345678')]).toEqual([hash, hash]);
  });
});

describe('payments', () => {
  it('Stripe: amount, currency, the payment’s own id and our reference', () => {
    const session = {
      id: 'cs_1',
      payment_intent: 'pi_1',
      payment_status: 'paid',
      amount_total: 5880,
      currency: 'mxn',
      client_reference_id: 'F-1',
    };
    expect(
      first('stripe', { id: 'evt_1', type: 'checkout.session.completed', data: { object: session } }),
    ).toMatchObject({
      type: 'paid',
      eventId: 'evt_1',
      payment: { id: 'pi_1', amount: { minor: 5880, currency: 'MXN' }, reference: 'F-1' },
    });
  });

  it('Stripe: a stored card is no payment, a won dispute is over', () => {
    expect(first('stripe', { type: 'checkout.session.completed', data: { object: { mode: 'setup' } } }).type).toBe(
      'unknown',
    );
    const closed = (status: string) =>
      first('stripe', { type: 'charge.dispute.closed', data: { object: { id: 'dp', status } } }).type;
    expect([closed('won'), closed('lost')]).toEqual(['unknown', 'disputed']);
  });

  it('Stripe: its own minor units become those of ISO 4217', () => {
    const amount = (currency: string, value: number) =>
      first('stripe', {
        type: 'payment_intent.succeeded',
        data: { object: { id: 'pi', amount_received: value, currency } },
      }).payment?.amount;
    expect(amount('clp', 5000)).toEqual({ currency: 'CLP', minor: 5000 });
    expect(amount('isk', 500000)).toEqual({ currency: 'ISK', minor: 5000 });
    expect(amount('isk', 500001)).toBeUndefined();
  });

  it('Mercado Pago: what only says that something happened is to be fetched, from Mercado Pago', () => {
    const notified = { action: 'payment.updated', type: 'payment', id: 1, data: { id: '123456' } };
    expect(first('mercadopago', notified).type).toBe('unknown');
    expect(PROVIDERS.mercadopago.fetches?.(call(notified))).toEqual([
      { url: 'https://api.mercadopago.com/v1/payments/123456', resource: 'payment', id: '123456' },
    ]);
    expect(PROVIDERS.mercadopago.fetches?.(call({ ...notified, data: { id: '../users/me' } }))).toEqual([]);
  });

  it.each([
    ['approved', 'paid'],
    ['in_process', 'payment_pending'],
    ['rejected', 'payment_failed'],
    ['refunded', 'refunded'],
    ['charged_back', 'disputed'],
    ['new_word', 'unknown'],
  ])('Mercado Pago: a fetched payment that is %s is %s', (status, type) => {
    const payment = { id: 9, status, transaction_amount: 58.8, currency_id: 'MXN', external_reference: 'F-1' };
    expect(PROVIDERS.mercadopago.normaliseFetched?.(payment, RECEIVED)[0]?.type).toBe(type);
  });

  it('Mercado Pago: a decimal amount stays exact', () => {
    const payment = { id: 9, status: 'approved', transaction_amount: 58.8, currency_id: 'MXN' };
    expect(PROVIDERS.mercadopago.normaliseFetched?.(payment, RECEIVED)[0]?.payment?.amount).toEqual({
      currency: 'MXN',
      minor: 5880,
    });
  });

  it('Mercado Pago: an order is the same fact when it is notified and when it is fetched', () => {
    const order = {
      status: 'processed',
      status_detail: 'accredited',
      total_amount: '50.00',
      total_paid_amount: '50.00',
    };
    const [notified] = events('mercadopago', {
      type: 'order',
      action: 'order.processed',
      data: { id: 'ORD01', ...order },
    });
    const [fetched] = PROVIDERS.mercadopago.normaliseFetched?.({ id: 'ORD01', ...order }, RECEIVED) ?? [];
    expect(notified).toMatchObject({ type: 'paid', eventId: fetched?.eventId });
  });

  it('Stripe: session, charge, refund and invoice of one payment share its id', () => {
    const id = (type: string, object: object) => first('stripe', { type, data: { object } }).payment?.id;
    expect([
      id('checkout.session.completed', { id: 'cs', payment_intent: 'pi' }),
      id('payment_intent.succeeded', { id: 'pi' }),
      id('charge.refunded', { id: 'ch', payment_intent: { id: 'pi' } }),
      id('invoice.paid', { id: 'in', payments: { data: [{ payment: { payment_intent: 'pi' } }] } }),
    ]).toEqual(['pi', 'pi', 'pi', 'pi']);
  });

  it('PayPal: a refund belongs to the capture it is of', () => {
    const resource = {
      id: 'R1',
      amount: { value: '2.51', currency_code: 'USD' },
      links: [{ rel: 'up', href: 'https://api.paypal.com/v2/payments/captures/CAP1' }],
    };
    expect(first('paypal', { id: 'WH-1', event_type: 'PAYMENT.CAPTURE.REFUNDED', resource }).payment).toEqual({
      id: 'CAP1',
      refundId: 'R1',
      amount: { currency: 'USD', minor: 251 },
      reference: undefined,
    });
  });

  it('Stripe: a refund tells its own amount, its charge all that was returned; a voucher says until when', () => {
    const charge = { id: 'ch', payment_intent: 'pi', currency: 'mxn', amount: 1000, amount_refunded: 300 };
    const refund = { id: 're', payment_intent: 'pi', currency: 'mxn', amount: 300, status: 'succeeded' };
    const voucher = {
      id: 'pi',
      currency: 'mxn',
      amount: 1000,
      next_action: { oxxo_display_details: { expires_after: 1_795_000_000 } },
    };
    const told = (type: string, object: unknown) =>
      first('stripe', { id: `evt ${type}`, type, data: { object } }).payment;
    expect(told('charge.refunded', charge)).toMatchObject({ id: 'pi', amount: { minor: 300 }, isTotal: true });
    expect(told('refund.created', refund)).toMatchObject({ id: 'pi', amount: { minor: 300 }, refundId: 're' });
    expect(told('payment_intent.requires_action', voucher)).toMatchObject({ expiresAt: '2026-11-18T11:06:40.000Z' });
    expect(told('payment_intent.succeeded', voucher)).not.toHaveProperty('expiresAt');
  });

  it('Mercado Pago: a payment that was returned in part stays paid, and says what was returned; a ticket says until when', () => {
    const payment = { id: 9, status: 'approved', transaction_amount: 100, currency_id: 'MXN' };
    const fetched = (over: object) => PROVIDERS.mercadopago.normaliseFetched?.({ ...payment, ...over }, RECEIVED) ?? [];
    expect(fetched({ transaction_amount_refunded: 0 }).map(({ type }) => type)).toEqual(['paid']);
    const returned = [30, 50].map((part) => fetched({ transaction_amount_refunded: part }));
    expect(returned.map((events) => events.map(({ type, payment: told }) => [type, told?.amount?.minor]))).toEqual([
      [
        ['paid', 10_000],
        ['refunded', 3_000],
      ],
      [
        ['paid', 10_000],
        ['refunded', 5_000],
      ],
    ]);
    expect(new Set(returned.flat().map(({ eventId }) => eventId)).size).toBe(4);
    expect(returned.flat().filter(({ type }) => type === 'refunded')).toMatchObject([
      { payment: { isTotal: true } },
      { payment: { isTotal: true } },
    ]);
    const ticket = fetched({ status: 'pending', date_of_expiration: '2026-11-26T23:59:59.000-04:00' });
    expect(ticket[0]?.payment?.expiresAt).toBe('2026-11-27T03:59:59.000Z');
  });

  it('Wompi: cents of Colombian pesos; a void takes back', () => {
    const transaction = { id: 't', status: 'VOIDED', amount_in_cents: 4490000, currency: 'COP', reference: 'R' };
    expect(first('wompi', { event: 'transaction.updated', data: { transaction } })).toMatchObject({
      type: 'refunded',
      payment: { id: 't', amount: { currency: 'COP', minor: 4490000 }, reference: 'R' },
    });
  });

  it('Conekta: the ping of a new address means nothing for a payment', () => {
    expect(first('conekta', { type: 'webhook_ping', data: {} }).type).toBe('unknown');
    expect(PROVIDERS.conekta.handshake?.(call({ type: 'webhook_ping' }), { keys: [] })).toMatchObject({ kind: 'note' });
  });

  it('an amount that is not exact is left out rather than rounded', () => {
    const payment = { id: 9, status: 'approved', transaction_amount: 58.805, currency_id: 'MXN' };
    expect(PROVIDERS.mercadopago.normaliseFetched?.(payment, RECEIVED)[0]?.payment?.amount).toBeUndefined();
  });
});

describe('Standard Webhooks', () => {
  it('reads our vocabulary, also as the end of a dotted name', () => {
    const body = {
      type: 'invoice.paid',
      timestamp: '2026-11-23T10:00:00Z',
      data: { contact_key: KEY, payment_id: 'p', amount: '10.50', currency: 'USD' },
    };
    expect(first('standard_webhooks', body)).toMatchObject({
      type: 'paid',
      at: '2026-11-23T10:00:00.000Z',
      contactKey: KEY,
      payment: { id: 'p', amount: { currency: 'USD', minor: 1050 } },
    });
    expect(first('standard_webhooks', { type: 'user.created' }).type).toBe('unknown');
  });
});

describe('a batch', () => {
  it('says the same in any order and however often it comes', () => {
    const statuses = ['sent', 'delivered', 'read', 'failed'].map((status) => ({
      id: 'wamid.1',
      status,
      timestamp: '1750030090',
    }));
    const batch = (some: unknown[]) => events('whatsapp', { entry: [{ changes: [{ value: { statuses: some } }] }] });
    const all = batch(statuses);
    fc.assert(
      fc.property(fc.shuffledSubarray([...statuses, ...statuses], { minLength: 8 }), (shuffled) => {
        const found = batch(shuffled);
        expect(new Set(found.map(({ eventId }) => eventId))).toEqual(new Set(all.map(({ eventId }) => eventId)));
        expect(foldEvents(found)).toBe(foldEvents(all));
      }),
      { numRuns: 50 },
    );
  });
});
