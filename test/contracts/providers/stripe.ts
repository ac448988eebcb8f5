import { createHmac } from 'node:crypto';

import { basic, bearer, nestedForm } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { fromMinor, textsIn, toMinor } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { DAY } from '../base/server';
import type { KeyRules } from '../base/server';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import { exponent, PARAMETERS, refusedAmount } from './stripe-rules';
import type { Refusal } from './stripe-rules';

type Form = Record<string, unknown>;

const KEY = 'sk_test_51ContractServerOfStripe';
const SECRET = 'whsec_contractServerOfStripe';

const object = (value: unknown): Form => (typeof value === 'object' && value !== null ? (value as Form) : {});

const invalid = ({ code, param, message }: Refusal, status = 400): ApiAnswer => ({
  status,
  body: { error: { type: 'invalid_request_error', ...(code === undefined ? {} : { code }), param, message } },
});

/** Stripe: payment links and checkout sessions. Source: facts of the contracts file, stripe-node, docs.stripe.com. */
export class StripeServer extends ProviderServer {
  readonly provider = 'stripe';
  readonly credentialType = 'dunningStripeApi';
  readonly webhookKey = SECRET;
  /** Seconds until a new object is found by a search; Stripe says about a minute. */
  searchLag = 60;
  // docs.stripe.com/webhooks: up to three days with exponential back off; each attempt is signed anew.
  protected readonly repetition = {
    waits: [300, 1_800, 7_200, 18_000, 36_000, 43_200, 43_200, 43_200],
    timeoutSeconds: 20,
    accepts: ANY_2XX,
  };
  protected override readonly laterMethod = 'oxxo';

  protected override readonly routes = {
    'POST /v1/payment_links': (request: ApiRequest) => this.createLink(request),
    'GET /v1/payment_links': (request: ApiRequest) => this.listLinks(request),
    'GET /v1/payment_links/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.linkObject(link)),
    'POST /v1/payment_links/:id': (request: ApiRequest) => this.updateLink(request),
    'POST /v1/checkout/sessions': (request: ApiRequest) => this.createSession(request),
    'GET /v1/checkout/sessions': (request: ApiRequest) => this.listSessions(request),
    'GET /v1/checkout/sessions/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.sessionObject(link)),
    'POST /v1/checkout/sessions/:id/expire': ({ params }: ApiRequest) => this.expireSession(params['id']),
    'GET /v1/payment_intents/search': (request: ApiRequest) => this.search(request),
    'GET /v1/payment_intents/:id': ({ params }: ApiRequest) => this.intent(params['id']),
    'GET /v1/balance': () => ({
      status: 200,
      body: { object: 'balance', livemode: false, available: [], pending: [] },
    }),
    'GET /v1/account': () => ({ status: 200, body: { object: 'account', id: 'acct_1Contract', country: 'MX' } }),
  };

