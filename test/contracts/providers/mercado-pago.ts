import { createHmac } from 'node:crypto';

import { bearer, jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { plain, textsIn } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import { object, refuse, refusedPreference } from './mercado-pago-rules';
import type { Fields } from './mercado-pago-rules';

const TOKEN = 'APP_USR-7434120000000000-112300-contractserver-202809963';
const SECRET = 'contract-server-secret-of-mercado-pago';

/** Mercado Pago: preferences of Checkout Pro and their payments. Source: sdk-nodejs, the reference of preferences. */
export class MercadoPagoServer extends ProviderServer {
  readonly provider = 'mercadopago';
  readonly credentialType = 'dunningMercadoPagoApi';
  readonly webhookKey = SECRET;
  // “Webhooks: acciones necesarias después de recibir la notificación”: 22 s to answer; 15 min, 30 min, 6 h, 48 h, 96 h.
  protected readonly repetition = {
    waits: [900, 1_800, 21_600, 172_800, 345_600, 345_600, 345_600],
    timeoutSeconds: 22,
    accepts: (status: number) => status === 200 || status === 201,
  };
  protected override readonly laterMethod = 'ticket';
  private notified = 0;

  protected override readonly routes = {
    'POST /checkout/preferences': (request: ApiRequest) => this.create(request),
    'GET /checkout/preferences/search': (request: ApiRequest) => this.searchPreferences(request),
    'GET /checkout/preferences/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.preference(link)),
    'PUT /checkout/preferences/:id': (request: ApiRequest) => this.update(request),
    'GET /v1/payments/search': (request: ApiRequest) => this.searchPayments(request),
    'GET /v1/payments/:id': ({ params }: ApiRequest) => this.getPayment(params['id']),
    'PUT /v1/payments/:id': (request: ApiRequest) => this.updatePayment(request),
    'GET /users/me': () => ({
      status: 200,
      body: { id: 202809963, nickname: 'CONTRATO', site_id: 'MLM', country_id: 'MX' },
    }),
  };

  get credential(): Record<string, string> {
    return { accessToken: TOKEN, baseUrl: this.url, webhookSecrets: SECRET };
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    return bearer(headers.authorization) === TOKEN ? undefined : refuse('invalid_access_token', 'access denied', 401);
  }

  protected failure(status: number): ApiAnswer {
    const known: Record<number, [string, string]> = {
      401: ['invalid_access_token', 'access denied'],
      404: ['not_found', 'resource not found'],
      423: ['resource_locked', 'idempotency key locked'],
      424: ['failed_dependency', 'failed dependency'],
      429: ['too_many_requests', 'too many requests'],
    };
    const [error, message] = known[status] ?? ['internal_error', 'internal server error'];
    return refuse(error, message, status);
  }

  private create({ raw }: ApiRequest): ApiAnswer {
    const body = jsonObject(raw);
    const refused = refusedPreference(body, undefined, this.now);
    if (body === undefined || refused) return refused ?? refuse('bad_request', 'invalid json');
    const id = `202809963-${this.id(8, 'abcdef0123456789')}-11cb-443f-adf6-${this.id(12, 'abcdef0123456789')}`;
    const items = (body['items'] as Fields[]).map(object);
    const sum = items.reduce(
      (total, item) => total + Math.round(Number(item['unit_price']) * 100) * Number(item['quantity']),
      0,
    );
    const link = this.keep({
      id,
      url: `https://www.mercadopago.com.mx/checkout/v1/redirect?pref_id=${id}`,
      references: textsIn([body['external_reference'], body['metadata']]),
      amount: plain(sum / 100),
      currency: String(items[0]?.['currency_id'] ?? 'MXN'),
      status: 'live',
      expiresAt: expiryOf(body),
      // A preference can be paid again and again until it expires.
      once: false,
      data: { body },
    });
    return { status: 201, body: this.preference(link) };
  }

  private update({ params, raw }: ApiRequest): ApiAnswer {
    const link = this.find(params['id'] ?? '');
    if (!link) return refuse('invalid_id', 'preference_id not found.');
    const body = jsonObject(raw);
    const merged = { ...object(link.data['body']), ...body };
    const refused = refusedPreference(body === undefined ? undefined : merged, link, this.now);
    if (refused) return refused;
    link.data['body'] = merged;
    link.expiresAt = expiryOf(merged);
    this.expireWhatIsDue();
    return { status: 200, body: this.preference(link) };
  }

  private searchPreferences({ query }: ApiRequest): ApiAnswer {
    const wanted = query.get('external_reference');
    const found = this.links.filter(({ data, createdAt }) => {
      const old = this.now - createdAt >= this.searchLag * 1_000;
      return old && (wanted === null || object(data['body'])['external_reference'] === wanted);
    });
    const limit = Number(query.get('limit') ?? 30);
    const offset = Number(query.get('offset') ?? 0);
    this.expireWhatIsDue();
    const elements = found.slice(offset, offset + limit).map((link) => this.preference(link));
    return { status: 200, body: { elements, next_offset: offset + elements.length, total: found.length } };
  }

  private searchPayments({ query }: ApiRequest): ApiAnswer {
    const wanted = query.get('external_reference');
    const found = this.payments().filter(
      ({ link }) => wanted === null || object(link.data['body'])['external_reference'] === wanted,
    );
    const newest = query.get('criteria') === 'desc' ? found.toReversed() : found;
    const limit = Number(query.get('limit') ?? 30);
    const results = newest.slice(0, limit).map((payment) => this.payment(payment));
    return { status: 200, body: { paging: { total: found.length, limit, offset: 0 }, results } };
  }

  private getPayment(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    if (!payment) return refuse('not_found', 'Payment not found', 404);
    return { status: 200, body: this.payment(payment) };
  }

  private updatePayment({ params, raw }: ApiRequest): ApiAnswer {
    const payment = this.payments().find((one) => one.id === params['id']);
    if (!payment) return refuse('not_found', 'Payment not found', 404);
    if (jsonObject(raw)?.['status'] !== 'cancelled') return refuse('bad_request', 'invalid status');
    if (payment.status !== 'pending') return refuse('bad_request', 'Invalid payment state to cancel');
    this.fails(payment);
    return { status: 200, body: this.payment(payment) };
  }

  private withLink(id: string | undefined, make: (link: Link) => unknown): ApiAnswer {
    const link = this.find(id ?? '');
    return link ? { status: 200, body: make(link) } : refuse('invalid_id', 'preference_id not found.', 404);
  }

  private preference({ id, url, data, createdAt, expiresAt }: Link): Fields {
    const created = new Date(createdAt).toISOString();
    const sandbox = url.replace('www.', 'sandbox.');
    return {
      ...object(data['body']),
      ...(expiresAt === undefined ? {} : { expiration_date_to: new Date(expiresAt).toISOString() }),
      id,
      init_point: url,
      sandbox_init_point: sandbox,
      collector_id: 202809963,
      site_id: 'MLM',
      date_created: created,
    };
  }

  private payment({ id, link, amount, currency, status, refunded, createdAt, method }: Payment): Fields {
    const states = {
      approved: 'approved',
      pending: 'pending',
      failed: method === 'ticket' ? 'cancelled' : 'rejected',
      refunded: 'refunded',
      disputed: 'charged_back',
    };
    const details = {
      approved: 'accredited',
      pending: 'pending_waiting_payment',
      failed: method === 'ticket' ? 'expired' : 'cc_rejected_other_reason',
      refunded: 'refunded',
      disputed: 'in_process',
    };
    const partly = status === 'approved' && refunded !== '0';
    const body = object(link.data['body']);
    return {
      id: Number(id),
      status: states[status],
      status_detail: partly ? 'partially_refunded' : details[status],
      external_reference: body['external_reference'] ?? null,
      metadata: object(body['metadata']),
      currency_id: currency,
      transaction_amount: Number(amount),
      transaction_amount_refunded: Number(refunded),
      date_created: new Date(createdAt).toISOString(),
      date_approved: status === 'approved' ? new Date(this.now).toISOString() : null,
      date_last_updated: new Date(this.now).toISOString(),
      payment_type_id: method === 'ticket' ? 'ticket' : 'credit_card',
    };
  }

  protected paymentId(): string {
    return `1${this.id(10, '0123456789')}`;
  }

  /** Mercado Pago tells of payments only, and only that something happened. */
  protected events(what: Happening, _link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined) return [];
    this.notified += 1;
    const id = String(121_000_000_000 + this.notified);
    const created = payment.data['told'] === undefined;
    payment.data['told'] = true;
    const type = created ? 'payment.created' : 'payment.updated';
    const body = {
      action: type,
      api_version: 'v1',
      data: { id: payment.id },
      date_created: new Date(this.now).toISOString(),
      id: Number(id),
      live_mode: false,
      type: 'payment',
      user_id: '202809963',
    };
    return [{ id, type: `${type} ${what}`, body, createdAt: this.now }];
  }

  protected sign({ id, body }: ProviderEvent, at: number): SignedCall {
    const dataId = String(object(object(body)['data'])['id']);
    const requestId = `contract-${id}`;
    const v1 = createHmac('sha256', SECRET)
      .update(`id:${dataId.toLowerCase()};request-id:${requestId};ts:${at};`)
      .digest('hex');
    return {
      body: JSON.stringify(body),
      query: { 'data.id': dataId, type: 'payment' },
      headers: { 'content-type': 'application/json', 'x-signature': `ts=${at},v1=${v1}`, 'x-request-id': requestId },
    };
  }
}

const expiryOf = (body: Fields): number | undefined =>
  body['expires'] === true && typeof body['expiration_date_to'] === 'string'
    ? Date.parse(body['expiration_date_to'])
    : undefined;
