import fc from 'fast-check';

import { CHANNELS } from '../../../dunning/common';
import type { Cap } from '../../../dunning/compliance/verdict';
import type { CountedContact } from '../../../dunning/ledger/caps';
import { decideClaims } from '../../../dunning/ledger/claiming';
import type { ClaimView } from '../../../dunning/ledger/claiming';
import type { ClaimRequest } from '../../../dunning/ledger/contact';
import { dayNumber } from '../../../dunning/ledger/instant';
import type { StoredContact } from '../../../dunning/ledger/stored';
import { ONE_A_DAY, request } from '../../stores/requests';

const NOW = Date.parse('2026-11-23T15:00:00Z');

/** A ledger in memory, as simple as can be: what was written is what is seen. */
function memory() {
  const contacts = new Map<string, StoredContact>();
  const view: ClaimView = {
    stored: ({ key }) => contacts.get(key),
    counted: (_account, customerId, { from, until }): CountedContact[] =>
      [...contacts.values()].filter((one) => one.customerId === customerId && one.at >= from && one.at <= until),
    restrictions: () => undefined,
    paymentsSince: () => [],
  };
  function claim(requests: ClaimRequest[], tokens: string[], now = NOW) {
    const { results, writes } = decideClaims(requests, view, { now, leaseMs: 60_000, tokens });
    for (const contact of writes) contacts.set(contact.key, contact);
    return results;
  }
  return { contacts, claim };
}

describe('deciding claims', () => {
  it('again, after the answer of a commit was lost, gives the same answer', () => {
    const { claim } = memory();
    const batch = [request({ caps: [ONE_A_DAY] }), request({ caps: [ONE_A_DAY], channel: 'sms' }), request()];
    const first = claim(batch, ['t-1', 't-2', 't-3']);
    expect(first.map(({ decision }) => decision)).toEqual(['send', 'skip', 'skip']);
    expect(claim(batch, ['t-1', 't-2', 't-3'])).toEqual(first);
    expect(claim(batch, ['t-4', 't-5', 't-6']).map(({ decision }) => decision)).toEqual(['skip', 'skip', 'skip']);
  });

  it('never wins a key twice and never exceeds a cap, whatever the batches', () => {
    const wish = fc.record({
      customer: fc.nat(1),
      scope: fc.nat(3),
      day: fc.nat(6),
      channel: fc.constantFrom(...CHANNELS),
      resendUncertain: fc.boolean(),
    });
    const cap = (max: number): Cap => ({ ...ONE_A_DAY, max });
    fc.assert(
      fc.property(
        fc.array(fc.array(wish, { maxLength: 8 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (batches, max) => {
          const { contacts, claim } = memory();
          const tokens = new Set<string>();
          let sends = 0;
          for (const [n, batch] of batches.entries()) {
            const requests = batch.map(({ customer, scope, day, channel, resendUncertain }) =>
              request({
                customerId: `c-${customer}`,
                scope: [`inv-${scope}`],
                channel,
                at: `2026-11-1${day}T23:30:00-06:00`,
                caps: [cap(max)],
                resendUncertain,
              }),
            );
            const results = claim(
              requests,
              requests.map((_, i) => `${n}/${i}`),
            );
            expect(results.map(({ key }) => key)).toEqual(requests.map(({ key }) => key));
            for (const result of results) {
              if (result.decision !== 'send') continue;
              sends += 1;
              tokens.add(result.token);
            }
          }
          expect(tokens.size).toBe(sends);
          expect(contacts.size).toBe(sends);
          const perDay = new Map<string, number>();
          for (const { customerId, at } of contacts.values()) {
            const day = `${customerId}/${dayNumber(at, ONE_A_DAY.timeZone)}`;
            perDay.set(day, (perDay.get(day) ?? 0) + 1);
          }
          for (const count of perDay.values()) expect(count).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
