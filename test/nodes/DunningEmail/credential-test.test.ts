import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';

import { smtpConnectionTest } from '../../../nodes/DunningEmail/credential-test';
import { explain, redacted } from '../../../nodes/shared/smtp-errors';
import { startInbox, startScripted } from './inbox';
import { plain } from './samples';

async function tryOut(data: ICredentialDataDecryptedObject) {
  const credential = { id: '1', name: 'Mail', type: 'dunningSmtpApi', data };
  return await smtpConnectionTest.call(
    {} as ICredentialTestFunctions,
    credential as ICredentialsDecrypted<ICredentialDataDecryptedObject>,
  );
}

const base = { host: '127.0.0.1', security: 'none', user: '', password: '', allowSelfSigned: false };

describe('testing the credential', () => {
  it('says that the server answers, and sends nothing', async () => {
    const inbox = await startInbox();
    const result = await tryOut({ ...base, port: inbox.port });
    await inbox.close();
    expect(result).toEqual({ status: 'OK', message: 'The mail server answers and lets this user in.' });
    expect(inbox.mails).toHaveLength(0);
  });

  it('says that user or password are wrong, without repeating the password', async () => {
    const inbox = await startInbox({
      onAuth: ({ password }, _session, done) => done(new Error(`5.7.8 bad password ${password}`)),
    });
    const secured = { security: 'starttls', allowSelfSigned: true, user: 'ar', password: 'clave-errada' };
    const result = await tryOut({ ...base, ...secured, port: inbox.port });
    await inbox.close();
    expect(result).toEqual({
      status: 'Error',
      message: expect.stringContaining('does not accept this user and password'),
    });
    expect(result.message).toContain('bad password ***');
    expect(result.message).not.toContain('clave-errada');
  });

  it('does not fall back to a connection that is not encrypted', async () => {
    const inbox = await startInbox({ disabledCommands: ['STARTTLS'] });
    const result = await tryOut({ ...base, security: 'starttls', port: inbox.port });
    await inbox.close();
    expect(result).toEqual({ status: 'Error', message: expect.stringContaining('kind of security') });
  });

  it('names the kind of security when TLS meets a server that speaks plainly', async () => {
    const inbox = await startInbox();
    const result = await tryOut({ ...base, security: 'tls', port: inbox.port });
    await inbox.close();
    expect(result).toEqual({ status: 'Error', message: expect.stringContaining('choose TLS for port 465') });
  });

  it('does not take a certificate that nobody vouches for, unless told to', async () => {
    const inbox = await startInbox();
    const refused = await tryOut({ ...base, security: 'starttls', port: inbox.port });
    const taken = await tryOut({ ...base, security: 'starttls', port: inbox.port, allowSelfSigned: true });
    await inbox.close();
    expect([refused.status, taken.status]).toEqual(['Error', 'OK']);
    expect(refused.message).toMatch(/certificate/);
  });

  it('says so when a user is given but the server lets nobody sign in', async () => {
    const server = await startScripted((line) => (line.startsWith('AUTH') ? '502 5.5.1 not here' : undefined));
    const result = await tryOut({ ...base, port: server.port, user: 'ar', password: 'clave' });
    await server.close();
    expect(result).toEqual({ status: 'Error', message: expect.stringContaining('does not let anybody sign in') });
  });

  it('says that nothing answers', async () => {
    const inbox = await startInbox();
    await inbox.close();
    const result = await tryOut({ ...base, port: inbox.port });
    expect(result).toEqual({ status: 'Error', message: expect.stringContaining('Nothing answers at 127.0.0.1') });
  });

  it('says that something answers which is no mail server', async () => {
    const server = await startScripted(() => undefined, 'HTTP/1.1 400 Bad Request');
    const result = await tryOut({ ...base, port: server.port });
    await server.close();
    expect(result.status).toBe('Error');
    expect(result.message).toContain('The connection to the mail server');
  });

  it.each([
    [{ host: '' }, 'Host: found an empty value'],
    [{ host: 'smtp.example.com/path' }, 'Host: found'],
    [{ port: 0 }, 'Port: found'],
    [{ security: 'ssl' }, 'Security: found'],
    [{ user: 'ar' }, 'Password: found an empty value'],
    [{ clientHostName: 'a b\r\nMAIL' }, 'Client Host Name: found'],
  ])('names the field in %j', async (part, text) => {
    const result = await tryOut({ ...base, port: 25, ...part });
    expect(result).toEqual({ status: 'Error', message: expect.stringContaining(text) });
  });
});

describe('the explanation of a failure', () => {
  const failure = (message: string, part: object) => Object.assign(new Error(message), part);

  it.each([
    ['There is no mail server called', failure('getaddrinfo ENOTFOUND', { code: 'EDNS', originalCode: 'ENOTFOUND' })],
    ['did not answer in time', failure('Timeout', { code: 'ETIMEDOUT' })],
    ['Nobody vouches', failure('Error initiating TLS - self-signed certificate', { code: 'ETLS' })],
    ['has expired', failure('certificate has expired', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' })],
    ['is for another name', failure("does not match certificate's altnames", { code: 'ETLS' })],
    ['no longer takes a user', failure('x', { code: 'EAUTH', responseCode: 550, response: '550 5.7.30 Basic auth' })],
    [
      'does not take mail from this sender. The server says: 550 5.7.60 no',
      failure('x', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 5.7.60 no' }),
    ],
  ])('is in plain words: “%s”', (text, error) => {
    const { message, advice } = explain(error, plain(587));
    expect(message).toContain(text);
    expect(advice).toMatch(/^\p{Lu}.*\.$/su);
  });

  it('hides the password also in the forms it travels in', () => {
    const settings = plain(587, { user: 'ar', password: 'clave-errada' });
    const travelling = Buffer.from('\0ar\0clave-errada').toString('base64');
    const alone = Buffer.from('clave-errada').toString('base64');
    expect(redacted(`clave-errada ${travelling} ${alone}`, settings)).toBe('*** *** ***');
  });
});
