import { get, number, text } from '../../providers/shared/json';
import { moneyOfUnits } from '../amounts';
import { checkCommon } from '../checks';
import { badAnswer, listIn, successOf } from '../conversation';
import type { Conversation, LinkRef, LinkRequest, LinkState, Lookup, MadeLink, PaymentProvider } from '../provider';
import { LINK_METADATA } from '../reference';
import { segment } from '../wire';
import { stripeAmounts } from './amounts';
import { stripeFailure, stripeGet, stripeParts, stripePost } from './api';

const NAME = 'Stripe';
const PAGE = '100';
const MOST_PAGES = 50;

function* create(request: LinkRequest): Conversation<MadeLink> {
  const form = {
    ...stripeParts(request),
    // One payment, and the link is done with.
    restrictions: { completed_sessions: { limit: 1 } },
    ...(request.returnUrl === undefined
      ? {}
      : { after_completion: { type: 'redirect', redirect: { url: request.returnUrl } } }),
  };
  const answer = successOf(NAME, yield stripePost('/v1/payment_links', form, request.linkKey));
  const id = text(answer.body, 'id');
  const url = text(answer.body, 'url');
  if (id === undefined || url === undefined) throw badAnswer(NAME, answer);
  return { id, url };
}

/** The sessions of a link, of one status. */
function* sessionsOf(id: string, status: 'open' | 'complete'): Conversation<unknown[]> {
  const query = { payment_link: id, status, limit: PAGE };
  const answer = successOf(NAME, yield stripeGet('/v1/checkout/sessions', query));
  return listIn(NAME, answer, 'data');
}

/** What the completed sessions of a link say: paid, or a voucher or transfer under way. */
function* outcomeOf(id: string, link: LinkRef): Conversation<LinkState | undefined> {
  const sessions = yield* sessionsOf(id, 'complete');
  const paid = sessions.find((session) => text(session, 'payment_status') === 'paid');
  if (paid !== undefined) {
    const amount = moneyOfUnits(stripeAmounts, number(paid, 'amount_total'), link.amount.currency);
    return { status: 'paid', said: 'paid', ...(amount ? { paid: amount } : {}) };
  }
  return sessions.length > 0 ? { status: 'pending', said: 'unpaid' } : undefined;
}

function* getStatus(link: LinkRef): Conversation<LinkState> {
  const reply = yield stripeGet(`/v1/payment_links/${segment(link.id)}`);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  const { body } = successOf(NAME, reply);
  const url = text(body, 'url');
  const known = url === undefined ? {} : { url };
  const used = (number(body, 'restrictions', 'completed_sessions', 'count') ?? 0) > 0;
  const outcome = used ? yield* outcomeOf(link.id, link) : undefined;
  if (outcome) return { ...outcome, ...known };
  return get(body, 'active') === false
    ? { status: 'cancelled', said: 'inactive', ...known }
    : { status: 'open', said: 'active', ...known };
}

/** Closes the link, and every page of it that somebody has open: those would stay payable. */
function* cancel(link: LinkRef): Conversation<LinkState> {
  const reply = yield stripePost(`/v1/payment_links/${segment(link.id)}`, { active: false });
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  successOf(NAME, reply);
  for (const session of yield* sessionsOf(link.id, 'open')) {
    const id = text(session, 'id');
    if (id === undefined) continue;
    const ended = yield stripePost(`/v1/checkout/sessions/${segment(id)}/expire`, {});
    // A 400 says that it is no longer open: paid in this moment, or over; the look below tells.
    if (ended.failure && ended.failure.kind !== 'refused') successOf(NAME, ended);
  }
  return (yield* outcomeOf(link.id, link)) ?? { status: 'cancelled', said: 'inactive' };
}

/** Stripe has no filter for links, so the pages are read, latest first. */
function* findByReference({ linkKey }: { linkKey: string }): Conversation<Lookup> {
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { limit: PAGE, ...(after === undefined ? {} : { starting_after: after }) };
    const answer = successOf(NAME, yield stripeGet('/v1/payment_links', query));
    const { body } = answer;
    const links = listIn(NAME, answer, 'data');
    const found = links.find((one) => text(one, 'metadata', LINK_METADATA) === linkKey);
    const id = text(found, 'id');
    const url = text(found, 'url');
    if (id !== undefined && url !== undefined) {
      return { found: { id, url }, status: get(found, 'active') === false ? 'cancelled' : 'open' };
    }
    after = text(links.at(-1), 'id');
    if (get(body, 'has_more') !== true || after === undefined) return { found: null };
  }
  return { unsure: true };
}

/** Stripe Payment Link: never expires by itself, is closed after one payment. Source: docs.stripe.com/api/payment-link. */
export const stripe: PaymentProvider = {
  id: 'stripe',
  name: NAME,
  can: { idempotent: { hours: 24 }, lookup: 'latest', cancel: true, partial: false, expiry: null },
  amounts: stripeAmounts,
  check: (request) => checkCommon(stripe, request),
  create,
  getStatus,
  cancel,
  findByReference,
  failure: stripeFailure,
};
