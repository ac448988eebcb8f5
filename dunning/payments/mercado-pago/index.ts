import type { Instant } from '../../common';
import { add, zero } from '../../invoice/money';
import type { Money } from '../../invoice/money';
import { decimalAmount, instantOfText } from '../../providers/shared/events';
import { get, list, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon, usableEmail } from '../checks';
import { badAnswer, listIn, successOf } from '../conversation';
import { failureOf, looseWords } from '../failure';
import type { ProviderFailure } from '../failure';
import type {
  Conversation,
  LinkRef,
  LinkRequest,
  LinkState,
  LinkStatus,
  Lookup,
  LookupRequest,
  MadeLink,
  PaymentProvider,
} from '../provider';
import { linkMetadata, shortLine } from '../reference';
import { bodyOf, segment } from '../wire';
import type { ProviderAnswer, ProviderRequest } from '../wire';

const NAME = 'Mercado Pago';
const PATH = '/checkout/preferences';

/** Whole numbers only in these. Source: Odoo's payment_mercado_pago (PRs 124162, 185664). */
const WHOLE = new Set(['CLP', 'COP', 'HNL', 'NIO', 'PYG']);

const amounts: AmountRule = {
  name: NAME,
  currencies: new Set('ARS BOB BRL CLF CLP COP CRC DOP EUR GTQ HNL MXN NIO PAB PEN PYG USD UYU VES'.split(' ')),
  decimals: (currency) => (WHOLE.has(currency) ? 0 : currency === 'CLF' ? 4 : 2),
  wire: 'number',
};

/** `2026-11-30T23:59:59.000-06:00`: Mercado Pago wants milliseconds and an offset written out, and refuses a `Z`. */
export function mercadoPagoTime(instant: Instant): string {
  return new Date(instant).toISOString().replace('Z', '+00:00');
}

function* create(request: LinkRequest): Conversation<MadeLink> {
  const email = usableEmail(request);
  const { expiresAt, returnUrl, notificationUrl, payer } = request;
  const json = {
    items: [
      {
        id: request.linkKey,
        title: shortLine(request.description, 250),
        quantity: 1,
        unit_price: wireAmount(amounts, request.amount).wire,
        currency_id: request.amount.currency,
      },
    ],
    external_reference: request.reference,
    metadata: linkMetadata(request),
    ...(email === undefined && payer.name === undefined
      ? {}
      : {
          payer: {
            ...(email === undefined ? {} : { email }),
            ...(payer.name === undefined ? {} : { name: shortLine(payer.name, 120) }),
          },
        }),
    ...(expiresAt === undefined
      ? {}
      : {
          expires: true,
          expiration_date_from: mercadoPagoTime(request.askedAt),
          expiration_date_to: mercadoPagoTime(expiresAt),
          // Vouchers too must be paid by then.
          date_of_expiration: mercadoPagoTime(expiresAt),
        }),
    ...(returnUrl === undefined ? {} : { back_urls: { success: returnUrl, pending: returnUrl, failure: returnUrl } }),
    ...(notificationUrl === undefined ? {} : { notification_url: notificationUrl }),
  };
  const answer = successOf(NAME, yield post(PATH, json, request.linkKey));
  const made = linkOf(answer.body);
  if (!made) throw badAnswer(NAME, answer);
  return made;
}

/** The key is sent as their own SDKs send one; what it does for preferences is not published, so nothing relies on it. */
function post(path: string, json: unknown, key: string): ProviderRequest {
  return { method: 'POST', path, headers: { 'X-Idempotency-Key': key }, body: { json }, repeatable: false };
}

