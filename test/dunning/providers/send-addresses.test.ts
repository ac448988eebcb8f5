import { recogniseResult } from '../../../dunning/providers/send-result';
import { recipientHash } from '../../../dunning/providers/shared/events';

const NOW = '2026-11-23T12:00:00.000Z';
const read = (json: Record<string, unknown>, error?: unknown) => recogniseResult(json, error, NOW);

describe('whom a sending node’s answer says it wrote to', () => {
  const sid = `SM${'a'.repeat(32)}`;
  it.each([
    ['Twilio', { sid, status: 'queued', to: '+525512345678' }, '+52 55 1234 5678'],
    ['Twilio, by WhatsApp', { sid, status: 'queued', to: 'whatsapp:+525512345678' }, '525512345678'],
    [
      'WhatsApp Cloud',
      {
        messaging_product: 'whatsapp',
        contacts: [{ input: '+525512345678', wa_id: '5215512345678' }],
        messages: [{ id: 'wamid.1' }],
      },
      '+525512345678',
    ],
    ['a mail server', { messageId: '<m@example.com>', accepted: ['Ana@Example.com'], rejected: [] }, 'ana@example.com'],
    ['Postmark', { To: 'ana@example.com', ErrorCode: 0, Message: 'OK', MessageID: 'p' }, 'ana@example.com'],
  ])('%s: as a hash only', (_, json, to) => {
    const found = read(json);
    expect(found).toMatchObject({ outcome: 'sent', recipientHash: recipientHash(to) });
    expect(JSON.stringify(found)).not.toMatch(/5512345678|ana@/i);
  });
  it('nobody, where it does not say', () => {
    expect(read({ id: '18f', threadId: 't', labelIds: ['SENT'] })).not.toHaveProperty('recipientHash');
  });
});

describe('one number in two spellings', () => {
  it.each([
    ['Mexico', '+52 1 55 1234 5678', '+52 55 1234 5678'],
    ['Argentina', '+54 9 11 2345 6789', '+54 11 2345 6789'],
    ['Brazil', '+55 81 98765 4321', '+55 81 8765 4321'],
    ['a channel in front', 'whatsapp:+56 9 8765 4321', '56987654321'],
  ])('%s is one address', (_, one, other) => expect(recipientHash(one)).toBe(recipientHash(other)));
  it.each([
    ['+52 1 55 1234 567', '+52 55 1234 567'],
    ['+56 9 8765 4321', '+56 8765 4321'],
    ['+1 521 234 5678', '+1 52 234 5678'],
    ['+55 81 3765 4321', '+55 81 93765 43210'],
  ])('%s and %s are two', (one, other) => expect(recipientHash(one)).not.toBe(recipientHash(other)));
});

describe('a provider that takes nothing over because the customer said STOP', () => {
  it.each([
    [
      'Twilio’s answer',
      { statusCode: 400, body: { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 } },
      undefined,
    ],
    [
      'Meta’s answer',
      { statusCode: 400, body: { error: { message: '(#131050) User has stopped marketing messages', code: 131050 } } },
      undefined,
    ],
    [
      'n8n’s words for it',
      {},
      {
        message: 'Bad request - please check your parameters',
        description: 'Attempt to send to unsubscribed recipient',
      },
    ],
  ])('%s', (_, json, error) => expect(read(json, error)).toMatchObject({ outcome: 'failed', refused: true }));
  it.each([
    ['another refusal', { statusCode: 400, body: { code: 21211, message: 'Invalid To number +521216105' } }, undefined],
    ['trouble at Twilio, which leaves open what happened', { statusCode: 503, body: { code: 21610 } }, undefined],
    ['a lost connection', {}, { message: 'socket hang up' }],
  ])('is not %s', (_, json, error) => expect(read(json, error)).not.toHaveProperty('refused'));
});
