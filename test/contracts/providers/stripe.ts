import { createHmac } from 'node:crypto';

import { basic, bearer, nestedForm } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { fromMinor, textsIn } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { NotPayable, ProviderServer } from '../base/provider';
import { DAY } from '../base/server';
import type { KeyRules } from '../base/server';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import { invalid, missing, noSuch, refusedForm, sumOf, unknownParameter } from './stripe-form';
import {
  intentObject,
  linkObject,
  object,
  pagesOf,
  paymentEvents,
  sessionObject,
  sessionsOfLink,
} from './stripe-objects';
import type { Form } from './stripe-objects';
import { exponent, PARAMETERS } from './stripe-rules';

const KEY = 'sk_test_51ContractServerOfStripe';
const SECRET = 'whsec_contractServerOfStripe';

/** Stripe: payment links and checkout sessions. Source: facts of the contracts file, stripe-node, docs.stripe.com. */
export class StripeServer extends ProviderServer {
  readonly provider = 'stripe';
  readonly credentialType = 'dunningStripeApi';
  readonly webhookKey = SECRET;
  /** Seconds until a new object is found by a search; Stripe says about a minute. */
  override searchLag = 60;
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
    'GET /v1/payment_links/:id': ({ params }: ApiRequest) => this.withLink(params['id'], linkObject),
    'POST /v1/payment_links/:id': (request: ApiRequest) => this.updateLink(request),
    'POST /v1/checkout/sessions': (request: ApiRequest) => this.createSession(request),
    'GET /v1/checkout/sessions': (request: ApiRequest) => this.listSessions(request),
    'GET /v1/checkout/sessions/:id': ({ params }: ApiRequest) => this.withLink(params['id'], sessionObject),
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

  /** A customer opens the page of a link and leaves it open: from now on it is a session of its own. */
  openPage(addressOrId: string): string {
    const link = this.link(addressOrId);
    if (link.status !== 'live') throw new NotPayable(`${link.id} is ${link.status}`);
    const id = `cs_test_${this.id(40)}`;
    pagesOf(link).push({ id, status: 'open' });
    return id;
  }

  /** A customer pays on a page that they had open, whatever has become of the link since. */
  payOpenPage(id: string): Payment {
    const link = this.links.find((one) => pagesOf(one).some((page) => page.id === id && page.status === 'open'));
    if (!link) throw new NotPayable(`${id} is not open`);
    const before = link.status;
    link.status = 'live';
    const payment = this.pay(link.id);
    if (!link.once) link.status = before;
    for (const page of pagesOf(link)) if (page.id === id) page.status = 'complete';
    return payment;
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
    const refused = refusedForm(request, form, 'link', 20);
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
    return { status: 200, body: linkObject(link) };
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
      return linkObject(link);
    });
  }

  private listLinks({ query }: ApiRequest): ApiAnswer {
    const active = query.get('active');
    const among = this.links.filter(
      ({ data, status }) => data['kind'] === 'link' && (active === null || (status === 'live') === (active === 'true')),
    );
    return this.page(among.map(linkObject), query, '/v1/payment_links');
  }

  private createSession(request: ApiRequest): ApiAnswer {
    const form = nestedForm(request.raw);
    const refused = refusedForm(request, form, 'session', 100);
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
    return { status: 200, body: sessionObject(link) };
  }

  private listSessions({ query }: ApiRequest): ApiAnswer {
    this.expireWhatIsDue();
    const of = query.get('payment_link');
    const own = this.links.filter(({ data }) => data['kind'] === 'session').map(sessionObject);
    const ofLinks = this.links.filter(({ data, id }) => data['kind'] === 'link' && (of === null || id === of));
    const sessions = [...(of === null ? own : []), ...ofLinks.flatMap(sessionsOfLink)];
    const [status, from] = [query.get('status'), Number(query.get('created[gte]') ?? 0)];
    const wanted = sessions.filter(
      (session) => (status === null || session['status'] === status) && Number(session['created']) >= from,
    );
    return this.page(wanted, query, '/v1/checkout/sessions');
  }

  private expireSession(id = ''): ApiAnswer {
    const page = this.links.flatMap(pagesOf).find((one) => one.id === id);
    const link = this.find(id);
    const open = page ? page.status === 'open' : link?.status === 'live';
    if ((page || link) && !open) {
      return invalid({ param: 'session', message: 'Only Checkout Sessions with a status in ["open"] can be expired.' });
    }
    if (page) {
      page.status = 'expired';
      return { status: 200, body: { id, object: 'checkout.session', status: 'expired', url: null } };
    }
    return this.withLink(id, (found) => {
      this.expire(found.id);
      return sessionObject(found);
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
    const data = found.map(intentObject);
    return {
      status: 200,
      body: { object: 'search_result', data, has_more: false, next_page: null, url: '/v1/payment_intents/search' },
    };
  }

  private intent(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    return payment ? { status: 200, body: intentObject(payment) } : noSuch('payment_intent', id);
  }

  private withLink(id: string | undefined, make: (link: Link) => unknown): ApiAnswer {
    const link = this.find(id ?? '');
    if (!link) return noSuch((id ?? '').startsWith('plink') ? 'payment_link' : 'checkout.session', id);
    return { status: 200, body: make(link) };
  }

  private page(objects: Form[], query: URLSearchParams, url: string): ApiAnswer {
    const limit = Number(query.get('limit') ?? 10);
    if (!(limit >= 1 && limit <= 100))
      return invalid({ param: 'limit', message: 'Invalid limit: must be between 1 and 100' });
    const newest = objects.toReversed();
    const after = query.get('starting_after');
    const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const data = newest.slice(from, from + limit);
    return { status: 200, body: { object: 'list', data, has_more: from + limit < newest.length, url } };
  }

  protected paymentId(): string {
    return `pi_${this.id(24)}`;
  }

  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined) {
      // A payment link that is switched off tells nothing; a session that runs out does.
      const told = what === 'expired' && link.data['kind'] === 'session';
      return told ? [this.event('checkout.session.expired', sessionObject(link))] : [];
    }
    payment.data['session'] ??= link.data['kind'] === 'session' ? link.id : `cs_test_${this.id(40)}`;
    const later = payment.method === this.laterMethod;
    return paymentEvents(what, payment, later).map(([type, resource]) => this.event(type, resource));
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
