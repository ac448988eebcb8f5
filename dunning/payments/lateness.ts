import type { Instant } from '../common';
import { toInstant } from '../ledger/instant';
import { PaymentError } from './failure';
import type { LinkRecord } from './link-ledger';
import type { Capabilities, PaymentProvider } from './provider';

/**
 * How long after it was sent a request may still be acted upon, in seconds: our side gives up after half a minute, and what lies
 * between (proxies, load balancers, queues of the provider) hold a request for minutes at the very most.
 */
const ARRIVES_WITHIN = 15 * 60;

const secondsOf = ({ arrivesWithin = ARRIVES_WITHIN }: Capabilities): number => arrivesWithin;

/** From when on a look at the provider shows everything that was ever sent for this link. */
export function settledAt({ can }: Pick<PaymentProvider, 'can'>, { calledUntil }: LinkRecord): Instant {
  return toInstant(Date.parse(calledUntil) + secondsOf(can) * 1_000);
}

/** Whether that moment has come. */
export function isSettled(provider: Pick<PaymentProvider, 'can'>, link: LinkRecord, now: Instant): boolean {
  return Date.parse(settledAt(provider, link)) <= Date.parse(now);
}

/**
 * From when on whatever was sent for this link has run out at the provider; undefined for a link that does not. A provider may count
 * a link's life from when the call arrived, so that is added to the last moment at which it can have.
 */
export function overAt(provider: Pick<PaymentProvider, 'can'>, link: LinkRecord): Instant | undefined {
  const { expiresAt, askedAt } = link;
  if (!provider.can.expiry || expiresAt === undefined) return undefined;
  return toInstant(Date.parse(settledAt(provider, link)) + Date.parse(expiresAt) - Date.parse(askedAt));
}

/** Nobody can say yet; from when on somebody can. */
export function unsettled(provider: Pick<PaymentProvider, 'can' | 'name'>, link: LinkRecord): PaymentError {
  const { name } = provider;
  return new PaymentError(name, { kind: 'unsettled' }, true, {
    problem: `Nobody can say yet whether ${name} made the link: its answer was lost, and the request may still arrive.`,
    advice: `Run the item again after ${toTheMinute(settledAt(provider, link))}: the node looks first, and makes another one only if none is there.`,
  });
}

/** `2026-11-23 15:15 UTC`, never early. */
export function toTheMinute(instant: Instant): string {
  const minutes = Math.ceil(Date.parse(instant) / 60_000);
  return `${toInstant(minutes * 60_000)
    .slice(0, 16)
    .replace('T', ' ')} UTC`;
}
