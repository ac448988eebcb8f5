import type { Instant } from '../../common';
import { decimalAmount, instantOfText } from '../../providers/shared/events';
import { get, list, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon } from '../checks';
import { badAnswer, successOf } from '../conversation';
import { failureOf, looseWords } from '../failure';
import type { ProviderFailure } from '../failure';
import type { Conversation, LinkRef, LinkRequest, LinkState, Lookup, MadeLink, PaymentProvider } from '../provider';
import { linkMetadata, shortLine } from '../reference';
import { segment } from '../wire';
import type { ProviderAnswer } from '../wire';

const NAME = 'Khipu';
const PATH = '/v3/payments';
const DECIMALS: Readonly<Record<string, number>> = { CLP: 0, CLF: 4 };

const amounts: AmountRule = {
  name: NAME,
  currencies: new Set(['CLP', 'CLF', 'ARS', 'PEN', 'MXN', 'USD', 'EUR', 'BOB', 'COP']),
  decimals: (currency) => DECIMALS[currency] ?? 2,
  wire: 'number',
};

function* create(request: LinkRequest): Conversation<MadeLink> {
  const { expiresAt, returnUrl, notificationUrl } = request;
  const json = {
    amount: wireAmount(amounts, request.amount).wire,
    currency: request.amount.currency,
    subject: shortLine(request.description, 255),
    transaction_id: request.reference,
    custom: JSON.stringify(linkMetadata(request)),
    // Khipu mails nobody and reminds nobody: that is what the cadence is for.
    send_email: false,
    send_reminders: false,
    ...(expiresAt === undefined ? {} : { expires_date: new Date(expiresAt).toISOString() }),
    ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
    ...(notificationUrl === undefined ? {} : { notify_url: notificationUrl, notify_api_version: '3.0' }),
  };
  const answer = successOf(NAME, yield { method: 'POST', path: PATH, body: { json }, repeatable: false });
  const id = text(answer.body, 'payment_id');
  const url = text(answer.body, 'payment_url');
  if (id === undefined || url === undefined) throw badAnswer(NAME, answer);
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function stateOf(payment: unknown, link: LinkRef, now: Instant): LinkState {
  const status = text(payment, 'status');
  const detail = text(payment, 'status_detail');
  const url = text(payment, 'payment_url');
  const expiresAt = instantOfText(text(payment, 'expires_date'));
  const known = {
    ...(detail === undefined ? {} : { said: detail }),
    ...(url === undefined ? {} : { url }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  if (status === 'done') {
    if (detail === 'reversed') return { status: 'refunded', ...known };
    if (detail === 'rejected-by-payer') return { status: 'cancelled', ...known };
    if (detail === 'marked-as-abuse') return { status: 'closed', ...known };
    const paid = decimalAmount(plainDecimal(get(payment, 'amount')), text(payment, 'currency') ?? link.amount.currency);
    return { status: 'paid', ...known, ...(paid ? { paid } : {}) };
  }
  if (status === 'verifying') return { status: 'pending', ...known };
  const over = expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(now);
  return { status: over ? 'expired' : 'open', ...known };
}

/** `1000.0000` has more decimals than CLP, though none of them counts. */
function plainDecimal(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : value;
}

function* getStatus(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield { method: 'GET', path: `${PATH}/${segment(link.id)}`, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  return stateOf(successOf(NAME, reply).body, link, now);
}

/** Only what is not paid can be deleted; what it is instead, the payment says. */
function* cancel(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield { method: 'DELETE', path: `${PATH}/${segment(link.id)}`, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  if (reply.failure?.kind === 'refused') return yield* getStatus(link, now);
  successOf(NAME, reply);
  return { status: 'cancelled', said: 'deleted' };
}

/** Khipu reads a payment by its own id only: there is nothing to ask. */
function* findByReference(): Conversation<Lookup> {
  yield* [];
  return { unsure: true };
}

/** `{message}`, and for a 400 `errors: [{field, message}]` (recalled). */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const error = list(get(answer.body, 'errors'))[0];
  const field = text(error, 'field');
  const found = failureOf(answer, { said: text(error, 'message') ?? looseWords(answer), field });
  return found?.kind === 'refused' && (field === 'amount' || field === 'currency')
    ? { ...found, kind: 'amount' }
    : found;
}

/** Khipu (Chile and others): a payment by bank transfer. */
export const khipu: PaymentProvider = {
  id: 'khipu',
  name: NAME,
  can: { idempotent: null, lookup: 'none', cancel: true, partial: false, expiry: { least: 300, most: 365 * 86_400 } },
  amounts,
  check: (request) => checkCommon(khipu, request),
  create,
  getStatus,
  cancel,
  findByReference,
  failure,
};
