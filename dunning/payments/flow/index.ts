import { decimalAmount } from '../../providers/shared/events';
import { get, number, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon, need, usableEmail } from '../checks';
import { badAnswer, successOf } from '../conversation';
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
import type { ProviderAnswer } from '../wire';

const NAME = 'Flow';

/** Pesos without decimals, and UF, which is what Flow calls CLF. */
const amounts: AmountRule = {
  name: NAME,
  currencies: new Set(['CLP', 'CLF']),
  decimals: (currency) => (currency === 'CLF' ? 4 : 0),
  wire: 'number',
};

/** Flow's name for our reference is short, so the invoice is left out: contact key, and the number of a later link. */
export function commerceOrderOf(reference: string): string {
  return /[0-9a-f]{40}(\/\d{1,4})?$/.exec(reference)?.[0] ?? reference.slice(0, 45);
}

/** The key and the signature are the credential's to add. */
function* create(request: LinkRequest): Conversation<MadeLink> {
  const { expiresAt, askedAt, amount } = request;
  const seconds =
    expiresAt === undefined ? undefined : Math.floor((Date.parse(expiresAt) - Date.parse(askedAt)) / 1_000);
  const form: Array<[string, string]> = [
    ['commerceOrder', commerceOrderOf(request.reference)],
    ['subject', shortLine(request.description, 200)],
    ['currency', amount.currency === 'CLF' ? 'UF' : amount.currency],
    ['amount', String(wireAmount(amounts, amount).wire)],
    ['email', usableEmail(request) ?? ''],
    ['urlConfirmation', request.notificationUrl ?? ''],
    ['urlReturn', request.returnUrl ?? ''],
    ['optional', JSON.stringify(linkMetadata(request))],
    ...(seconds === undefined ? [] : [['timeout', String(seconds)] as [string, string]]),
  ];
  const answer = successOf(NAME, yield { method: 'POST', path: '/payment/create', body: { form }, repeatable: false });
  const page = text(answer.body, 'url');
  const token = text(answer.body, 'token');
  const id = text(answer.body, 'flowOrder');
  if (page === undefined || token === undefined || id === undefined) throw badAnswer(NAME, answer);
  const url = `${page}?token=${encodeURIComponent(token)}`;
  return { id, url, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** 1 pending, 2 paid, 3 rejected, 4 cancelled. Source: developers.flow.cl, “payment/getStatus”. */
const STATUSES: ReadonlyMap<number, LinkStatus> = new Map([
  [1, 'open'],
  [2, 'paid'],
  [3, 'cancelled'],
  [4, 'cancelled'],
]);

function stateOf(order: unknown): LinkState {
  const code = number(order, 'status');
  const status = (code === undefined ? undefined : STATUSES.get(code)) ?? 'closed';
  const said = code === undefined ? {} : { said: String(code) };
  // A voucher was taken: the money is on its way.
  if (status === 'open' && text(order, 'pending_info', 'media') !== undefined) return { status: 'pending', ...said };
  const currency = text(order, 'currency') === 'UF' ? 'CLF' : (text(order, 'currency') ?? 'CLP');
  const paid = status === 'paid' ? decimalAmount(get(order, 'amount'), currency) : undefined;
  return { status, ...said, ...(paid ? { paid } : {}) };
}

function* getStatus(link: LinkRef): Conversation<LinkState> {
  const query = { flowOrder: link.id };
  const reply = yield { method: 'GET', path: '/payment/getStatusByFlowOrder', query, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  return stateOf(successOf(NAME, reply).body);
}

/** Flow closes no order on demand; how it stands is all there is to say. */
function* cancel(link: LinkRef): Conversation<LinkState> {
  return yield* getStatus(link);
}

/** The order is found, its address is not in the answer. */
function* findByReference({ reference }: LookupRequest): Conversation<Lookup> {
  const query = { commerceId: commerceOrderOf(reference) };
  const reply = yield { method: 'GET', path: '/payment/getStatusByCommerceId', query, repeatable: true };
  if (reply.failure?.kind === 'not_found') return { found: null };
  const { body } = successOf(NAME, reply);
  const id = text(body, 'flowOrder');
  if (id === undefined) return { unsure: true };
  const { status } = stateOf(body);
  return status === 'closed' || status === 'cancelled' ? { found: null } : { lost: { id, status } };
}

/** `{code, message}`; what is wrong with the business is a 400 or a 401. */
function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const said = text(answer.body, 'message') ?? looseWords(answer);
  const found = failureOf(answer, { code: text(answer.body, 'code'), said });
  if (!found) return undefined;
  if (answer.status === 400 && /not found|no encontrad/i.test(said ?? '')) return { ...found, kind: 'not_found' };
  if (/apikey|signature|firma/i.test(said ?? '')) return { ...found, kind: 'bad_key' };
  // Flow also says 401 for an error of its own business logic.
  if (answer.status === 401 && said !== undefined && !/unauthor|autoriz/i.test(said))
    return { ...found, kind: 'refused' };
  return /amount|monto/i.test(said ?? '') && found.kind === 'refused' ? { ...found, kind: 'amount' } : found;
}

/** Flow (Chile): a payment order. */
export const flow: PaymentProvider = {
  id: 'flow',
  name: NAME,
  can: {
    idempotent: null,
    lookup: 'all',
    cancel: false,
    partial: false,
    expiry: { least: 300, most: 365 * 86_400 },
    // A second order could never be closed, so nothing is risked: the next day's run is soon enough.
    arrivesWithin: 12 * 3_600,
  },
  amounts,
  check(request) {
    checkCommon(flow, request);
    need(usableEmail(request), 'payer.email', NAME, 'Give the customer an e-mail address: Flow asks for the payer’s.');
    need(request.returnUrl, 'returnUrl', NAME, 'Fill in “Page After Paying”.');
    need(request.notificationUrl, 'notificationUrl', NAME, 'Fill in “Webhook Address for Payments”.');
  },
  create,
  getStatus,
  cancel,
  findByReference,
  failure,
};