  protected override readonly keys: KeyRules = {
    keyOf: ({ method, headers }) =>
      method === 'POST' ? headers['idempotency-key']?.toString().slice(0, 255) : undefined,
    lifetime: DAY,
    // Validation failures and 409 are not kept; what had begun is, also a 500.
    keeps: ({ status }) => status < 400 || status >= 500,
    running: () => ({
      status: 409,
      body: {
        error: {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: 'There is currently another in-progress request using this Idempotency Key.',
        },
      },
    }),
    other: (key) => ({
      status: 400,
      body: {
        error: {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        },
      },
    }),
    again: (answer) => ({ ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } }),
  };

  get credential(): Record<string, string> {
    return { secretKey: KEY, baseUrl: this.url, webhookSecrets: SECRET };
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    const given = bearer(headers.authorization) ?? basic(headers.authorization)?.user;
    if (given === KEY) return undefined;
    const message =
      given === undefined ? 'You did not provide an API key.' : `Invalid API Key provided: ${given.slice(0, 8)}****`;
    return { status: 401, body: { error: { type: 'invalid_request_error', message } } };
  }

  protected failure(status: number, { method, path }: ApiRequest): ApiAnswer {
    const errors: Record<number, Form> = {
      401: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****' },
      404: { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}).` },
      429: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests hit the API too quickly.' },
    };
    return { status, body: { error: errors[status] ?? { type: 'api_error', message: 'An unknown error occurred.' } } };
  }

  private createLink(request: ApiRequest): ApiAnswer {
    const form = nestedForm(request.raw);
    const refused = this.refused(request, form, 'link', 20);
    if (refused) return refused;
    const { amount, currency } = sumOf(form);
    const id = `plink_${this.id(24)}`;
    const limit = object(object(form['restrictions'])['completed_sessions'])['limit'];
    const link = this.keep({
      id,
      url: `https://buy.stripe.com/test_${this.id(14)}`,
      references: textsIn([form['metadata'], object(form['payment_intent_data'])['metadata']]),
      amount: fromMinor(amount, exponent(currency)),
      currency: currency.toUpperCase(),
      status: 'live',
      once: limit === '1',
      data: { kind: 'link', form, limit: limit === undefined ? null : Number(limit) },
    });
    return { status: 200, body: this.linkObject(link) };
  }

  private updateLink({ params, raw }: ApiRequest): ApiAnswer {
    const form = nestedForm(raw);
    const unknown = Object.keys(form).find((name) => !PARAMETERS.update.includes(name));
    if (unknown !== undefined) return unknownParameter(unknown);
    return this.withLink(params['id'], (link) => {
      if (form['active'] === 'false' && link.status === 'live') link.status = 'cancelled';
      if (form['active'] === 'true' && link.status === 'cancelled') link.status = 'live';
      if (form['metadata'] !== undefined)
        Object.assign(object(object(link.data['form'])['metadata']), form['metadata']);
      return this.linkObject(link);
    });
  }

  private listLinks({ query }: ApiRequest): ApiAnswer {
    const active = query.get('active');
    const among = this.links.filter(
      ({ data, status }) => data['kind'] === 'link' && (active === null || (status === 'live') === (active === 'true')),
    );
    return this.page(among, query, '/v1/payment_links', (link) => this.linkObject(link));
  }

  private createSession(request: ApiRequest): ApiAnswer {
    const form = nestedForm(request.raw);
    const refused = this.refused(request, form, 'session', 100);
    if (refused) return refused;
    if (!/^(payment|setup|subscription)$/.test(String(form['mode']))) return missing('mode');
    if (/^(hosted|embedded|custom)$/.test(String(form['ui_mode']))) {
      return invalid({
        param: 'ui_mode',
        message: 'Invalid ui_mode: must be one of hosted_page, embedded_page, elements, or form',
      });
    }
    const seconds = Math.floor(this.now / 1_000);
    const expires = form['expires_at'] === undefined ? seconds + 86_400 : Number(form['expires_at']);
    if (!(expires >= seconds + 1_800 && expires <= seconds + 86_400)) {
      return invalid({
        param: 'expires_at',
        message: 'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      });
    }
    const { amount, currency } = sumOf(form);
    const id = `cs_test_${this.id(40)}`;
    const link = this.keep({
      id,
      url: `https://checkout.stripe.com/c/pay/${id}`,
      references: textsIn([
        form['metadata'],
        object(form['payment_intent_data'])['metadata'],
        form['client_reference_id'],
      ]),
      amount: fromMinor(amount, exponent(currency)),
      currency: currency.toUpperCase(),
      status: 'live',
      expiresAt: expires * 1_000,
      once: true,
      data: { kind: 'session', form },
    });
    return { status: 200, body: this.sessionObject(link) };
  }

  private listSessions({ query }: ApiRequest): ApiAnswer {
    const status = query.get('status');
    // Sessions of a link exist once its page was opened; here, once it was paid.
    const of = query.get('payment_link');
    const among = this.links.filter(({ data }) => data['kind'] === 'session' && of === null);
    const wanted = among.filter((link) => status === null || this.sessionObject(link)['status'] === status);
    return this.page(wanted, query, '/v1/checkout/sessions', (link) => this.sessionObject(link));
  }

  private expireSession(id: string | undefined): ApiAnswer {
    const link = this.find(id ?? '');
    if (link?.data['kind'] === 'session' && link.status !== 'live') {
      return invalid({ param: 'session', message: `Only Checkout Sessions with a status in ["open"] can be expired.` });
    }
    return this.withLink(id, (found) => {
      this.expire(found.id);
      return this.sessionObject(found);
    });
  }

  private search({ query }: ApiRequest): ApiAnswer {
    const wanted = [...(query.get('query') ?? '').matchAll(/metadata\[["']([^"']+)["']\]:["']([^"']*)["']/g)];
    if (wanted.length === 0) return missing('query');
    const old = this.payments().filter(({ createdAt }) => this.now - createdAt >= this.searchLag * 1_000);
    const found = old.filter(({ link }) => {
      const metadata = object(object(object(link.data['form'])['payment_intent_data'])['metadata']);
      return wanted.every(([, name = '', value]) => metadata[name] === value);
    });
    const data = found.map((payment) => this.intentObject(payment));
    return {
      status: 200,
      body: { object: 'search_result', data, has_more: false, next_page: null, url: '/v1/payment_intents/search' },
    };
  }

  private intent(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    return payment ? { status: 200, body: this.intentObject(payment) } : noSuch('payment_intent', id);
  }

  /** What Stripe refuses of the parameters that links and sessions share. */
  private refused({ headers }: ApiRequest, form: Form, kind: 'link' | 'session', most: number): ApiAnswer | undefined {
    if (!/urlencoded/.test(headers['content-type'] ?? '')) {
      return invalid({
        param: '',
        message: 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
      });
    }
    if ((headers['idempotency-key']?.length ?? 0) > 255)
      return invalid({ param: '', message: 'The idempotency key is longer than 255 characters.' });
    const unknown = Object.keys(form).find((name) => !PARAMETERS[kind].includes(name));
    if (unknown !== undefined) return unknownParameter(unknown);
    const items = form['line_items'];
    if (!Array.isArray(items) || items.length === 0) return missing('line_items');
    if (items.length > most)
      return invalid({ param: 'line_items', message: `Array line_items exceeded maximum ${most} allowed elements.` });
    for (const [index, item] of items.map(object).entries()) {
      const at = `line_items[${index}]`;
      if (item['quantity'] === undefined) return missing(`${at}[quantity]`);
      if (!/^\d+$/.test(String(item['quantity'])))
        return invalid({ code: 'parameter_invalid_integer', param: `${at}[quantity]`, message: 'Invalid integer' });
      if ((item['price'] === undefined) === (item['price_data'] === undefined)) return missing(`${at}[price]`);
      const price = object(item['price_data']);
      const named = object(price['product_data'])['name'];
      if (price['currency'] === undefined) return missing(`${at}[price_data][currency]`);
      if (price['product'] === undefined && (typeof named !== 'string' || named === ''))
        return missing(`${at}[price_data][product_data][name]`);
      if (price['unit_amount'] === undefined && price['unit_amount_decimal'] === undefined)
        return missing(`${at}[price_data][unit_amount]`);
      const wrong = refusedAmount(
        String(price['currency']),
        Number(price['unit_amount'] ?? price['unit_amount_decimal']),
        `${at}[price_data]`,
      );
      if (wrong) return invalid(wrong);
    }
    return undefined;
  }

  private withLink(id: string | undefined, make: (link: Link) => unknown): ApiAnswer {
    const link = this.find(id ?? '');
    if (!link) return noSuch((id ?? '').startsWith('plink') ? 'payment_link' : 'checkout.session', id);
    return { status: 200, body: make(link) };
  }

  private page(links: Link[], query: URLSearchParams, url: string, make: (link: Link) => unknown): ApiAnswer {
    const limit = Number(query.get('limit') ?? 10);
    if (!(limit >= 1 && limit <= 100))
      return invalid({ param: 'limit', message: 'Invalid limit: must be between 1 and 100' });
    const newest = links.toReversed();
    const after = query.get('starting_after');
    const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const data = newest.slice(from, from + limit).map(make);
    return { status: 200, body: { object: 'list', data, has_more: from + limit < newest.length, url } };
  }

  private linkObject({ id, url, status, currency, data, payments }: Link): Form {
    const form = object(data['form']);
    const count = payments.filter((payment) => payment.status !== 'failed').length;
    return {
      id,
      object: 'payment_link',
      active: status === 'live',
      currency: currency.toLowerCase(),
      livemode: false,
      metadata: object(form['metadata']),
      payment_intent_data: form['payment_intent_data'] ?? null,
      restrictions: data['limit'] === null ? null : { completed_sessions: { count, limit: data['limit'] } },
      url,
    };
  }

  private sessionObject({ id, url, status, currency, amount, data, payments, expiresAt }: Link): Form {
    const form = object(data['form']);
    const states = { draft: 'open', live: 'open', paid: 'complete', cancelled: 'expired', expired: 'expired' };
    return {
      id,
      object: 'checkout.session',
      url: status === 'live' ? url : null,
      status: states[status],
      payment_status: status === 'paid' ? 'paid' : 'unpaid',
      expires_at: Math.floor((expiresAt ?? 0) / 1_000),
      client_reference_id: form['client_reference_id'] ?? null,
      amount_total: toMinor(amount ?? '0', exponent(currency.toLowerCase())),
      currency: currency.toLowerCase(),
      metadata: object(form['metadata']),
      payment_intent: payments.at(-1)?.id ?? null,
      payment_link: null,
      mode: 'payment',
      livemode: false,
    };
  }

  private intentObject({ id, amount, currency, status, link }: Payment): Form {
    const minor = toMinor(amount, exponent(currency.toLowerCase()));
    const states = {
      approved: 'succeeded',
      refunded: 'succeeded',
      disputed: 'succeeded',
      pending: 'requires_action',
      failed: 'requires_payment_method',
    };
    return {
      id,
      object: 'payment_intent',
      amount: minor,
      amount_received: states[status] === 'succeeded' ? minor : 0,
      currency: currency.toLowerCase(),
      status: states[status],
      latest_charge: id.replace(/^pi_/, 'ch_'),
      metadata: object(object(object(link.data['form'])['payment_intent_data'])['metadata']),
    };
  }

  protected paymentId(): string {
    return `pi_${this.id(24)}`;
  }

  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined) {
      // A payment link that is switched off tells nothing; a session that runs out does.
      return what === 'expired' && link.data['kind'] === 'session'
        ? [this.event('checkout.session.expired', this.sessionObject(link))]
        : [];
    }
    const later = payment.method === this.laterMethod;
    const session = this.completed(payment);
    const intent = this.intentObject(payment);
    const charge = this.charge(payment);
    if (what === 'paid' && later) {
      return [
        this.event('checkout.session.async_payment_succeeded', session),
        this.event('payment_intent.succeeded', intent),
        this.event('charge.succeeded', charge),
      ];
    }
    if (what === 'paid') {
      return [
        this.event('charge.succeeded', charge),
        this.event('payment_intent.succeeded', intent),
        this.event('checkout.session.completed', session),
      ];
    }
    if (what === 'pending')
      return [this.event('payment_intent.requires_action', intent), this.event('checkout.session.completed', session)];
    if (what === 'failed') {
      return [
        this.event('payment_intent.payment_failed', intent),
        ...(later ? [this.event('checkout.session.async_payment_failed', session)] : []),
      ];
    }
    if (what === 'refunded') return [this.event('charge.refunded', charge)];
    if (what === 'disputed') {
      const dispute = {
        id: `dp_${this.id(24)}`,
        object: 'dispute',
        charge: charge['id'],
        payment_intent: payment.id,
        amount: charge['amount'],
        currency: charge['currency'],
        reason: 'fraudulent',
        status: 'needs_response',
        metadata: {},
      };
      return [this.event('charge.dispute.created', dispute)];
    }
    return [];
  }

  /** The checkout session of a payment: the one that was made by us, or the one the link made when it was opened. */
  private completed(payment: Payment): Form {
    const { link, currency, amount, status } = payment;
    const own = link.data['kind'] === 'session';
    payment.data['session'] ??= own ? link.id : `cs_test_${this.id(40)}`;
    const form = object(link.data['form']);
    return {
      ...this.sessionObject(link),
      id: payment.data['session'],
      url: null,
      status: 'complete',
      payment_status: status === 'pending' || status === 'failed' ? 'unpaid' : 'paid',
      payment_intent: payment.id,
      payment_link: own ? null : link.id,
      amount_total: toMinor(amount, exponent(currency.toLowerCase())),
      client_reference_id: form['client_reference_id'] ?? null,
      customer_details: { email: 'pagador@cliente.example', name: 'Pagador' },
    };
  }

  private charge(payment: Payment): Form {
    const intent = this.intentObject(payment);
    const minor = exponent(payment.currency.toLowerCase());
    return {
      id: payment.id.replace(/^pi_/, 'ch_'),
      object: 'charge',
      amount: intent['amount'],
      amount_refunded: toMinor(payment.refunded, minor),
      refunded: payment.status === 'refunded',
      currency: intent['currency'],
      payment_intent: payment.id,
      status: payment.status === 'failed' ? 'failed' : payment.status === 'pending' ? 'pending' : 'succeeded',
      metadata: intent['metadata'],
    };
  }

  private event(type: string, resource: unknown): ProviderEvent {
    const id = `evt_${this.id(24)}`;
    const created = Math.floor(this.now / 1_000);
    const body = {
      id,
      object: 'event',
      api_version: '2026-07-29.dahlia',
      created,
      livemode: false,
      pending_webhooks: 1,
      type,
      data: { object: resource },
    };
    return { id, type, body, createdAt: this.now };
  }

  protected sign(event: ProviderEvent, at: number): SignedCall {
    const body = JSON.stringify(event.body, null, 2);
    const t = Math.floor(at / 1_000);
    const v1 = createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex');
    return {
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${t},v1=${v1}` },
    };
  }
}

function sumOf(form: Form): { amount: number; currency: string } {
  const items = (form['line_items'] as Form[]).map((item) => ({
    price: object(item['price_data']),
    quantity: Number(item['quantity']),
  }));
  const amount = items.reduce(
    (sum, { price, quantity }) => sum + Number(price['unit_amount'] ?? price['unit_amount_decimal']) * quantity,
    0,
  );
  return { amount, currency: String(items[0]?.price['currency']) };
}

const missing = (param: string): ApiAnswer =>
  invalid({ code: 'parameter_missing', param, message: `Missing required param: ${param}.` });

const unknownParameter = (name: string): ApiAnswer =>
  invalid({ code: 'parameter_unknown', param: name, message: `Received unknown parameter: ${name}` });

const noSuch = (what: string, id: string | undefined): ApiAnswer =>
  invalid({ code: 'resource_missing', param: 'id', message: `No such ${what}: '${id}'` }, 404);
