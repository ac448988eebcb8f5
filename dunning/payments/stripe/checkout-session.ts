import { get, number, text } from '../../providers/shared/json';
import { instantOfEpoch } from '../../providers/shared/events';
import { moneyOfUnits } from '../amounts';
import { checkCommon, need, usableEmail } from '../checks';
import { badAnswer, listIn, successOf } from '../conversation';
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
import { LINK_METADATA } from '../reference';
import { segment } from '../wire';
import { stripeAmounts } from './amounts';
import { stripeFailure, stripeGet, stripeParts, stripePost } from './api';

const NAME = 'Stripe Checkout';
const PATH = '/v1/checkout/sessions';
const DAY = 86_400;
const MOST_PAGES = 20;

function* create(request: LinkRequest): Conversation<MadeLink> {
  const email = usableEmail(request);
  const form = {
    mode: 'payment',
    ...stripeParts(request),
    success_url: request.returnUrl,
    client_reference_id: request.contactKey,
    ...(email === undefined ? {} : { customer_email: email }),
    ...(request.locale === undefined ? {} : { locale: localeOf(request.locale) }),
    ...(request.expiresAt === undefined ? {} : { expires_at: Math.floor(Date.parse(request.expiresAt) / 1_000) }),
  };
  const answer = successOf(NAME, yield stripePost(PATH, form, request.linkKey));
  const made = linkOf(answer.body);
  if (!made) throw badAnswer(NAME, answer);
  return made;
}

/** Stripe's own list of languages; what is not on it is left to the browser. */
function localeOf(locale: string): string {
  const [language = ''] = locale.split('-');
  if (locale === 'pt-BR' || locale === 'es-ES') return locale === 'es-ES' ? 'es' : locale;
  if (language === 'es') return 'es-419';
  return ['en', 'pt', 'fr', 'de', 'it', 'nl', 'ja', 'pl'].includes(language) ? language : 'auto';
}

function linkOf(session: unknown): MadeLink | undefined {
  const id = text(session, 'id');
  const url = text(session, 'url');
  const expiresAt = instantOfEpoch(number(session, 'expires_at'));
  if (id === undefined || url === undefined) return undefined;
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function stateOf(session: unknown, link: LinkRef): LinkState {
  const status = text(session, 'status');
  const said = text(session, 'payment_status');
  const made = linkOf(session);
  const url = made?.url === undefined ? {} : { url: made.url };
  if (status === 'expired') return { status: 'expired', said: status };
  if (status !== 'complete')
    return { status: 'open', ...url, ...(made?.expiresAt ? { expiresAt: made.expiresAt } : {}) };
  if (said !== 'paid') return { status: 'pending', ...(said === undefined ? {} : { said }) };
  const paid = moneyOfUnits(stripeAmounts, number(session, 'amount_total'), link.amount.currency);
  return { status: 'paid', said, ...(paid ? { paid } : {}) };
}

function* getStatus(link: LinkRef): Conversation<LinkState> {
  const reply = yield stripeGet(`${PATH}/${segment(link.id)}`);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  return stateOf(successOf(NAME, reply).body, link);
}

function* cancel(link: LinkRef): Conversation<LinkState> {
  const reply = yield stripePost(`${PATH}/${segment(link.id)}/expire`, {});
  // Only an open session can be closed; what it is instead, it says itself.
  if (reply.failure?.kind === 'refused') return yield* getStatus(link);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  const state = stateOf(successOf(NAME, reply).body, link);
  return state.status === 'expired' || state.status === 'open' ? { status: 'cancelled', said: 'expired' } : state;
}

/** Sessions can be listed by the time they were made; ours bears the key. */
function* findByReference({ linkKey, askedAt }: LookupRequest): Conversation<Lookup> {
  // A day on either side: clocks differ, and a list too long costs a page, one too short a second link.
  const from = Math.floor(Date.parse(askedAt) / 1_000) - DAY;
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = {
      'created[gte]': String(from),
      limit: '100',
      ...(after === undefined ? {} : { starting_after: after }),
    };
    const answer = successOf(NAME, yield stripeGet(PATH, query));
    const { body } = answer;
    const sessions = listIn(NAME, answer, 'data');
    const session = sessions.find((one) => text(one, 'metadata', LINK_METADATA) === linkKey);
    if (session !== undefined) {
      const made = linkOf(session);
      if (made) return { found: made, status: 'open' };
      // An expired session has no address; it is over, so nothing of it can be paid.
      return { found: null };
    }
    after = text(sessions.at(-1), 'id');
    if (get(body, 'has_more') !== true || after === undefined) return { found: null };
  }
  return { unsure: true };
}

/** Stripe Checkout Session: lives for a day at most, so it is for messages that are read soon. */
export const stripeCheckout: PaymentProvider = {
  id: 'stripe_checkout',
  name: NAME,
  can: { idempotent: { hours: 24 }, lookup: 'all', cancel: true, partial: false, expiry: { least: 1_800, most: DAY } },
  amounts: stripeAmounts,
  check(request) {
    checkCommon(stripeCheckout, request);
    need(request.returnUrl, 'returnUrl', NAME, 'Fill in “Return URL”: the page that the customer sees after paying.');
  },
  create,
  getStatus,
  cancel,
  findByReference,
  failure: stripeFailure,
};
