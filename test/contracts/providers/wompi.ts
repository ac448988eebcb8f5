import { createHash } from 'node:crypto';

import { bearer, jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { fromMinor, textsIn, toMinor } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import type { ProviderEvent, SignedCall } from '../base/webhooks';

type Fields = Record<string, unknown>;

const PRIVATE = 'prv_test_contractServerOfWompi';
const PUBLIC = 'pub_test_contractServerOfWompi';
const EVENTS_SECRET = 'test_events_contractServerOfWompi';
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z?$/;

const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const invalid = (messages: Record<string, string[]>): ApiAnswer => ({
  status: 422,
  body: { error: { type: 'INPUT_VALIDATION_ERROR', messages } },
});

/**
 * Wompi (Colombia): payment links. A link can be read and switched off by its id only: nothing finds it by a reference of ours.
 * Source: docs.wompi.co (links de pago, eventos), facts of the contracts file.
 */
export class WompiServer extends ProviderServer {
  readonly provider = 'wompi';
  readonly credentialType = 'dunningWompiApi';
  readonly webhookKey = EVENTS_SECRET;
  // docs.wompi.co, “Eventos”: answered with 200, or repeated after 30 minutes, 3 hours and 24 hours.
  protected readonly repetition = {
    waits: [1_800, 10_800, 86_400],
    timeoutSeconds: 20,
    accepts: (status: number) => status === 200,
  };
  protected override readonly laterMethod = 'PSE';

  protected override readonly routes = {
    'POST /v1/payment_links': (request: ApiRequest) => this.create(request),
    'GET /v1/payment_links/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.linkObject(link)),
    'PATCH /v1/payment_links/:id': (request: ApiRequest) => this.update(request),
    'GET /v1/transactions': ({ query }: ApiRequest) => this.transactions(query),
    'GET /v1/transactions/:id': ({ params }: ApiRequest) => this.transaction(params['id']),
    'GET /v1/merchants/:key': () => ({
      status: 200,
      body: { data: { id: 1, name: 'Contrato', accepted_currencies: ['COP'] } },
    }),
  };

  get credential(): Record<string, string> {
    return { environment: 'sandbox', privateKey: PRIVATE, baseUrl: this.url, webhookSecrets: EVENTS_SECRET };
  }

  protected authenticate({ headers, method, path }: ApiRequest): ApiAnswer | undefined {
    const given = bearer(headers.authorization);
    const reads = method === 'GET' && /^\/v1\/(transactions\/|merchants\/)/.test(path);
    if (given === PRIVATE || (reads && given === PUBLIC)) return undefined;
    return this.failure(401);
  }

  protected failure(status: number): ApiAnswer {
    if (status === 401)
      return { status, body: { error: { type: 'INVALID_ACCESS_TOKEN', reason: 'El token de acceso no es válido' } } };
    if (status === 404)
      return { status, body: { error: { type: 'NOT_FOUND_ERROR', reason: 'La entidad solicitada no existe' } } };
    if (status === 429) return { status, body: {} };
    return { status, body: { error: { type: 'INTERNAL_ERROR', reason: 'Error interno' } } };
  }

  private create({ raw }: ApiRequest): ApiAnswer {
    const body = jsonObject(raw);
    if (body === undefined) return invalid({ body: ['JSON no válido'] });
    const messages: Record<string, string[]> = {};
    const say = (field: string, words: string): void => void (messages[field] ??= []).push(words);
    for (const field of ['name', 'description']) {
      if (typeof body[field] !== 'string' || body[field] === '') say(field, 'Debe ser una cadena de texto');
    }
    for (const field of ['single_use', 'collect_shipping'])
      if (typeof body[field] !== 'boolean') say(field, 'Debe ser booleano');
    if (body['currency'] !== 'COP') say('currency', 'Solo se acepta COP');
    const amount = body['amount_in_cents'];
    if (amount != null && !(Number.isInteger(amount) && Number(amount) > 0))
      say('amount_in_cents', 'Debe ser un entero mayor que cero');
    const expires = body['expires_at'];
    if (expires != null && !(typeof expires === 'string' && UTC.test(expires)))
      say('expires_at', 'Debe ser una fecha ISO 8601 en UTC');
    const expiresAt =
      typeof expires === 'string' ? Date.parse(expires.endsWith('Z') ? expires : `${expires}Z`) : undefined;
    if (expiresAt !== undefined && expiresAt <= this.now) say('expires_at', 'Debe ser una fecha futura');
    if (Object.keys(messages).length > 0) return invalid(messages);
    const id = this.id(6);
    const link = this.keep({
      id,
      url: `https://checkout.wompi.co/l/${id}`,
      references: textsIn([body['sku'], body['name'], body['description']]),
      amount: amount == null ? undefined : fromMinor(Number(amount), 2),
      currency: 'COP',
      status: 'live',
      expiresAt,
      once: body['single_use'] === true,
      data: { body },
    });
    return { status: 201, body: { data: this.linkObject(link), meta: {} } };
  }

  private update({ params, raw }: ApiRequest): ApiAnswer {
    const active = jsonObject(raw)?.['active'];
    if (typeof active !== 'boolean') return invalid({ active: ['Debe ser booleano'] });
    return this.withLink(params['id'], (link) => {
      if (!active && link.status === 'live') link.status = 'cancelled';
      if (active && link.status === 'cancelled') link.status = 'live';
      return this.linkObject(link);
    });
  }

  private transactions(query: URLSearchParams): ApiAnswer {
    const reference = query.get('reference');
    const found = this.payments().filter(({ data }) => reference === null || data['reference'] === reference);
    return { status: 200, body: { data: found.map((payment) => this.transactionObject(payment)), meta: {} } };
  }

  private transaction(id: string | undefined): ApiAnswer {
    const payment = this.payments().find((one) => one.id === id);
    return payment ? { status: 200, body: { data: this.transactionObject(payment), meta: {} } } : this.failure(404);
  }

  private withLink(id: string | undefined, make: (link: Link) => unknown): ApiAnswer {
    const link = this.find(id ?? '');
    return link ? { status: 200, body: { data: make(link), meta: {} } } : this.failure(404);
  }

  private linkObject({ id, status, data, createdAt, expiresAt }: Link): Fields {
    const body = object(data['body']);
    return {
      ...body,
      ...(expiresAt === undefined ? {} : { expires_at: new Date(expiresAt).toISOString() }),
      id,
      active: status === 'live',
      merchant_public_key: PUBLIC,
      created_at: new Date(createdAt).toISOString(),
    };
  }

  private transactionObject(payment: Payment): Fields {
    const { id, amount, status, link, method } = payment;
    const states = {
      approved: 'APPROVED',
      pending: 'PENDING',
      failed: 'DECLINED',
      refunded: 'VOIDED',
      disputed: 'APPROVED',
    };
    // Wompi makes the reference of a payment by link itself; our sku is on the link only.
    payment.data['reference'] ??= `${link.id}_${this.id(9)}`;
    return {
      id,
      status: states[status],
      amount_in_cents: toMinor(amount, 2),
      currency: 'COP',
      reference: payment.data['reference'],
      customer_email: 'pagador@cliente.example',
      payment_method_type: method === 'card' ? 'CARD' : method,
      payment_link_id: link.id,
      payment_source_id: null,
      redirect_url: null,
      shipping_address: null,
    };
  }

  protected paymentId(): string {
    return `1234-${this.id(10, '0123456789')}-${this.id(5, '0123456789')}`;
  }

  /** Wompi tells when a transaction has reached a status; refunds other than a void and disputes come by e-mail. */
  protected events(what: Happening, _link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined || what === 'disputed') return [];
    if (what === 'refunded' && payment.status !== 'refunded') return [];
    const transaction = this.transactionObject(payment);
    const timestamp = Math.floor(this.now / 1_000);
    const properties = ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'];
    const values = [transaction['id'], transaction['status'], transaction['amount_in_cents']].join('');
    const checksum = createHash('sha256').update(`${values}${timestamp}${EVENTS_SECRET}`).digest('hex').toUpperCase();
    const body = {
      event: 'transaction.updated',
      data: { transaction },
      environment: 'test',
      signature: { properties, checksum },
      timestamp,
      sent_at: new Date(this.now).toISOString(),
    };
    return [
      { id: `${payment.id} ${String(transaction['status'])}`, type: 'transaction.updated', body, createdAt: this.now },
    ];
  }

  protected sign({ body }: ProviderEvent): SignedCall {
    const checksum = String(object(object(body)['signature'])['checksum']);
    return {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-event-checksum': checksum },
    };
  }
}
