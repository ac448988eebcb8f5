import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';

import { buildMail, checkedAddress, messageIdOf } from '../../../dunning/message/mail-envelope';
import { reminder } from '../../nodes/DunningEmail/samples';

const sender = { address: 'cobranza@acme.example', name: 'Acme, S.A. de C.V.' };
const KEY = 'a'.repeat(40);

/** The header lines of a mail as it goes over the wire, unfolded. */
async function headersOf(mail: ReturnType<typeof buildMail>): Promise<string[]> {
  const raw = await new MailComposer({ ...mail, date: new Date(0) }).compile().build();
  const [head = ''] = raw.toString('utf8').split('\r\n\r\n');
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

describe('an address', () => {
  it.each([
    ['ana@cliente.example', 'ana@cliente.example'],
    ['  ana@cliente.example ', 'ana@cliente.example'],
    ['peña@cliente.example', 'peña@cliente.example'],
    ["o'neil+ar@sub.cliente.example", "o'neil+ar@sub.cliente.example"],
    ['ana@mañana.example', 'ana@xn--maana-pta.example'],
    ['root@localhost', 'root@localhost'],
  ])('takes %s', (given, checked) => {
    expect(checkedAddress(given, 'To')).toBe(checked);
  });

  it.each([
    undefined,
    '',
    'ana',
    '@cliente.example',
    'ana@',
    'ana@cliente',
    'ana@cliente..example',
    'ana.@cliente.example',
    'a@b.example, c@d.example',
    'a@b.example;c@d.example',
    'Ana <ana@cliente.example>',
    'ana@cliente.example>\r\nRCPT TO:<eve@evil.example',
    'ana@cliente.example\nBcc: eve@evil.example',
    'ana@cli\u200bente.example',
    '"ana eve"@cliente.example',
    'ana@[127.0.0.1]',
    'ana@-cliente.example',
    `${'a'.repeat(65)}@cliente.example`,
    `ana@${'a.'.repeat(130)}example`,
  ])('refuses %j and says which field it is', (given) => {
    expect(() => checkedAddress(given, 'Reply To')).toThrow(/^Reply To: found .* must look like name@example\.com/s);
  });
});

describe('a mail', () => {
  it('takes its Message-ID from the contact key and the domain of the sender', () => {
    expect(buildMail({ message: reminder(), sender, key: KEY }).messageId).toBe(`<${KEY}@acme.example>`);
    expect(messageIdOf('k', 'a@b.example')).toBe('<k@b.example>');
  });

  it('leaves the Message-ID to the mail library when nobody claimed it', () => {
    expect(buildMail({ message: reminder(), sender }).messageId).toBeUndefined();
  });

  it('asks for reports of failures and delays, and names the contact in the request', () => {
    expect(buildMail({ message: reminder(), sender, key: KEY }).dsn).toEqual({
      id: KEY,
      return: 'headers',
      notify: ['failure', 'delay'],
      recipient: 'ana@cliente.example',
    });
    expect(buildMail({ message: reminder(), sender, key: KEY, reports: 'none' }).dsn).toBeUndefined();
  });

  it('has undeliverable mail returned to the bounce address, and answers sent to the reply address', () => {
    const mail = buildMail({
      message: reminder(),
      sender: { ...sender, bounceAddress: 'rebotes@acme.example', replyTo: 'ar@acme.example' },
    });
    expect(mail.envelope).toEqual({ from: 'rebotes@acme.example', to: 'ana@cliente.example' });
    expect(mail.replyTo).toBe('ar@acme.example');
  });

  it.each(['From', 'bcc', 'Message-ID', 'Content-Type', 'Content-Transfer-Encoding', 'DKIM-Signature', 'Resent-To'])(
    'refuses a template that sets the header %s',
    (name) => {
      expect(() => buildMail({ message: reminder({ headers: { [name]: 'x' } }), sender })).toThrow(/writes itself/);
    },
  );

  it.each(['X:Y', 'X Y', 'X\r\nBcc', '', 'Ñ'])('refuses %j as the name of a header', (name) => {
    expect(() => buildMail({ message: reminder({ headers: { [name]: 'x' } }), sender })).toThrow(/not the name/);
  });

  it('refuses an empty subject, an endless subject, and an empty body', () => {
    expect(() => buildMail({ message: reminder({ subject: ' \r\n' }), sender })).toThrow(/without a subject/);
    expect(() => buildMail({ message: reminder({ subject: 'a'.repeat(1_000_000) }), sender })).toThrow(
      /longer than 998/,
    );
    expect(() => buildMail({ message: reminder({ text: ' ' }), sender })).toThrow(/dunning\.message\.text/);
    expect(() => buildMail({ message: reminder({ html: '' }), sender })).toThrow(/dunning\.message\.html/);
  });

  it('drops folders and line breaks from the name of an attached file', () => {
    const content = Buffer.from('x');
    const names = ['../../etc/passwd', 'C:\\x\\factura.pdf', 'a\r\nBcc: eve@evil.example', ''];
    const { attachments } = buildMail({
      message: reminder(),
      sender,
      attachments: names.map((filename) => ({ filename, content })),
    });
    expect(attachments.map(({ filename }) => filename)).toEqual([
      'passwd',
      'factura.pdf',
      'a Bcc: eve@evil.example',
      'attachment',
    ]);
  });

  it('never gets one header more from what is in names, subjects and header values', async () => {
    const expected = (await headersOf(buildMail({ message: reminder(), sender, key: KEY })))
      .map((line) => line.slice(0, line.indexOf(':')))
      .sort();
    const hostile = fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\u2028',
          '\0',
          ' ',
          'Bcc: eve@evil.example',
          '<e@e.example>',
          '"',
          ',',
          'ñ',
        ),
      )
      .map((parts) => `x${parts.join('')}`);
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, hostile, async (subject, toName, fromName, language) => {
        const message = reminder({ subject, toName, headers: { 'Content-Language': language } });
        const mail = buildMail({ message, sender: { ...sender, name: fromName }, key: KEY });
        const names = (await headersOf(mail)).map((line) => line.slice(0, line.indexOf(':')));
        // The boundary of the parts is random, so only names are compared.
        expect(names.sort()).toEqual(expected);
        expect(mail.envelope.to).toBe('ana@cliente.example');
      }),
      { numRuns: 60 },
    );
  });
});
