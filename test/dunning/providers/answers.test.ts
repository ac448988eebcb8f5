import { ANSWERS, answerTo } from '../../../dunning/providers/answers';
import { PROVIDER_IDS } from '../../../dunning/providers/shared/provider';

describe('the answer to a call', () => {
  it.each(PROVIDER_IDS)('tells %s that a stored event must not come again', (id) => {
    expect(answerTo(id, 'stored').status).toBe(200);
  });

  it('makes Brevo come again with the one status after which it does', () => {
    // developers.brevo.com/docs/retry-mechanism: every other 4xx and every 5xx discards the event.
    expect(answerTo('brevo', 'not_stored').status).toBe(429);
    expect(answerTo('brevo', 'refused', 'signature_mismatch').status).toBe(429);
  });

  it.each(PROVIDER_IDS.filter((id) => id !== 'brevo'))('makes %s come again when nothing could be stored', (id) => {
    expect(answerTo(id, 'not_stored').status).toBe(503);
  });

  it('ends what cannot be read: 406 for Mailgun, 403 for Postmark', () => {
    expect(answerTo('mailgun', 'unreadable').status).toBe(406);
    expect(answerTo('postmark', 'unreadable').status).toBe(403);
    expect(answerTo('mailgun', 'refused', 'body_malformed').status).toBe(406);
  });

  it('does not end what a wrong secret of ours refused: neither 406 to Mailgun nor 403 to Postmark', () => {
    expect(answerTo('mailgun', 'refused', 'signature_mismatch').status).toBe(401);
    expect(answerTo('postmark', 'refused', 'no_secret').status).toBe(401);
  });

  it('never ends a subscription', () => {
    for (const { stored, notStored, refused, unreadable } of Object.values(ANSWERS)) {
      expect([stored, notStored, refused, unreadable]).not.toContain(410);
    }
  });

  it('says nothing to a forger, and sends no text to a customer through Twilio', () => {
    for (const id of PROVIDER_IDS) expect(answerTo(id, 'refused', 'signature_mismatch').body).toBe('');
    expect(answerTo('twilio', 'stored')).toEqual({ status: 200, contentType: 'text/xml', body: '<Response/>' });
  });

  it('to something far too large is 413', () => {
    for (const id of PROVIDER_IDS) expect(answerTo(id, 'refused', 'too_large').status).toBe(413);
  });
});
