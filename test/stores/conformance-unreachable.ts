import type { ContactEvent } from '../../dunning/ledger/events';
import { makeEvent, recipientHash } from '../../dunning/providers/shared/events';
import { LEASE, T0, T1, steps } from './conformance-steps';
import type { Suite } from './conformance-steps';
import { request } from './requests';

const OLD = recipientHash('ana@old.example.com');
const NEW = recipientHash('ana@new.example.com');
const LATER = '2026-11-23T15:02:00.000Z';

/** Nobody is written to at an address that is known to be dead. */
export const unreachableSuite: Suite = (current) => {
  const { claimOne } = steps(current);

  /** A mail to the old address that the provider took over; its message id is the key. */
  async function sentToOld(): Promise<string> {
    const claim = await claimOne(T0);
    const result = { ...claim, outcome: 'sent' as const, at: T0, provider: 'ses', recipientHash: OLD };
    await current().recordResults([{ ...result, providerMessageId: claim.key }], T0);
    return claim.key;
  }
  /** What the next stage is told, by address. */
  async function next(hash: string | undefined, at = LATER): Promise<string> {
    const over = { stage: `next-${hash ?? ''}-${at}`, ...(hash === undefined ? {} : { recipientHash: hash }) };
    const [answer] = await current().claim([request(over)], at, LEASE);
    return answer?.decision === 'skip' ? answer.reasonCode : 'send';
  }
  const bounce = (key: string, over: Partial<ContactEvent> = {}): ContactEvent => ({
    provider: 'ses',
    eventId: `bounce of ${key}`,
    type: 'bounced',
    permanent: true,
    at: T1,
    providerMessageId: key,
    recipientHash: OLD,
    ...over,
  });

  describe('an address from which a message came back for good', () => {
    it('is not written to again; another address of the customer is, and so is a claim that names none', async () => {
      await current().recordEvents([bounce(await sentToOld())], T1);
      expect([await next(OLD), await next(NEW), await next(undefined)]).toEqual(['unreachable', 'send', 'send']);
    });
    it('is that of the channel and of the customer it was about', async () => {
      await current().recordEvents([bounce(await sentToOld())], T1);
      const others = [
        request({ channel: 'whatsapp', stage: 'n', recipientHash: OLD }),
        request({ customerId: 'c-2', stage: 'n', recipientHash: OLD }),
      ];
      expect((await current().claim(others, LATER, LEASE)).map(({ decision }) => decision)).toEqual(['send', 'send']);
    });
    it('is known whichever comes first, the bounce or the result that names the message', async () => {
      const claim = await claimOne(T0);
      await current().recordEvents([bounce('early')], T1);
      expect(await next(OLD, T1)).toBe('send');
      const result = { ...claim, outcome: 'sent' as const, at: T0, provider: 'ses', providerMessageId: 'early' };
      await current().recordResults([{ ...result, recipientHash: OLD }], T1);
      expect(await next(OLD)).toBe('unreachable');
    });
    it('is known from a server that would not take the message', async () => {
      const claim = await claimOne(T0);
      const failed = { ...claim, outcome: 'failed' as const, at: T0, provider: 'smtp', recipientHash: OLD };
      await current().recordResults([{ ...failed, permanent: true }], T0);
      expect(await next(OLD)).toBe('unreachable');
    });
    it('is no address that is full, slow or refused for another reason', async () => {
      const key = await sentToOld();
      await current().recordEvents(
        [
          bounce(key, { type: 'soft_bounced', permanent: false }),
          bounce(key, { eventId: '2', permanent: false }),
          bounce(key, { eventId: '3', type: 'failed' }),
          bounce(key, { eventId: '4', recipientHash: undefined }),
        ],
        T1,
      );
      expect(await next(OLD)).toBe('send');
    });
    it('is one by its code, too: a number that is not on WhatsApp', async () => {
      const parts = {
        provider: 'whatsapp',
        type: 'failed',
        receivedAt: T1,
        code: '131026',
        recipient: 'ana@old.example.com',
      } as const;
      expect(makeEvent({ ...parts, id: 'x' } as Parameters<typeof makeEvent>[0]).unreachable).toBe(true);
      await current().recordEvents([bounce(await sentToOld(), { type: 'failed', unreachable: true })], T1);
      expect(await next(OLD)).toBe('unreachable');
    });
    it('is written to again once somebody says that it works, until the next bounce', async () => {
      const key = await sentToOld();
      await current().recordEvents([bounce(key)], T1);
      const word = { account: 'acme', customerId: 'c-1', channel: 'email', change: 'opt_in' } as const;
      await current().recordConsent([{ ...word, at: T1 }], T1);
      expect(await next(OLD)).toBe('unreachable');
      await current().recordConsent([{ ...word, at: LATER }], LATER);
      expect(await next(OLD)).toBe('send');
      await current().recordEvents([bounce(key, { eventId: 'again', at: '2026-11-24T09:00:00.000Z' })], LATER);
      // An older bounce that comes in late changes nothing.
      await current().recordEvents([bounce(key, { eventId: 'late', at: T0 })], LATER);
      expect(await next(OLD, '2026-11-24T10:00:00.000Z')).toBe('unreachable');
    });
    it('goes with the customer who is forgotten, and with what is too old to be kept', async () => {
      await current().recordEvents([bounce(await sentToOld())], T1);
      await current().forgetCustomer('acme', 'c-1', LATER);
      expect(await next(OLD)).toBe('send');
      const key = (await claimOne(T0, { stage: 'another', recipientHash: NEW })).key;
      await current().recordEvents([bounce('', { contactKey: key, recipientHash: NEW, eventId: 'n' })], T1);
      expect(await next(NEW)).toBe('unreachable');
      await current().forgetBefore('acme', '2027-01-01T00:00:00Z', LATER);
      expect(await next(NEW, '2026-11-25T10:00:00.000Z')).toBe('send');
    });
  });
};
