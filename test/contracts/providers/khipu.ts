import { createHmac } from 'node:crypto';

import Decimal from 'decimal.js';

import { jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { plain } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';

type Fields = Record<string, unknown>;

const KEY = '6f1b2c1e-0000-4000-8000-c0472ac75e72';
const SECRET = 'contract-server-secret-of-khipu';
const DECIMALS: Readonly<Record<string, number>> = {
  CLP: 0,
  CLF: 4,
  ARS: 2,
  PEN: 2,
  MXN: 2,
  USD: 2,
  EUR: 2,
  BOB: 2,
  COP: 2,
};
const RUT = /^\d{1,3}(\.\d{3})*-[\dkK]$/;

const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const invalid = (field: string, message: string): ApiAnswer => ({
  status: 400,
  body: { status: 400, message: 'Invalid data', errors: [{ field, message }] },
});

/**
 * Khipu: payments. One is read and deleted by its id only, and a second call makes a second one, whatever its `transaction_id`.
 * Source: the contract text of Khipu's payment API v3.0; docs.khipu.com, “Webhook para notificaciones”.
 */
export class KhipuServer extends ProviderServer {
  readonly provider = 'khipu';
  readonly credentialType = 'dunningKhipuApi';
  readonly webhookKey = SECRET;
  protected readonly repetition = {
    waits: [60, 600, 3_600, 21_600, 86_400, 86_400],
    timeoutSeconds: 20,
    accepts: ANY_2XX,
  };
  protected override readonly laterMethod = 'transfer';

  protected override readonly routes = {
    'POST /v3/payments': (request: ApiRequest) => this.create(request),
    'GET /v3/payments/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => ({ status: 200, body: this.paymentObject(link) })),
    'DELETE /v3/payments/:id': ({ params }: ApiRequest) => this.withLink(params['id'], (link) => this.remove(link)),
    'GET /v3/banks': () => ({
      status: 200,
      body: { banks: [{ bank_id: 'Bawdf', name: 'DemoBank', min_amount: 100, type: 'Persona' }] },
    }),
  };

  get credential(): Record<string, string> {
    return { apiKey: KEY, baseUrl: this.url, webhookSecrets: SECRET };
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    return headers['x-api-key'] === KEY ? undefined : this.failure(401);
  }

  protected failure(status: number): ApiAnswer {
    const words: Record<number, string> = {
      401: 'Unauthorized',
      403: 'Forbidden',
      404: 'Payment not found',
      429: 'Too many requests',
    };
    return { status, body: { status, message: words[status] ?? 'Internal error' } };
  }

  private create({ raw }: ApiRequest): ApiAnswer {
    const body = jsonObject(raw);
    if (body === undefined) return { status: 400, body: { status: 400, message: 'The body is not JSON' } };
    const { amount, currency, subject } = body;
    const decimals = DECIMALS[String(currency)];
    if (typeof amount !== 'number' || !(amount > 0)) return invalid('amount', 'must be a positive number');
    if (decimals === undefined) return invalid('currency', 'is not supported');
    if (new Decimal(amount).decimalPlaces() > decimals)
      return invalid('amount', `${String(currency)} has at most ${decimals} decimals`);
    if (typeof subject !== 'string' || subject === '' || subject.length > 255)
      return invalid('subject', 'is needed, with at most 255 characters');
    if (body['send_email'] === true && !(body['payer_name'] && body['payer_email']))
      return invalid('send_email', 'needs payer_name and payer_email');
    const expires = body['expires_date'];
    const expiresAt = expires === undefined ? undefined : Date.parse(String(expires));
    if (expiresAt !== undefined && !(expiresAt > this.now))
      return invalid('expires_date', 'must be a future date in ISO 8601');
    const rut = body['fixed_payer_personal_identifier'];
    if (rut !== undefined && !RUT.test(String(rut)))
      return invalid('fixed_payer_personal_identifier', 'must be written as 11.000.111-9');
    for (const field of ['notify_url', 'return_url', 'cancel_url']) {
      if (body[field] !== undefined && !URL.canParse(String(body[field]))) return invalid(field, 'must be a URL');
    }
    const id = this.id(12, 'abcdefghijkmnopqrstuvwxyz0123456789');
    const link = this.keep({
      id,
      url: `https://khipu.com/payment/info/${id}`,
      references: [body['transaction_id'], body['custom']].filter((value) => typeof value === 'string'),
      amount: plain(amount),
      currency: String(currency),
      status: 'live',
      expiresAt,
      once: true,
      data: { body },
    });
    return { status: 200, body: this.addresses(link) };
  }

  private remove(link: Link): ApiAnswer {
    if (link.status !== 'live')
      return { status: 400, body: { status: 400, message: 'Only pending payments can be deleted' } };
    link.status = 'cancelled';
    return { status: 200, body: { message: 'Payment deleted' } };
  }

  private withLink(id: string | undefined, act: (link: Link) => ApiAnswer): ApiAnswer {
    const link = this.find(id ?? '');
    return link && link.status !== 'cancelled' ? act(link) : this.failure(404);
  }

  private addresses({ id, url }: Link): Fields {
    return {
      payment_id: id,
      payment_url: url,
      simplified_transfer_url: `https://app.khipu.com/payment/simplified/${id}`,
      transfer_url: `https://khipu.com/payment/manual/${id}`,
      app_url: `khipu:///pos/${id}`,
      ready_for_terminal: false,
    };
  }

  private paymentObject(link: Link): Fields {
    const { data, payments, amount, currency, expiresAt } = link;
    const payment = payments.at(-1);
    const body = object(data['body']);
    const done = payment?.status === 'approved' || payment?.status === 'refunded';
    const details = {
      approved: 'normal',
      pending: 'pending',
      failed: 'rejected-by-payer',
      refunded: 'reversed',
      disputed: 'marked-as-abuse',
    };
    return {
      ...this.addresses(link),
      subject: body['subject'],
      amount: new Decimal(amount ?? 0).toFixed(4),
      currency,
      status: done ? 'done' : payment?.status === 'pending' ? 'verifying' : 'pending',
      status_detail: payment ? details[payment.status] : 'pending',
      transaction_id: body['transaction_id'] ?? null,
      custom: body['custom'] ?? null,
      receiver_id: 985101,
      expires_date: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      conciliation_date: done ? new Date(this.now).toISOString() : null,
      out_of_date_conciliation: false,
      notify_url: body['notify_url'] ?? null,
      notify_api_version: body['notify_api_version'] ?? null,
    };
  }

  protected paymentId(): string {
    return this.id(12, 'abcdefghijkmnopqrstuvwxyz0123456789');
  }

  /** Khipu calls when a payment was reconciled, with the payment itself as the body. */
  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined || (what !== 'paid' && what !== 'refunded')) return [];
    return [
      {
        id: `${link.id} ${what}`,
        type: what === 'paid' ? 'payment.conciliated' : 'payment.reversed',
        body: this.paymentObject(link),
        createdAt: this.now,
      },
    ];
  }

  protected sign({ body }: ProviderEvent, at: number): SignedCall {
    const text = JSON.stringify(body);
    const s = createHmac('sha256', SECRET).update(`${at}.${text}`).digest('base64');
    return { body: text, headers: { 'content-type': 'application/json', 'x-khipu-signature': `t=${at},s=${s}` } };
  }
}
