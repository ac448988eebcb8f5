import type { Channel } from '../../../dunning/common';
import type { ContactStatus, PastContact } from '../../../dunning/ledger/contact';
import { nextChannel } from '../../../dunning/ledger/next-channel';

const CHANNELS: Channel[] = ['email', 'whatsapp', 'sms'];
const DAY = 86_400_000;
const rule = { need: 'delivered' as const, withinMs: DAY };
const NOON = '2026-11-23T12:00:00.000Z';
const NEXT_NOON = '2026-11-24T12:00:00.000Z';

function contact(channel: Channel, status: ContactStatus, at = NOON): PastContact {
  return { customerId: 'c-1', scope: ['inv-1'], stage: 'first', level: 1, channel, at, status };
}

describe('the next channel', () => {
  it('is the first when nothing went out, or what was claimed never left', () => {
    const first = { decision: 'next', reasonCode: 'first', channel: 'email' };
    expect(nextChannel(CHANNELS, [], rule, NOON)).toEqual(first);
    expect(nextChannel(CHANNELS, [contact('email', 'released')], rule, NOON)).toEqual(first);
  });
  it('is none once the customer was reached on any', () => {
    const reached = { decision: 'none', reasonCode: 'reached' };
    expect(nextChannel(CHANNELS, [contact('email', 'bounced'), contact('sms', 'delivered')], rule, NOON)).toEqual(
      reached,
    );
    const read = { ...rule, need: 'read' as const };
    expect(nextChannel(CHANNELS, [contact('email', 'delivered')], read, NEXT_NOON)).toMatchObject({
      channel: 'whatsapp',
    });
    expect(nextChannel(CHANNELS, [contact('email', 'replied')], read, NEXT_NOON)).toEqual(reached);
  });
  it('waits until the time is up, to the moment', () => {
    expect(nextChannel(CHANNELS, [contact('email', 'sent')], rule, '2026-11-24T11:59:59Z')).toEqual({
      decision: 'wait',
      reasonCode: 'waiting',
      until: NEXT_NOON,
    });
    expect(nextChannel(CHANNELS, [contact('email', 'sent')], rule, NEXT_NOON)).toEqual({
      decision: 'next',
      reasonCode: 'not_reached',
      channel: 'whatsapp',
    });
  });
  it.each<ContactStatus>(['failed', 'bounced'])('comes at once after one that %s', (status) => {
    expect(nextChannel(CHANNELS, [contact('email', status)], rule, NOON)).toMatchObject({ channel: 'whatsapp' });
  });
  it.each<ContactStatus>(['claimed', 'queued', 'sending'])('waits for one that is %s', (status) => {
    expect(nextChannel(CHANNELS, [contact('email', status)], rule, NEXT_NOON)).toMatchObject({ decision: 'wait' });
  });
  it('is none while a person has to settle one', () => {
    const uncertain = [contact('email', 'uncertain')];
    expect(nextChannel(CHANNELS, uncertain, rule, NEXT_NOON)).toEqual({ decision: 'none', reasonCode: 'uncertain' });
  });
  it('runs out when all were tried', () => {
    const all = CHANNELS.map((channel) => contact(channel, 'failed'));
    expect(nextChannel(CHANNELS, all, rule, NOON)).toEqual({ decision: 'exhausted', reasonCode: 'no_channel_left' });
  });
});
