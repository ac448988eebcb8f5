import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { mailOfFields } from '../../../../dunning/providers/mail/from-fields';
import { KEY, OURS } from './ordinary-mails';

/** What n8n's Email Trigger (IMAP) gives with the format Raw: the body, without a single header. */
const read = (...lines: string[]) => {
  const mail = mailOfFields({ raw: lines.join('\r\n') });
  expect(mail?.hasHeaders).toBe(false);
  return readReturnedMail(mail?.raw ?? '');
};

describe('a mail without its headers (n8n, format Raw)', () => {
  it('that is a report is read', () =>
    expect(
      read(
        'This is a MIME-encapsulated message.',
        '',
        '--A1B2C3.1423/mx.example',
        'Content-Type: text/plain; charset=us-ascii',
        '',
        'This is the mail system at host mx.example.',
        '--A1B2C3.1423/mx.example',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; ana@empresa.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
        '',
        '--A1B2C3.1423/mx.example',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${OURS}`,
        '',
        '--A1B2C3.1423/mx.example--',
      ),
    ).toMatchObject({ kind: 'bounce', status: '5.1.1', reason: 'userunknown', hard: true, contactKey: KEY }));

  it.each([
    [
      'qmail',
      [
        'Hi. This is the qmail-send program at mx.example.',
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<ana@empresa.example>:',
        'Sorry, no mailbox here by that name. (#5.1.1)',
        '',
        '--- Below this line is a copy of the message.',
        '',
        `Message-ID: ${OURS}`,
      ],
    ],
    [
      'Exim',
      [
        'This message was created automatically by mail delivery software.',
        '',
        'A message that you sent could not be delivered to one or more of its',
        'recipients. This is a permanent error. The following address(es) failed:',
        '',
        '  ana@empresa.example',
        '    SMTP error from remote mail server after RCPT TO:<ana@empresa.example>:',
        '    host mx.empresa.example [192.0.2.7]: 550 5.1.1 User unknown',
        '',
        '------ This is a copy of the message, including all the headers. ------',
        '',
        `Message-ID: ${OURS}`,
      ],
    ],
  ])('that begins with the words of %s is read', (_, lines) =>
    expect(read(...lines)).toMatchObject({ kind: 'bounce', reason: 'userunknown', hard: true, contactKey: KEY }),
  );

  it.each([
    ['Ya pagué ayer. El correo de ana@empresa.example no existe.'],
    [
      'Me llegó esto:',
      '',
      'This is the mail system at host mx.example.',
      '',
      '<ana@empresa.example>: 550 User unknown',
    ],
    [
      '--A1B2C3.1423/mx.example',
      'Content-Type: text/plain',
      '',
      'Hola: 550 5.1.1 cajas.',
      '--A1B2C3.1423/mx.example--',
    ],
  ])('that a person wrote is no bounce: %s', (...lines) => expect(read(...lines)).toMatchObject({ kind: 'ordinary' }));
});
