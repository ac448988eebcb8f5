import type { ContactEvent } from '../../dunning/ledger/events';
import type { ClaimRef, ClaimResult } from '../../dunning/ledger/ledger';
import type { ContactPage, FullLedger, HoldRecord } from '../../dunning/ledger/records';
import { ONE_A_DAY, request } from './requests';

const T0 = '2026-11-23T15:00:00.000Z';
const T1 = '2026-11-23T15:01:00.000Z';
const PAST_LEASE = '2026-11-23T15:11:00.000Z';
const LEASE = 600_000;

/** What every store must do, said once. `open` is called before each test and gives an empty ledger. */
export function describeLedger(name: string, open: () => Promise<FullLedger>): void {
  let ledger: FullLedger;

  function won(result: ClaimResult | undefined): ClaimRef {
    if (result?.decision !== 'send') throw new Error(`not won: ${JSON.stringify(result)}`);
    return { key: result.key, token: result.token };
  }
  async function claimOne(now = T0, over: Parameters<typeof request>[0] = {}): Promise<ClaimRef> {
    return won((await ledger.claim([request(over)], now, LEASE))[0]);
  }
  async function codes(requests: Array<Parameters<typeof request>[0]>, now = T0): Promise<string[]> {
    const answers = await ledger.claim(requests.map(request), now, LEASE);
    return answers.map((answer) => (answer.decision === 'skip' ? answer.reasonCode : 'send'));
  }
  async function statusNow(now = T1): Promise<string | undefined> {
    return (await ledger.history('acme', ['c-1'], now)).get('c-1')?.[0]?.status;
  }
  async function sent(over: Parameters<typeof request>[0] = {}, providerMessageId = 'm-1@x'): Promise<ClaimRef> {
    const claim = await claimOne(T0, over);
    await ledger.recordResults([{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId }], T0);
    return claim;
  }

  describe(name, () => {
    beforeEach(async () => {
      ledger = await open();
    });
    afterEach(() => ledger.close());

    describe('a claim', () => {
      it('is won once; the second run is told that another is sending', async () => {
        await claimOne();
        const [second] = await ledger.claim([request()], T1, LEASE);
        expect(second).toMatchObject({ decision: 'skip', reasonCode: 'in_progress', earlier: { status: 'claimed' } });
      });
      it('is won once when one batch asks twice, and answers come in the order of the requests', async () => {
        expect(await codes([{}, { stage: 'second' }, {}, { customerId: 'c-0' }])).toEqual([
          'send',
          'send',
          'in_progress',
          'send',
        ]);
      });
      it('of nothing answers nothing', async () => {
        expect(await ledger.claim([], T0, LEASE)).toEqual([]);
        expect(await ledger.takeOver([], T0, LEASE)).toEqual(new Set());
        expect(await ledger.recordResults([], T0)).toEqual([]);
        expect(await ledger.recordEvents([], T0)).toEqual({ stored: 0, known: 0 });
        expect(await ledger.history('acme', [], T0)).toEqual(new Map());
      });
      it('is won once when many ask at the same time', async () => {
        const all = await Promise.all(Array.from({ length: 8 }, () => codes([{}, { stage: 'second' }])));
        expect(all.flat().filter((code) => code === 'send')).toHaveLength(2);
      });
      it('is refused when the day already has its contact, also from the same batch, and not on the next day', async () => {
        const caps = [ONE_A_DAY];
        expect(
          await codes([
            { caps },
            { caps, channel: 'sms' },
            { caps, channel: 'whatsapp', at: '2026-11-24T00:00:00-06:00' },
            { caps, customerId: 'c-2' },
          ]),
        ).toEqual(['send', 'cap_reached', 'send', 'send']);
        expect(await codes([{ caps, channel: 'call' }], T1)).toEqual(['cap_reached']);
      });
      it('does not count towards the caps of another account', async () => {
        const caps = [ONE_A_DAY];
        expect(await codes([{ caps }, { caps, account: 'other' }])).toEqual(['send', 'send']);
      });
      it('counts towards caps while it is uncertain, and not when it failed', async () => {
        const caps = [ONE_A_DAY];
        const claim = await claimOne(T0, { caps });
        expect(await codes([{ caps, channel: 'sms' }], PAST_LEASE)).toEqual(['cap_reached']);
        await ledger.recordResults([{ ...claim, outcome: 'failed', at: T0, provider: 'smtp' }], PAST_LEASE);
        expect(await codes([{ caps, channel: 'sms' }], PAST_LEASE)).toEqual(['send']);
      });
      it('that was never resolved becomes uncertain and is not sent again', async () => {
        await claimOne();
        expect(await statusNow(PAST_LEASE)).toBe('uncertain');
        expect(await codes([{}], PAST_LEASE)).toEqual(['uncertain']);
      });
      it('that is uncertain is sent again when the caller says that the provider drops the second', async () => {
        const caps = [ONE_A_DAY];
        await claimOne(T0, { caps });
        expect(await codes([{ caps, resendUncertain: true }], T1)).toEqual(['in_progress']);
        expect(
          await codes(
            [
              { caps, resendUncertain: true },
              { caps, resendUncertain: true },
            ],
            PAST_LEASE,
          ),
        ).toEqual(['send', 'in_progress']);
      });
      it('that our sender took over but never began can be claimed again, and the first sender is then refused', async () => {
        const first = await claimOne();
        expect(await ledger.takeOver([first], T0, LEASE)).toEqual(new Set([first.key]));
        expect(await statusNow()).toBe('queued');
        expect(await statusNow(PAST_LEASE)).toBe('released');
        const second = await claimOne(PAST_LEASE);
        expect(second.token).not.toBe(first.token);
        expect(await ledger.takeOver([first], PAST_LEASE, LEASE)).toEqual(new Set());
        expect(await ledger.begin(first, PAST_LEASE)).toBe(false);
        expect(await ledger.begin(second, PAST_LEASE)).toBe(true);
      });
      it('can be begun once only, and only during its lease', async () => {
        const claim = await claimOne();
        expect(await ledger.begin(claim, PAST_LEASE)).toBe(false);
        expect(await ledger.begin(claim, T0)).toBe(true);
        expect(await ledger.begin(claim, T0)).toBe(false);
      });
      it('that a provider has already reported on is not begun', async () => {
        const claim = await claimOne();
        await ledger.recordEvents([{ provider: 'x', eventId: '1', type: 'sent', at: T0, contactKey: claim.key }], T0);
        expect(await ledger.begin(claim, T0)).toBe(false);
      });
      it('that began and never ended is uncertain; a late result settles it', async () => {
        const claim = await claimOne();
        await ledger.begin(claim, T0);
        expect(await statusNow(PAST_LEASE)).toBe('uncertain');
        const [contact] = await ledger.recordResults(
          [{ ...claim, outcome: 'sent', at: PAST_LEASE, provider: 'smtp', providerMessageId: '<m-1@x>' }],
          PAST_LEASE,
        );
        expect(contact).toMatchObject({ status: 'sent', provider: 'smtp', providerMessageId: 'm-1@x' });
      });
      it('that failed at hand-over can be claimed again', async () => {
        const claim = await claimOne();
        await ledger.begin(claim, T0);
        await ledger.recordResults([{ ...claim, outcome: 'failed', at: T0, provider: 'smtp', detail: '421 busy' }], T0);
        expect(await statusNow()).toBe('failed');
        await claimOne(T1);
        expect(await statusNow()).toBe('claimed');
      });
      it('whose result is told twice, or contradicted later, stays sent', async () => {
        const claim = await sent();
        await ledger.recordResults([{ ...claim, outcome: 'sent', at: T1, provider: 'smtp' }], T1);
        await ledger.recordResults([{ ...claim, outcome: 'failed', at: T1, provider: 'smtp' }], T1);
        expect(await statusNow()).toBe('sent');
        expect(await codes([{}], T1)).toEqual(['already_contacted']);
      });
      it('is not sent when an older claim of the same key turns out to have been', async () => {
        const first = await claimOne();
        await ledger.takeOver([first], T0, LEASE);
        const second = await claimOne(PAST_LEASE);
        await ledger.recordResults([{ ...first, outcome: 'sent', at: T1, provider: 'smtp' }], PAST_LEASE);
        expect(await ledger.begin(second, PAST_LEASE)).toBe(false);
        expect(await statusNow(PAST_LEASE)).toBe('sent');
      });
      it('keeps its lease when the clock goes back a little, and ends it when the clock goes back far', async () => {
        await claimOne();
        expect(await statusNow('2026-11-23T14:55:00Z')).toBe('claimed');
        expect(await statusNow('2025-11-23T15:00:00Z')).toBe('uncertain');
        expect(await codes([{}], '2025-11-23T15:00:00Z')).toEqual(['uncertain']);
      });
      it('of an expired take-over goes to one of two senders whose clocks disagree, never to both', async () => {
        for (let round = 0; round < 10; round += 1) {
          const over = { customerId: `clock-${round}` };
          const slow = await claimOne(T0, over);
          await ledger.takeOver([slow], T0, LEASE);
          const quick = async (): Promise<boolean> => {
            const [answer] = await ledger.claim([request(over)], PAST_LEASE, LEASE);
            return answer?.decision === 'send' && (await ledger.begin(won(answer), PAST_LEASE));
          };
          const begun = await Promise.all([ledger.begin(slow, T1), quick()]);
          expect(begun.filter(Boolean)).toHaveLength(1);
        }
      });
      it('with a time that is none fails as a whole and names it', async () => {
        await expect(ledger.claim([request(), request({ stage: 'x', at: '23/11/2026' })], T0, LEASE)).rejects.toThrow(
          /at: found “23\/11\/2026”/,
        );
        expect(await statusNow()).toBeUndefined();
      });
    });

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
        expect(await ledger.recordEvents([delivered, delivered], T1)).toEqual({ stored: 1, known: 1 });
        expect(await ledger.recordEvents([delivered], T1)).toEqual({ stored: 0, known: 1 });
        expect(await statusNow()).toBe('delivered');
        const { events } = await ledger.timeline('acme', 'c-1', T1);
        expect(events).toEqual([{ ...delivered, contactKey: claim.key }]);
      });
      it('that comes before the result that names its message still counts', async () => {
        const claim = await claimOne();
        await ledger.recordEvents([delivered], T1);
        await ledger.recordResults(
          [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: '<m-1@x>' }],
          T1,
        );
        expect(await statusNow()).toBe('delivered');
      });
      it('settles an uncertain contact by its key', async () => {
        const claim = await claimOne();
        await ledger.recordEvents([{ ...delivered, contactKey: claim.key, providerMessageId: undefined }], PAST_LEASE);
        expect(await statusNow(PAST_LEASE)).toBe('delivered');
      });
      it('with another provider’s plain id is not taken for ours', async () => {
        await sent({}, '12345');
        await ledger.recordEvents([{ ...delivered, providerMessageId: '12345' }], T1);
        expect(await statusNow()).toBe('sent');
        await ledger.recordEvents([{ ...delivered, provider: 'smtp', providerMessageId: '12345' }], T1);
        expect(await statusNow()).toBe('delivered');
      });
      it('of an unknown type or with an unusable time is kept', async () => {
        await sent();
        const odd = { ...delivered, type: 'exploded', at: 'yesterday' } as unknown as ContactEvent;
        expect(await ledger.recordEvents([odd], T1)).toEqual({ stored: 1, known: 0 });
        expect((await ledger.timeline('acme', 'c-1', T1)).events).toMatchObject([{ type: 'unknown', at: T1 }]);
      });
      it('with hostile ids is stored, once, and ids that differ only far behind stay different', async () => {
        const long = 'x'.repeat(100_000);
        const events = [`${long}1`, `${long}2`, 'a\u0000b', 'ab', '\uD800'].map((eventId) => ({
          ...delivered,
          eventId,
          providerMessageId: eventId,
          detail: `${long}\u0000`,
        }));
        expect(await ledger.recordEvents(events, T1)).toEqual({ stored: 4, known: 1 });
        expect(await ledger.recordEvents(events, T1)).toEqual({ stored: 0, known: 5 });
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
        await ledger.recordEvents([full], T1);
        expect((await ledger.timeline('acme', 'c-1', T1)).events).toEqual([full]);
      });
      it('and the result that names its message find each other also when they come at the same moment', async () => {
        const claims = await ledger.claim(
          Array.from({ length: 40 }, (_, n) => request({ customerId: `r-${n}` })),
          T0,
          LEASE,
        );
        await Promise.all(
          claims.flatMap((claim, n) => [
            ledger.recordEvents([{ ...delivered, eventId: `r-${n}`, providerMessageId: `r-${n}@x` }], T1),
            ledger.recordResults(
              [{ ...won(claim), outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: `r-${n}@x` }],
              T1,
            ),
          ]),
        );
        expect(await ledger.countContacts('acme', T1)).toMatchObject([{ status: 'delivered', count: 40 }]);
      });
      it('gives one status, whatever the order in which events and result arrive', async () => {
        const facts: Array<(claim: ClaimRef) => Promise<unknown>> = [
          (claim) =>
            ledger.recordResults(
              [{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId: 'm@x' }],
              T0,
            ),
          () => ledger.recordEvents([{ ...delivered, eventId: '1', providerMessageId: 'm@x' }], T1),
          () => ledger.recordEvents([{ ...delivered, eventId: '2', type: 'opened', providerMessageId: 'm@x' }], T1),
          (claim) => ledger.recordEvents([{ ...delivered, eventId: '3', type: 'sent', contactKey: claim.key }], T1),
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
          expect((await ledger.history('acme', [`o-${n}`], T1)).get(`o-${n}`)?.[0]?.status).toBe('read');
          await ledger.forgetCustomer('acme', `o-${n}`, T1);
        }
      });
    });

    describe('a refusal', () => {
      it('of one channel stops that channel, of all stops all, and agreeing again later opens it', async () => {
        const said = { account: 'acme', customerId: 'c-1' };
        await ledger.recordConsent([{ ...said, channel: 'email', change: 'opt_out', at: T0 }], T0);
        expect(await codes([{}, { channel: 'sms' }])).toEqual(['opted_out', 'send']);
        await ledger.recordConsent([{ ...said, channel: 'all', change: 'opt_out', at: T0, source: 'phone' }], T0);
        expect(await codes([{ channel: 'call' }])).toEqual(['opted_out']);
        await ledger.recordConsent([{ ...said, channel: 'email', change: 'opt_in', at: T1 }], T1);
        await ledger.recordConsent([{ ...said, channel: 'email', change: 'opt_out', at: T0 }], T1);
        expect(await codes([{}, { channel: 'call' }], T1)).toEqual(['send', 'opted_out']);
        const standing = (await ledger.standing('acme', ['c-1', 'nobody'], T1)).get('c-1');
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
        await ledger.recordEvents([{ ...event, machine: true }], T1);
        expect(await codes([{ stage: 'second' }])).toEqual(['send']);
        await ledger.recordEvents([{ ...event, eventId: '2' }], T1);
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
        await ledger.setHolds([hold], T0);
        const about = { scope: ['inv-1#2', 'inv-9'] };
        expect(await codes([about, { scope: ['inv-2'] }])).toEqual(['on_hold', 'send']);
        expect(await codes([{ ...about, at: '2026-11-30T23:59:00-06:00' }])).toEqual(['on_hold']);
        expect(await codes([{ ...about, at: '2026-12-01T00:01:00-06:00' }])).toEqual(['send']);
        expect(await ledger.releaseHolds([{ account: 'acme', customerId: 'c-1', kind: 'promise' }], T1)).toEqual([]);
        expect(await ledger.releaseHolds([{ account: 'acme', customerId: 'c-1', id: 'h-1' }], T1)).toEqual([hold]);
        expect(await codes([{ ...about, stage: 'second' }])).toEqual(['send']);
        expect((await ledger.standing('acme', ['c-1'], T1)).get('c-1')?.holds).toEqual([]);
        expect((await ledger.timeline('acme', 'c-1', T1)).standing?.holds).toEqual([{ ...hold, releasedAt: T1 }]);
      });
      it('without a scope stops everything of the customer', async () => {
        await ledger.setHolds([{ ...hold, scope: [], hold: { kind: 'deceased' } }], T0);
        expect(await codes([{ scope: ['any'] }, { customerId: 'c-2' }])).toEqual(['on_hold', 'send']);
      });
      it('that is set again changes, and stands again after a release', async () => {
        await ledger.setHolds([hold], T0);
        await ledger.releaseHolds([{ account: 'acme', customerId: 'c-1' }], T0);
        const longer = { ...hold, hold: { ...hold.hold, until: '2026-12-31' }, setAt: T1 };
        await ledger.setHolds([longer], T1);
        expect((await ledger.standing('acme', ['c-1'], T1)).get('c-1')?.holds).toEqual([longer]);
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
        expect(await ledger.recordPayments([paid, paid], T0)).toBe(1);
        expect(await ledger.recordPayments([{ ...paid, status: 'pending' }], T1)).toBe(0);
        expect((await ledger.standing('acme', ['c-1'], T1)).get('c-1')?.payments).toEqual([paid]);
        expect(await ledger.recordPayments([{ ...paid, status: 'refunded' }], T1)).toBe(1);
        expect((await ledger.standing('acme', ['c-1'], T1)).get('c-1')?.payments).toMatchObject([
          { status: 'refunded' },
        ]);
      });
    });

    describe('a person', () => {
      it('sees what is uncertain and settles it: sent stays sent, not sent is free again', async () => {
        const one = await claimOne();
        const two = await claimOne(T0, { customerId: 'c-2' });
        await claimOne(PAST_LEASE, { customerId: 'c-3' });
        expect(await ledger.listUncertain('acme', T1)).toEqual([]);
        expect((await ledger.listUncertain('acme', PAST_LEASE)).map(({ key }) => key)).toEqual([one.key, two.key]);
        expect(await ledger.listUncertain('other', PAST_LEASE)).toEqual([]);
        expect(await ledger.listUncertain(undefined, PAST_LEASE)).toHaveLength(2);
        const settled = await ledger.settle(
          [
            { key: one.key, outcome: 'sent', at: PAST_LEASE, note: 'seen in the outbox' },
            { key: two.key, outcome: 'not_sent', at: PAST_LEASE },
            { key: 'none', outcome: 'sent', at: PAST_LEASE },
          ],
          PAST_LEASE,
        );
        expect(settled.map(({ status }) => status)).toEqual(['sent', 'released']);
        expect(await ledger.listUncertain('acme', PAST_LEASE)).toEqual([]);
        expect(await codes([{}, { customerId: 'c-2' }], PAST_LEASE)).toEqual(['already_contacted', 'send']);
        expect((await ledger.timeline('acme', 'c-1', PAST_LEASE)).events).toMatchObject([
          { provider: 'person', type: 'sent', detail: 'settled as sent: seen in the outbox' },
        ]);
      });
      it('cannot settle what is known', async () => {
        const claim = await sent();
        const [contact] = await ledger.settle([{ key: claim.key, outcome: 'not_sent', at: T1 }], T1);
        expect(contact?.status).toBe('sent');
      });
      it('finds contacts by what they are, page by page', async () => {
        for (let n = 0; n < 7; n += 1) await claimOne(T0, { customerId: `c-${n}`, stage: n < 5 ? 'first' : 'second' });
        const found: string[] = [];
        let page: ContactPage | undefined;
        do {
          page = await ledger.findContacts({ account: 'acme', stage: 'first', limit: 2, after: page?.next }, T1);
          expect(page.contacts.length).toBeLessThanOrEqual(2);
          found.push(...page.contacts.map(({ customerId }) => customerId));
        } while (page.next);
        expect(found).toEqual(['c-0', 'c-1', 'c-2', 'c-3', 'c-4']);
        const count = async (filter: object) => (await ledger.findContacts(filter, T1)).contacts.length;
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
        await ledger.recordEvents([{ ...event, contactKey: claim.key }], T1);
        await ledger.recordConsent([{ ...about, channel: 'sms', change: 'opt_out', at: T0 }], T0);
        await ledger.setHolds([{ ...about, id: 'h', scope: [], hold: { kind: 'manual' }, setAt: T0 }], T0);
        await claimOne(T0, { customerId: 'c-2' });
        const before = await ledger.countContacts('acme', T1);
        expect(before).toEqual([
          { stage: 'first_reminder', channel: 'email', status: 'claimed', count: 1 },
          { stage: 'first_reminder', channel: 'email', status: 'delivered', count: 1 },
        ]);
        expect(await ledger.forgetCustomer('acme', 'ana', T1)).toEqual({
          contacts: 1,
          events: 1,
          consent: 1,
          holds: 1,
          payments: 0,
        });
        expect(await ledger.countContacts('acme', T1)).toEqual(before);
        expect(await ledger.timeline('acme', 'ana', T1)).toMatchObject({ contacts: [], events: [] });
        const left = JSON.stringify([
          await ledger.findContacts({ account: 'acme' }, T1),
          await ledger.timeline('acme', '(forgotten)', T1),
        ]);
        for (const trace of [claim.key, claim.token, 'ana', 'm-1@x']) expect(left).not.toContain(trace);
        expect(await ledger.forgetCustomer('acme', 'ana', T1)).toMatchObject({ contacts: 0, events: 0 });
      });
      it('by age goes for contacts from before the day only', async () => {
        await sent();
        await claimOne(T0, { customerId: 'c-2', at: '2027-01-01T09:00:00Z' });
        const forgotten = await ledger.forgetBefore('acme', '2026-12-01T00:00:00Z', T1);
        expect(forgotten).toMatchObject({ contacts: 1, events: 0 });
        expect((await ledger.history('acme', ['c-1', 'c-2'], T1)).get('c-1')).toEqual([]);
        expect((await ledger.history('acme', ['c-2'], T1)).get('c-2')).toHaveLength(1);
      });
    });

    it('keeps any text as it is and runs none of it', async () => {
      const nasty = [`'; DROP TABLE contacts; --`, '" OR 1=1', '%_\\', '𝒳 ñ 日本', '{a,b}', 'NULL', '\n\t', ' ', '$1'];
      for (const text of nasty) {
        const over = { account: text, customerId: text, scope: [text, 'z'], cycle: text, stage: text, debtId: text };
        const claim = await claimOne(T0, over);
        await ledger.recordResults(
          [{ ...claim, outcome: 'sent', at: T0, provider: text, providerMessageId: text }],
          T0,
        );
        await ledger.setHolds(
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
        const { contacts, standing } = await ledger.timeline(text, text, T1);
        expect(contacts).toMatchObject([{ ...over, scope: [text, 'z'].sort(), provider: text, status: 'sent' }]);
        expect(standing?.holds).toMatchObject([{ id: text, scope: [text], hold: { reason: text } }]);
      }
    });
  });
}
