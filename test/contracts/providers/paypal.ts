import { generateKeyPairSync, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';

import Decimal from 'decimal.js';

import { selfSigned } from '../base/certificate';
import { basic, bearer, jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { plain, textsIn } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { check } from '../base/schema';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import invoiceSchema from '../schemas/paypal-invoice.json';
import { invoiceObject, selfOf, statusOf } from './paypal-objects';
import { ISSUES, object, refuse, refusedMoney } from './paypal-rules';

const CLIENT = 'AContractServerClientOfPayPal';
const CLIENT_SECRET = 'EContractServerSecretOfPayPal';
const WEBHOOK_ID = '8PT597110X687430LKGECATA';
const TOKEN_LIFE = 32_400;
const DIGITS_AND_CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const checkInvoice = check(invoiceSchema);

/** PayPal: invoices. Source: openapi/invoicing_v2.json, facts of the contracts file. */
export class PayPalServer extends ProviderServer {
  readonly provider = 'paypal';
  readonly credentialType = 'dunningPayPalApi';
  readonly webhookKey = WEBHOOK_ID;
  /** Where a call says its certificate is, and the certificate: the trigger fetches it from PayPal's own host only. */
  readonly certificateUrl = 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-contract';
  readonly certificate: string;
  /** Whether a number that is taken is refused; PayPal does so, but does not publish it. */
  refusesDuplicates = true;
  // developer.paypal.com, “Webhooks: retries”: up to 25 times within three days.
  protected override readonly openPaths = ['/v1/oauth2/token'];
  protected readonly repetition = {
    waits: Array.from({ length: 24 }, () => 10_800),
    timeoutSeconds: 20,
    accepts: ANY_2XX,
  };
  protected override readonly takesPartial = true;
  protected override readonly laterMethod = 'ECHECK';
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  private readonly tokens = new Map<string, number>();

  constructor(options: ConstructorParameters<typeof ProviderServer>[0]) {
    super(options);
    const now = this.now;
    this.certificate = selfSigned(
      'messageverificationcerts.paypal.com',
      this.pair,
      now - 86_400_000,
      now + 366 * 86_400_000,
    );
  }

  protected override readonly routes = {
    'POST /v1/oauth2/token': (request: ApiRequest) => this.token(request),
    'POST /v2/invoicing/invoices': (request: ApiRequest) => this.create(request),
    'GET /v2/invoicing/invoices': ({ query }: ApiRequest) => this.list(this.links, query),
    'GET /v2/invoicing/invoices/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => ({ status: 200, body: invoiceObject(link) })),
    'DELETE /v2/invoicing/invoices/:id': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.remove(link)),
    'POST /v2/invoicing/invoices/:id/send': (request: ApiRequest) =>
      this.withLink(request.params['id'], (link) => this.send(link, request)),
    'POST /v2/invoicing/invoices/:id/cancel': ({ params }: ApiRequest) =>
      this.withLink(params['id'], (link) => this.cancelInvoice(link)),
    'POST /v2/invoicing/search-invoices': (request: ApiRequest) => this.search(request),
  };

  get credential(): Record<string, string> {
    return {
      environment: 'live',
      clientId: CLIENT,
      clientSecret: CLIENT_SECRET,
      baseUrl: this.url,
      webhookSecrets: WEBHOOK_ID,
    };
  }

  /** All tokens run out, as they do after some hours. */
  expireTokens(): void {
    this.tokens.clear();
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    const until = this.tokens.get(bearer(headers.authorization) ?? '');
    return until !== undefined && until > this.now ? undefined : refuse(401);
  }

  protected failure(status: number): ApiAnswer {
    return refuse(status);
  }

  private token({ headers, raw }: ApiRequest): ApiAnswer {
    const given = basic(headers.authorization);
    if (given?.user !== CLIENT || given.password !== CLIENT_SECRET) {
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client Authentication failed' } };
    }
    if (new URLSearchParams(raw.toString()).get('grant_type') !== 'client_credentials') {
      return { status: 400, body: { error: 'unsupported_grant_type', error_description: 'Grant Type is NULL' } };
    }
    const token = `A21AA${this.id(60)}`;
    this.tokens.set(token, this.now + TOKEN_LIFE * 1_000);
    return {
      status: 200,
      body: {
        access_token: token,
        token_type: 'Bearer',
        expires_in: TOKEN_LIFE,
        scope: 'https://uri.paypal.com/services/invoicing',
      },
    };
  }

  private create({ raw, headers }: ApiRequest): ApiAnswer {
    const body = jsonObject(raw);
    const violations = checkInvoice(body ?? null);
    if (body === undefined || violations.length > 0) {
      return refuse(
        400,
        violations.map(({ path, rule, value }) => ({
          field: `/${path}`,
          value: JSON.stringify(value).slice(0, 80),
          issue: ISSUES[rule] ?? 'INVALID_PARAMETER_SYNTAX',
        })),
      );
    }
    const detail = object(body['detail']);
    const currency = String(detail['currency_code']);
    const items = (Array.isArray(body['items']) ? body['items'] : []).map(object);
    const refused = refusedMoney(currency, items);
    if (refused) return refuse(422, [refused]);
    const number = detail['invoice_number'] ?? `INV-${this.links.length + 1}`;
    if (
      this.refusesDuplicates &&
      this.links.some((link) => object(object(link.data['body'])['detail'])['invoice_number'] === number)
    ) {
      return refuse(422, [
        { field: '/detail/invoice_number', value: String(number), issue: 'DUPLICATE_INVOICE_NUMBER' },
      ]);
    }
    const sum = items.reduce(
      (total, item) =>
        total.plus(new Decimal(String(object(item['unit_amount'])['value'])).times(String(item['quantity']))),
      new Decimal(0),
    );
    const short = [1, 2, 3, 4].map(() => this.id(4, DIGITS_AND_CAPITALS)).join('-');
    const link = this.keep({
      id: `INV2-${short}`,
      url: `https://www.paypal.com/invoice/p/#${short.replaceAll('-', '')}`,
      references: textsIn([number, detail['reference'], detail['memo']]),
      amount: plain(sum),
      currency,
      status: 'draft',
      once: true,
      data: { body: { ...body, detail: { ...detail, invoice_number: number } } },
    });
    const whole = /return=representation/.test(String(headers['prefer']));
    return { status: 201, body: whole ? invoiceObject(link) : { rel: 'self', href: selfOf(link), method: 'GET' } };
  }

  private send(link: Link, { raw }: ApiRequest): ApiAnswer {
    const body = raw.length === 0 ? {} : jsonObject(raw);
    if (body === undefined) return refuse(400);
    if (link.status === 'cancelled') return refuse(422, [{ issue: 'INVOICE_CANCELED_ALREADY' }]);
    link.data['mailed'] = body['send_to_recipient'] !== false;
    if (link.status === 'draft') link.status = 'live';
    return { status: 200, body: { rel: 'payer-view', href: link.url, method: 'GET' } };
  }

  private cancelInvoice(link: Link): ApiAnswer {
    const refused: Partial<Record<Link['status'], string>> = {
      draft: 'CANNOT_CANCEL_DRAFT_INVOICE',
      paid: link.payments.some(({ status }) => status === 'refunded')
        ? 'CANNOT_CANCEL_REFUNDED_INVOICE'
        : 'CANNOT_CANCEL_PAID_INVOICE',
      cancelled: 'INVOICE_CANCELED_ALREADY',
    };
    const issue = refused[link.status];
    if (issue !== undefined) return refuse(422, [{ issue }]);
    this.cancel(link.id);
    return { status: 204 };
  }

  private remove(link: Link): ApiAnswer {
    if (link.status !== 'draft' && link.status !== 'cancelled')
      return refuse(422, [{ issue: 'CANNOT_DELETE_SENT_INVOICE' }]);
    this.links.splice(this.links.indexOf(link), 1);
    return { status: 204 };
  }

  private search({ raw, query }: ApiRequest): ApiAnswer {
    const body = jsonObject(raw);
    if (body === undefined) return refuse(400);
    const limits: Record<string, number> = { invoice_number: 25, reference: 120 };
    for (const [field, longest] of Object.entries(limits)) {
      if (String(body[field] ?? '').length > longest)
        return refuse(400, [{ field: `/${field}`, issue: 'INVALID_STRING_MAX_LENGTH' }]);
    }
    const found = this.links.filter((link) => {
      if (this.now - link.createdAt < this.searchLag * 1_000) return false;
      const detail = object(object(link.data['body'])['detail']);
      const same = (field: string): boolean =>
        body[field] === undefined || String(detail[field] ?? '').startsWith(String(body[field]));
      const status = body['status'];
      return same('invoice_number') && same('reference') && (!Array.isArray(status) || status.includes(statusOf(link)));
    });
    return this.list(found, query);
  }

  private list(links: Link[], query: URLSearchParams): ApiAnswer {
    const size = Number(query.get('page_size') ?? 20);
    const page = Number(query.get('page') ?? 1);
    if (!(size >= 1 && size <= 100 && page >= 1 && page <= 1_000))
      return refuse(400, [{ field: 'page_size', issue: 'INVALID_PARAMETER_VALUE' }]);
    const items = links.slice((page - 1) * size, page * size).map(invoiceObject);
    const totals =
      query.get('total_required') === 'true'
        ? { total_items: links.length, total_pages: Math.ceil(links.length / size) }
        : {};
    return { status: 200, body: { ...totals, items, links: [] } };
  }

  private withLink(id: string | undefined, act: (link: Link) => ApiAnswer): ApiAnswer {
    const link = this.find(id ?? '');
    return link ? act(link) : refuse(404, [{ issue: 'INVALID_RESOURCE_ID' }]);
  }

  protected paymentId(): string {
    return this.id(17, DIGITS_AND_CAPITALS);
  }

  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    const invoice = { invoice: invoiceObject(link) };
    if (what === 'cancelled' || what === 'expired')
      return [this.event('INVOICING.INVOICE.CANCELLED', 'invoices', invoice)];
    if (payment === undefined) return [];
    const number = object(object(link.data['body'])['detail'])['invoice_number'];
    const amount = {
      currency_code: link.currency,
      value: new Decimal(what === 'refunded' ? payment.refunded : payment.amount).toFixed(2),
    };
    const capture = { id: payment.id, invoice_id: number, amount, final_capture: true, status: 'COMPLETED' };
    if (what === 'paid')
      return [
        this.event('PAYMENT.CAPTURE.COMPLETED', 'capture', capture),
        ...(link.status === 'paid' ? [this.event('INVOICING.INVOICE.PAID', 'invoices', invoice)] : []),
      ];
    if (what === 'pending')
      return [this.event('PAYMENT.CAPTURE.PENDING', 'capture', { ...capture, status: 'PENDING' })];
    if (what === 'failed') return [this.event('PAYMENT.CAPTURE.DENIED', 'capture', { ...capture, status: 'DECLINED' })];
    if (what === 'refunded') {
      const up = { rel: 'up', href: `https://api-m.paypal.com/v2/payments/captures/${payment.id}`, method: 'GET' };
      return [
        this.event('PAYMENT.CAPTURE.REFUNDED', 'refund', { ...capture, id: this.paymentId(), links: [up] }),
        this.event('INVOICING.INVOICE.REFUNDED', 'invoices', invoice),
      ];
    }
    const disputed = [{ seller_transaction_id: payment.id, invoice_number: number }];
    return [
      this.event('CUSTOMER.DISPUTE.CREATED', 'dispute', {
        dispute_id: `PP-D-${this.id(5, '0123456789')}`,
        disputed_transactions: disputed,
        reason: 'UNAUTHORISED',
        status: 'OPEN',
        dispute_amount: amount,
      }),
    ];
  }

  private event(type: string, resourceType: string, resource: unknown): ProviderEvent {
    const id = `WH-${this.id(17, DIGITS_AND_CAPITALS)}-${this.id(17, DIGITS_AND_CAPITALS)}`;
    const body = {
      id,
      event_version: '1.0',
      create_time: new Date(this.now).toISOString(),
      resource_type: resourceType,
      event_type: type,
      summary: type,
      resource,
      links: [],
    };
    return { id, type, body, createdAt: this.now };
  }

  protected sign({ id, body }: ProviderEvent, at: number): SignedCall {
    const text = JSON.stringify(body);
    const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
    const transmission = `${id.toLowerCase()}-${at}`;
    const signature = sign(
      'sha256',
      Buffer.from(`${transmission}|${time}|${WEBHOOK_ID}|${crc32(text)}`),
      this.pair.privateKey,
    );
    return {
      body: text,
      headers: {
        'content-type': 'application/json',
        'paypal-transmission-id': transmission,
        'paypal-transmission-time': time,
        'paypal-transmission-sig': signature.toString('base64'),
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': this.certificateUrl,
      },
    };
  }
}
