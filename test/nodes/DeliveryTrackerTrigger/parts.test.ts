import { generateKeyPairSync } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';

import type { ICredentialTestFunctions } from 'n8n-workflow';

import { LARGEST_BODY } from '../../../dunning/providers/shared/request';
import { Certificates } from '../../../nodes/DeliveryTrackerTrigger/certificates';
import { webhookCredentialTest } from '../../../nodes/DeliveryTrackerTrigger/credential-test';
import { readBody, webhookRequest } from '../../../nodes/DeliveryTrackerTrigger/http';
import type { IncomingCall } from '../../../nodes/DeliveryTrackerTrigger/http';
import { Nonces } from '../../../nodes/DeliveryTrackerTrigger/nonces';
import { webhookSecrets } from '../../../nodes/DeliveryTrackerTrigger/secrets';
import { linksCredentialTest } from '../../../nodes/shared/links-credential-test';
import { secretList } from '../../../nodes/shared/secret-lists';

function incoming(body: Uint8Array | undefined, headers: Record<string, string> = {}, more: object = {}): IncomingCall {
  const stream = Object.assign(new PassThrough(), { headers, method: 'POST', ...more });
  if (body) stream.end(body);
  return stream as unknown as IncomingCall;
}

describe('the body of a call', () => {
  it('is its bytes, unpacked, and those that n8n has read already', async () => {
    const bytes = Buffer.from('{"ñ": "á"}');
    expect(await readBody(incoming(bytes))).toEqual({ ok: true, body: bytes });
    expect(await readBody(incoming(gzipSync(bytes), { 'content-encoding': 'gzip' }))).toEqual({
      ok: true,
      body: bytes,
    });
    expect(await readBody(incoming(undefined, {}, { rawBody: bytes }))).toEqual({ ok: true, body: bytes });
  });

  it.each([
    [0, true],
    [1, false],
  ])('of the largest size and %i bytes more is read: %s', async (more, ok) => {
    const bytes = Buffer.alloc(LARGEST_BODY + more);
    expect((await readBody(incoming(bytes))).ok).toBe(ok);
    expect((await readBody(incoming(undefined, {}, { rawBody: bytes }))).ok).toBe(ok);
  });

  it('is not read to its end when it says that it is too large, is a bomb, is no gzip, or does not come', async () => {
    const said = incoming(undefined, { 'content-length': String(LARGEST_BODY + 1) });
    expect(await readBody(said)).toEqual({ ok: false, problem: 'too_large' });
    const gzip = { 'content-encoding': 'gzip' };
    expect(await readBody(incoming(gzipSync(Buffer.alloc(LARGEST_BODY * 4)), gzip))).toEqual({
      ok: false,
      problem: 'too_large',
    });
    expect(await readBody(incoming(Buffer.from('not packed'), gzip))).toEqual({ ok: false, problem: 'broken' });
    expect(await readBody(incoming(undefined), 20)).toEqual({ ok: false, problem: 'too_slow' });
  });

  it('belongs to a request whose address and query are as they were sent; of a repeated parameter the first counts', () => {
    const call = incoming(undefined, {}, { originalUrl: '/webhook/1/events?t=1&t=2&__proto__=x', ip: '192.0.2.7' });
    const request = webhookRequest(call, new Uint8Array(), 'https://n8n.example.com/webhook/1/events', 0);
    expect(request).toMatchObject({
      url: 'https://n8n.example.com/webhook/1/events?t=1&t=2&__proto__=x',
      remoteAddress: '192.0.2.7',
      receivedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(request.query?.t).toBe('1');
  });
});

describe('secrets in a credential', () => {
  it('stand on lines of their own, or side by side where a field has swallowed the lines', () => {
    expect(secretList(' whsec_a\r\nwhsec_b  whsec_c\n')).toEqual(['whsec_a', 'whsec_b', 'whsec_c']);
    expect(secretList(undefined)).toEqual([]);
  });

  it('may be keys in PEM form that lost their lines', () => {
    const pems = [1, 2].map(() =>
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    );
    for (const written of [pems.join(''), pems.join(' ').replaceAll('\n', ''), pems.join('').replaceAll('\n', '\\n')]) {
      expect(secretList(written)).toEqual(pems);
    }
  });

  it('are a user and a password only for who signs nothing, and networks too', () => {
    const credential = { user: 'u', password: 'p', webhookSecrets: 's', verifyToken: 'w' };
    const settings = { networks: '192.0.2.0/24, 198.51.100.1' };
    expect(webhookSecrets('brevo', credential, settings)).toEqual({
      keys: ['s', 'u:p'],
      networks: ['192.0.2.0/24', '198.51.100.1'],
    });
    expect(webhookSecrets('mailgun', credential, settings)).toEqual({ keys: ['s'] });
    expect(webhookSecrets('whatsapp', credential, settings)).toEqual({ keys: ['s'], verifyTokens: ['w'] });
    expect(webhookSecrets('amazon_ses', credential, { topics: 'arn:1, arn:2' })).toEqual({ keys: ['arn:1', 'arn:2'] });
  });

  const test = (data: Record<string, string>) =>
    webhookCredentialTest.call({} as ICredentialTestFunctions, { id: '1', name: 'x', type: 'x', data });
  const testLinks = (data: Record<string, string>) =>
    linksCredentialTest.call({} as ICredentialTestFunctions, { id: '1', name: 'x', type: 'x', data });
  const key = 'a key that is long enough for links'.replaceAll(' ', '-');

  it('are tested for being there, and never shown', async () => {
    expect(await test({})).toMatchObject({ status: 'Error' });
    expect(await test({ user: 'u' })).toMatchObject({ status: 'Error' });
    expect(await test({ webhookSecrets: 'very-secret other' })).toMatchObject({ status: 'OK', message: /^2 secrets/ });
    expect((await test({ webhookSecrets: 'very-secret' })).message).not.toContain('very-secret');
  });

  it.each([
    [{ signingSecret: 'short' }, 'Error', /32 characters/],
    [{ signingSecret: `${key} ${key}` }, 'Error', /one signing key/],
    [{ signingSecret: key }, 'OK', /address is needed/],
    [{ signingSecret: key, address: 'nowhere' }, 'Error', /Address of the Links/],
    [{ signingSecret: key, address: 'https://n8n.example.com/webhook/1/events' }, 'OK', /No clicks are counted/],
    [
      { signingSecret: key, address: 'https://n8n.example.com/w', allowedHosts: 'pay.example.com' },
      'OK',
      /lead to pay\.example\.com/,
    ],
  ])('of links %j are %s', async (data, status, message) => {
    const result = await testLinks(data as Record<string, string>);
    expect(result).toEqual({ status, message: expect.stringMatching(message) });
    expect(result.message).not.toContain(key);
  });
});

describe('certificates', () => {
  it('are fetched once, again after a while, and sooner when that failed', async () => {
    const certificates = new Certificates();
    let fetched = 0;
    const fetch = async () => `pem ${(fetched += 1)}`;
    expect(await certificates.at('https://a', fetch, 0)).toBe('pem 1');
    expect(await certificates.at('https://a', fetch, 6 * 3_600_000 - 1)).toBe('pem 1');
    expect(await certificates.at('https://a', fetch, 6 * 3_600_000)).toBe('pem 2');
    const fail = () => Promise.reject(new Error('down'));
    await expect(certificates.at('https://b', fail, 0)).rejects.toThrow('down');
    await expect(certificates.at('https://b', fetch, 29_999)).rejects.toThrow('down');
    expect(await certificates.at('https://b', fetch, 30_000)).toBe('pem 3');
  });

  it('are not fetched without end for whoever makes names up', async () => {
    const certificates = new Certificates();
    const fetch = async () => 'pem';
    for (let n = 0; n < 30; n += 1) await certificates.at(`https://${n}`, fetch, 0);
    await expect(certificates.at('https://more', fetch, 59_999)).rejects.toThrow(/Too many/);
    expect(await certificates.at('https://more', fetch, 60_000)).toBe('pem');
  });
});

describe('a word that is worth nothing a second time', () => {
  it('may come again with the same content, as senders repeat themselves, and with no other', () => {
    const nonces = new Nonces();
    const [one, other] = [Buffer.from('one'), Buffer.from('other')];
    expect(nonces.usedOtherwise('mailgun', 'n', one)).toBe(false);
    expect(nonces.usedOtherwise('mailgun', 'n', one)).toBe(false);
    expect(nonces.usedOtherwise('mailgun', 'n', other)).toBe(true);
    expect(nonces.usedOtherwise('other', 'n', other)).toBe(false);
  });
});
