import type { FullLedger } from '../../dunning/ledger/records';
import { placeOf } from '../../dunning/payments/link-decision';
import type { LinkAnswer, LinkClaim } from '../../dunning/payments/link-ledger';

const T0 = '2026-11-23T15:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(T0) + minutes * 60_000).toISOString();
const LEASE = 5 * 60_000;
const KEY = 'a'.repeat(40);
const OTHER_KEY = 'b'.repeat(40);

export const linkClaim = (over: Partial<LinkClaim> = {}): LinkClaim => ({
  account: 'acme',
  customerId: 'c-1',
  debtId: 'F-1',
  scope: ['F-1'],
  cycle: '1',
  provider: 'stripe',
  merchant: '7',
  contactKey: KEY,
  invoices: ['F-1'],
  amount: { currency: 'MXN', minor: 150_000 },
  expiresAt: at(30 * 24 * 60),
  ...over,
});

function making(answer: LinkAnswer): Extract<LinkAnswer, { do: 'make' }> {
  if (answer.do !== 'make') throw new Error(`not make: ${JSON.stringify(answer)}`);
  return answer;
}
const leaveOf = ({ link, token }: { link: { provider: string; linkKey: string }; token: string }) => ({
  provider: link.provider,
  linkKey: link.linkKey,
  token,
});

