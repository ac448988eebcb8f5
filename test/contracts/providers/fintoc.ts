import { createHmac } from 'node:crypto';

import { jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { fromMinor, textsIn, toMinor } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { DAY } from '../base/server';
import type { KeyRules } from '../base/server';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';

type Fields = Record<string, unknown>;

const KEY = 'sk_test_contractServerOfFintoc';
const SECRET = 'whsec_contractServerOfFintoc';

const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function refuse(
  status: number,
  type: string,
  message: string,
  more: { code?: string; param?: string } = {},
): ApiAnswer {
  return { status, body: { error: { type, ...more, message, doc_url: 'https://docs.fintoc.com/reference/errors' } } };
}

const invalid = (param: string, message: string, code = 'invalid_parameter'): ApiAnswer =>
  refuse(400, 'invalid_request_error', message, { code, param });

/** Fintoc: payment links for bank transfers in Chile and Mexico. Source: docs.fintoc.com (payment links, idempotent requests). */
export class FintocServer extends ProviderServer {
  readonly provider = 'fintoc';
  readonly credentialType = 'dunningFintocApi';
  readonly webhookKey = SECRET;
  protected readonly repetition = { waits: [60, 600, 3_600, 21_600, 86_400], timeoutSeconds: 20, accepts: ANY_2XX };
  protected override readonly laterMethod = 'bank_transfer_pending';

  protected override readonly routes = {
    'POST /v1/payment_links': (request: ApiRequest) => this.create(request),
    'GET /v1/payment_links': (request: ApiRequest) => this.list(request),
    'GET /v1/payment_links/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => ({ status: 200, body: this.linkObject(link) })),
    'PATCH /v1/payment_links/:id/cancel': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.cancelLink(link)),
    'GET /v1/payment_intents': ({ query }: ApiRequest) => this.intents(query),
    'GET /v1/payment_intents/:id': ({ params }: ApiRequest) => this.intent(params['id']),
  };

  protected override readonly keys: KeyRules = {
    keyOf: ({ method, headers }) => (method === 'POST' ? headers['idempotency-key']?.toString() : undefined),
    lifetime: DAY,
    // The first status and body are kept, also of a 400 and a 500.
    keeps: () => true,
    running: () =>
      refuse(409, 'idempotency_error', 'A request with this Idempotency-Key is still running.', {
        code: 'idempotency_key_in_use',
      }),
    other: () =>
      refuse(409, 'idempotency_error', 'The Idempotency-Key was used with other parameters.', {
        code: 'idempotency_key_reused',
      }),
    again: (answer) => ({ ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } }),
  };

  get credential(): Record<string, string> {
    return { secretKey: KEY, baseUrl: this.url, webhookSecrets: SECRET };
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    // The key alone, without “Bearer”.
    return headers.authorization === KEY ? undefined : this.failure(401);
  }

  protected failure(status: number): ApiAnswer {
    if (status === 401) return refuse(401, 'authentication_error', 'Invalid API Key', { code: 'invalid_api_key' });
    if (status === 404) return refuse(404, 'invalid_request_error', 'No such resource', { code: 'missing_resource' });
    if (status === 429) return refuse(429, 'rate_limit_error', 'Too many requests', { code: 'rate_limit' });
    return refuse(status, 'api_error', 'An unexpected error occurred', { code: 'internal_server_error' });
  }

  private create({ raw, headers }: ApiRequest): ApiAnswer {
    if ((headers['idempotency-key']?.length ?? 0) > 255)
      return invalid('Idempotency-Key', 'is longer than 255 characters');
    const body = jsonObject(raw);
    if (body === undefined)
      return refuse(400, 'invalid_request_error', 'The body is not JSON', { code: 'invalid_json' });
    for (const field of ['amount', 'currency'])
      if (body[field] === undefined) return invalid(field, `Missing required param: ${field}`, 'missing_parameter');
    const { amount, currency, expires_after_seconds: life } = body;
    if (!Number.isInteger(amount) || Number(amount) <= 0) return invalid('amount', 'must be an integer greater than 0');
    if (currency !== 'CLP' && currency !== 'MXN') return invalid('currency', 'must be one of CLP, MXN');
    if (life !== undefined && !(Number.isInteger(life) && Number(life) > 0))
      return invalid('expires_after_seconds', 'must be an integer greater than 0');
    const id = `plink_${this.id(16)}`;
    const link = this.keep({
      id,
      url: `https://pay.fintoc.com/${id}`,
      references: textsIn(body['metadata']),
      amount: fromMinor(Number(amount), currency === 'CLP' ? 0 : 2),
      currency,
      status: 'live',
      ...(life === undefined ? {} : { expiresAt: this.now + Number(life) * 1_000 }),
      // “A reusable URL”: it can be paid again and again until it is cancelled or expires.
      once: false,
      data: { body },
    });
    return { status: 201, body: this.linkObject(link) };
  }

  private list({ query }: ApiRequest): ApiAnswer {
    const size = Number(query.get('per_page') ?? 30);
    const page = Number(query.get('page') ?? 1);
    if (!(size >= 1 && size <= 300)) return invalid('per_page', 'must be between 1 and 300');
    this.expireWhatIsDue();
    const newest = this.links.toReversed();
    const shown = newest.slice((page - 1) * size, page * size);
    const more = page * size < newest.length;
    const next = `<${this.url}/v1/payment_links?page=${page + 1}&per_page=${size}>; rel="next"`;
    return {
      status: 200,
      headers: { 'x-total-count': String(newest.length), ...(more ? { link: next } : {}) },
      body: shown.map((link) => this.linkObject(link)),
    };
  }

  private cancelLink(link: Link): ApiAnswer {
    if (link.status !== 'live') return invalid('id', 'The payment link is not active', 'payment_link_not_active');
    link.status = 'cancelled';
    return { status: 200, body: this.linkObject(link) };
  }

  private intents(query: URLSearchParams): ApiAnswer {
    const of = query.get('payment_link_id') ?? query.get('payment_link');
    const found = this.payments().filter(({ link }) => of === null || link.id === of);
    return { status: 200, body: found.map((payment) => this.intentObject(payment)) };
  }

  private intent(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    return payment ? { status: 200, body: this.intentObject(payment) } : this.failure(404);
  }

  private withLink(id: string | undefined, act: (link: Link) => ApiAnswer): ApiAnswer {
    const link = this.find(id ?? '');
    return link ? act(link) : this.failure(404);
  }

  private linkObject({ id, url, status, amount, currency, createdAt, expiresAt, data }: Link): Fields {
    const states = { draft: 'active', live: 'active', paid: 'active', cancelled: 'canceled', expired: 'expired' };
    return {
      id,
      object: 'payment_link',
      amount: toMinor(amount ?? '0', currency === 'CLP' ? 0 : 2),
      currency,
      status: states[status],
      expires_at: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      url,
      metadata: object(object(data['body'])['metadata']),
      mode: 'test',
      created_at: new Date(createdAt).toISOString(),
    };
  }

  private intentObject({ id, amount, currency, status, link, createdAt }: Payment): Fields {
    const states = {
      approved: 'succeeded',
      pending: 'pending',
      failed: 'failed',
      refunded: 'succeeded',
      disputed: 'succeeded',
    };
    return {
      id,
      object: 'payment_intent',
      amount: toMinor(amount, currency === 'CLP' ? 0 : 2),
      currency,
      status: states[status],
      reference_id: null,
      payment_link_id: link.id,
      metadata: object(object(link.data['body'])['metadata']),
      error_reason: status === 'failed' ? 'timeout' : null,
      mode: 'test',
      created_at: new Date(createdAt).toISOString(),
    };
  }

  protected paymentId(): string {
    return `pi_${this.id(24)}`;
  }

  /** For payment links Fintoc advises to listen to `payment_intent.succeeded` only; links tell nothing. */
  protected events(what: Happening, _link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined) return [];
    const names: Partial<Record<Happening, string>> = {
      paid: 'payment_intent.succeeded',
      pending: 'payment_intent.pending',
      failed: 'payment_intent.failed',
    };
    if (what === 'refunded') {
      const refund = {
        id: `ref_${this.id(20)}`,
        object: 'refund',
        resource_id: payment.id,
        resource_type: 'payment_intent',
        amount: toMinor(payment.refunded, payment.currency === 'CLP' ? 0 : 2),
        currency: payment.currency,
        status: 'succeeded',
        metadata: object(object(payment.link.data['body'])['metadata']),
      };
      return [this.event('refund.succeeded', refund)];
    }
    const name = names[what];
    return name === undefined ? [] : [this.event(name, this.intentObject(payment))];
  }

  private event(type: string, data: unknown): ProviderEvent {
    const id = `evt_${this.id(16)}`;
    return {
      id,
      type,
      body: { id, object: 'event', type, mode: 'test', created_at: new Date(this.now).toISOString(), data },
      createdAt: this.now,
    };
  }

  protected sign({ body }: ProviderEvent, at: number): SignedCall {
    const text = JSON.stringify(body);
    const t = Math.floor(at / 1_000);
    const v1 = createHmac('sha256', SECRET).update(`${t}.${text}`).digest('hex');
    return { body: text, headers: { 'content-type': 'application/json', 'fintoc-signature': `t=${t},v1=${v1}` } };
  }
}
