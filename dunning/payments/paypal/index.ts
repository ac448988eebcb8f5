import { decimalAmount } from '../../providers/shared/events';
import { get, list, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { checkCommon, usableEmail } from '../checks';
import { badAnswer, listIn, successOf } from '../conversation';
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
import { shortLine } from '../reference';
import { segment } from '../wire';
import type { ProviderRequest } from '../wire';
import { payPalFailure, payPalIssues } from './failure';

const NAME = 'PayPal';
const PATH = '/v2/invoicing/invoices';

/** Source: developer.paypal.com, “Currency codes”. BRL and MYR only between accounts of the country. */
const amounts: AmountRule = {
  name: NAME,
  currencies: new Set(
    'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(' '),
  ),
  decimals: (currency) => (['HUF', 'JPY', 'TWD'].includes(currency) ? 0 : 2),
  wire: 'text',
};

/** Invoice numbers are unique at PayPal: ours end in the key, so that making one twice is refused. At most 25 characters. */
export function payPalNumber({ invoices, linkKey }: Pick<LinkRequest, 'invoices' | 'linkKey'>): string {
  const number = (invoices[0] ?? '').replace(/[^A-Za-z0-9-]+/g, '').slice(0, 12);
  return `${number === '' ? '' : `${number}-`}${linkKey.slice(0, 12)}`;
}

const call = (method: ProviderRequest['method'], path: string, json?: unknown, repeatable = true): ProviderRequest => ({
  method,
  path,
  headers: { Prefer: 'return=representation' },
  ...(json === undefined ? {} : { body: { json } }),
  repeatable,
});

function* create(request: LinkRequest): Conversation<MadeLink> {
  const answer = successOf(NAME, yield call('POST', PATH, invoiceOf(request), false));
  const id = text(answer.body, 'id') ?? text(answer.body, 'href')?.split('/').at(-1);
  if (id === undefined) throw badAnswer(NAME, answer);
  return yield* send(id);
}

function invoiceOf(request: LinkRequest) {
  const { currency } = request.amount;
  const email = usableEmail(request, 254);
  return {
    detail: {
      invoice_number: payPalNumber(request),
      reference: request.reference.slice(-120),
      // Private: only the seller sees it.
      memo: request.contactKey,
      currency_code: currency,
      payment_term: { term_type: 'DUE_ON_RECEIPT' },
    },
    ...(email === undefined ? {} : { primary_recipients: [{ billing_info: { email_address: email } }] }),
    items: [
      {
        name: shortLine(request.description, 200),
        quantity: '1',
        unit_amount: { currency_code: currency, value: wireAmount(amounts, request.amount).wire },
      },
    ],
    configuration: { partial_payment: { allow_partial_payment: request.partial === true } },
  };
}

/** Opens a draft for payment. PayPal mails nobody: the link travels in our own message. */
function* send(id: string): Conversation<MadeLink> {
  const json = { send_to_recipient: false, send_to_invoicer: false };
  const answer = successOf(NAME, yield call('POST', `${PATH}/${segment(id)}/send`, json));
  const url = text(answer.body, 'href') ?? payerView(get(answer.body, 'links'));
  if (url !== undefined) return { id, url };
  const whole = successOf(NAME, yield call('GET', `${PATH}/${segment(id)}`));
  const shown = viewUrl(whole.body);
  if (shown === undefined) throw badAnswer(NAME, whole);
  return { id, url: shown };
}

function payerView(links: unknown): string | undefined {
  return text(
    list(links).find((link) => text(link, 'rel') === 'payer-view'),
    'href',
  );
}

const viewUrl = (invoice: unknown) =>
  text(invoice, 'detail', 'metadata', 'recipient_view_url') ?? payerView(get(invoice, 'links'));

const STATUSES: Readonly<Record<string, LinkStatus>> = {
  DRAFT: 'open',
  SCHEDULED: 'open',
  SENT: 'open',
  UNPAID: 'open',
  PAYMENT_PENDING: 'pending',
  PARTIALLY_PAID: 'partly_paid',
  PAID: 'paid',
  MARKED_AS_PAID: 'paid',
  PARTIALLY_REFUNDED: 'refunded',
  REFUNDED: 'refunded',
  MARKED_AS_REFUNDED: 'refunded',
  CANCELLED: 'cancelled',
};

function stateOf(invoice: unknown): LinkState {
  const said = text(invoice, 'status') ?? '';
  const status = Object.hasOwn(STATUSES, said) ? (STATUSES[said] ?? 'closed') : 'closed';
  const amount = get(invoice, 'payments', 'paid_amount');
  const paid = decimalAmount(text(amount, 'value'), text(amount, 'currency_code'));
  const url = viewUrl(invoice);
  return {
    status,
    said,
    ...(paid && paid.minor > 0 ? { paid } : {}),
    ...(url === undefined ? {} : { url }),
  };
}

function* getStatus(link: LinkRef): Conversation<LinkState> {
  const reply = yield call('GET', `${PATH}/${segment(link.id)}`);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  const answer = successOf(NAME, reply);
  if (text(answer.body, 'id') !== link.id) throw badAnswer(NAME, answer);
  return stateOf(answer.body);
}

function* cancel(link: LinkRef): Conversation<LinkState> {
  const json = { send_to_recipient: false, send_to_invoicer: false };
  const reply = yield call('POST', `${PATH}/${segment(link.id)}/cancel`, json);
  if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
  if (!reply.failure) return { status: 'cancelled', said: 'CANCELLED' };
  const issues = payPalIssues(reply.answer);
  if (issues.includes('CANNOT_CANCEL_DRAFT_INVOICE')) {
    successOf(NAME, yield call('DELETE', `${PATH}/${segment(link.id)}`));
    return { status: 'cancelled', said: 'DRAFT' };
  }
  // Paid, refunded, partly paid or cancelled already: the invoice says which.
  if (reply.failure.kind === 'state') return yield* getStatus(link);
  successOf(NAME, reply);
  return { status: 'cancelled' };
}

/** Every invoice with our reference. */
function* allOf(reference: string): Conversation<unknown[]> {
  const path = '/v2/invoicing/search-invoices';
  const query = { page: '1', page_size: '100', total_required: 'true' };
  const ours = reference.slice(-120);
  const request: ProviderRequest = {
    method: 'POST',
    path,
    query,
    body: { json: { reference: ours } },
    repeatable: true,
  };
  const answer = successOf(NAME, yield request);
  // Where nothing is found, PayPal leaves the list out of an answer that is one all the same.
  const found = get(answer.body, 'total_items') === 0 ? [] : listIn(NAME, answer, 'items');
  return found.filter((one) => text(one, 'detail', 'reference') === ours);
}

function* linksOf({ reference }: Pick<LinkRef, 'reference'>): Conversation<string[]> {
  const mine = yield* allOf(reference);
  const over: ReadonlySet<LinkStatus> = new Set(['cancelled', 'refunded', 'closed']);
  return mine.filter((one) => !over.has(stateOf(one).status)).flatMap((one) => text(one, 'id') ?? []);
}

/** What can be paid or was, before what was only begun, before what was cancelled. */
const RANKS = ['DRAFT', 'CANCELLED'];
const rankOf = (invoice: unknown): number => RANKS.indexOf(text(invoice, 'status') ?? '');

/** By our reference. A draft that was never opened is opened, when the look-up is there to finish what was begun. */
function* findByReference({ reference, finish }: LookupRequest): Conversation<Lookup> {
  const mine = yield* allOf(reference);
  const [first] = mine.toSorted((one, other) => rankOf(one) - rankOf(other));
  const id = text(first, 'id');
  if (id === undefined) return { found: null };
  const shown = successOf(NAME, yield call('GET', `${PATH}/${segment(id)}`));
  const whole = shown.body;
  if (text(whole, 'id') !== id) throw badAnswer(NAME, shown);
  const state = stateOf(whole);
  const due = get(whole, 'amount');
  const amount = decimalAmount(text(due, 'value'), text(due, 'currency_code'));
  const known = { status: state.status, ...(amount ? { amount } : {}) };
  if (state.said === 'CANCELLED') return { found: null };
  if (state.said === 'DRAFT' && finish) return { found: yield* send(id), ...known };
  return { found: { id, ...(state.url === undefined ? {} : { url: state.url }) }, ...known };
}

/** PayPal: an invoice that PayPal does not mail. It never expires by itself. */
export const payPal: PaymentProvider = {
  id: 'paypal',
  name: NAME,
  can: { idempotent: null, lookup: 'all', cancel: true, partial: true, expiry: null },
  amounts,
  check: (request) => checkCommon(payPal, request),
  create,
  getStatus,
  cancel,
  findByReference,
  linksOf,
  failure: payPalFailure,
};
