import fc from 'fast-check';

import { EVENT_TYPES } from '../../../dunning/ledger/events';
import type { ContactEvent } from '../../../dunning/ledger/events';
import { PROVIDERS } from '../../../dunning/providers';
import { PROVIDER_IDS } from '../../../dunning/providers/shared/provider';
import type { ProviderId } from '../../../dunning/providers/shared/provider';
import type { WebhookRequest } from '../../../dunning/providers/shared/request';
import type { WebhookCase } from '../../../scripts/check-webhooks';
import { providerNamed } from '../../../scripts/webhooks/vectors';
import { call, fixtures, form, NOW } from './support';

const RUNS = 60;

/** Everything a receiver does with a call; the events, for a look at their form. */
function useAll(id: ProviderId, request: WebhookRequest): ContactEvent[] {
  const provider = PROVIDERS[id];
  const secrets = { keys: ['whsec_c2VjcmV0', 'user:password'], certificate: 'no certificate', verifyTokens: ['t'] };
  expect(provider.verify(request, secrets, NOW).ok).toBe(false);
  provider.handshake?.(request, secrets);
  provider.certificateUrl?.(request);
  provider.fetches?.(request);
  return provider.normalise(request);
}

function expectWellFormed(events: ContactEvent[]): void {
  for (const event of events) {
    expect(EVENT_TYPES).toContain(event.type);
    expect(event.eventId.length).toBeGreaterThan(0);
    expect(event.eventId.length).toBeLessThanOrEqual(200);
    expect(Number.isNaN(Date.parse(event.at))).toBe(false);
    expect((event.detail ?? '').length).toBeLessThanOrEqual(500);
    // What ends up in a log or a table must not break its line or hide text in it.
    expect(`${event.detail}${event.code}${event.providerType}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
}

/** A published event with some of its values replaced by anything. */
function mutated(body: unknown, picks: readonly number[], values: readonly unknown[]): unknown {
  const copy = structuredClone(body);
  const places: Array<[Record<string, unknown>, string]> = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value)) {
      places.push([value as Record<string, unknown>, name]);
      walk((value as Record<string, unknown>)[name]);
    }
  };
  walk(copy);
  for (const [index, pick] of picks.entries()) {
    const [owner, name] = places[pick % Math.max(1, places.length)] ?? [];
    if (owner && name !== undefined) owner[name] = values[index % values.length];
  }
  return copy;
}

describe('whatever is sent', () => {
  it.each(PROVIDER_IDS)('%s reads any JSON without an error', (id) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => expectWellFormed(useAll(id, call(value)))),
      { numRuns: RUNS },
    );
  });

  it.each(PROVIDER_IDS)('%s reads any bytes, headers and query without an error', (id) => {
    const words = fc.dictionary(fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), words, words, (body, headers, query) => {
        expectWellFormed(useAll(id, { ...call('', { headers, query, url: query.url }), body }));
      }),
      { numRuns: RUNS },
    );
  });

  const cases = fixtures<WebhookCase>('payloads.json').filter(({ body }) => typeof body === 'object');
  it('published events with anything in place of some values are read without an error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }),
        fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 4 }),
        ({ provider, body }, picks, values) => {
          const id = providerNamed(provider);
          if (id === undefined) return;
          const changed = mutated(body, picks, values);
          expectWellFormed(useAll(id, call(changed)));
          PROVIDERS[id].normaliseFetched?.(changed, '2026-11-23T12:00:00Z');
        },
      ),
      { numRuns: 600 },
    );
  });

  it.each(PROVIDER_IDS)('%s is not stopped by a body nested a hundred thousand deep', (id) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const body of [deep, `{"entry":${deep},"event-data":${deep},"data":${deep},"type":"x","event":"y"}`]) {
      expectWellFormed(useAll(id, call(body)));
    }
  });

  it.each(PROVIDER_IDS)('%s takes nothing from what objects inherit', (id) => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      const bodies = [
        `{"__proto__":{"event":"delivered"},"event":"${name}","type":"${name}","RecordType":"${name}","eventType":"${name}"}`,
        `{"event_type":"${name}","resource":{"status":"${name}"},"event-data":{"event":"${name}"}}`,
        `{"entry":[{"changes":[{"value":{"statuses":[{"id":"w","status":"${name}"}]}}]}]}`,
        `{"event":"transaction.updated","data":{"transaction":{"id":"1","status":"${name}"}}}`,
      ];
      for (const body of bodies) {
        const found = useAll(id, call(body));
        expectWellFormed(found);
        for (const { type } of found) expect(['unknown', 'soft_bounced', 'dropped']).toContain(type);
      }
      expectWellFormed(useAll(id, form({ MessageSid: 'SM1', MessageStatus: name })));
    }
  });

  it('text that would break a log line or hide something is put on one line', () => {
    const [event] = PROVIDERS.brevo.normalise(call({ event: 'blocked', reason: 'a\r\nFAKE LOG LINE\u202e\u0000b' }));
    expect(event?.detail).toBe('blocked: a FAKE LOG LINE b');
  });

  it('a form with a hundred thousand fields is not read', () => {
    const body = Array.from({ length: 100_000 }, (_, index) => `f${index}=1`).join('&');
    expect(PROVIDERS.twilio.normalise(call(`MessageSid=SM1&MessageStatus=sent&${body}`))).toEqual([]);
  });
});
