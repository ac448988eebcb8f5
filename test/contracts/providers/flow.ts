import { createHmac } from 'node:crypto';

import Decimal from 'decimal.js';
import { DateTime } from 'luxon';

import type { ApiAnswer, ApiRequest } from '../base/http';
import { plain } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import type { ProviderEvent, SignedCall } from '../base/webhooks';

type Fields = Record<string, unknown>;

const API_KEY = '1F3A7C42-C047-4AC7-8E72-5E72F10A0000';
const SECRET = 'contractserverofflow0000000000000000';
const NEEDED = ['apiKey', 'commerceOrder', 'subject', 'amount', 'email', 'urlConfirmation', 'urlReturn', 's'];
const PAYMENT_PAGE = 'https://www.flow.cl/app/web/pay.php';

const refuse = (code: number, message: string, status = 400): ApiAnswer => ({ status, body: { code, message } });

/**
 * Flow (Chile): payment orders; every call is signed. `commerceOrder` does not hold a second order back.
 * Source: developers.flow.cl, facts of the contracts file.
 */
export class FlowServer extends ProviderServer {
  readonly provider = 'flow';
  readonly credentialType = 'dunningFlowApi';
  /** Flow signs nothing: it names a token, and what it means is read from the API. */
  readonly webhookKey = SECRET;
  // developers.flow.cl: the address must answer 200 within 15 seconds.
  protected readonly repetition = {
    waits: [60, 600, 3_600, 21_600],
    timeoutSeconds: 15,
    accepts: (status: number) => status === 200,
  };
  protected override readonly laterMethod = 'servipag';
  private orders = 8_765_456;

  protected override readonly routes = {
    'POST /api/payment/create': (request: ApiRequest) => this.create(request),
    'GET /api/payment/getStatus': ({ query }: ApiRequest) =>
      this.status((link) => link.data['token'] === query.get('token')),
    'GET /api/payment/getStatusByCommerceId': ({ query }: ApiRequest) =>
      this.status((link) => link.references[0] === query.get('commerceId')),
    'GET /api/payment/getStatusByFlowOrder': ({ query }: ApiRequest) =>
      this.status((link) => link.id === query.get('flowOrder')),
    'GET /api/payment/getPayments': (request: ApiRequest) => this.list(request),
  };

  get credential(): Record<string, string> {
    return { environment: 'sandbox', apiKey: API_KEY, secretKey: SECRET, baseUrl: `${this.url}/api` };
  }

  protected authenticate({ method, query, raw }: ApiRequest): ApiAnswer | undefined {
    const given = method === 'POST' ? new URLSearchParams(raw.toString('utf8')) : query;
    if (given.get('apiKey') !== API_KEY) return refuse(101, 'apiKey not found', 401);
    const names = [...new Set(given.keys())].filter((name) => name !== 's').sort();
    const text = names.map((name) => `${name}${given.get(name)}`).join('');
    const s = createHmac('sha256', SECRET).update(text).digest('hex');
    return given.get('s') === s ? undefined : refuse(106, 'The signature is not valid', 401);
  }

  protected failure(status: number): ApiAnswer {
    const words: Record<number, string> = { 401: 'Unauthorized', 404: 'Service not found', 429: 'Too many requests' };
    return refuse(status, words[status] ?? 'Internal server error', status);
  }

