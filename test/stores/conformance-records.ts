import type { ContactEvent } from '../../dunning/ledger/events';
import type { ContactPage, HoldRecord } from '../../dunning/ledger/records';
import { PAST_LEASE, T0, T1, steps } from './conformance-steps';
import type { Suite } from './conformance-steps';

/** What customers say, agree and pay, and the upkeep. */
export const recordSuite: Suite = (current) => {
  const { claimOne, codes, sent } = steps(current);

  describe('a refusal', () => {
    it('of one channel stops that channel, of all stops all, and agreeing again later opens it', async () => {
      const said = { account: 'acme', customerId: 'c-1' };
      await current().recordConsent([{ ...said, channel: 'email', change: 'opt_out', at: T0 }], T0);
      expect(await codes([{}, { channel: 'sms' }])).toEqual(['opted_out', 'send']);
      await current().recordConsent([{ ...said, channel: 'all', change: 'opt_out', at: T0, source: 'phone' }], T0);
      expect(await codes([{ channel: 'call' }])).toEqual(['opted_out']);
      await current().recordConsent([{ ...said, channel: 'email', change: 'opt_in', at: T1 }], T1);
      await current().recordConsent([{ ...said, channel: 'email', change: 'opt_out', at: T0 }], T1);
      expect(await codes([{}, { channel: 'call' }], T1)).toEqual(['send', 'opted_out']);
      const standing = (await current().standing('acme', ['c-1', 'nobody'], T1)).get('c-1');
      expect(standing?.refused).toEqual(['whatsapp', 'sms', 'call', 'letter']);
      expect(standing?.consent).toHaveLength(3);
    });
    it('comes from a person’s unsubscribing or complaint, not from a machine that opened the link', async () => {
      await sent();
      const event: ContactEvent = {
        provider: 'own',
        eventId: '1',
        type: 'unsubscribed',
        at: T1,
        providerMessageId: 'm-1@x',
      };
      await current().recordEvents([{ ...event, machine: true }], T1);
      expect(await codes([{ stage: 'second' }])).toEqual(['send']);
      await current().recordEvents([{ ...event, eventId: '2' }], T1);
      expect(await codes([{ stage: 'third' }, { stage: 'third', channel: 'sms' }])).toEqual(['opted_out', 'send']);
    });
  });

  describe('a hold', () => {
    const hold: Omit<HoldRecord, 'releasedAt'> = {
      account: 'acme',
      customerId: 'c-1',
      id: 'h-1',
      scope: ['inv-1'],
      hold: { kind: 'dispute', reason: 'wrong price', until: '2026-11-30' },
      setAt: T0,
    };

    it('stops its invoices until its last day, and until it is released', async () => {
      await current().setHolds([hold], T0);
      const about = { scope: ['inv-1#2', 'inv-9'] };
      expect(await codes([about, { scope: ['inv-2'] }])).toEqual(['on_hold', 'send']);
      expect(await codes([{ ...about, at: '2026-11-30T23:59:00-06:00' }])).toEqual(['on_hold']);
      expect(await codes([{ ...about, at: '2026-12-01T00:01:00-06:00' }])).toEqual(['send']);
      expect(await current().releaseHolds([{ account: 'acme', customerId: 'c-1', kind: 'promise' }], T1)).toEqual([]);
      expect(await current().releaseHolds([{ account: 'acme', customerId: 'c-1', id: 'h-1' }], T1)).toEqual([hold]);
      expect(await codes([{ ...about, stage: 'second' }])).toEqual(['send']);
      expect((await current().standing('acme', ['c-1'], T1)).get('c-1')?.holds).toEqual([]);
      expect((await current().timeline('acme', 'c-1', T1)).standing?.holds).toEqual([{ ...hold, releasedAt: T1 }]);
    });
    it('without a scope stops everything of the customer', async () => {
      await current().setHolds([{ ...hold, scope: [], hold: { kind: 'deceased' } }], T0);
      expect(await codes([{ scope: ['any'] }, { customerId: 'c-2' }])).toEqual(['on_hold', 'send']);
    });
    it('that is set again changes, and stands again after a release', async () => {
      await current().setHolds([hold], T0);
      await current().releaseHolds([{ account: 'acme', customerId: 'c-1' }], T0);
      const longer = { ...hold, hold: { ...hold.hold, until: '2026-12-31' }, setAt: T1 };
      await current().setHolds([longer], T1);
      expect((await current().standing('acme', ['c-1'], T1)).get('c-1')?.holds).toEqual([longer]);
    });
  });

  describe('a payment', () => {
    it('is kept once, and a later status outweighs an earlier one in whatever order they come', async () => {
      const paid = {
        account: 'acme',
        customerId: 'c-1',
        provider: 'stripe',
        paymentId: 'pi_1',
        scope: ['inv-1'],
        amount: { currency: 'MXN', minor: 123_456_789_012 },
        at: T0,
        status: 'paid' as const,
      };
      expect(await current().recordPayments([paid, paid], T0)).toBe(1);
      expect(await current().recordPayments([{ ...paid, status: 'pending' }], T1)).toBe(0);
      expect((await current().standing('acme', ['c-1'], T1)).get('c-1')?.payments).toEqual([paid]);
      expect(await current().recordPayments([{ ...paid, status: 'refunded' }], T1)).toBe(1);
      expect((await current().standing('acme', ['c-1'], T1)).get('c-1')?.payments).toMatchObject([
        { status: 'refunded' },
      ]);
    });
  });

  describe('a person', () => {
    it('sees what is uncertain and settles it: sent stays sent, not sent is free again', async () => {
      const one = await claimOne();
      const two = await claimOne(T0, { customerId: 'c-2' });
      await claimOne(PAST_LEASE, { customerId: 'c-3' });
      expect(await current().listUncertain('acme', T1)).toEqual([]);
      expect((await current().listUncertain('acme', PAST_LEASE)).map(({ key }) => key)).toEqual([one.key, two.key]);
      expect(await current().listUncertain('other', PAST_LEASE)).toEqual([]);
      expect(await current().listUncertain(undefined, PAST_LEASE)).toHaveLength(2);
      const settled = await current().settle(
        [
          { key: one.key, outcome: 'sent', at: PAST_LEASE, note: 'seen in the outbox' },
          { key: two.key, outcome: 'not_sent', at: PAST_LEASE },
          { key: 'none', outcome: 'sent', at: PAST_LEASE },
        ],
        PAST_LEASE,
      );
      expect(settled.map(({ status }) => status)).toEqual(['sent', 'released']);
      expect(await current().listUncertain('acme', PAST_LEASE)).toEqual([]);
      expect(await codes([{}, { customerId: 'c-2' }], PAST_LEASE)).toEqual(['already_contacted', 'send']);
      expect((await current().timeline('acme', 'c-1', PAST_LEASE)).events).toMatchObject([
        { provider: 'person', type: 'sent', detail: 'settled as sent: seen in the outbox' },
      ]);
    });
    it('cannot settle what is known', async () => {
      const claim = await sent();
      const [contact] = await current().settle([{ key: claim.key, outcome: 'not_sent', at: T1 }], T1);
      expect(contact?.status).toBe('sent');
    });
    it('finds contacts by what they are, page by page', async () => {
      for (let n = 0; n < 7; n += 1) await claimOne(T0, { customerId: `c-${n}`, stage: n < 5 ? 'first' : 'second' });
      const found: string[] = [];
      let page: ContactPage | undefined;
      do {
        page = await current().findContacts({ account: 'acme', stage: 'first', limit: 2, after: page?.next }, T1);
        expect(page.contacts.length).toBeLessThanOrEqual(2);
        found.push(...page.contacts.map(({ customerId }) => customerId));
      } while (page.next);
      expect(found).toEqual(['c-0', 'c-1', 'c-2', 'c-3', 'c-4']);
      const count = async (filter: object) => (await current().findContacts(filter, T1)).contacts.length;
      expect(await count({ statuses: ['claimed'] })).toBe(7);
      expect(await count({ statuses: ['sent'] })).toBe(0);
      expect(await count({ customerId: 'c-6' })).toBe(1);
      expect(await count({ channel: 'sms' })).toBe(0);
      expect(await count({ debtId: 'inv-1' })).toBe(7);
      expect(await count({ from: '2026-11-23T15:00:00Z', until: '2026-11-23T15:00:01Z' })).toBe(7);
      expect(await count({ until: '2026-11-23T15:00:00Z' })).toBe(0);
    });
  });

  describe('a forgotten customer', () => {
    it('leaves bare counts and nothing that names them', async () => {
      const claim = await sent({ customerId: 'ana', scope: ['inv-of-ana'] });
      const about = { account: 'acme', customerId: 'ana' };
      const event = {
        provider: 'ses',
        eventId: 'evt-of-ana',
        type: 'delivered',
        at: T1,
        detail: 'to ana@x',
      } as const;
      await current().recordEvents([{ ...event, contactKey: claim.key }], T1);
      await current().recordConsent([{ ...about, channel: 'sms', change: 'opt_out', at: T0 }], T0);
      await current().setHolds([{ ...about, id: 'h', scope: [], hold: { kind: 'manual' }, setAt: T0 }], T0);
      await claimOne(T0, { customerId: 'c-2' });
      const before = await current().countContacts('acme', T1);
      expect(before).toEqual([
        { stage: 'first_reminder', channel: 'email', status: 'claimed', count: 1 },
        { stage: 'first_reminder', channel: 'email', status: 'delivered', count: 1 },
      ]);
      expect(await current().forgetCustomer('acme', 'ana', T1)).toEqual({
        contacts: 1,
        events: 1,
        consent: 1,
        holds: 1,
        payments: 0,
      });
      expect(await current().countContacts('acme', T1)).toEqual(before);
      expect(await current().timeline('acme', 'ana', T1)).toMatchObject({ contacts: [], events: [] });
      const left = JSON.stringify([
        await current().findContacts({ account: 'acme' }, T1),
        await current().timeline('acme', '(forgotten)', T1),
      ]);
      for (const trace of [claim.key, claim.token, 'ana', 'm-1@x']) expect(left).not.toContain(trace);
      expect(await current().forgetCustomer('acme', 'ana', T1)).toMatchObject({ contacts: 0, events: 0 });
    });
    it('by age goes for contacts from before the day only', async () => {
      await sent();
      await claimOne(T0, { customerId: 'c-2', at: '2027-01-01T09:00:00Z' });
      const forgotten = await current().forgetBefore('acme', '2026-12-01T00:00:00Z', T1);
      expect(forgotten).toMatchObject({ contacts: 1, events: 0 });
      expect((await current().history('acme', ['c-1', 'c-2'], T1)).get('c-1')).toEqual([]);
      expect((await current().history('acme', ['c-2'], T1)).get('c-2')).toHaveLength(1);
    });
  });

  it('keeps any text as it is and runs none of it', async () => {
    const nasty = [`'; DROP TABLE contacts; --`, '" OR 1=1', '%_\\', '𝒳 ñ 日本', '{a,b}', 'NULL', '\n\t', ' ', '$1'];
    for (const text of nasty) {
      const over = { account: text, customerId: text, scope: [text, 'z'], cycle: text, stage: text, debtId: text };
      const claim = await claimOne(T0, over);
      await current().recordResults(
        [{ ...claim, outcome: 'sent', at: T0, provider: text, providerMessageId: text }],
        T0,
      );
      await current().setHolds(
        [
          {
            account: text,
            customerId: text,
            id: text,
            scope: [text],
            hold: { kind: 'manual', reason: text },
            setAt: T0,
          },
        ],
        T0,
      );
      const { contacts, standing } = await current().timeline(text, text, T1);
      expect(contacts).toMatchObject([{ ...over, scope: [text, 'z'].sort(), provider: text, status: 'sent' }]);
      expect(standing?.holds).toMatchObject([{ id: text, scope: [text], hold: { reason: text } }]);
    }
  });
};
