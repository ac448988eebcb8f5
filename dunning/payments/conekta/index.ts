import type { Instant } from '../../common';
import { instantOfEpoch } from '../../providers/shared/events';
import { get, list, number, text } from '../../providers/shared/json';
import { moneyOfUnits, wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon, need, usableEmail } from '../checks';
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
import { LINK_METADATA, linkMetadata, shortLine } from '../reference';
import { segment } from '../wire';
import type { ProviderAnswer, ProviderRequest } from '../wire';

const NAME = 'Conekta';
const PATH = '/checkouts';
const HEADERS = { Accept: 'application/vnd.conekta-v2.3.0+json' };
const MOST_PAGES = 20;

const amounts: AmountRule = { name: NAME, currencies: new Set(['MXN']), decimals: () => 2, wire: 'units' };

function* create(request: LinkRequest): Conversation<MadeLink> {
  const answer = successOf(NAME, yield send('POST', PATH, checkoutOf(request), false));
  const made = linkOf(answer.body);
  if (!made) throw badAnswer(NAME, answer);
  return made;
}

function send(method: ProviderRequest['method'], path: string, json?: unknown, repeatable = true): ProviderRequest {
  return { method, path, headers: HEADERS, ...(json === undefined ? {} : { body: { json } }), repeatable };
}

/** Every part of the payer, or none: Conekta takes name, e-mail and phone together. */
function payerOf(request: LinkRequest) {
  const email = usableEmail(request);
  const { name, phone } = request.payer;
  if (email === undefined || name === undefined || phone === undefined) return {};
  return { customer_info: { name: shortLine(name, 120), email, phone: phone.replace(/[^\d+]/g, '') } };
}

export function checkoutOf(request: LinkRequest) {
  const expiresAt = need(request.expiresAt, 'expiresAt', NAME, 'Say how long the link shall work.');
  return {
    name: shortLine(request.description, 249),
    type: 'PaymentLink',
    recurrent: false,
    expires_at: Math.floor(Date.parse(expiresAt) / 1_000),
    needs_shipping_contact: false,
    payments_limit_count: 1,
    ...(request.returnUrl === undefined ? {} : { success_url: request.returnUrl }),
    order_template: {
      currency: 'MXN',
      line_items: [
        {
          // At least three characters.
          name: shortLine(request.description, 249).padEnd(3, '.'),
          quantity: 1,
          unit_price: wireAmount(amounts, request.amount).wire,
        },
      ],
      ...payerOf(request),
      metadata: linkMetadata(request),
    },
  };
}

function linkOf(checkout: unknown): MadeLink | undefined {
  const id = text(checkout, 'id');
  const url = text(checkout, 'url');
  const expiresAt = instantOfEpoch(number(checkout, 'expires_at'));
  if (id === undefined || url === undefined) return undefined;
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function stateOf(checkout: unknown, link: Pick<LinkRef, 'amount'>, now: Instant): LinkState {
  const said = text(checkout, 'status') ?? '';
  const made = linkOf(checkout);
  const known = {
    ...(said === '' ? {} : { said }),
    ...(made?.url === undefined ? {} : { url: made.url }),
    ...(made?.expiresAt === undefined ? {} : { expiresAt: made.expiresAt }),
  };
  if ((number(checkout, 'paid_payments_count') ?? 0) > 0) return { status: 'paid', paid: link.amount, ...known };
  if (/cancel/i.test(said)) return { status: 'cancelled', ...known };
  if (/expire/i.test(said)) return { status: 'expired', ...known };
  const over = made?.expiresAt !== undefined && Date.parse(made.expiresAt) <= Date.parse(now);
  return { status: over ? 'expired' : 'open', ...known };
}

function* getStatus(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield send('GET', `${PATH}/${segment(link.id)}`);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  return stateOf(successOf(NAME, reply).body, link, now);
}

function* cancel(link: LinkRef, now: Instant): Conversation<LinkState> {
  const reply = yield send('PUT', `${PATH}/${segment(link.id)}/cancel`);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  // Paid or over already: it says itself.
  if (reply.failure?.kind === 'refused') return yield* getStatus(link, now);
  const state = stateOf(successOf(NAME, reply).body, link, now);
  return state.status === 'open' ? { ...state, status: 'cancelled' } : state;
}

type Found = Extract<Lookup, { status: LinkStatus }>;

/** Every checkout with this key; undefined when there are more pages than anybody reads. */
function* allOf(linkKey: string, now: Instant): Conversation<Found[] | undefined> {
  let query: Record<string, string> = { search: linkKey, limit: '250' };
  const found: Found[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = successOf(NAME, yield { ...send('GET', PATH), query });
    const { body } = answer;
    for (const one of listIn(NAME, answer, 'data').filter((checkout) => keyOf(checkout) === linkKey)) {
      const made = linkOf(one);
      if (!made) throw badAnswer(NAME, answer);
      const amount = amountOf(one);
      const { status } = stateOf(one, { amount: amount ?? { currency: 'MXN', minor: 0 } }, now);
      found.push({ found: made, status, ...(amount ? { amount } : {}) });
    }
    const next = nextOf(text(body, 'next_page_url'));
    if (get(body, 'has_more') !== true || next === undefined) return found;
    query = { search: linkKey, limit: '250', next };
  }
  return undefined;
}

function* findByReference({ linkKey }: LookupRequest, now: Instant): Conversation<Lookup> {
  const all = yield* allOf(linkKey, now);
  if (all === undefined) return { unsure: true };
  return all.find(({ status }) => status === 'open' || status === 'paid') ?? all[0] ?? { found: null };
}

function* linksOf({ linkKey }: Pick<LinkRef, 'linkKey'>, now: Instant): Conversation<string[]> {
  const all = (yield* allOf(linkKey, now)) ?? [];
  return all.filter(({ status }) => status === 'open' || status === 'paid').map(({ found }) => found.id);
}

const keyOf = (checkout: unknown) =>
  text(checkout, 'metadata', LINK_METADATA) ?? text(checkout, 'order_template', 'metadata', LINK_METADATA);

function amountOf(checkout: unknown) {
  const item = list(get(checkout, 'order_template', 'line_items'))[0];
  return moneyOfUnits(amounts, number(item, 'unit_price'), 'MXN');
}

/** Only the mark of the next page is taken from the answer, never its address. */
function nextOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? (new URL(url).searchParams.get('next') ?? undefined) : undefined;
}

/** `{details: [{message, code, param}], type}`. Source: conekta/openapi v2.3.0. */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const detail = list(get(answer.body, 'details'))[0];
  const field = text(detail, 'param');
  const found = failureOf(answer, {
    code: text(detail, 'code') ?? text(answer.body, 'type'),
    said: text(detail, 'debug_message') ?? text(detail, 'message') ?? looseWords(answer),
    field,
  });
  if (found?.kind === 'refused' && /unit_price|amount|currency/.test(field ?? '')) return { ...found, kind: 'amount' };
  return found;
}

/** Conekta (Mexico): a checkout of the type PaymentLink. */
export const conekta: PaymentProvider = {
  id: 'conekta',
  name: NAME,
  can: { idempotent: null, lookup: 'all', cancel: true, partial: false, expiry: { least: 300, most: 365 * 86_400 } },
  amounts,
  check(request) {
    checkCommon(conekta, request);
    need(request.expiresAt, 'expiresAt', NAME, 'Say how long the link shall work.');
  },
  create,
  getStatus,
  cancel,
  findByReference,
  linksOf,
  failure,
};
