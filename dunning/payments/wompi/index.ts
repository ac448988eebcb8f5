import type { Instant } from '../../common';
import { instantOfText, minorAmount } from '../../providers/shared/events';
import { get, list, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon } from '../checks';
import { badAnswer, successOf } from '../conversation';
import { failureOf, looseWords } from '../failure';
import type { ProviderFailure } from '../failure';
import type {
  Conversation,
  LinkRef,
  LinkRequest,
  LinkState,
  Lookup,
  LookupRequest,
  MadeLink,
  PaymentProvider,
} from '../provider';
import { shortLine } from '../reference';
import { segment } from '../wire';
import type { ProviderAnswer } from '../wire';

const NAME = 'Wompi';
const PATH = '/v1/payment_links';
/** The longest `sku`. */
const LONGEST_SKU = 36;

const amounts: AmountRule = {
  name: NAME,
  currencies: new Set(['COP']),
  decimals: () => 2,
  wire: 'units',
};

/** Our reference on the link: the beginning of its key, as a `sku` is too short for all of it. */
export function wompiSku(linkKey: string): string {
  return linkKey.slice(0, LONGEST_SKU);
}

function* create(request: LinkRequest): Conversation<MadeLink> {
  const json = {
    name: shortLine(request.description, 120),
    description: shortLine(request.invoices.join(', ') || request.description, 200),
    single_use: true,
    collect_shipping: false,
    currency: 'COP',
    amount_in_cents: wireAmount(amounts, request.amount).wire,
    sku: wompiSku(request.linkKey),
    // UTC; Wompi reads a time without an offset as UTC too.
    ...(request.expiresAt === undefined ? {} : { expires_at: new Date(request.expiresAt).toISOString() }),
    ...(request.returnUrl === undefined ? {} : { redirect_url: request.returnUrl }),
  };
  const answer = successOf(NAME, yield { method: 'POST', path: PATH, body: { json }, repeatable: false });
  const made = linkOf(get(answer.body, 'data'));
  if (!made) throw badAnswer(NAME, answer);
  return made;
}

/** The address is not in the answer; it is made of the id. */
function linkOf(data: unknown): MadeLink | undefined {
  const id = text(data, 'id');
  if (id === undefined) return undefined;
  const expiresAt = timeOf(text(data, 'expires_at'));
  return { id, url: `https://checkout.wompi.co/l/${segment(id)}`, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function timeOf(value: string | undefined): Instant | undefined {
  return instantOfText(value) ?? instantOfText(value === undefined ? undefined : `${value}Z`);
}

function stateOf(data: unknown, now: Instant): LinkState {
  const made = linkOf(data);
  const known = { ...(made?.url ? { url: made.url } : {}), ...(made?.expiresAt ? { expiresAt: made.expiresAt } : {}) };
  if (made?.expiresAt !== undefined && Date.parse(made.expiresAt) <= Date.parse(now))
    return { status: 'expired', ...known };
  // A link that was paid, and one that was closed by hand, look alike; its payments tell them apart where they are shown.
  return get(data, 'active') === false
    ? { status: 'closed', said: 'inactive', ...known }
    : { status: 'open', ...known };
}

/**
 * The payments of a link. That the list can be narrowed to a link is not documented, so what it shows counts, and its silence
 * does not.
 */
function* paymentsOf(link: LinkRef): Conversation<LinkState | undefined> {
  const query = { payment_link_id: link.id };
  const reply = yield { method: 'GET', path: '/v1/transactions', query, repeatable: true };
  if (reply.failure) return undefined;
  const mine = list(get(reply.answer.body, 'data')).filter((one) => text(one, 'payment_link_id') === link.id);
  const approved = mine.find((one) => text(one, 'status') === 'APPROVED');
  if (approved !== undefined) {
    const paid = minorAmount(get(approved, 'amount_in_cents'), 'COP');
    return { status: 'paid', said: 'APPROVED', ...(paid ? { paid } : {}) };
  }
  return mine.some((one) => text(one, 'status') === 'PENDING') ? { status: 'pending', said: 'PENDING' } : undefined;
}

function* getStatus(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield { method: 'GET', path: `${PATH}/${segment(link.id)}`, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  const state = stateOf(get(successOf(NAME, reply).body, 'data'), now);
  const payments = yield* paymentsOf(link);
  return { ...state, ...payments };
}

function* cancel(link: LinkRef, now: Instant): Conversation<LinkState> {
  const before = yield* getStatus(link, now);
  if (before.status !== 'open' && before.status !== 'pending') return before;
  const body = { json: { active: false } };
  const reply = yield { method: 'PATCH', path: `${PATH}/${segment(link.id)}`, body, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  successOf(NAME, reply);
  return (yield* paymentsOf(link)) ?? { status: 'cancelled', said: 'inactive' };
}

/** Wompi documents no list of links. Some accounts are answered with one: what it shows is used, its silence proves nothing. */
function* findByReference({ linkKey }: LookupRequest, now: Instant): Conversation<Lookup> {
  const reply = yield { method: 'GET', path: PATH, query: { sku: wompiSku(linkKey) }, repeatable: true };
  if (reply.failure) {
    if (reply.failure.kind === 'bad_key') successOf(NAME, reply);
    return { unsure: true };
  }
  const data = get(reply.answer.body, 'data');
  if (!Array.isArray(data)) return { unsure: true };
  const found = list(data).find((one) => text(one, 'sku') === wompiSku(linkKey));
  const made = linkOf(found);
  if (!made) return { unsure: true };
  const amount = minorAmount(get(found, 'amount_in_cents'), 'COP');
  return { found: made, status: stateOf(found, now).status, ...(amount ? { amount } : {}) };
}

/** `{error: {type, reason | messages}}`. Recalled, so any text near the top will do. */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const messages = get(answer.body, 'error', 'messages');
  const said = messages === undefined ? looseWords(answer) : JSON.stringify(messages);
  const found = failureOf(answer, { code: text(answer.body, 'error', 'type'), said });
  if (!found) return undefined;
  const aboutAmount = answer.status === 422 && get(messages, 'amount_in_cents') !== undefined;
  return aboutAmount ? { ...found, kind: 'amount' } : found;
}

/** Wompi (Colombia): payment links. */
export const wompi: PaymentProvider = {
  id: 'wompi',
  name: NAME,
  can: { idempotent: null, lookup: 'latest', cancel: true, partial: false, expiry: { least: 300, most: 365 * 86_400 } },
  amounts,
  check: (request) => checkCommon(wompi, request),
  create,
  getStatus,
  cancel,
  findByReference,
  failure,
};