function linkOf(preference: unknown): MadeLink | undefined {
  const id = text(preference, 'id');
  const url = text(preference, 'init_point');
  if (id === undefined || url === undefined) return undefined;
  const expiresAt =
    get(preference, 'expires') === true ? instantOfText(text(preference, 'expiration_date_to')) : undefined;
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** What the payments of a reference come to; undefined when there are none that count. */
function* paymentsOf(link: LinkRef): Conversation<{ state?: LinkState; pending: string[] }> {
  const query = { external_reference: link.reference, sort: 'date_created', criteria: 'desc', limit: '50' };
  const answer = successOf(NAME, yield { method: 'GET', path: '/v1/payments/search', query, repeatable: true });
  // The reference is a filter; what does not bear it is somebody else's.
  const payments = listIn(NAME, answer, 'results').filter(
    (payment) => (text(payment, 'external_reference') ?? link.reference) === link.reference,
  );
  const of = (...statuses: string[]) => payments.filter((payment) => statuses.includes(text(payment, 'status') ?? ''));
  const pending = of('pending', 'in_process', 'authorized').flatMap((payment) => text(payment, 'id') ?? []);
  const paid = sumOf(of('approved'), link.amount);
  if (paid.minor >= wireAmount(amounts, link.amount).asked.minor)
    return { state: { status: 'paid', paid, said: 'approved' }, pending };
  if (pending.length > 0) return { state: { status: 'pending', said: 'pending' }, pending };
  if (paid.minor > 0) return { state: { status: 'partly_paid', paid, said: 'approved' }, pending };
  if (of('refunded', 'charged_back').length > 0) return { state: { status: 'refunded', said: 'refunded' }, pending };
  return { pending };
}

function sumOf(payments: unknown[], { currency }: Money): Money {
  return payments.reduce((sum: Money, payment) => {
    const amount = decimalAmount(get(payment, 'transaction_amount'), text(payment, 'currency_id') ?? currency);
    return amount && amount.currency === currency ? add(sum, amount) : sum;
  }, zero(currency));
}

function* getStatus(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield { method: 'GET', path: `${PATH}/${segment(link.id)}`, repeatable: true };
  if (isUnknown(reply.failure)) return { status: 'not_found' };
  const made = linkOf(successOf(NAME, reply).body);
  const { state } = yield* paymentsOf(link);
  const known = { ...(made?.url ? { url: made.url } : {}), ...(made?.expiresAt ? { expiresAt: made.expiresAt } : {}) };
  if (state) return { ...known, ...state };
  const over = made?.expiresAt !== undefined && Date.parse(made.expiresAt) <= Date.parse(now);
  return { status: over ? 'expired' : 'open', ...known };
}

/**
 * There is nothing to cancel a preference by: it is made to end now, also one that was paid, as it would take a second payment. A voucher
 * that is out is cancelled by itself.
 */
function* cancel(link: LinkRef, now: Instant): Conversation<LinkState> {
  const before = yield* paymentsOf(link);
  // A window that is over: it began a day ago and ends now.
  const begin = mercadoPagoTime(new Date(Date.parse(now) - 86_400_000).toISOString());
  const json = { expires: true, expiration_date_from: begin, expiration_date_to: mercadoPagoTime(now) };
  const reply = yield { method: 'PUT', path: `${PATH}/${segment(link.id)}`, body: { json }, repeatable: true };
  if (isUnknown(reply.failure)) return { status: 'not_found' };
  successOf(NAME, reply);
  for (const id of before.pending) {
    const body = { json: { status: 'cancelled' } };
    const ended = yield { method: 'PUT', path: `/v1/payments/${segment(id)}`, body, repeatable: true };
    // It may have been paid in this moment; the look below tells.
    if (ended.failure && !['refused', 'state', 'conflict', 'not_found'].includes(ended.failure.kind))
      successOf(NAME, ended);
  }
  const after = yield* paymentsOf(link);
  return after.state ?? { status: 'cancelled', said: 'expired' };
}

function isUnknown(failure: ProviderFailure | undefined): boolean {
  return failure?.kind === 'not_found' || failure?.code === 'invalid_id';
}

type Found = Extract<Lookup, { status: LinkStatus }>;

/** Every preference of a reference, as far as one page of the search goes; those that are open first. */
function* allOf(reference: string, now: Instant): Conversation<Found[]> {
  const query = { external_reference: reference, limit: '10' };
  const answer = successOf(NAME, yield { method: 'GET', path: `${PATH}/search`, query, repeatable: true });
  const elements = listIn(NAME, answer, get(answer.body, 'results') === undefined ? 'elements' : 'results');
  const found: Found[] = [];
  for (const one of elements.filter((element) => text(element, 'external_reference') === reference)) {
    const id = text(one, 'id');
    if (id === undefined) throw badAnswer(NAME, answer);
    // The list has no address.
    const whole = successOf(NAME, yield { method: 'GET', path: `${PATH}/${segment(id)}`, repeatable: true });
    const made = linkOf(whole.body);
    if (!made) throw badAnswer(NAME, whole);
    const [item] = list(get(whole.body, 'items'));
    const amount = decimalAmount(get(item, 'unit_price'), text(item, 'currency_id'));
    const over = made.expiresAt !== undefined && Date.parse(made.expiresAt) <= Date.parse(now);
    found.push({ found: made, status: over ? 'expired' : 'open', ...(amount ? { amount } : {}) });
  }
  return [...found.filter(({ status }) => status === 'open'), ...found.filter(({ status }) => status !== 'open')];
}

function* findByReference({ reference }: LookupRequest, now: Instant): Conversation<Lookup> {
  const [first] = yield* allOf(reference, now);
  return first ?? { found: null };
}

function* linksOf({ reference }: Pick<LinkRef, 'reference'>, now: Instant): Conversation<string[]> {
  const all = yield* allOf(reference, now);
  return all.filter(({ status }) => status === 'open').map(({ found }) => found.id);
}

/** `{message, error, status, cause: [{code, description}]}`. Source: sdk-nodejs `utils/errors`. */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const code = text(answer.body, 'error');
  const found = failureOf(answer, { code, said: text(answer.body, 'message') ?? looseWords(answer) });
  if (!found) return undefined;
  if (code === 'invalid_access_token') return { ...found, kind: 'bad_key' };
  if (code === 'collector_does_not_comply_with_current_regulation') return { ...found, kind: 'forbidden' };
  if (answer.status === 400 && /unit_price|currency|amount/i.test(`${code} ${text(bodyOf(answer), 'message')}`)) {
    return { ...found, kind: 'amount' };
  }
  return found;
}

/** Mercado Pago: a preference of Checkout Pro. */
export const mercadoPago: PaymentProvider = {
  id: 'mercadopago',
  name: NAME,
  can: { idempotent: null, lookup: 'all', cancel: true, partial: false, expiry: { least: 300, most: 365 * 86_400 } },
  amounts,
  check: (request) => checkCommon(mercadoPago, request),
  create,
  getStatus,
  cancel,
  findByReference,
  linksOf,
  failure,
};