  private create({ raw, headers }: ApiRequest): ApiAnswer {
    if (!/urlencoded/.test(headers['content-type'] ?? ''))
      return refuse(100, 'The content type must be application/x-www-form-urlencoded');
    const form = new URLSearchParams(raw.toString('utf8'));
    const missing = NEEDED.find((name) => !form.get(name));
    if (missing !== undefined) return refuse(102, `${missing} is required`);
    const currency = form.get('currency') ?? 'CLP';
    const amount = form.get('amount') ?? '';
    if (currency !== 'CLP' && currency !== 'UF') return refuse(108, `The currency ${currency} is not supported`);
    if (!/^\d+(\.\d+)?$/.test(amount) || !(Number(amount) > 0)) return refuse(1_601, 'The amount is not valid');
    if (currency === 'CLP' && !new Decimal(amount).isInteger())
      return refuse(1_601, 'The amount in CLP has no decimals');
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.get('email') ?? ''))
      return refuse(1_620, `The userEmail: ${form.get('email')} is not valid`);
    for (const name of ['urlConfirmation', 'urlReturn'])
      if (!URL.canParse(form.get(name) ?? '')) return refuse(103, `${name} is not a URL`);
    const optional = form.get('optional');
    if (optional !== null && !isJson(optional)) return refuse(104, 'optional is not JSON');
    const timeout = form.get('timeout');
    if (timeout !== null && !/^[1-9]\d*$/.test(timeout)) return refuse(105, 'timeout is not valid');
    this.orders += 1;
    const token = this.id(40, '0123456789ABCDEF');
    const link = this.keep({
      id: String(this.orders),
      url: `${PAYMENT_PAGE}?token=${token}`,
      references: [
        form.get('commerceOrder') ?? '',
        ...(optional === null ? [] : Object.values(JSON.parse(optional) as Fields).map(String)),
      ],
      amount: plain(amount),
      currency: currency === 'UF' ? 'CLF' : currency,
      status: 'live',
      ...(timeout === null ? {} : { expiresAt: this.now + Number(timeout) * 1_000 }),
      once: true,
      data: { token, form: Object.fromEntries(form) },
    });
    return { status: 200, body: { url: PAYMENT_PAGE, token, flowOrder: Number(link.id) } };
  }

  private status(wanted: (link: Link) => boolean): ApiAnswer {
    this.expireWhatIsDue();
    const link = this.links.findLast(wanted);
    return link ? { status: 200, body: this.order(link) } : refuse(105, 'Transaction not found');
  }

  private list({ query }: ApiRequest): ApiAnswer {
    const date = query.get('date') ?? '';
    const start = Number(query.get('start') ?? 0);
    const limit = Number(query.get('limit') ?? 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return refuse(102, 'date is required');
    if (!(limit >= 1 && limit <= 100)) return refuse(103, 'limit is not valid');
    const found = this.links.filter(({ createdAt }) => new Date(createdAt).toISOString().startsWith(date));
    const data = found.slice(start, start + limit).map((link) => this.order(link));
    return { status: 200, body: { total: found.length, hasMore: start + limit < found.length, data } };
  }

  private order(link: Link): Fields {
    const form = link.data['form'] as Record<string, string>;
    const payment = link.payments.at(-1);
    const paid = payment?.status === 'approved' || payment?.status === 'refunded';
    const status = paid
      ? 2
      : payment?.status === 'failed'
        ? 3
        : link.status === 'cancelled' || link.status === 'expired'
          ? 4
          : 1;
    const when = chileanTime(payment?.createdAt ?? link.createdAt);
    const data = {
      date: when,
      media: payment?.method ?? null,
      amount: Number(link.amount),
      fee: 551,
      balance: Number(link.amount) - 551,
      transferDate: when,
    };
    return {
      flowOrder: Number(link.id),
      commerceOrder: form['commerceOrder'],
      requestDate: chileanTime(link.createdAt),
      status,
      subject: form['subject'],
      currency: form['currency'] ?? 'CLP',
      amount: Number(link.amount),
      payer: form['email'],
      optional: form['optional'] === undefined ? null : (JSON.parse(form['optional']) as unknown),
      pending_info: { media: payment?.status === 'pending' ? payment.method : null, date: null },
      paymentData: paid
        ? data
        : { date: null, media: null, amount: null, fee: null, balance: null, transferDate: null },
    };
  }

  protected paymentId(): string {
    return this.id(10, '0123456789');
  }

  /** Flow posts the token of an order to `urlConfirmation` when its payment has come to an end. */
  protected events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined || (what !== 'paid' && what !== 'failed')) return [];
    return [
      { id: `${link.id} ${what}`, type: `payment ${what}`, body: { token: link.data['token'] }, createdAt: this.now },
    ];
  }

  protected sign({ body }: ProviderEvent): SignedCall {
    const token = String((body as Fields)['token']);
    return {
      body: new URLSearchParams({ token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Flow writes times by the clocks of Chile, without an offset. */
function chileanTime(millis: number): string {
  return DateTime.fromMillis(millis, { zone: 'America/Santiago' }).toFormat('yyyy-MM-dd HH:mm:ss');
}
