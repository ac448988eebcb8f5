import { recogniseResult } from '../../../dunning/providers/send-result';

const NOW = '2026-11-23T16:00:00.000Z';
const read = (json: Record<string, unknown>, error?: unknown) => recogniseResult(json, error, NOW);

describe('what the sending nodes of n8n put out', () => {
  it.each([
    ['amazon-ses', { SendEmailResponse: { SendEmailResult: { MessageId: '0100-ses' } } }, '0100-ses'],
    ['sendgrid', { messageId: 'sg-1' }, 'sg-1'],
    ['gmail', { id: '18f', threadId: '18f', labelIds: ['SENT'] }, '18f'],
    ['slack', { ok: true, channel: 'C1', message_timestamp: '1732.1', message: {} }, '1732.1'],
    ['outlook', { success: true }, undefined],
    ['whatsapp', { messaging_product: 'whatsapp', messages: [{ id: 'wamid.1' }] }, 'wamid.1'],
    ['smtp', { messageId: '<1@a>', accepted: ['a@b.example'], rejected: [] }, '<1@a>'],
  ])('is sent by %s', (provider, json, id) => {
    const found = read(json);
    expect(found).toMatchObject({ outcome: 'sent', provider, at: NOW });
    expect(found.providerMessageId).toBe(id);
  });

  it.each([
    ['an unknown answer', { done: true }],
    ['success beside other fields, which any node may put out', { success: true, rows: 3 }],
    ['a message id beside other fields', { messageId: 'x', queue: 'y' }],
    ['a Slack answer that is not ok', { ok: false, channel: 'C1', ts: '1' }],
    ['nothing', {}],
  ])('is uncertain for %s', (_, json) => {
    expect(read(json)).toMatchObject({ outcome: 'uncertain', provider: 'unknown' });
  });
});

describe('errors of sending nodes', () => {
  it.each([400, 401, 403, 404, 413, 422, 429])('status %i proves that nothing was taken', (status) => {
    expect(read({}, Object.assign(new Error('no'), { httpCode: String(status) })).outcome).toBe('failed');
    expect(read({ error: { message: 'no', statusCode: status } }).outcome).toBe('failed');
  });

  it.each([408, 409, 500, 502, 503, 504])('status %i proves nothing', (status) => {
    expect(read({}, Object.assign(new Error('no'), { httpCode: String(status) })).outcome).toBe('uncertain');
    expect(read({ error: { message: 'no', statusCode: status } }).outcome).toBe('uncertain');
  });

  it('understands n8n’s own words where the status is lost, and nothing else', () => {
    expect(read({ error: 'Authorization failed - please check your credentials' }).outcome).toBe('failed');
    expect(read({ error: 'Forbidden - perhaps check your credentials? (item 12)' }).outcome).toBe('failed');
    expect(read({ error: 'The service is receiving too many requests from you' }).outcome).toBe('failed');
    expect(read({ error: 'The service was not able to process your request' }).outcome).toBe('uncertain');
    expect(read({ error: 'Your request is invalid or could not be processed by the service' }).outcome).toBe(
      'uncertain',
    );
    expect(read({ error: 'socket hang up' }).outcome).toBe('uncertain');
  });

  it('believes the status before the words', () => {
    const error = { message: 'Authorization failed - please check your credentials', httpCode: '500' };
    expect(read({ error }).outcome).toBe('uncertain');
  });

  it('keeps what was said', () => {
    expect(read({ error: 'socket hang up' }).detail).toBe('socket hang up');
    expect(read({}, Object.assign(new Error('Not a number'), { httpCode: '400' })).detail).toBe('Not a number');
  });
});
