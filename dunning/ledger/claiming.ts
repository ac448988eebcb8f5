import { brokenCap, capReach } from './caps';
import type { CountedContact } from './caps';
import type { ClaimRequest, Demand } from './contact';
import { mayClaimAgain, statusOf } from './fold';
import { toInstant, toMillis } from './instant';
import type { ClaimResult } from './ledger';
import { concerns } from './payments';
import { SKIP_REASONS } from './reasons';
import type { SkipCode } from './reasons';
import type { PaymentRecord } from './records';
import { restrictedBy } from './standing';
import type { Restrictions } from './standing';
import { viewContact } from './stored';
import type { StoredContact } from './stored';

/** What deciding a batch needs to see of the ledger. It must be read under the locks of the batch's customers. */
export interface ClaimView {
  /** The contact stored under the request's key. */
  stored(request: ClaimRequest): StoredContact | undefined;
  /** This customer's contacts that count towards caps and lie in `window`; the array is taken over and added to. */
  counted(account: string, customerId: string, window: CapWindow): CountedContact[];
  /** Refusals and holds of this customer; undefined when there are none. */
  restrictions(account: string, customerId: string): Restrictions | undefined;
  /** This customer's payments that changed after `revision`. */
  paymentsSince(account: string, customerId: string, revision: number): ReadonlyArray<Pick<PaymentRecord, 'scope'>>;
}

/** Both ends in milliseconds, inclusive. */
export interface CapWindow {
  from: number;
  until: number;
}

export interface ClaimTerms {
  now: number;
  leaseMs: number;
  /**
   * One fresh, unguessable token for each request. A store that lost its connection while it committed repeats the batch
   * with the same tokens: a claim that got through is then recognised as ours.
   */
  tokens: readonly string[];
}

/** What to answer, in request order, and which rows to insert or, where the key exists, to replace. */
export interface ClaimPlan {
  results: ClaimResult[];
  writes: StoredContact[];
}

/** The stretch of time in which contacts can matter to the caps of a batch; undefined when nothing in it has caps. */
export function capWindow(requests: readonly ClaimRequest[]): CapWindow | undefined {
  let window: CapWindow | undefined;
  for (const request of requests) {
    if (request.caps.length === 0) continue;
    const at = toMillis(request.at, 'at');
    const reach = capReach(request.caps);
    if (!window) window = { from: at - reach, until: at + reach };
    else {
      window.from = Math.min(window.from, at - reach);
      window.until = Math.max(window.until, at + reach);
    }
  }
  return window;
}

/**
 * Decides a batch of claims in order. A key is won when it is new, or its earlier claim provably never left, and no cap
 * is broken by what is stored or was won earlier in this batch.
 * @throws InputError when an instant or a cap's time zone is not one
 */
export function decideClaims(requests: readonly ClaimRequest[], view: ClaimView, terms: ClaimTerms): ClaimPlan {
  const { now, leaseMs, tokens } = terms;
  const window = capWindow(requests);
  const won = new Map<string, StoredContact>();
  const countedOf = new Map<string, CountedContact[]>();
  const results: ClaimResult[] = [];
  const writes: StoredContact[] = [];

  const leaseUntil = now + leaseMs;
  const leaseEnd = toInstant(leaseUntil);

  for (const [index, request] of requests.entries()) {
    const at = toMillis(request.at, 'at');
    const { key, account, customerId, channel, caps, demand } = request;
    const token = tokens[index] ?? '';

    const earlier = won.get(key) ?? view.stored(request);
    if (earlier?.token === token) {
      results.push({ decision: 'send', key, token, leaseUntil: toInstant(earlier.leaseUntil) });
      continue;
    }
    const resend = request.resendUncertain === true && mayHaveLeft(earlier, now) && !won.has(key);
    if (earlier && !resend && !mayClaimAgain(earlier, now)) {
      results.push(skip(key, codeFor(earlier, now), earlier, now));
      continue;
    }
    const restrictions = view.restrictions(account, customerId);
    const forbidden = restrictions && restrictedBy(request, restrictions);
    if (forbidden) {
      results.push(skip(key, forbidden, undefined, now));
      continue;
    }
    if (demand && isOutdated(demand, view.paymentsSince(account, customerId, demand.revision))) {
      results.push(skip(key, 'balance_changed', undefined, now));
      continue;
    }
    let counted: CountedContact[] | undefined;
    if (window) {
      const customer = `${account}\n${customerId}`;
      counted = countedOf.get(customer);
      if (!counted) {
        counted = view.counted(account, customerId, window);
        countedOf.set(customer, counted);
      }
      const others = resend ? without(counted, earlier) : counted;
      if (brokenCap(caps, at, channel, others, request.debtId)) {
        results.push(skip(key, 'cap_reached', undefined, now));
        continue;
      }
    }
    const contact: StoredContact = {
      key,
      account,
      customerId,
      scope: request.scope.length > 1 ? [...request.scope].sort() : request.scope,
      cycle: request.cycle,
      stage: request.stage,
      channel,
      attempt: request.attempt,
      debtId: request.debtId,
      level: request.level,
      at,
      state: 'claimed',
      facts: 0,
      claimedAt: now,
      leaseFrom: now,
      leaseUntil,
      token,
      provider: null,
      providerMessageId: null,
      detail: null,
      demands: demand ? demand.invoices : null,
      stopped: null,
    };
    won.set(key, contact);
    counted?.push({ at, channel, debtId: request.debtId });
    writes.push(contact);
    results.push({ decision: 'send', key, token, leaseUntil: leaseEnd });
  }
  return { results, writes };
}

/** Whether a payment came in, or changed, that the message does not know of. */
function isOutdated({ invoices }: Demand, changed: ReadonlyArray<Pick<PaymentRecord, 'scope'>>): boolean {
  return changed.some(({ scope }) => concerns(scope, invoices));
}

function mayHaveLeft(earlier: StoredContact | undefined, now: number): boolean {
  return earlier !== undefined && statusOf(earlier, now) === 'uncertain';
}

/** A message that is sent again in the place of an uncertain one does not stand in its own way. */
function without(counted: CountedContact[], earlier: StoredContact | undefined): CountedContact[] {
  const own = counted.findIndex((contact) => contact.at === earlier?.at && contact.channel === earlier.channel);
  return counted.filter((_, index) => index !== own);
}

function codeFor(earlier: StoredContact, now: number): SkipCode {
  switch (statusOf(earlier, now)) {
    case 'claimed':
    case 'queued':
    case 'sending':
      return 'in_progress';
    case 'uncertain':
      return 'uncertain';
    default:
      return 'already_contacted';
  }
}

function skip(key: string, reasonCode: SkipCode, earlier: StoredContact | undefined, now: number): ClaimResult {
  const result: ClaimResult = { decision: 'skip', key, reasonCode, reason: SKIP_REASONS[reasonCode] };
  if (earlier) result.earlier = viewContact(earlier, now);
  return result;
}
