import type { ContactEvent } from '../../../../dunning/ledger/events';
import { isRefusal } from '../../../../dunning/ledger/standing';
import { PROVIDERS } from '../../../../dunning/providers';
import type { ProviderId } from '../../../../dunning/providers/shared/provider';
import type { WebhookRequest } from '../../../../dunning/providers/shared/request';
import { call } from '../support';

/** What is expected of an event: its type, and whatever else the provider says. */
export type Expected =
  | ContactEvent['type']
  | (Partial<Pick<ContactEvent, 'type' | 'permanent' | 'machine' | 'code' | 'channel' | 'providerMessageId'>> & {
      refusal?: boolean;
      payment?: Partial<NonNullable<ContactEvent['payment']>>;
    });

const isRequest = (given: unknown): given is WebhookRequest =>
  typeof given === 'object' && given !== null && 'receivedAt' in given;

/**
 * One test for each row: an event as its provider's documentation describes it, with values of our own, and what it becomes. Each
 * must also keep the provider's own name and have the same id whenever it is told.
 */
export function eventTable(
  id: ProviderId,
  rows: ReadonlyArray<readonly [name: string, body: unknown, expected: Expected]>,
) {
  describe(`an event of ${PROVIDERS[id].name}`, () => {
    it.each(rows)('%s', (_, given, expected) => {
      const request = isRequest(given) ? given : call(given, { headers: { 'content-type': 'application/json' } });
      const { refusal, ...wanted } = typeof expected === 'string' ? { type: expected, refusal: undefined } : expected;
      const events = PROVIDERS[id].normalise(request);
      expect(events).toEqual([expect.objectContaining({ providerType: expect.stringMatching(/\S/) })]);
      const [event] = events;
      if (!event) return;
      expect(event).toMatchObject(wanted);
      if (refusal !== undefined) expect(isRefusal(event)).toBe(refusal);
      const again = PROVIDERS[id].normalise({ ...request, receivedAt: '2030-01-01T00:00:00.000Z' });
      expect(again.map(({ eventId }) => eventId)).toEqual([event.eventId]);
    });
  });
}
