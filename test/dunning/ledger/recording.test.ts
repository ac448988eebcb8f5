import fc from 'fast-check';

import { FACT } from '../../../dunning/ledger/fold';
import type { SendResult } from '../../../dunning/ledger/ledger';
import { applyResult, applySettlement, eventMillis, messageId, shortened } from '../../../dunning/ledger/recording';
import type { StoredContact } from '../../../dunning/ledger/stored';

const stored: StoredContact = {
  key: 'k',
  account: 'acme',
  customerId: 'c-1',
  scope: ['inv-1'],
  cycle: 'c',
  stage: 'first',
  channel: 'email',
  attempt: 1,
  debtId: 'd',
  level: 1,
  at: 0,
  state: 'sending',
  facts: 0,
  claimedAt: 0,
  leaseFrom: 0,
  leaseUntil: 1000,
  token: 'mine',
  provider: null,
  providerMessageId: null,
  detail: null,
  demands: null,
  stopped: null,
};
const result: SendResult = { key: 'k', token: 'mine', outcome: 'sent', at: '2026-11-23T15:00:00Z', provider: 'smtp' };

describe('a provider’s words', () => {
  it('are kept on one line, short, without control or direction characters', () => {
    expect(shortened('550 5.1.1\r\n\u202Euser unknown')).toBe('550 5.1.1 user unknown');
    expect(shortened('x'.repeat(9_999))).toHaveLength(500);
    expect(shortened(' \n ')).toBeNull();
    expect(shortened(undefined)).toBeNull();
  });
});

describe('a message id', () => {
  it.each([
    ['<a@b>', 'a@b'],
    [' a@b ', 'a@b'],
    ['wamid.X', 'wamid.X'],
    ['<>', null],
    ['', null],
    [undefined, null],
  ])('%j is compared as %j', (given, compared) => expect(messageId(given)).toBe(compared));
});

describe('a result', () => {
  it('that says nothing new changes nothing', () => {
    const sent = { ...stored, state: 'sent' as const, provider: 'smtp', providerMessageId: 'm@x' };
    expect(applyResult(sent, { ...result, providerMessageId: 'other@x' })).toBeUndefined();
    expect(applyResult(sent, { ...result, outcome: 'failed' })).toBeUndefined();
  });
  it('that brings the message id later adds it', () => {
    const sent = { ...stored, state: 'sent' as const, provider: 'smtp' };
    expect(applyResult(sent, { ...result, providerMessageId: '<m@x>' })?.providerMessageId).toBe('m@x');
  });
  it('with an older token never changes the claim, but keeps that something may have left', () => {
    const old = { ...result, token: 'older' };
    expect(applyResult(stored, old)).toMatchObject({ state: 'sending', facts: FACT.sent });
    expect(applyResult(stored, { ...old, outcome: 'uncertain' })).toMatchObject({ facts: FACT.maybeSent });
    expect(applyResult(stored, { ...old, outcome: 'failed' })).toBeUndefined();
  });
  it('ends in the same contact for every order and repetition', () => {
    const one = fc.record({
      outcome: fc.constantFrom('sent' as const, 'failed' as const, 'uncertain' as const),
      token: fc.constantFrom('mine', 'older'),
    });
    const fold = (results: Array<Pick<SendResult, 'outcome' | 'token'>>) =>
      results.reduce((contact, part) => ({ ...contact, ...applyResult(contact, { ...result, ...part }) }), stored);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (results) => {
        const { state, facts } = fold(results);
        expect(fold([...results].reverse())).toMatchObject({ state, facts });
        expect(fold([...results, ...results])).toMatchObject({ state, facts });
      }),
    );
  });
});

describe('an event’s time', () => {
  it('is when it was received if the provider gave none that can be read', () => {
    const event = { provider: 'x', eventId: '1', type: 'sent' as const, at: 'Mon, 23 Nov' };
    expect(eventMillis(event, 42)).toBe(42);
    expect(eventMillis({ ...event, at: '1970-01-01T00:00:01Z' }, 42)).toBe(1000);
  });
});

describe('a settlement', () => {
  it('touches only what is uncertain', () => {
    const settlement = { key: 'k', outcome: 'not_sent' as const, at: '2026-11-23T15:00:00Z' };
    expect(applySettlement(stored, settlement, 500)).toBeUndefined();
    expect(applySettlement(stored, settlement, 1000)?.change).toEqual({ state: 'released', facts: 0 });
    expect(applySettlement({ ...stored, facts: FACT.maybeSent }, settlement, 500)?.change.facts).toBe(0);
    expect(applySettlement({ ...stored, facts: FACT.delivered }, settlement, 1000)).toBeUndefined();
  });
});

describe('a refusal of the address itself', () => {
  const refusal: SendResult = {
    key: stored.key,
    token: stored.token,
    outcome: 'failed',
    provider: 'smtp',
    at: '2026-03-10T16:00:00Z',
  };
  const after = (part: Partial<SendResult>) => applyResult(stored, { ...refusal, ...part });

  it('is kept as one for good, and only then', () => {
    expect(after({ permanent: true })).toMatchObject({ state: 'failed', facts: FACT.failed | FACT.permanent });
    expect(after({})).toMatchObject({ state: 'failed', facts: 0 });
  });

  it('means nothing from a sender that no longer holds the claim', () => {
    expect(after({ permanent: true, token: 'older' })).toBeUndefined();
  });
});
