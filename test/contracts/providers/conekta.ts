import { generateKeyPairSync, sign } from 'node:crypto';

import { bearer, jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { fromMinor, textsIn, toMinor } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { check } from '../base/schema';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import checkoutSchema from '../schemas/conekta-checkout.json';

type Fields = Record<string, unknown>;

const KEY = 'key_contractServerOfConekta';
const HEX = '0123456789abcdef';
const FIVE_MINUTES = 300;
const YEAR = 365 * 86_400;

const checkCheckout = check(checkoutSchema);

const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function refuse(status: number, type: string, code: string, message: string, param?: string): ApiAnswer {
  const detail = {
    message,
    code: `conekta.errors.${code}`,
    debug_message: message,
    ...(param === undefined ? {} : { param }),
  };
  return { status, body: { details: [detail], log_id: '641b6d073cd9a50001515007', object: 'error', type } };
}

const invalid = (param: string, message: string): ApiAnswer =>
  refuse(
    422,
    'parameter_validation_error',
    `parameter_validation.${param.replaceAll('/', '.')}.invalid`,
    message,
    param.replaceAll('/', '.'),
  );

/** Conekta: payment links. Source: conekta/openapi v2.3.0 (`POST /checkouts`), facts of the contracts file. */
export class ConektaServer extends ProviderServer {
  readonly provider = 'conekta';
  readonly credentialType = 'dunningConektaApi';
  readonly webhookKey: string;
  // developers.conekta.com, “Eventos”: repeated every hour, for 24 hours.
  protected readonly repetition = {
    waits: Array.from({ length: 24 }, () => 3_600),
    timeoutSeconds: 20,
    accepts: ANY_2XX,
  };
  protected override readonly laterMethod = 'cash_payment';
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });

  constructor(options: ConstructorParameters<typeof ProviderServer>[0]) {
    super(options);
    this.webhookKey = this.pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  protected override readonly routes = {
    'POST /checkouts': (request: ApiRequest) => this.create(request),
    'GET /checkouts': (request: ApiRequest) => this.list(request),
    'GET /checkouts/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => ({ status: 200, body: this.checkout(link) })),
    'PUT /checkouts/:id/cancel': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.cancelCheckout(link)),
    'GET /orders': (request: ApiRequest) => this.orders(request),
    'GET /orders/:id': ({ params }: ApiRequest) => this.order(params['id']),
  };

  get credential(): Record<string, string> {
    return { privateKey: KEY, baseUrl: this.url, webhookSecrets: this.webhookKey };
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    const given = bearer(headers.authorization);
    if (given === undefined)
      return refuse(
        401,
        'authentication_error',
        'authentication.missing_key',
        'Please include your access key in your request.',
      );
    if (given !== KEY)
      return refuse(401, 'authentication_error', 'authentication.invalid_key', 'Unrecognized access key.');
    return undefined;
  }

  protected failure(status: number): ApiAnswer {
    if (status === 401)
      return refuse(401, 'authentication_error', 'authentication.invalid_key', 'Unrecognized access key.');
    if (status === 404)
      return refuse(404, 'resource_not_found_error', 'resource_not_found.entity', 'The resource was not found.');
    // Its body is not published.
    if (status === 429) return { status, body: {} };
    return refuse(
      status,
      'api_error',
      'api.system.general_failure',
      'There was a runtime error and Conekta engineers have been notified.',
    );
  }

  private create({ raw, headers }: ApiRequest): ApiAnswer {
    if (!/^application\/vnd\.conekta-v2\.\d+\.\d+\+json/.test(headers.accept ?? '')) {
      return refuse(
        406,
        'parameter_validation_error',
        'parameter_validation.accept',
        'The version of the API is missing from the Accept header.',
      );
    }
    const body = jsonObject(raw);
    const [wrong] = checkCheckout(body ?? null);
    if (body === undefined || wrong) return invalid(wrong?.path ?? 'body', wrong?.words ?? 'The body is not JSON.');
    const template = object(body['order_template']);
    const items = (template['line_items'] as Fields[]).map(object);
    const expires = Number(body['expires_at']);
    const seconds = Math.floor(this.now / 1_000);
    if (body['type'] !== 'PaymentLink') return invalid('type', 'The type must be PaymentLink.');
    if (expires < seconds + FIVE_MINUTES || expires > seconds + YEAR) {
      return invalid('expires_at', 'expires_at must be between 5 minutes and 365 days from now.');
    }
    if (body['allowed_payment_methods'] !== undefined && body['excluded_payment_methods'] !== undefined) {
      return invalid(
        'excluded_payment_methods',
        'allowed_payment_methods and excluded_payment_methods are mutually exclusive.',
      );
    }
    if (template['currency'] !== 'MXN') return invalid('order_template/currency', 'The currency is not supported.');
    if (items.length === 0) return invalid('order_template/line_items', 'At least one line item is needed.');
    const tooLong = Object.entries(object(template['metadata'])).find(
      ([, value]) => typeof value === 'object' || String(value).length > 249,
    );
    if (tooLong)
      return invalid(`order_template/metadata/${tooLong[0]}`, 'A value must be a scalar of at most 249 characters.');
    const cents = items.reduce((sum, item) => sum + Number(item['unit_price']) * Number(item['quantity']), 0);
    const slug = this.id(32, HEX);
    const id = slug.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const link = this.keep({
      id,
      url: `https://pay.conekta.com/link/${slug}`,
      references: textsIn([template['metadata'], body['name']]),
      amount: fromMinor(cents, 2),
      currency: 'MXN',
      status: 'live',
      expiresAt: expires * 1_000,
      once: body['recurrent'] !== true,
      data: { body, slug },
    });
    return { status: 200, body: this.checkout(link) };
  }

  private list({ query }: ApiRequest): ApiAnswer {
    const limit = Number(query.get('limit') ?? 20);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 250))
      return invalid('limit', 'limit must be between 1 and 250.');
    const search = query.get('search');
    this.expireWhatIsDue();
    const found = this.links
      .filter(
        ({ references, createdAt }) =>
          this.now - createdAt >= this.searchLag * 1_000 &&
          (search === null || references.some((text) => text.includes(search))),
      )
      .toReversed();
    const after = query.get('next');
    const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    const page = found.slice(from, from + limit);
    const more = from + limit < found.length;
    const next = more ? `${this.url}/checkouts?limit=${limit}&next=${page.at(-1)?.id}` : null;
    return {
      status: 200,
      body: {
        object: 'list',
        has_more: more,
        next_page_url: next,
        previous_page_url: null,
        data: page.map((link) => this.checkout(link)),
      },
    };
  }

  private cancelCheckout(link: Link): ApiAnswer {
    if (link.status !== 'live') return invalid('status', `A checkout that is ${link.status} cannot be cancelled.`);
    link.status = 'cancelled';
    return { status: 200, body: this.checkout(link) };
  }

  private orders({ query }: ApiRequest): ApiAnswer {
    const search = query.get('search');
    const found = this.payments().filter(
      ({ link }) => search === null || link.references.some((text) => text.includes(search)),
    );
    return {
      status: 200,
      body: {
        object: 'list',
        has_more: false,
        next_page_url: null,
        previous_page_url: null,
        data: found.map((payment) => this.orderObject(payment)),
      },
    };
  }

  private order(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    return payment ? { status: 200, body: this.orderObject(payment) } : this.failure(404);
  }

  private withLink(id: string | undefined, act: (link: Link) => ApiAnswer): ApiAnswer {
    const link = this.find(id ?? '');
    return link ? act(link) : this.failure(404);
  }

  private checkout({ id, url, status, data, once, payments, expiresAt }: Link): Fields {
    const states = { draft: 'Issued', live: 'Issued', paid: 'Paid', cancelled: 'Cancelled', expired: 'Expired' };
    const body = object(data['body']);
    return {
      id,
      object: 'checkout',
      status: states[status],
      url,
      slug: data['slug'],
      name: body['name'],
      type: 'PaymentLink',
      recurrent: !once,
      livemode: false,
      expires_at: Math.floor((expiresAt ?? 0) / 1_000),
      metadata: object(object(body['order_template'])['metadata']),
      paid_payments_count: payments.filter((payment) => payment.status !== 'pending' && payment.status !== 'failed')
        .length,
      payments_limit_count: body['payments_limit_count'] ?? null,
    };
  }

  private orderObject(payment: Payment): Fields {
    const { id, link, amount, refunded, status, method } = payment;
    const states = {
      approved: 'paid',
      pending: 'pending_payment',
      failed: method === 'cash_payment' ? 'expired' : 'declined',
      refunded: 'refunded',
      disputed: 'charged_back',
    };
    const charge = {
      id: `ch_${id}`,
      object: 'charge',
      amount: toMinor(amount, 2),
      currency: 'MXN',
      order_id: id,
      status: states[status],
      payment_method: { object: method, type: method },
    };
    const partly = status === 'approved' && refunded !== '0';
    return {
      id,
      object: 'order',
      livemode: false,
      amount: toMinor(amount, 2),
      amount_refunded: toMinor(refunded, 2),
      currency: 'MXN',
      payment_status: partly ? 'partially_refunded' : states[status],
      metadata: object(object(object(link.data['body'])['order_template'])['metadata']),
      charges: { object: 'list', has_more: false, total: 1, data: [charge] },
      channel: { segment: 'Checkout', checkout_request_id: link.id, checkout_request_type: 'PaymentLink' },
    };
  }

  protected paymentId(): string {
    return `ord_${this.id(17)}`;
  }

  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined) return what === 'expired' ? [this.event('checkout.expired', this.checkout(link))] : [];
    const order = this.orderObject(payment);
    const charge = object((object(order['charges'])['data'] as unknown[])[0]);
    const names: Record<Happening, string[]> = {
      paid: ['charge.paid', 'order.paid'],
      pending: ['order.created', 'charge.created', 'order.pending_payment'],
      failed: payment.method === 'cash_payment' ? ['order.expired'] : ['charge.declined', 'order.declined'],
      refunded: [payment.status === 'refunded' ? 'order.refunded' : 'order.partially_refunded'],
      disputed: ['charge.chargeback.created', 'order.charged_back'],
      expired: [],
      cancelled: [],
    };
    return names[what].map((name) => this.event(name, name.startsWith('charge.') ? charge : order));
  }

  private event(type: string, resource: unknown): ProviderEvent {
    const id = this.id(24, HEX);
    const created = Math.floor(this.now / 1_000);
    const body = {
      data: { object: resource, previous_attributes: {} },
      livemode: false,
      webhook_status: 'pending',
      webhook_logs: [],
      id,
      object: 'event',
      type,
      created_at: created,
    };
    return { id, type, body, createdAt: this.now };
  }

  protected sign({ body }: ProviderEvent): SignedCall {
    const text = JSON.stringify(body);
    const digest = sign('sha256', Buffer.from(text), this.pair.privateKey).toString('base64');
    return { body: text, headers: { 'content-type': 'application/json', digest } };
  }
}
