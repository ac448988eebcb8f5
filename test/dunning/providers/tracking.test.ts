import fc from 'fast-check';

import { InputError } from '../../../dunning/errors';
import { allowedTarget, answerLink, pixel, readLink, signLink } from '../../../dunning/providers/tracking';
import type { LinkKind, TrackingLink, TrackingSettings } from '../../../dunning/providers/tracking';
import { call, form, KEY, NOW } from './support';

const SECRET = 'a signing key of thirty-two characters or more';
const OTHER = 'another signing key, used before this one was';
const PERSON = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
const link = (kind: LinkKind, more: Partial<TrackingLink> = {}): TrackingLink => ({
  kind,
  contactKey: KEY,
  expiresAt: NOW + 86_400_000,
  ...(kind === 'click' ? { target: 'https://pay.example.com/F-1?x=1' } : {}),
  ...more,
});
const settings: TrackingSettings = {
  keys: [SECRET],
  allowedHosts: ['pay.example.com'],
  language: 'es',
  sender: 'Acme <S.A.>',
};
const answer = (kind: LinkKind, request = call('', { method: 'GET', headers: { 'user-agent': PERSON } }), more = {}) =>
  answerLink(request, signLink(link(kind), SECRET), { ...settings, ...more }, NOW);

describe('the token of a link', () => {
  it('says again what it was made of', () => {
    for (const kind of ['open', 'click', 'unsubscribe', 'preferences'] as const) {
      expect(readLink(signLink(link(kind), SECRET), [SECRET], NOW)).toEqual({ ok: true, link: link(kind) });
    }
  });

  it('is believed with any key of a rotation, and with no other', () => {
    const token = signLink(link('open'), OTHER);
    expect(readLink(token, [SECRET, OTHER], NOW).ok).toBe(true);
    expect(readLink(token, [SECRET], NOW)).toMatchObject({ ok: false, reason: 'forged' });
  });

  it('stops working when its time is over', () => {
    const token = signLink(link('open'), SECRET);
    expect(readLink(token, [SECRET], NOW + 86_399_999).ok).toBe(true);
    expect(readLink(token, [SECRET], NOW + 86_400_000)).toMatchObject({ reason: 'expired' });
  });

  it('is not believed with any letter changed, added or taken away', () => {
    const token = signLink(link('click'), SECRET);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ019-_.'), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(readLink(token.slice(0, at) + letter + token.slice(at + 1), [SECRET], NOW).ok).toBe(false);
        expect(readLink(token.slice(0, at) + letter + token.slice(at), [SECRET], NOW).ok).toBe(false);
        expect(readLink(token.slice(0, at) + token.slice(at + 1), [SECRET], NOW).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('cannot be put together from two others', () => {
    const [mine = '', mac = ''] = signLink(link('unsubscribe'), SECRET).split('.');
    const [theirs = '', theirMac = ''] = signLink(link('unsubscribe', { contactKey: 'f'.repeat(40) }), SECRET).split(
      '.',
    );
    expect(readLink(`${theirs}.${mac}`, [SECRET], NOW)).toMatchObject({ reason: 'forged' });
    expect(readLink(`${mine}.${theirMac}`, [SECRET], NOW)).toMatchObject({ reason: 'forged' });
  });

  it('survives any text in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(readLink(text, [SECRET], NOW).ok).toBe(false)),
    );
  });

  it('is not made or read with a key that could be guessed', () => {
    expect(() => signLink(link('open'), 'short')).toThrow(InputError);
    expect(() => signLink(link('open'), 'short')).not.toThrow(/short key|“short”/);
    expect(readLink(signLink(link('open'), SECRET), ['', 'short'], NOW)).toMatchObject({ reason: 'no_secret' });
  });

  it('is not made for anything but a contact, nor for a click to anything but https', () => {
    expect(() => signLink(link('open', { contactKey: 'ana@example.com' }), SECRET)).toThrow(InputError);
    for (const target of [
      'http://pay.example.com',
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      undefined,
    ]) {
      expect(() => signLink(link('click', { target }), SECRET)).toThrow(InputError);
    }
  });
});

describe('where a click may lead', () => {
  it.each([
    ['https://pay.example.com/a', ['pay.example.com']],
    ['https://mx.pay.example.com/a', ['*.example.com']],
    ['https://pay.example.com:8443/', ['pay.example.com:8443']],
  ])('%s is allowed by %j', (target, hosts) => {
    expect(allowedTarget(target, hosts)).toBe(target);
  });

  it.each([
    ['https://evil.example/pay.example.com', ['pay.example.com']],
    ['https://pay.example.com.evil.example/', ['pay.example.com']],
    ['https://pay.example.com@evil.example/', ['pay.example.com']],
    ['https://evil.example\\@pay.example.com/', ['pay.example.com']],
    ['https://evilexample.com/', ['*.example.com']],
    ['https://example.com/', ['*.example.com']],
    ['https://pay.example.com:8443/', ['pay.example.com']],
    ['https://pay.example.com/', []],
    ['https://pay.example.com/', ['', '*.']],
    ['https://\tevil.example/', ['evil.example']],
  ])('%s is not allowed by %j', (target, hosts) => {
    expect(allowedTarget(target, hosts)).toBeUndefined();
  });
});

describe('our own links', () => {
  it('a click is counted and led on', () => {
    const result = answer('click');
    expect(result).toMatchObject({ status: 302, headers: { Location: 'https://pay.example.com/F-1?x=1' } });
    expect(result.events).toMatchObject([{ type: 'clicked', contactKey: KEY, machine: false, provider: 'tracking' }]);
  });

  it('a click is not led to a host that was taken off the list since', () => {
    expect(answer('click', undefined, { allowedHosts: [] })).toMatchObject({
      status: 404,
      refusal: 'target_not_allowed',
      events: [],
    });
  });

  it('an opened pixel is a picture and an event', () => {
    const result = answer('open');
    expect(result.headers['Content-Type']).toBe('image/gif');
    expect(Buffer.from(result.body).subarray(0, 6).toString()).toBe('GIF89a');
    expect(result.events).toMatchObject([{ type: 'opened', machine: false }]);
    expect(pixel().events).toEqual([]);
  });

  it.each([
    ['Apple Mail in advance', { method: 'GET', headers: { 'user-agent': 'Mozilla/5.0' } }],
    ['a HEAD request', { method: 'HEAD', headers: { 'user-agent': PERSON } }],
    ['a browser’s prefetch', { method: 'GET', headers: { 'user-agent': PERSON, 'sec-purpose': 'prefetch' } }],
    ['a scanner', { method: 'GET', headers: { 'user-agent': 'Proofpoint' } }],
  ])('opened by %s is a machine’s', (_, more) => {
    expect(answer('open', call('', more)).events).toMatchObject([{ machine: true }]);
  });

  it('opened a thousand times in an hour is one fact', () => {
    const ids = Array.from({ length: 1000 }, () => answer('open').events[0]?.eventId);
    expect(new Set(ids).size).toBe(1);
  });

  it('nobody is unsubscribed by opening the address', () => {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const result = answer('unsubscribe', call('', { method, headers: { 'user-agent': PERSON } }));
      expect(result.events).toEqual([]);
      expect(result.body).toContain('<form method="post">');
    }
  });

  it.each([
    ['one-click of RFC 8058', form({ 'List-Unsubscribe': 'One-Click' })],
    [
      'one-click as multipart',
      call('--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--', {
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      }),
    ],
    ['the button of the page', form({ confirm: '1' })],
  ])('%s unsubscribes, once', (_, request) => {
    const [event] = answer('unsubscribe', request).events;
    expect(event).toMatchObject({ type: 'unsubscribed', machine: false, contactKey: KEY });
    expect(answer('unsubscribe', form({ confirm: '1' })).events[0]?.eventId).toBe(event?.eventId);
  });

  it('the preferences page shows channels and takes a choice', () => {
    expect(answer('preferences', undefined, { accepted: ['email'] }).body).toContain('value="email" checked');
    const chosen = answer('preferences', form({ save: '1', channel: 'email' }), { channels: ['email', 'sms'] });
    expect(chosen.choice).toEqual({ contactKey: KEY, accepted: ['email'], refused: ['sms'] });
  });

  it('a page shows the sender’s name as text, loads nothing and cannot be framed', () => {
    const { body, headers } = answer('unsubscribe');
    expect(body).toContain('Acme &lt;S.A.&gt;');
    expect(body).not.toMatch(/<script|https?:\/\//);
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
  });

  it.each([
    ['forged', 'x.y'],
    ['expired', signLink(link('preferences', { expiresAt: NOW - 1_000 }), SECRET)],
  ])('a link that is %s shows no data', (_, token) => {
    const result = answerLink(call('', { method: 'GET' }), token, settings, NOW);
    expect([404, 410]).toContain(result.status);
    expect(result.events).toEqual([]);
    expect(result.body).not.toContain(KEY);
  });
});
