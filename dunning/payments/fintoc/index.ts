import { add, zero } from '../../invoice/money';
import { instantOfText, minorAmount } from '../../providers/shared/events';
import { get, list, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon, usableEmail } from '../checks';
import { badAnswer, listIn, successOf } from '../conversation';
import { failureOf, looseWords } from '../failure';
import type { FailureKind, ProviderFailure } from '../failure';
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
import type { ProviderAnswer } from '../wire';

const NAME = 'Fintoc';
const PATH = '/v1/payment_links';
const PAGE = 100;
const MOST_PAGES = 30;

const amounts: AmountRule = {
  name: NAME,
  currencies: new Set(['CLP', 'MXN']),
  decimals: (currency) => (currency === 'CLP' ? 0 : 2),
  wire: 'units',
};

function* create(request: LinkRequest): Conversation<MadeLink> {
  const email = usableEmail(request);
  const seconds =
    request.expiresAt === undefined
      ? undefined
      : Math.floor((Date.parse(request.expiresAt) - Date.parse(request.askedAt)) / 1_000);
  const json = {
    amount: wireAmount(amounts, request.amount).wire,
    currency: request.amount.currency,
    ...(seconds === undefined ? {} : { expires_after_seconds: seconds }),
    ...(email === undefined ? {} : { customer_email: email }),
    checkout: { description: shortLine(request.description, 200) },
    metadata: linkMetadata(request),
  };
  const headers = { 'Idempotency-Key': request.linkKey };
  const answer = successOf(NAME, yield { method: 'POST', path: PATH, headers, body: { json }, repeatable: true });
  const made = linkOf(answer.body);
  if (!made) throw badAnswer(NAME, answer);
  return made;
}

function linkOf(link: unknown): MadeLink | undefined {
  const id = text(link, 'id');
  const url = text(link, 'url');
  const expiresAt = instantOfText(text(link, 'expires_at'));
  if (id === undefined || url === undefined) return undefined;
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

const STATUSES: Readonly<Record<string, LinkStatus>> = {
  active: 'open',
  expired: 'expired',
  canceled: 'cancelled',
  succeeded: 'paid',
  paid: 'paid',
};

function stateOf(link: unknown): LinkState {
  const said = text(link, 'status') ?? '';
  const made = linkOf(link);
  return {
    status: (Object.hasOwn(STATUSES, said) ? STATUSES[said] : undefined) ?? 'closed',
    said,
    ...(made?.url === undefined ? {} : { url: made.url }),
    ...(made?.expiresAt === undefined ? {} : { expiresAt: made.expiresAt }),
  };
}

/** What was paid by a link: the link itself does not say so. Where the payments cannot be listed, it says nothing. */
function* paymentsOf(link: LinkRef): Conversation<LinkState | undefined> {
  const query = { payment_link_id: link.id };
  const reply = yield { method: 'GET', path: '/v1/payment_intents', query, repeatable: true };
  if (reply.failure?.kind === 'not_found' || reply.failure?.kind === 'refused') return undefined;
  const intents = list(successOf(NAME, reply).body).filter(
    (intent) => text(intent, 'payment_link_id') === link.id || text(intent, 'metadata', LINK_METADATA) === link.linkKey,
  );
  const { currency } = link.amount;
  const paid = intents
    .filter((intent) => text(intent, 'status') === 'succeeded')
    .reduce((sum: typeof link.amount, intent) => {
      const amount = minorAmount(get(intent, 'amount'), text(intent, 'currency') ?? currency);
      return amount?.currency === currency ? add(sum, amount) : sum;
    }, zero(currency));
  if (paid.minor >= link.amount.minor) return { status: 'paid', paid };
  return intents.some((intent) => text(intent, 'status') === 'pending') ? { status: 'pending' } : undefined;
}

function* getStatus(link: LinkRef): Conversation<LinkState> {
  const reply = yield { method: 'GET', path: `${PATH}/${segment(link.id)}`, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  const state = stateOf(successOf(NAME, reply).body);
  const payments = yield* paymentsOf(link);
  return { ...state, ...payments };
}

function* cancel(link: LinkRef): Conversation<LinkState> {
  const path = `${PATH}/${segment(link.id)}/cancel`;
  const reply = yield { method: 'PATCH', path, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  // Not active any more: it says itself what it is.
  if (reply.failure?.kind === 'refused') return yield* getStatus(link);
  const state = stateOf(successOf(NAME, reply).body);
  return { ...state, ...(yield* paymentsOf(link)) };
}

function* findByReference({ linkKey }: LookupRequest): Conversation<Lookup> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { page: String(page), per_page: String(PAGE) };
    const links = listIn(NAME, successOf(NAME, yield { method: 'GET', path: PATH, query, repeatable: true }));
    const found = links.find((one) => text(one, 'metadata', LINK_METADATA) === linkKey);
    const made = linkOf(found);
    if (made) {
      const amount = minorAmount(get(found, 'amount'), text(found, 'currency'));
      return { found: made, status: stateOf(found).status, ...(amount ? { amount } : {}) };
    }
    if (links.length < PAGE) return { found: null };
  }
  return { unsure: true };
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  idempotency_key_in_use: 'in_flight',
  idempotency_key_reused: 'conflict',
};

/** `{error: {type, code, message, param}}`. */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const code = text(answer.body, 'error', 'code');
  const field = text(answer.body, 'error', 'param');
  const found = failureOf(answer, { code, field, said: text(answer.body, 'error', 'message') ?? looseWords(answer) });
  if (!found) return undefined;
  const known = code !== undefined && Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;
  if (known) return { ...found, kind: known };
  return found.kind === 'refused' && (field === 'amount' || field === 'currency')
    ? { ...found, kind: 'amount' }
    : found;
}

/** Fintoc (Chile and Mexico): bank transfer. A link stays payable after a payment, so it is closed once it was paid. */
export const fintoc: PaymentProvider = {
  id: 'fintoc',
  name: NAME,
  can: {
    idempotent: { hours: 24 },
    lookup: 'latest',
    cancel: true,
    partial: false,
    expiry: { least: 60, most: 365 * 86_400 },
  },
  amounts,
  check: (request) => checkCommon(fintoc, request),
  create,
  getStatus,
  cancel,
  findByReference,
  failure,
};
