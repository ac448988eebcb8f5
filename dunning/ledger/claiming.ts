import { brokenCap, capReach } from './caps';
import type { CountedContact } from './caps';
import type { ClaimRequest } from './contact';
import { mayClaimAgain, statusOf } from './fold';
import { toInstant, toMillis } from './instant';
import type { ClaimResult } from './ledger';
import { SKIP_REASONS } from './reasons';
import type { SkipCode } from './reasons';
import { viewContact } from './stored';
import type { StoredContact } from './stored';

/** What deciding a batch needs to see of the ledger. It must be read under the locks of the batch's customers. */
export interface ClaimView {
  /** The contact stored under this key. */
  stored(key: string): StoredContact | undefined;
  /** This customer's contacts that count towards caps and lie in `window`; the array is taken over and added to. */
  counted(account: string, customerId: string, window: CapWindow): CountedContact[];
}

/** Both ends in milliseconds, inclusive. */
export interface CapWindow {
  from: number;
  until: number;
}

export interface ClaimTerms {
  now: number;
  leaseMs: number;
  /** A fresh unguessable token at each call. */
  newToken: () => string;
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
  const { now, leaseMs, newToken } = terms;
  const window = capWindow(requests);
  const won = new Map<string, StoredContact>();
  const countedOf = new Map<string, CountedContact[]>();
  const results: ClaimResult[] = [];
  const writes: StoredContact[] = [];

  for (const request of requests) {
    const at = toMillis(request.at, 'at');
    const { key, account, customerId, channel, caps } = request;

    const earlier = won.get(key) ?? view.stored(key);
    if (earlier && !mayClaimAgain(earlier, now)) {
      results.push(skip(key, codeFor(earlier, now), earlier, now));
      continue;
    }
    let counted: CountedContact[] | undefined;
    if (window) {
      const customer = JSON.stringify([account, customerId]);
      counted = countedOf.get(customer);
      if (!counted) {
        counted = view.counted(account, customerId, window);
        countedOf.set(customer, counted);
      }
      if (brokenCap(caps, at, channel, counted)) {
        results.push(skip(key, 'cap_reached', undefined, now));
        continue;
      }
    }
    const contact: StoredContact = {
      key,
      account,
      customerId,
      scope: [...request.scope].sort(),
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
      leaseUntil: now + leaseMs,
      token: newToken(),
      provider: null,
      providerMessageId: null,
      detail: null,
    };
    won.set(key, contact);
    counted?.push({ at, channel });
    writes.push(contact);
    results.push({ decision: 'send', key, token: contact.token, leaseUntil: toInstant(contact.leaseUntil) });
  }
  return { results, writes };
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
