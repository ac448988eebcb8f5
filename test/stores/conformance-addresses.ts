import fc from 'fast-check';

import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { recipientHash } from '../../dunning/providers/shared/events';
import { LEASE, T0, T1, steps } from './conformance-steps';
import type { Suite } from './conformance-steps';
import { request } from './requests';

const PHONE = recipientHash('+52 1 55 1234 5678');
const LATER = '2026-11-23T15:02:00.000Z';

/** STOP that names no message. */
const stop: ContactEvent = {
  provider: 'twilio',
  eventId: 'SMstop/received',
  type: 'unsubscribed',
  at: T1,
  recipientHash: PHONE,
  channel: 'sms',
};

/** A refusal that names no message finds its customer by where the customer was written to. */
export const addressSuite: Suite = (current) => {
  const { claimOne } = steps(current);

  /** A message that was sent to the phone, as its result says. */
  async function sentTo(hash: string | undefined, over: Parameters<typeof request>[0] = {}): Promise<string> {
    const claim = await claimOne(T0, { channel: 'sms', ...over });
    const result = { ...claim, outcome: 'sent' as const, at: T0, provider: 'twilio', providerMessageId: claim.key };
    await current().recordResults([{ ...result, ...(hash === undefined ? {} : { recipientHash: hash }) }], T0);
    return claim.key;
  }
  async function refused(...customers: string[]): Promise<Channel[][]> {
    const standing = await current().standing('acme', customers, LATER);
    return customers.map((id) => standing.get(id)?.refused ?? []);
  }

  describe('a refusal that names no message', () => {
    it('is that of the customer who was written to there, as the result or an event said', async () => {
      await sentTo(PHONE);
      const key = await sentTo(undefined, { customerId: 'c-2' });
      await sentTo(recipientHash('+56 9 1234 5678'), { customerId: 'c-3' });
      const delivered = { provider: 'twilio', eventId: 'e', type: 'delivered', at: T0 } as const;
      await current().recordEvents([{ ...delivered, providerMessageId: key, recipientHash: PHONE }], T0);
      expect(await current().storeEvents([stop, stop], T1)).toEqual([true, false]);
      expect(await refused('c-1', 'c-2', 'c-3')).toEqual([['sms'], ['sms'], []]);
      expect((await current().standing('acme', ['c-1'], LATER)).get('c-1')?.consent).toEqual([
        {
          account: 'acme',
          customerId: 'c-1',
          channel: 'sms',
          change: 'opt_out',
          at: T1,
          source: 'unsubscribed, twilio',
        },
      ]);
    });
    it('is of the channel it came by, and of those they were written to by when it does not say', async () => {
      await sentTo(PHONE);
      await sentTo(PHONE, { channel: 'whatsapp', stage: 'second' });
      await current().recordEvents([{ ...stop, channel: 'whatsapp' }], T1);
      expect(await refused('c-1')).toEqual([['whatsapp']]);
      await current().recordEvents([{ ...stop, eventId: 'another', channel: undefined }], T1);
      expect(await refused('c-1')).toEqual([['whatsapp', 'sms']]);
    });
    it('counts from when it was said also when nobody knew the address yet', async () => {
      await current().recordEvents([stop], T1);
      expect(await refused('c-1')).toEqual([[]]);
      await sentTo(PHONE);
      expect(await refused('c-1')).toEqual([['sms']]);
      expect((await current().standing('acme', ['c-1'], LATER)).get('c-1')?.consent[0]?.at).toBe(T1);
    });
    it('stops what waits to be sent', async () => {
      await sentTo(PHONE);
      const waiting = await claimOne(T0, { channel: 'sms', stage: 'second' });
      await current().recordEvents([stop], T1);
      expect(await current().begin(waiting, T1)).toBe(false);
      expect([...(await current().stops([waiting], T1)).values()]).toEqual(['opted_out']);
    });
    it('may be a failure: the provider knows of a STOP', async () => {
      const key = await sentTo(PHONE);
      const failed = { ...stop, type: 'failed' as const, code: '21610', refused: true };
      await current().recordEvents([{ ...failed, providerMessageId: key }], T1);
      expect(await refused('c-1')).toEqual([['sms']]);
      await sentTo(PHONE, { customerId: 'c-2' });
      await current().recordEvents([{ ...failed, eventId: 'unmatched' }], T1);
      expect(await refused('c-2')).toEqual([['sms']]);
    });
    it('may be what the provider said instead of taking the message over', async () => {
      const claim = await claimOne(T0, { channel: 'sms' });
      const result = { ...claim, outcome: 'failed' as const, at: T1, provider: 'twilio', refused: true };
      await current().recordResults([result, result], T1);
      await current().recordResults([result], LATER);
      expect(await refused('c-1')).toEqual([['sms']]);
      expect((await current().standing('acme', ['c-1'], LATER)).get('c-1')?.consent).toMatchObject([
        { channel: 'sms', at: T1, source: 'failed, twilio' },
      ]);
      expect((await current().claim([request({ channel: 'sms' })], LATER, LEASE))[0]).toMatchObject({
        reasonCode: 'opted_out',
      });
    });
    it('by a machine, a mere answer, and one from elsewhere refuse nothing', async () => {
      await sentTo(PHONE);
      await current().recordEvents(
        [
          { ...stop, machine: true },
          { ...stop, eventId: '2', type: 'replied' },
          { ...stop, eventId: '3', recipientHash: recipientHash('+56 9 1234 5678') },
          { ...stop, eventId: '4', recipientHash: undefined },
        ],
        T1,
      );
      expect(await refused('c-1')).toEqual([[]]);
    });
    it('that names a message is of its customer only', async () => {
      const key = await sentTo(PHONE);
      await sentTo(PHONE, { customerId: 'c-2' });
      await current().recordEvents([{ ...stop, providerMessageId: key }], T1);
      expect(await refused('c-1', 'c-2')).toEqual([['sms'], []]);
    });
    it('comes to the same in whatever order results, events and the refusal come in', async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (order) => {
          run += 1;
          const hash = recipientHash(`+52 ${run} 555`);
          const customerId = `ordered-${run}`;
          const claim = await claimOne(T0, { channel: 'sms', customerId });
          const result = { ...claim, at: T0, provider: 'twilio', providerMessageId: `SM${run}` };
          const event = { provider: 'twilio', eventId: `d${run}`, type: 'delivered', at: T0 } as const;
          const all = [
            () => current().recordResults([{ ...result, outcome: 'sent', recipientHash: hash }], T0),
            () => current().recordEvents([{ ...event, providerMessageId: `SM${run}`, recipientHash: hash }], T0),
            () => current().recordEvents([{ ...stop, eventId: `s${run}`, recipientHash: hash }], T1),
          ];
          for (const n of order) await all[n]?.();
          expect(await refused(customerId)).toEqual([['sms']]);
        }),
        { numRuns: 6 },
      );
    });
    it('tells which contact was the latest there, unless several customers have the address', async () => {
      await sentTo(PHONE, { at: T0 });
      const latest = await sentTo(PHONE, { stage: 'second', at: T1 });
      await claimOne(T0, { channel: 'sms', stage: 'third', at: LATER });
      await sentTo(PHONE, { channel: 'whatsapp', stage: 'fourth', at: LATER });
      const at = (hash: string, channel?: Channel) => ({ hash, ...(channel ? { channel } : {}) });
      const found = await current().contactsAt(
        [at(PHONE, 'sms'), at('nobody'), at(PHONE), at(PHONE, 'email'), at(PHONE, 'sms')],
        LATER,
      );
      expect(found.map((contact) => contact?.stage)).toEqual(['second', undefined, 'fourth', undefined, 'second']);
      expect(found[0]).toMatchObject({ key: latest, customerId: 'c-1', status: 'sent' });
      await sentTo(PHONE, { customerId: 'c-2' });
      const shared = await current().contactsAt([at(PHONE, 'sms'), at(PHONE, 'whatsapp'), at(PHONE)], LATER);
      expect(shared.map((contact) => contact?.customerId)).toEqual([undefined, 'c-1', undefined]);
      expect(await current().contactsAt([], LATER)).toEqual([]);
    });
    it('finds nobody who was forgotten', async () => {
      await sentTo(PHONE);
      await current().forgetCustomer('acme', 'c-1', T1);
      await current().recordEvents([stop], T1);
      expect(await refused('c-1', '(forgotten)')).toEqual([[], []]);
      expect((await current().claim([request({ channel: 'sms', stage: 'new' })], T1, LEASE))[0]?.decision).toBe('send');
    });
    it('finds nobody whose contacts are too old to be kept', async () => {
      await sentTo(PHONE);
      await current().forgetBefore('acme', '2027-01-01T00:00:00Z', T1);
      await current().recordEvents([stop], T1);
      expect(await refused('c-1', '(forgotten)')).toEqual([[], []]);
    });
  });
};
