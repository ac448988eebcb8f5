import fc from 'fast-check';

import type { ContactEvent, EventPayment } from '../../dunning/ledger/events';
import type { CustomerStanding, PaymentRecord } from '../../dunning/ledger/records';
import { LEASE, PAST_LEASE, T0, T1, steps, won } from './conformance-steps';
import type { Suite } from './conformance-steps';
import { request } from './requests';

const MXN = (minor: number) => ({ currency: 'MXN', minor });
const OWED = { demand: { invoices: ['inv-1'], revision: 0 } };

let events = 0;

/** A payment event of its own, unless `over` names it. */
function told(
  type: ContactEvent['type'],
  payment: Partial<EventPayment>,
  over: Partial<ContactEvent> = {},
): ContactEvent {
  events += 1;
  return { provider: 'stripe', eventId: `evt_${events}`, type, at: T0, payment: { id: 'pi_1', ...payment }, ...over };
}

/** Payments as events and people tell them, and what they do to contacts. */
export const paymentSuite: Suite = (current) => {
  const { claimOne, codes, sent } = steps(current);

  const standing = async (customerId = 'c-1'): Promise<CustomerStanding | undefined> =>
    (await current().standing('acme', [customerId], T1)).get(customerId);
  const payments = async (customerId = 'c-1') => (await standing(customerId))?.payments ?? [];
  const paid: PaymentRecord = {
    account: 'acme',
    customerId: 'c-1',
    provider: 'bank',
    paymentId: 't-1',
    scope: ['inv-1'],
    amount: MXN(40_000),
    at: T0,
    status: 'paid',
  };

  describe('a payment event', () => {
    it('is its contact’s customer’s: by contact key, by a key in the reference, by the invoice it names', async () => {
      const { key } = await sent();
      await current().recordEvents([told('paid', { amount: MXN(100) }, { contactKey: key })], T1);
      await current().recordEvents([told('paid', { id: 'pi_2', reference: `inv-1|${key}`, amount: MXN(200) })], T1);
      await current().recordEvents([told('paid', { id: 'pi_3', reference: 'inv-1', amount: MXN(300) })], T1);
      const found = await payments();
      expect(found.map(({ paymentId, scope, amount }) => [paymentId, scope, amount.minor])).toEqual([
        ['pi_1', ['inv-1'], 100],
        ['pi_2', ['inv-1'], 200],
        ['pi_3', ['inv-1'], 300],
      ]);
      expect(await current().unknownPayments(T1)).toEqual([]);
    });
    it('pays all invoices its message was about, or the ones that its reference names', async () => {
      const over = { scope: ['inv-1'], demand: { invoices: ['inv-1', 'INV/2026/2', 'inv-3'], revision: 0 } };
      const { key } = await sent(over);
      await current().recordEvents(
        [
          told('paid', { amount: MXN(1) }, { contactKey: key }),
          told('paid', { id: 'pi_2', reference: `inv-3, INV/2026/2 ${key}`, amount: MXN(1) }),
          told('paid', { id: 'pi_3', reference: 'INV/2026/2', amount: MXN(1) }),
          told('paid', { id: 'pi_4', reference: 'inv-1 inv-3', amount: MXN(1) }),
        ],
        T1,
      );
      expect((await payments()).map(({ scope }) => scope)).toEqual([
        ['INV/2026/2', 'inv-1', 'inv-3'],
        ['INV/2026/2', 'inv-3'],
        ['INV/2026/2'],
        ['inv-1', 'inv-3'],
      ]);
    });
    it('that is nobody’s is listed for a person, and theirs once they say whose it is', async () => {
      await sent();
      await sent({ customerId: 'c-2', scope: ['shared'] }, 'm-2@x');
      await sent({ customerId: 'c-3', scope: ['shared'] }, 'm-3@x');
      const lost = { amount: MXN(900), reference: 'thanks for the fish' };
      await current().recordEvents([told('payment_pending', lost, { at: T0 })], T1);
      await current().recordEvents([told('paid', lost, { at: T1 })], T1);
      await current().recordEvents([told('paid', { id: 'pi_2', reference: 'shared', amount: MXN(5) })], T1);
      expect(await current().unknownPayments(T1)).toMatchObject([
        { paymentId: 'pi_2', reference: 'shared', status: 'paid' },
        { paymentId: 'pi_1', reference: 'thanks for the fish', status: 'paid', amount: MXN(900), at: T1, since: T0 },
      ]);
      const mine = { ...paid, provider: 'stripe', paymentId: 'pi_1', amount: MXN(900), at: T1 };
      expect(await current().recordPayments([mine], T1)).toBe(1);
      expect(await payments()).toEqual([{ ...mine, since: T0 }]);
      expect(await current().unknownPayments(T1)).toMatchObject([{ paymentId: 'pi_2' }]);
      await current().recordEvents([told('refunded', { amount: MXN(100), refundId: 're_1' }, { at: T1 })], T1);
      expect(await payments()).toMatchObject([{ status: 'paid', refunded: 100 }]);
    });
    it('that a person gave to the wrong customer moves to the right one', async () => {
      await current().recordPayments([paid], T0);
      expect(await current().recordPayments([{ ...paid, customerId: 'c-2', scope: [] }], T1)).toBe(1);
      expect([await payments(), await payments('c-2')]).toMatchObject([[], [{ paymentId: 't-1', scope: [] }]]);
    });
    it('counts once however often it is told, and several refunds add up', async () => {
      const { key } = await sent();
      const all = [
        told('paid', { amount: MXN(1_000) }, { contactKey: key }),
        told('paid', { amount: MXN(1_000) }),
        told('refunded', { amount: MXN(200), refundId: 're_1' }, { at: T1 }),
        told('refunded', { amount: MXN(200), refundId: 're_1' }, { at: T1 }),
        told('refunded', { amount: MXN(300), refundId: 're_2' }, { at: T1 }),
        told('refunded', { amount: MXN(500), isTotal: true }, { at: T1 }),
      ];
      await current().recordEvents([...all, ...all], T1);
      expect(await current().recordEvents(all, T1)).toEqual({ stored: 0, known: 6 });
      expect(await payments()).toMatchObject([{ status: 'paid', amount: MXN(1_000), refunded: 500, at: T0 }]);
      await current().recordEvents([told('refunded', { amount: MXN(500), refundId: 're_3' }, { at: T1 })], T1);
      expect(await payments()).toMatchObject([{ status: 'refunded', refunded: 1_000, changedAt: T1 }]);
    });
    it('without an amount is kept as one of an amount that nobody knows', async () => {
      const { key } = await sent();
      await current().recordEvents([told('paid', {}, { contactKey: key })], T1);
      expect(await payments()).toMatchObject([{ status: 'paid', amount: { currency: 'XXX', minor: 0 } }]);
    });
    it('comes to the same in every order, with repetitions, and in batches of any size', async () => {
      const keys = [(await sent()).key, (await sent({ customerId: 'c-2' }, 'm-2@x')).key];
      const fact = fc.record({
        type: fc.constantFrom('paid', 'payment_pending', 'payment_failed', 'refunded', 'disputed', 'link_expired'),
        minute: fc.nat(3),
        minor: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        refund: fc.option(fc.constantFrom('re_1', 're_2'), { nil: undefined }),
        isTotal: fc.boolean(),
        contact: fc.option(fc.nat(1), { nil: undefined }),
      });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fact, { minLength: 1, maxLength: 6 }),
          fc.infiniteStream(fc.nat()),
          fc.integer({ min: 1, max: 4 }),
          async (facts, random, size) => {
            const answers: unknown[] = [];
            for (const shuffled of [false, true]) {
              run += 1;
              const list = facts.map(({ type, minute, minor, refund, isTotal, contact }, n) =>
                told(
                  type as 'paid',
                  {
                    id: `run-${run}`,
                    amount: minor === undefined ? undefined : MXN(minor),
                    refundId: refund,
                    isTotal,
                  },
                  {
                    eventId: `${run}-${n}`,
                    at: new Date(Date.parse(T0) + minute * 60_000).toISOString(),
                    contactKey: contact === undefined ? undefined : keys[contact],
                  },
                ),
              );
              const order = shuffled ? [...list, ...list].sort(() => (random.next().value % 3) - 1) : list;
              for (let at = 0; at < order.length; at += size)
                await current().recordEvents(order.slice(at, at + size), T1);
              const all = [...(await payments()), ...(await payments('c-2')), ...(await current().unknownPayments(T1))];
              const mine = all.find(({ paymentId }) => paymentId === `run-${run}`);
              answers.push(mine && { ...mine, paymentId: '' });
            }
            expect(answers[1]).toEqual(answers[0]);
            // One payment, whatever was said of it first.
            expect(answers[0]).toMatchObject({
              provider: 'stripe',
              paymentId: '',
              at: expect.stringMatching(/^2026-11-/),
            });
          },
        ),
        { numRuns: 30 },
      );
    });
  });

  describe('a disputed payment', () => {
    it('becomes a hold, until the money is returned or a person releases it', async () => {
      const { key } = await sent();
      await current().recordEvents([told('disputed', { amount: MXN(1_000) }, { contactKey: key, at: T1 })], T1);
      expect(await codes([{ stage: 'second' }, { stage: 'second', scope: ['inv-2'] }])).toEqual(['on_hold', 'send']);
      expect((await standing())?.holds).toMatchObject([
        { scope: ['inv-1'], hold: { kind: 'dispute', from: '2026-11-23' }, setAt: T1 },
      ]);
      await current().recordEvents([told('refunded', { amount: MXN(1_000) }, { at: T1 })], T1);
      expect((await standing())?.holds).toEqual([]);
      const [, everything] = [await standing(), await current().standing('acme', ['c-1'], T1, true)];
      expect(everything.get('c-1')?.holds).toMatchObject([{ releasedAt: T1 }]);
      await current().recordEvents([told('disputed', { id: 'pi_2', reference: 'inv-1', amount: MXN(7) })], T1);
      const [hold] = (await standing())?.holds ?? [];
      expect(hold?.id).toBe('dispute/stripe/pi_2');
      await current().releaseHolds([{ account: 'acme', customerId: 'c-1', id: hold?.id }], T1);
      await current().recordEvents([told('disputed', { id: 'pi_2', reference: 'inv-1', amount: MXN(7) })], T1);
      expect((await standing())?.holds).toEqual([]);
    });
  });

  describe('a message that asks for money', () => {
    const types = ['paid', 'payment_pending', 'disputed'] as const;

    it.each(types)('is not claimed after a payment that it does not know of: %s', async (type) => {
      const { key } = await sent();
      const revision = (await standing())?.revision ?? -1;
      await current().recordEvents([told(type, { amount: MXN(10) }, { contactKey: key })], T1);
      const next = { stage: 'second', channel: 'sms' as const };
      const expected = type === 'disputed' ? 'on_hold' : 'balance_changed';
      expect(await codes([{ ...next, demand: { invoices: ['inv-1'], revision } }], T1)).toEqual([expected]);
      expect(await codes([{ ...next, scope: ['inv-2'], demand: { invoices: ['inv-2'], revision } }], T1)).toEqual([
        'send',
      ]);
      if (type === 'disputed') return;
      // The next run knows.
      const seen = (await standing())?.revision ?? -1;
      expect(seen).toBeGreaterThan(revision);
      expect(await codes([{ ...next, demand: { invoices: ['inv-1'], revision: seen } }], T1)).toEqual(['send']);
    });
    it('may be claimed after a payment that failed, or was told again', async () => {
      await current().recordPayments([paid], T0);
      const demand = { invoices: ['inv-1'], revision: (await standing())?.revision ?? -1 };
      await current().recordPayments([paid, { ...paid, paymentId: 't-2', status: 'failed' }], T1);
      expect(await codes([{ demand }], T1)).toEqual(['send']);
    });
    it('is not claimed after a refund of what it takes as paid', async () => {
      await current().recordPayments([paid], T0);
      const demand = { invoices: ['inv-1'], revision: (await standing())?.revision ?? -1 };
      await current().recordPayments([{ ...paid, status: 'refunded', at: T1 }], T1);
      expect(await codes([{ demand }], T1)).toEqual(['balance_changed']);
    });
    it('is stopped by a payment of any of its invoices, or one that names none', async () => {
      const demand = { invoices: ['inv-1', 'inv-2#1'], revision: 0 };
      for (const scope of [['inv-2'], [], ['inv-1#3', 'x']]) {
        await current().recordPayments([{ ...paid, paymentId: `t-${scope.join()}`, scope }], T1);
        expect(await codes([{ demand }], T1)).toEqual(['balance_changed']);
        demand.revision = (await standing())?.revision ?? -1;
      }
      await current().recordPayments([{ ...paid, paymentId: 'other', scope: ['inv-9'] }], T1);
      expect(await codes([{ demand }], T1)).toEqual(['send']);
    });
    it('that was claimed before a payment is not begun after it, and its key is free for the next run', async () => {
      const claims = [await claimOne(T0, OWED), await claimOne(T0, { ...OWED, stage: 'second' })];
      const [queued, claimed] = claims;
      if (!queued || !claimed) throw new Error('two claims');
      expect(await current().takeOver([queued], T0, LEASE)).toEqual(new Set([queued.key]));
      await current().recordPayments([paid], T1);
      for (const claim of claims) expect(await current().begin(claim, T1)).toBe(false);
      expect(await current().stops(claims, T1)).toEqual(new Map(claims.map(({ key }) => [key, 'balance_changed'])));
      expect((await current().timeline('acme', 'c-1', T1)).contacts).toMatchObject([
        { status: 'released', stopped: 'balance_changed' },
        { status: 'released', stopped: 'balance_changed' },
      ]);
      const demand = { invoices: ['inv-1'], revision: (await standing())?.revision ?? -1 };
      const again = won((await current().claim([request({ demand })], T1, LEASE))[0]);
      expect(await current().stops([queued, again], T1)).toEqual(new Map());
      expect(await current().begin(queued, T1)).toBe(false);
      expect(await current().begin(again, T1)).toBe(true);
    });
    it('that nobody has taken over when a payment comes may have left: it is not taken over, nor claimed by itself', async () => {
      const claim = await claimOne(T0, OWED);
      await current().recordPayments([paid], T1);
      const demand = { invoices: ['inv-1'], revision: (await standing())?.revision ?? -1 };
      expect(await codes([{ demand }], T1)).toEqual(['in_progress']);
      expect(await codes([{ demand }], PAST_LEASE)).toEqual(['uncertain']);
      const late = { ...claim, outcome: 'sent' as const, at: T1, provider: 'whatsapp' };
      expect(await current().recordResults([late], T1)).toMatchObject([{ status: 'sent' }]);
    });
    it('once taken over and stopped is refused to be taken over again', async () => {
      const claim = await claimOne(T0, OWED);
      await current().recordPayments([paid], T1);
      expect(await current().takeOver([claim], T1, LEASE)).toEqual(new Set());
      expect(await codes([{ demand: { invoices: ['inv-1'], revision: 9e15 } }], T1)).toEqual(['send']);
    });
    it('is not stopped by a payment of another customer, another invoice, or once it has begun', async () => {
      const claim = await claimOne(T0, OWED);
      await current().recordPayments(
        [
          { ...paid, customerId: 'c-2' },
          { ...paid, paymentId: 't-2', scope: ['inv-2'] },
        ],
        T1,
      );
      expect(await current().begin(claim, T1)).toBe(true);
      await current().recordPayments([{ ...paid, paymentId: 't-3' }], T1);
      expect(await current().stops([claim], T1)).toEqual(new Map());
    });
    it('in a message that asks for nothing, such as a thank-you, a payment changes nothing', async () => {
      const thanks = await claimOne(T0, { stage: 'payment_received' });
      await current().recordPayments([paid], T1);
      expect(await current().begin(thanks, T1)).toBe(true);
      expect(await codes([{ stage: 'payment_received', cycle: 'other' }], T1)).toEqual(['send']);
    });
    it('is refused by the moment the balance was read, where the ledger was not asked', async () => {
      await current().recordPayments([paid], T0);
      const at = (instant: string) => ({ demand: { invoices: ['inv-1'], revision: Date.parse(instant) } });
      expect(await codes([at('2026-11-23T14:59:59Z'), { ...at(T1), stage: 'second' }], T1)).toEqual([
        'balance_changed',
        'send',
      ]);
    });
  });

  describe('what comes in between claim and sending', () => {
    it('a refusal stops what waits on its channel', async () => {
      const [mail, sms] = [await claimOne(), await claimOne(T0, { channel: 'sms' })];
      await current().takeOver([mail, sms], T0, LEASE);
      await current().recordConsent(
        [{ account: 'acme', customerId: 'c-1', channel: 'email', change: 'opt_out', at: T1 }],
        T1,
      );
      expect([await current().begin(mail, T1), await current().begin(sms, T1)]).toEqual([false, true]);
      expect(await current().stops([mail, sms], T1)).toEqual(new Map([[mail.key, 'opted_out']]));
    });
    it('a complaint about an earlier message does, too', async () => {
      await sent();
      const next = await claimOne(T0, { stage: 'second' });
      const event = {
        provider: 'ses',
        eventId: 'fbl',
        type: 'complained',
        at: T1,
        providerMessageId: 'm-1@x',
      } as const;
      await current().recordEvents([event], T1);
      expect(await current().begin(next, T1)).toBe(false);
    });
    it('a hold stops what it is about, on its days', async () => {
      const claims = [await claimOne(), await claimOne(T0, { scope: ['inv-2'] })];
      const hold = { account: 'acme', customerId: 'c-1', id: 'h', scope: ['inv-1'], setAt: T1 };
      await current().setHolds([{ ...hold, hold: { kind: 'manual', from: '2026-11-26' } }], T1);
      await current().setHolds([{ ...hold, id: 'h-2', hold: { kind: 'manual', until: '2026-11-21' } }], T1);
      expect(await current().stops(claims, T1)).toEqual(new Map());
      await current().setHolds([{ ...hold, hold: { kind: 'dispute' } }], T1);
      const begun = [];
      for (const claim of claims) begun.push(await current().begin(claim, T1));
      expect(begun).toEqual([false, true]);
    });
  });

  it('forgets a customer’s payments with what was said of them', async () => {
    const { key } = await sent();
    await current().recordEvents([told('paid', { amount: MXN(1), reference: 'of ana' }, { contactKey: key })], T1);
    expect(await current().forgetCustomer('acme', 'c-1', T1)).toMatchObject({ payments: 1, contacts: 1 });
    expect(await current().unknownPayments(T1)).toEqual([]);
    await current().recordEvents([told('paid', { id: 'pi_9', amount: MXN(1), reference: 'inv-1' })], T1);
    expect(await current().unknownPayments(T1)).toMatchObject([{ paymentId: 'pi_9' }]);
  });
};
