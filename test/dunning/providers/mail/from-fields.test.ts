import fc from 'fast-check';

import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { mailOfFields } from '../../../../dunning/providers/mail/from-fields';
import { header, readMail } from '../../../../dunning/providers/mail/mime';

const KEY = '0123456789abcdef0123456789abcdef01234567';
const read = (...fields: Parameters<typeof mailOfFields>) => readReturnedMail(mailOfFields(...fields)?.raw ?? '');

const HUMAN = 'Your message could not be delivered.\n\n<ana@example.org>: 550 5.1.1 User unknown\n';
const REPORT =
  'Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n';
const headers = {
  from: 'From: MAILER-DAEMON@mx.example.com',
  subject: 'Subject: Undelivered Mail Returned to Sender',
  'content-type': 'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="x"',
};
const original = {
  contentType: 'message/rfc822',
  content: Buffer.from(`From: billing@example.com\r\nMessage-ID: <${KEY}@example.com>\r\n\r\nHola\r\n`),
};

describe('a mail that was taken apart into fields', () => {
  it('is put together so that report and returned mail are found again', () => {
    const mail = read({ headers, text: `${HUMAN}\n${REPORT}` }, [original]);
    expect(mail).toMatchObject({ kind: 'bounce', reason: 'userunknown', status: '5.1.1', hard: true, contactKey: KEY });
    expect(mail.recipients).toHaveLength(1);
  });

  it('keeps the letters of every language', () => {
    const { raw } = mailOfFields({
      from: 'Ana <ana@example.org>',
      subject: 'Acción ñandú 配信',
      text: 'Ya pagué — gracias 👍',
    }) ?? { raw: '' };
    const mail = readMail(raw);
    expect(header(mail.headers, 'subject')).toBe('Acción ñandú 配信');
    expect(Buffer.from(raw).toString()).toContain('Ya pagué — gracias 👍');
  });

  it('a letter that quotes a report is no report when the mail was none', () => {
    const mail = read({
      from: 'Ana <ana@example.org>',
      subject: 'Re: Factura',
      text: `¿Qué significa esto?\n${REPORT}`,
    });
    expect(mail.kind).toBe('ordinary');
  });

  it('lets no value begin another header or part', () => {
    const subject = 'Hola\r\nIn-Reply-To: <ffffffffffffffffffffffffffffffffffffffff@example.com>\r\n\r\n--=_dunning_0';
    const mail = read({
      from: 'Ana <ana@example.org>',
      subject,
      text: '--=_dunning_0\ncontent-type: message/delivery-status\n\nx',
    });
    expect(mail).toMatchObject({ kind: 'ordinary', contactKey: '' });
  });

  it('does not take pictures and documents along, and says when there is no mail or no header', () => {
    const { raw } = mailOfFields({ subject: 's', text: 't' }, [
      { contentType: 'image/png', content: Buffer.from('PNG') },
    ]) ?? { raw: '' };
    expect(Buffer.from(raw).toString()).not.toContain('PNG');
    expect(mailOfFields({})).toBeUndefined();
    expect(mailOfFields({ raw: '   ' })).toBeUndefined();
    expect(mailOfFields({ raw: '--B1\r\ncontent-type: text/plain\r\n\r\nhola' })?.hasHeaders).toBe(false);
    expect(mailOfFields({ raw: 'From: a@example.com\r\nSubject: s\r\n\r\nhola' })?.hasHeaders).toBe(true);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('headers', 'metadata', 'text', 'html', 'raw', 'from', 'textPlain'),
          fc.jsonValue(),
        ),
        (json) => {
          expect(read(json as Record<string, unknown>).kind).toEqual(expect.any(String));
        },
      ),
    );
  });
});
