import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { EVENT_TYPES } from '../../dunning/ledger/events';
import type { EventType } from '../../dunning/ledger/events';
import type { FullLedger } from '../../dunning/ledger/records';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { LEASE, PAST_LEASE, T0, T1, won } from './conformance-steps';
import { request } from './requests';

const fact = fc.oneof(
  fc.record({
    result: fc.constantFrom('sent' as const, 'failed' as const, 'uncertain' as const),
    named: fc.boolean(),
  }),
  fc.record({
    event: fc.constantFrom<EventType>(...EVENT_TYPES),
    id: fc.nat(5),
    /** How the event says which contact it is about. */
    by: fc.constantFrom('key' as const, 'message' as const),
    machine: fc.boolean(),
  }),
);
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never;

let folder: string;
let ledger: FullLedger;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunning-'));
  ledger = await openSqliteLedger(join(folder, 'ledger.db'));
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

let customers = 0;

/** What is known of a contact in the end, when these facts come in this order. */
async function endOf(facts: Fact[]): Promise<unknown> {
  const customerId = `c-${(customers += 1)}`;
  const [answer] = await ledger.claim([request({ customerId })], T0, LEASE);
  const claim = won(answer);
  const providerMessageId = `${customerId}@x`;
  for (const one of facts) {
    if ('result' in one) {
      const named = one.named ? { providerMessageId } : {};
      await ledger.recordResults([{ ...claim, outcome: one.result, at: T0, provider: 'smtp', ...named }], T1);
    } else {
      // One id is one fact, so the id stands for all that it says.
      const eventId = `${customerId}/${JSON.stringify(one)}`;
      const which = one.by === 'key' ? { contactKey: claim.key } : { providerMessageId };
      await ledger.recordEvents(
        [{ provider: 'ses', eventId, type: one.event, at: T1, machine: one.machine, ...which }],
        T1,
      );
    }
  }
  const { contacts, standing } = await ledger.timeline('acme', customerId, PAST_LEASE);
  return {
    status: contacts[0]?.status,
    message: contacts[0]?.providerMessageId === providerMessageId,
    refused: standing?.refused,
  };
}

describe('what is known of a contact', () => {
  it('is the same for every order and any repetition of results and events', async () => {
    const orders = fc
      .array(fact, { minLength: 1, maxLength: 6 })
      .chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length })),
      )
      .filter(([facts, other]) => facts.every((one) => other.includes(one)));
    await fc.assert(
      fc.asyncProperty(orders, async ([facts, other]) => {
        expect(await endOf(other)).toEqual(await endOf(facts));
      }),
      { numRuns: 60 },
    );
  });
});
