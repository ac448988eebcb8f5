import fc from 'fast-check';

import { EVENT_TYPES } from '../../../dunning/ledger/events';
import type { EventType } from '../../../dunning/ledger/events';
import { FACT, foldEvents, leaseRuns, mayClaimAgain, stateAfterResult, statusOf } from '../../../dunning/ledger/fold';
import type { ClaimState } from '../../../dunning/ledger/fold';

const event = fc.record({
  type: fc.constantFrom<EventType>(...EVENT_TYPES),
  machine: fc.option(fc.boolean(), { nil: undefined }),
  permanent: fc.option(fc.boolean(), { nil: undefined }),
});
const STATES: ClaimState[] = ['claimed', 'queued', 'sending', 'uncertain', 'sent', 'failed', 'released'];
const OUTCOMES = ['sent', 'failed', 'uncertain'] as const;
const lease = { leaseFrom: 1000, leaseUntil: 2000 };

function after(state: ClaimState, ...types: EventType[]): string {
  return statusOf({ state, facts: foldEvents(types.map((type) => ({ type }))), ...lease }, 1500);
}

describe('the status of a contact', () => {
  it('is the same for every order and any repetition of its events', () => {
    const shuffledWithRepeats = fc
      .array(event, { maxLength: 8 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: 0 }),
          fc.shuffledSubarray(events, { minLength: events.length }),
        ),
      );
    fc.assert(
      fc.property(shuffledWithRepeats, fc.constantFrom(...STATES), fc.nat(3000), ([events, some, all], state, now) => {
        const claim = (facts: number) => statusOf({ state, facts, ...lease }, now);
        expect(claim(foldEvents([...some, ...all]))).toBe(claim(foldEvents(events)));
      }),
    );
  });
  it('is the same for every order and any repetition of its results', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 5 }),
        fc.constantFrom<ClaimState>('claimed', 'queued', 'sending'),
        (outcomes, state) => {
          const forwards = outcomes.reduce(stateAfterResult, state);
          const backwards = [...outcomes, ...outcomes].reverse().reduce(stateAfterResult, state);
          expect(backwards).toBe(forwards);
        },
      ),
    );
  });
  it.each<[EventType[], string]>([
    [['sent'], 'sent'],
    [['deferred'], 'sent'],
    [['delivered', 'sent'], 'delivered'],
    [['opened', 'delivered'], 'read'],
    [['replied', 'read'], 'replied'],
    [['bounced', 'delivered'], 'bounced'],
    [['soft_bounced', 'sent'], 'bounced'],
    [['soft_bounced', 'delivered'], 'delivered'],
    [['failed', 'sent'], 'failed'],
    [['dropped'], 'failed'],
    [['complained'], 'delivered'],
    [['unsubscribed'], 'read'],
    [['paid', 'unknown', 'link_expired'], 'sending'],
  ])('after %j is %s', (types, status) => {
    expect(after('sending', ...types)).toBe(status);
  });
  it('counts what a machine opened, clicked or answered as delivered, not as read', () => {
    for (const type of ['opened', 'clicked', 'read', 'replied', 'unsubscribed'] as const) {
      expect(statusOf({ state: 'sent', facts: foldEvents([{ type, machine: true }]), ...lease }, 1500)).toBe(
        'delivered',
      );
    }
  });
  it('believes a provider over an unfinished, failed or uncertain claim', () => {
    for (const state of STATES) expect(after(state, 'delivered')).toBe('delivered');
  });
  it.each<[ClaimState, string, string]>([
    ['claimed', 'claimed', 'uncertain'],
    ['queued', 'queued', 'released'],
    ['sending', 'sending', 'uncertain'],
    ['sent', 'sent', 'sent'],
  ])('of a claim that is %s is %s during its lease and %s after it', (state, during, afterwards) => {
    expect(statusOf({ state, facts: 0, ...lease }, 1999)).toBe(during);
    expect(statusOf({ state, facts: 0, ...lease }, 2000)).toBe(afterwards);
  });
});

describe('a lease', () => {
  it('survives a clock that goes back by up to its length and ends beyond that', () => {
    expect(leaseRuns(lease, 0)).toBe(true);
    expect(leaseRuns(lease, -1)).toBe(false);
  });
});

describe('a key', () => {
  it('may be claimed again only when its message provably never left', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.array(event, { maxLength: 4 }), fc.nat(3000), (state, events, now) => {
        const claim = { state, facts: foldEvents(events), ...lease };
        if (!mayClaimAgain(claim, now)) return;
        expect(claim.facts).toBe(0);
        expect(['queued', 'failed', 'released']).toContain(state);
      }),
    );
    expect(mayClaimAgain({ state: 'released', facts: 0, ...lease }, 1500)).toBe(true);
    expect(mayClaimAgain({ state: 'failed', facts: 0, ...lease }, 1500)).toBe(true);
    expect(mayClaimAgain({ state: 'failed', facts: FACT.failed, ...lease }, 1500)).toBe(false);
    expect(mayClaimAgain({ state: 'released', facts: FACT.maybeSent, ...lease }, 1500)).toBe(false);
  });
});
