import type { Socket } from 'node:net';

import { buildMail } from '../../../dunning/message/mail-envelope';
import { openMailer, outcomeOf } from '../../../nodes/shared/smtp';
import type { HandOver, MailerOptions } from '../../../nodes/shared/smtp';
import type { SmtpSettings } from '../../../nodes/shared/smtp-settings';
import { startInbox, startScripted } from './inbox';
import type { Script } from './inbox';
import { plain, reminder } from './samples';

const KEY = 'b'.repeat(40);
const sender = { address: 'cobranza@acme.example', name: 'Acme', replyTo: 'ar@acme.example' };
const OPTIONS: MailerOptions = { connections: 1, answerTimeoutMs: 5_000, retryAfterMs: [1, 1] };

async function sendOne(settings: SmtpSettings, options: Partial<MailerOptions> = {}): Promise<HandOver> {
  const mailer = await openMailer(settings, { ...OPTIONS, ...options });
  try {
    return await mailer.send(buildMail({ message: reminder(), sender, key: KEY }));
  } finally {
    mailer.close();
  }
}

/** Sends one mail to a server that follows a script. */
async function against(script: Script, options: Partial<MailerOptions> = {}) {
  const server = await startScripted(script);
  try {
    return { ended: await sendOne(plain(server.port), options), server };
  } finally {
    await server.close();
  }
}

describe('handing a mail over', () => {
  it('arrives with its text, its HTML, its headers, its attachment and its Message-ID', async () => {
    const inbox = await startInbox();
    const mailer = await openMailer(plain(inbox.port), OPTIONS);
    const content = Buffer.from('%PDF-1.7 factura');
    const attachments = [{ filename: 'factura ñ.pdf', contentType: 'application/pdf', content }];
    const ended = await mailer.send(buildMail({ message: reminder(), sender, key: KEY, attachments }));
    mailer.close();
    await inbox.close();

    expect(ended).toEqual({
      outcome: 'sent',
      reply: expect.stringContaining('queued'),
      messageId: `<${KEY}@acme.example>`,
    });
    const { mail } = inbox.mails[0]!;
    expect(mail.messageId).toBe(`<${KEY}@acme.example>`);
    expect(mail.subject).toBe('Recordatorio de pago: factura A-1');
    expect(mail.text?.trim()).toBe(reminder().text);
    expect(mail.html && mail.html.trim()).toBe(reminder().html);
    expect(mail.headers.get('content-language')).toBe('es-MX');
    expect(mail.from?.value).toEqual([{ address: 'cobranza@acme.example', name: 'Acme' }]);
    expect(mail.replyTo?.value[0]?.address).toBe('ar@acme.example');
    expect(mail.attachments.map(({ filename, contentType, content: got }) => [filename, contentType, got])).toEqual([
      ['factura ñ.pdf', 'application/pdf', content],
    ]);
  });

  it('asks a server that offers delivery reports for them', async () => {
    const { server } = await against(() => undefined);
    expect(server.lines.find((line) => line.startsWith('MAIL'))).toMatch(new RegExp(`RET=HDRS ENVID=${KEY}$`));
    expect(server.lines.find((line) => line.startsWith('RCPT'))).toBe(
      'RCPT TO:<ana@cliente.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ana@cliente.example',
    );
  });

  it('does not ask a server that does not offer them', async () => {
    const { server, ended } = await against((line) => (/^EHLO/.test(line) ? '250 scripted' : undefined));
    expect(ended.outcome).toBe('sent');
    expect(server.lines.join('\n')).not.toMatch(/RET=|NOTIFY=/);
  });

  it('encrypts with STARTTLS and signs in', async () => {
    const inbox = await startInbox({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'ar' && password === 'secreto' ? done(null, { user: username }) : done(new Error('no')),
    });
    const settings = plain(inbox.port, {
      security: 'starttls',
      user: 'ar',
      password: 'secreto',
      allowSelfSigned: true,
    });
    const ended = await sendOne(settings);
    await inbox.close();
    expect(ended.outcome).toBe('sent');
    expect(inbox.mails[0]!.session).toMatchObject({ secure: true, user: 'ar' });
  });

  it('opens one connection for many messages', async () => {
    const inbox = await startInbox();
    const mailer = await openMailer(plain(inbox.port), OPTIONS);
    for (let n = 0; n < 20; n += 1) await mailer.send(buildMail({ message: reminder(), sender, key: `${n}` }));
    mailer.close();
    await inbox.close();
    expect(inbox.mails).toHaveLength(20);
    expect(inbox.connections).toBe(1);
  });
});