/** What the links of every store must do. */
export function linkSuite(open: () => FullLedger): void {
  describe('payment links', () => {
    const links = () => open().links;
    const makeOne = async (claim = linkClaim(), id = 'plink_1') => {
      const answer = making(await links().open(claim, T0, LEASE));
      await links().made(leaveOf(answer), { id, url: `https://pay.example/${id}` }, T0);
      return answer;
    };

    it('give leave to one of many who ask at once; the others wait, then use its link', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => links().open(linkClaim(), T0, LEASE)));
      const [first, ...more] = answers.filter((answer) => answer.do === 'make');
      expect(more).toEqual([]);
      expect(answers.filter((answer) => answer.do === 'wait')).toHaveLength(19);
      const answer = making(first as LinkAnswer);
      expect(answer).toMatchObject({ unsure: false, renews: false, link: { linkKey: KEY, reference: `F-1/${KEY}` } });
      await links().made(leaveOf(answer), { id: 'plink_1', url: 'https://pay.example/1' }, T0);
      expect(await links().open(linkClaim(), at(1), LEASE)).toMatchObject({
        do: 'use',
        link: { linkId: 'plink_1', url: 'https://pay.example/1', state: 'open' },
      });
    });

    it('of a run that broke off are looked for by the next one, when the lease is over and not before', async () => {
      await links().open(linkClaim(), T0, LEASE);
      expect(await links().open(linkClaim(), at(4.99), LEASE)).toEqual({ do: 'wait', until: at(5) });
      const later = making(await links().open(linkClaim(), at(5), LEASE));
      expect(later).toMatchObject({ unsure: true, link: { linkKey: KEY, generation: 1, askedAt: T0 } });
    });

    it('are not taken from a run whose leave was given to another', async () => {
      const early = making(await links().open(linkClaim(), T0, LEASE));
      const late = making(await links().open(linkClaim(), at(6), LEASE));
      expect(await links().made(leaveOf(early), { id: 'one' }, at(7))).toBe(false);
      expect(await links().failed(leaveOf(early), at(7))).toBe(false);
      expect(await links().made(leaveOf(late), { id: 'two' }, at(7))).toBe(true);
      // Said again, as after a lost answer of the store.
      expect(await links().made(leaveOf(late), { id: 'two' }, at(7))).toBe(true);
      expect(await links().find({ linkKey: KEY })).toMatchObject([{ linkId: 'two' }]);
    });

    it('that were never made leave their key behind, and the next one has another', async () => {
      const answer = making(await links().open(linkClaim(), T0, LEASE));
      expect(await links().failed(leaveOf(answer), T0)).toBe(true);
      const next = making(await links().open(linkClaim(), T0, LEASE));
      expect(next).toMatchObject({ unsure: false, renews: false, link: { generation: 2, reference: `F-1/${KEY}/2` } });
      expect(next.link.linkKey).not.toBe(KEY);
    });

    it('nobody can speak for are looked for at once', async () => {
      const answer = making(await links().open(linkClaim(), T0, LEASE));
      await links().unsure(leaveOf(answer), T0);
      expect(await links().open(linkClaim(), T0, LEASE)).toMatchObject({ do: 'make', unsure: true });
    });

    it('know until when a call may have been sent, whoever looks in between', async () => {
      const first = making(await links().open(linkClaim(), T0, LEASE));
      // Of a run that was never heard of again: until its lease was over.
      expect(first.link).toMatchObject({ calledUntil: at(5), doubtful: false });
      const second = making(await links().open(linkClaim(), at(6), LEASE));
      expect(second.link).toMatchObject({ calledUntil: at(5), doubtful: true });
      // A run that only looked changes nothing of it; one that calls says so before, and until its own lease.
      await links().unsure(leaveOf(second), at(7));
      const third = making(await links().open(linkClaim(), at(8), LEASE));
      expect(third.link.calledUntil).toBe(at(5));
      expect(await links().calling(leaveOf(second), at(8), LEASE)).toBe(false);
      expect(await links().calling(leaveOf(third), at(8), LEASE)).toBe(true);
      expect(await links().open(linkClaim(), at(12.99), LEASE)).toEqual({ do: 'wait', until: at(13) });
      // It gave up: nothing was sent after that.
      await links().unsure(leaveOf(third), at(9));
      const [kept] = await links().find({ linkKey: KEY });
      expect(kept).toMatchObject({ calledUntil: at(9), doubtful: true });
    });

    it('that were made without a doubt, or found in the same run, are not doubtful', async () => {
      await makeOne();
      expect(await links().find({ linkKey: KEY })).toMatchObject([{ doubtful: false, calledUntil: at(5) }]);
      const end = await links().open(linkClaim({ replace: true }), at(6), LEASE);
      if (end.do !== 'end') throw new Error(`not end: ${end.do}`);
      // That nobody knows whether it was closed is no doubt about what was made.
      await links().unsure(leaveOf(end), at(6));
      expect(await links().find({ linkKey: KEY })).toMatchObject([{ doubtful: false }]);
      expect(await links().calling(leaveOf(end), at(6), LEASE)).toBe(false);
    });

    it('of one place are found together, whatever their state', async () => {
      const first = making(await links().open(linkClaim(), T0, LEASE));
      await links().failed(leaveOf(first), T0);
      const second = making(await links().open(linkClaim({ contactKey: OTHER_KEY }), at(1), LEASE));
      await makeOne(linkClaim({ debtId: 'F-2', scope: ['F-2'] }), 'other');
      const found = await links().find({ provider: 'stripe', place: placeOf(second.link) });
      expect(found.map(({ generation, state }) => [generation, state])).toEqual([
        [2, 'asked'],
        [1, 'void'],
      ]);
    });

    it.each([
      ['another amount', { amount: { currency: 'MXN', minor: 149_999 } }],
      ['another currency', { amount: { currency: 'USD', minor: 150_000 } }],
      ['a wish for a new one', { replace: true }],
    ])('are closed first for %s, then made anew under another key', async (_name, over) => {
      await makeOne();
      const end = await links().open(linkClaim(over), at(1), LEASE);
      if (end.do !== 'end') throw new Error(`not end: ${end.do}`);
      expect(end.link.linkId).toBe('plink_1');
      expect(await links().open(linkClaim(over), at(2), LEASE)).toEqual({ do: 'wait', until: at(6) });
      expect(await links().ended(leaveOf(end), 'cancelled', at(2))).toBe(true);
      const next = making(await links().open(linkClaim(over), at(2), LEASE));
      expect(next).toMatchObject({ renews: true, link: { generation: 2 } });
    });

    it('of a closing that broke off are closed by the next run', async () => {
      await makeOne();
      await links().open(linkClaim({ replace: true }), at(1), LEASE);
      expect(await links().open(linkClaim(), at(7), LEASE)).toMatchObject({ do: 'end', link: { linkId: 'plink_1' } });
    });

    it('are used while half a day is left, and closed when less is', async () => {
      await makeOne(linkClaim({ expiresAt: at(10 * 24 * 60) }));
      expect((await links().open(linkClaim(), at(10 * 24 * 60 - 720), LEASE)).do).toBe('use');
      expect((await links().open(linkClaim(), at(10 * 24 * 60 - 719), LEASE)).do).toBe('end');
    });

    it('of other debts, providers and accounts at a provider are others', async () => {
      await makeOne();
      for (const over of [{ debtId: 'F-2', scope: ['F-2'] }, { provider: 'paypal' }, { merchant: '8' }]) {
        expect(await links().open(linkClaim(over), T0, LEASE)).toMatchObject({ do: 'make', link: { generation: 1 } });
      }
      // The order of the invoices does not matter, nor from which stage they are asked for.
      await makeOne(linkClaim({ debtId: 'd', scope: ['x', 'y'] }), 'p2');
      const again = linkClaim({ debtId: 'd', scope: ['y', 'x'], contactKey: OTHER_KEY });
      expect(await links().open(again, T0, LEASE)).toMatchObject({
        do: 'use',
        link: { linkId: 'p2', scope: ['x', 'y'] },
      });
    });

    it('of the same debt go on when its due date moves, and end when its invoices change', async () => {
      await makeOne();
      expect(await links().open(linkClaim({ cycle: '2' }), T0, LEASE)).toMatchObject({ do: 'use' });
      const grown = linkClaim({ scope: ['F-1', 'F-2'] });
      expect(await links().open(grown, T0, LEASE)).toMatchObject({ do: 'end', link: { linkId: 'plink_1' } });
    });

    it('are found by key, id, reference and contact, the latest first', async () => {
      await makeOne();
      await makeOne(linkClaim({ provider: 'paypal' }), 'INV2-1');
      expect((await links().find({ contactKey: KEY })).map(({ linkId }) => linkId)).toEqual(['INV2-1', 'plink_1']);
      expect(await links().find({ provider: 'stripe', linkKey: KEY })).toMatchObject([{ linkId: 'plink_1' }]);
      expect(await links().find({ linkId: 'INV2-1' })).toHaveLength(1);
      expect(await links().find({ reference: `F-1/${KEY}` })).toHaveLength(2);
      expect(await links().find({ linkId: "x' OR '1'='1" })).toEqual([]);
      expect(await links().find({})).toEqual([]);
    });

    it('say whose a payment is that names nothing but them', async () => {
      await makeOne(linkClaim({ provider: 'wompi' }), '3Z0Cfi');
      const event = (id: string, reference: string) => ({
        provider: 'wompi',
        eventId: id,
        type: 'paid' as const,
        at: at(1),
        payment: { id, amount: { currency: 'MXN', minor: 150_000 }, reference },
      });
      const events = [event('one', '3Z0Cfi'), event('two', KEY.slice(0, 36)), event('three', `F1-${KEY.slice(0, 12)}`)];
      await open().recordEvents([...events, event('four', 'stranger')], at(2));
      const { payments } = (await open().standing('acme', ['c-1'], at(2))).get('c-1') ?? { payments: [] };
      expect(payments.map(({ paymentId, scope }) => [paymentId, scope]).sort()).toEqual([
        ['one', ['F-1']],
        ['three', ['F-1']],
        ['two', ['F-1']],
      ]);
    });

    it('go when their customer is forgotten', async () => {
      await makeOne();
      await open().forgetCustomer('acme', 'c-1', at(1));
      expect(await links().find({ contactKey: KEY })).toEqual([]);
    });
  });
}
