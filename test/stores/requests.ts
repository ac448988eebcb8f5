import type { Cap } from '../../dunning/compliance/verdict';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { contactKey } from '../../dunning/ledger/key';

/** A claim of a first reminder by e-mail; `over` changes what the test is about. */
export function request(over: Partial<ClaimRequest> = {}): ClaimRequest {
  const identity = {
    account: 'acme',
    customerId: 'c-1',
    scope: ['inv-1'],
    cycle: '2026-10-01',
    stage: 'first_reminder',
    channel: 'email' as const,
    attempt: 1,
    ...over,
  };
  return {
    debtId: identity.scope.join('+'),
    level: 1,
    at: '2026-11-23T09:00:00-06:00',
    caps: [],
    ...identity,
    key: over.key ?? contactKey(identity),
  };
}

/** One contact a day in Mexico City, over all channels together. */
export const ONE_A_DAY: Cap = {
  ruleId: 'test.one_a_day',
  channels: [],
  max: 1,
  per: { unit: 'day' },
  timeZone: 'America/Mexico_City',
};