describe('a refusal', () => {
  it.each([
    ['RCPT', '550 5.1.1 no such user', 'failed'],
    ['RCPT', '452 4.2.2 mailbox full', 'failed'],
    ['.', '554 5.7.1 looks like spam', 'failed'],
    ['.', '451 4.3.0 try later', 'failed'],
    ['MAIL', '451 4.7.1 too many', 'failed'],
    ['MAIL', '552 5.3.4 too big', 'failed'],
    ['MAIL', '550 5.7.60 not your address', 'unusable'],
    ['MAIL', '530 5.7.0 sign in first', 'unusable'],
  ])('of %s with “%s” is %s, in the words of the server', async (command, reply, outcome) => {
    const { ended } = await against((line) => (line.startsWith(command) ? reply : undefined));
    expect(ended.outcome).toBe(outcome);
    expect(ended.outcome === 'failed' ? ended.reply : ended.outcome === 'unusable' && ended.error.response).toContain(
      reply,
    );
  });

  it('leaves the connection good for the next message', async () => {
    let recipients = 0;
    const server = await startScripted((line) =>
      line.startsWith('RCPT') && (recipients += 1) === 1 ? '550 5.1.1 no such user' : undefined,
    );
    const mailer = await openMailer(plain(server.port), OPTIONS);
    const mail = buildMail({ message: reminder(), sender, key: KEY });
    expect((await mailer.send(mail)).outcome).toBe('failed');
    expect((await mailer.send(mail)).outcome).toBe('sent');
    mailer.close();
    await server.close();
    expect(server.lines.filter((line) => line.startsWith('EHLO'))).toHaveLength(1);
  });
});

describe('a broken connection', () => {
  const cut = (_line: string, socket: Socket) => {
    socket.destroy();
    return '';
  };

  it('after the message was handed over is uncertain, and the message is not sent again', async () => {
    const { ended, server } = await against((line, socket) => (line === '.' ? cut(line, socket) : undefined));
    expect(ended.outcome).toBe('uncertain');
    expect(server.messages).toBe(1);
  });

  it('after the message was handed over on a connection that was used before is uncertain as well', async () => {
    const server = await startScripted((line, socket) =>
      line === '.' && server.messages === 2 ? cut(line, socket) : undefined,
    );
    const mailer = await openMailer(plain(server.port), OPTIONS);
    const mail = buildMail({ message: reminder(), sender, key: KEY });
    expect((await mailer.send(mail)).outcome).toBe('sent');
    expect((await mailer.send(mail)).outcome).toBe('uncertain');
    mailer.close();
    await server.close();
    expect(server.messages).toBe(2);
  });

  it('when the answer to the message never comes is uncertain', async () => {
    const { ended, server } = await against((line) => (line === '.' ? '' : undefined), { answerTimeoutMs: 300 });
    expect(ended.outcome).toBe('uncertain');
    expect(server.messages).toBe(1);
  });

  it('when the server says something senseless after the message is uncertain', async () => {
    const { ended } = await against((line, socket) => {
      if (line !== '.') return undefined;
      setImmediate(() => socket.destroy());
      return '250-this reply has no end';
    });
    expect(ended.outcome).toBe('uncertain');
  });

  it.each(['EHLO', 'MAIL', 'RCPT', 'DATA'])(
    'at %s, before anything left, is tried again and then goes through',
    async (at) => {
      let broken = false;
      const { ended, server } = await against((line, socket) => {
        if (broken || !line.startsWith(at)) return undefined;
        broken = true;
        return cut(line, socket);
      });
      expect(ended.outcome).toBe('sent');
      expect(server.messages).toBe(1);
    },
  );

  it('that the server announced with 421 before anything left is tried again', async () => {
    let closing = true;
    const { ended } = await against((line, socket) => {
      if (!closing || !line.startsWith('MAIL')) return undefined;
      closing = false;
      setImmediate(() => socket.end());
      return '421 4.3.2 closing';
    });
    expect(ended.outcome).toBe('sent');
  });

  it('that stays broken makes the server unusable, with nothing sent', async () => {
    const { ended, server } = await against((line, socket) =>
      line.startsWith('MAIL') ? cut(line, socket) : undefined,
    );
    expect(ended.outcome).toBe('unusable');
    expect(server.messages).toBe(0);
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toHaveLength(3);
  });

  it('that trickles without end is given up after the longest time a message may take', async () => {
    const timers: NodeJS.Timeout[] = [];
    const { ended } = await against(
      (line, socket) => {
        if (line !== '.') return undefined;
        timers.push(setInterval(() => socket.writable && socket.write('250-wait\r\n'), 20));
        return '250-wait';
      },
      { sendTimeoutMs: 400 },
    );
    timers.forEach(clearInterval);
    expect(ended.outcome).toBe('uncertain');
  });
});

describe('what a failure means', () => {
  const failure = (part: object) => Object.assign(new Error('x'), part);

  it('is never a safe retry once any of the message has left', () => {
    for (const code of [
      'ECONNECTION',
      'ESOCKET',
      'ETIMEDOUT',
      'EPROTOCOL',
      'ETLS',
      'EAUTH',
      'ESTREAM',
      'EABORT',
      undefined,
    ]) {
      expect(outcomeOf(failure({ code, command: 'CONN' }), true).outcome).toBe('uncertain');
    }
  });

  it('is a wrong password at once, but a temporary trouble with signing in is tried again', () => {
    expect(outcomeOf(failure({ code: 'EAUTH', responseCode: 535 }), false).outcome).toBe('unusable');
    expect(outcomeOf(failure({ code: 'EAUTH', responseCode: 454 }), false).outcome).toBe('retry');
  });
});
