import type { ContactEvent } from '../../dunning/ledger/events';
import type { ClaimRef } from '../../dunning/ledger/ledger';
import { LEASE, PAST_LEASE, T0, T1, won, steps } from './conformance-steps';
import type { Suite } from './conformance-steps';
import { request } from './requests';

/** What providers report. */
export const eventSuite: Suite = (current) => {
  const { claimOne, statusNow, sent } = steps(current);

  describe('an event', () => {
    const delivered: ContactEvent = {
      provider: 'ses',
      eventId: 'e-1',
      type: 'delivered',
      at: T1,
      providerMessageId: 'm-1@x',
    };

    it('is stored once and moves the contact on', async () => {
      const claim = await sent();
      expect(await current().recordEvents([delivered, delivered], T1)).toEqual({ stored: 1, known: 1 });
      expect(await current().recordEvents([delivered], T1)).toEqual({ stored: 0, known: 1 });
      const other = { ...delivered, eventId: 'another one', providerMessageId: 'nobody’s' };
      expect(await current().storeEvents([other, delivered, other], T1)).toEqual([true, false, false]);
      expect(await current().storeEvents([], T1)).toEqual([]);
      expect(await statusNow()).toBe('delivered');
      const { events } = await current().timeline('acme', 'c-1', T1);
      expect(events).toEqual([{ ...delivered, contactKey: claim.key }]);
    });
    it('that comes before the result that names its message still counts', async () => {
      const claim = await claimOne();
      await current().recordEvents([delivered], T1);
      await current().recordResults(
        [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: '<m-1@x>' }],
        T1,
      );
      expect(await statusNow()).toBe('delivered');
    });
    it('or anything else that names a contact by key or message finds it', async () => {
      const claim = await sent({}, '12345');
      const found = await current().identify(
        [
          { key: claim.key },
          { provider: 'smtp', providerMessageId: '12345' },
          { provider: 'ses', providerMessageId: '12345' },
          { providerMessageId: '12345' },
          { key: 'none' },
          {},
        ],
        T1,
      );
      expect(found.map((contact) => contact?.key)).toEqual([claim.key, claim.key, ...Array(4).fill(undefined)]);
      await sent({ stage: 'second' }, 'm-2@x');
      const [mail] = await current().identify([{ providerMessageId: '<m-2@x>' }], T1);
      expect(mail).toMatchObject({ stage: 'second', status: 'sent' });
    });
    it('settles an uncertain contact by its key', async () => {
      const claim = await claimOne();
      await current().recordEvents([{ ...delivered, contactKey: claim.key, providerMessageId: undefined }], PAST_LEASE);
      expect(await statusNow(PAST_LEASE)).toBe('delivered');
    });
    it('with another provider’s plain id is not taken for ours', async () => {
      await sent({}, '12345');
      await current().recordEvents([{ ...delivered, providerMessageId: '12345' }], T1);
      expect(await statusNow()).toBe('sent');
      await current().recordEvents([{ ...delivered, provider: 'smtp', providerMessageId: '12345' }], T1);
      expect(await statusNow()).toBe('delivered');
    });
    it('of an unknown type or with an unusable time is kept', async () => {
      await sent();
      const odd = { ...delivered, type: 'exploded', at: 'yesterday' } as unknown as ContactEvent;
      expect(await current().recordEvents([odd], T1)).toEqual({ stored: 1, known: 0 });
      expect((await current().timeline('acme', 'c-1', T1)).events).toMatchObject([{ type: 'unknown', at: T1 }]);
    });
    it('with hostile ids is stored, once, and ids that differ only far behind stay different', async () => {
      const long = 'x'.repeat(100_000);
      const events = [`${long}1`, `${long}2`, 'a\u0000b', 'ab', '\uD800'].map((eventId) => ({
        ...delivered,
        eventId,
        providerMessageId: eventId,
        detail: `${long}\u0000`,
      }));
      expect(await current().recordEvents(events, T1)).toEqual({ stored: 4, known: 1 });
      expect(await current().recordEvents(events, T1)).toEqual({ stored: 0, known: 5 });
    });
    it('keeps every one of its fields', async () => {
      const claim = await sent();
      const full: ContactEvent = {
        ...delivered,
        type: 'opened',
        detail: 'Gmail proxy',
        machine: true,
        permanent: false,
        contactKey: claim.key,
      };
      await current().recordEvents([full], T1);
      expect((await current().timeline('acme', 'c-1', T1)).events).toEqual([full]);
    });
    it('and the result that names its message find each other also when they come at the same moment', async () => {
      const claims = await current().claim(
        Array.from({ length: 40 }, (_, n) => request({ customerId: `r-${n}` })),
        T0,
        LEASE,
      );
      await Promise.all(
        claims.flatMap((claim, n) => [
          current().recordEvents([{ ...delivered, eventId: `r-${n}`, providerMessageId: `r-${n}@x` }], T1),
          current().recordResults(
            [{ ...won(claim), outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: `r-${n}@x` }],
            T1,
          ),
        ]),
      );
      expect(await current().countContacts('acme', T1)).toMatchObject([{ status: 'delivered', count: 40 }]);
    });
    it('gives one status, whatever the order in which events and result arrive', async () => {
      const facts: Array<(claim: ClaimRef) => Promise<unknown>> = [
        (claim) =>
          current().recordResults(
            [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: 'm@x' }],
            T0,
          ),
        () => current().recordEvents([{ ...delivered, eventId: '1', providerMessageId: 'm@x' }], T1),
        () => current().recordEvents([{ ...delivered, eventId: '2', type: 'opened', providerMessageId: 'm@x' }], T1),
        (claim) => current().recordEvents([{ ...delivered, eventId: '3', type: 'sent', contactKey: claim.key }], T1),
      ];
      const orders = [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [1, 0, 3, 2],
        [2, 3, 0, 1, 2, 0],
      ];
      for (const [n, order] of orders.entries()) {
        const claim = await claimOne(T0, { customerId: `o-${n}` });
        const own = facts.map((fact) => () => fact(claim));
        for (const step of order) await own[step]?.();
        expect((await current().history('acme', [`o-${n}`], T1)).get(`o-${n}`)?.[0]?.status).toBe('read');
        await current().forgetCustomer('acme', `o-${n}`, T1);
      }
    });
  });
};
