import { LEASE, PAST_LEASE, T0, T1, won, steps } from './conformance-steps';
import type { Suite } from './conformance-steps';
import { ONE_A_DAY, request } from './requests';

/** Claims, leases and results. */
export const claimSuite: Suite = (current) => {
  const { claimOne, codes, statusNow, sent } = steps(current);

  describe('a claim', () => {
    it('is won once; the second run is told that another is sending', async () => {
      await claimOne();
      const [second] = await current().claim([request()], T1, LEASE);
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
      expect(await current().claim([], T0, LEASE)).toEqual([]);
      expect(await current().takeOver([], T0, LEASE)).toEqual(new Set());
      expect(await current().recordResults([], T0)).toEqual([]);
      expect(await current().recordEvents([], T0)).toEqual({ stored: 0, known: 0 });
      expect(await current().history('acme', [], T0)).toEqual(new Map());
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
    it('counts a cap per debt only against the same debt, in one batch and later', async () => {
      const perDebt = [{ ...ONE_A_DAY, scope: 'debt' as const }];
      expect(
        await codes([
          { caps: perDebt, debtId: 'F-1', stage: 'first_reminder' },
          { caps: perDebt, debtId: 'F-1', stage: 'second_reminder' },
          { caps: perDebt, debtId: 'F-2', stage: 'first_reminder', scope: ['F-2'] },
        ]),
      ).toEqual(['send', 'cap_reached', 'send']);
      expect(await codes([{ caps: perDebt, debtId: 'F-1', stage: 'final_notice' }], T1)).toEqual(['cap_reached']);
      expect(await codes([{ caps: perDebt, debtId: 'F-3', scope: ['F-3'] }], T1)).toEqual(['send']);
      // A cap without a scope counts all debts of the customer.
      expect(await codes([{ caps: [ONE_A_DAY], debtId: 'F-4', scope: ['F-4'] }], T1)).toEqual(['cap_reached']);
    });
    it('does not count towards the caps of another account', async () => {
      const caps = [ONE_A_DAY];
      expect(await codes([{ caps }, { caps, account: 'other' }])).toEqual(['send', 'send']);
    });
    it('counts towards caps while it is uncertain, and not when it failed', async () => {
      const caps = [ONE_A_DAY];
      const claim = await claimOne(T0, { caps });
      expect(await codes([{ caps, channel: 'sms' }], PAST_LEASE)).toEqual(['cap_reached']);
      await current().recordResults([{ ...claim, outcome: 'failed', at: T0, provider: 'smtp' }], PAST_LEASE);
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
      expect(await current().takeOver([first], T0, LEASE)).toEqual(new Set([first.key]));
      expect(await statusNow()).toBe('queued');
      expect(await statusNow(PAST_LEASE)).toBe('released');
      const second = await claimOne(PAST_LEASE);
      expect(second.token).not.toBe(first.token);
      expect(await current().takeOver([first], PAST_LEASE, LEASE)).toEqual(new Set());
      expect(await current().begin(first, PAST_LEASE)).toBe(false);
      expect(await current().begin(second, PAST_LEASE)).toBe(true);
    });
    it('can be begun once only, and only during its lease', async () => {
      const claim = await claimOne();
      expect(await current().begin(claim, PAST_LEASE)).toBe(false);
      expect(await current().begin(claim, T0)).toBe(true);
      expect(await current().begin(claim, T0)).toBe(false);
    });
    it('that a provider has already reported on is not begun', async () => {
      const claim = await claimOne();
      await current().recordEvents([{ provider: 'x', eventId: '1', type: 'sent', at: T0, contactKey: claim.key }], T0);
      expect(await current().begin(claim, T0)).toBe(false);
    });
    it('that began and never ended is uncertain; a late result settles it', async () => {
      const claim = await claimOne();
      await current().begin(claim, T0);
      expect(await statusNow(PAST_LEASE)).toBe('uncertain');
      const [contact] = await current().recordResults(
        [{ ...claim, outcome: 'sent', at: PAST_LEASE, provider: 'smtp', providerMessageId: '<m-1@x>' }],
        PAST_LEASE,
      );
      expect(contact).toMatchObject({ status: 'sent', provider: 'smtp', providerMessageId: 'm-1@x' });
    });
    it('that failed at hand-over can be claimed again', async () => {
      const claim = await claimOne();
      await current().begin(claim, T0);
      await current().recordResults(
        [{ ...claim, outcome: 'failed', at: T0, provider: 'smtp', detail: '421 busy' }],
        T0,
      );
      expect(await statusNow()).toBe('failed');
      await claimOne(T1);
      expect(await statusNow()).toBe('claimed');
    });
    it('whose result is told twice, or contradicted later, stays sent', async () => {
      const claim = await sent();
      await current().recordResults([{ ...claim, outcome: 'sent', at: T1, provider: 'smtp' }], T1);
      await current().recordResults([{ ...claim, outcome: 'failed', at: T1, provider: 'smtp' }], T1);
      expect(await statusNow()).toBe('sent');
      expect(await codes([{}], T1)).toEqual(['already_contacted']);
    });
    it('is not sent when an older claim of the same key turns out to have been', async () => {
      const first = await claimOne();
      await current().takeOver([first], T0, LEASE);
      const second = await claimOne(PAST_LEASE);
      await current().recordResults([{ ...first, outcome: 'sent', at: T1, provider: 'smtp' }], PAST_LEASE);
      expect(await current().begin(second, PAST_LEASE)).toBe(false);
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
        await current().takeOver([slow], T0, LEASE);
        const quick = async (): Promise<boolean> => {
          const [answer] = await current().claim([request(over)], PAST_LEASE, LEASE);
          return answer?.decision === 'send' && (await current().begin(won(answer), PAST_LEASE));
        };
        const begun = await Promise.all([current().begin(slow, T1), quick()]);
        expect(begun.filter(Boolean)).toHaveLength(1);
      }
    });
    it('with a time that is none fails as a whole and names it', async () => {
      await expect(current().claim([request(), request({ stage: 'x', at: '23/11/2026' })], T0, LEASE)).rejects.toThrow(
        /at: found “23\/11\/2026”/,
      );
      expect(await statusNow()).toBeUndefined();
    });
  });
};
