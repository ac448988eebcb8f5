import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';

/** Reports that a gateway or an archive damaged or wrapped. The reports are as RFC 3464 has them; names are invented. */
const raw = (...lines: string[]) => lines.join('\r\n');

const HEAD = ['From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>', 'Subject: Returned mail: see transcript'];
const GROUPS = [
  'Reporting-MTA: dns; mx.example',
  '',
  'Final-Recipient: rfc822; ana@empresa.example',
  'Action: failed',
  'Status: 5.2.2',
  'Diagnostic-Code: smtp; 552 5.2.2 Over quota',
];
const REPORT = [
  'Content-Type: multipart/report; report-type=delivery-status; boundary="r1"',
  '',
  '--r1',
  'Content-Type: text/plain',
  '',
  'The following address had a permanent fatal error.',
  '--r1',
  'Content-Type: message/delivery-status',
  '',
  ...GROUPS,
  '--r1--',
];
const FULL = { kind: 'bounce', status: '5.2.2', replyCode: '552', reason: 'mailboxfull', hard: false };

/** A mail with a whole report as its attachment. */
const wrapped = (from: string, words: string, inside = REPORT) =>
  raw(
    `From: ${from}`,
    'Subject: Undeliverable',
    'Content-Type: multipart/mixed; boundary="w1"',
    '',
    '--w1',
    'Content-Type: text/plain',
    '',
    words,
    '--w1',
    'Content-Type: message/rfc822',
    '',
    ...HEAD,
    ...inside,
    '--w1--',
  );

describe('a report that was damaged on its way', () => {
  it('is read when its delimiters are lost', () => {
    const mail = raw(
      ...HEAD,
      'Content-Type: multipart/report; report-type=delivery-status; boundary="gone"',
      '',
      'The following address had a permanent fatal error.',
      '',
      ...GROUPS,
    );
    expect(readReturnedMail(mail)).toMatchObject({ ...FULL, recipients: [{ address: 'ana@empresa.example' }] });
  });

  it('is read when a delimiter was indented with the text', () => {
    const [first = '', ...rest] = REPORT.join('\r\n').split('--r1\r\nContent-Type: message');
    const mail = raw(...HEAD, [first, ...rest].join(' --r1\r\nContent-Type: message'));
    expect(mail).toContain('\n --r1');
    expect(readReturnedMail(mail)).toMatchObject({ ...FULL, recipients: [{ address: 'ana@empresa.example' }] });
  });

  it('is read when the words slipped before the first part', () => {
    const mail = raw(
      ...HEAD,
      'Content-Type: multipart/mixed; boundary="r1"',
      '',
      `Your message could not be delivered.\r\n${'The mail system tried for a while. '.repeat(10)}`,
      '<ana@empresa.example>: host mx.empresa.example said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
      '',
      '--r1',
      'Content-Type: message/rfc822',
      '',
      'Subject: Factura',
      '--r1--',
    );
    expect(readReturnedMail(mail)).toMatchObject({ kind: 'bounce', status: '5.1.1', reason: 'userunknown' });
  });

  it('is read when the header lines of the machine are melted together', () => {
    const mail = raw(
      'Date: Thu, 29 Apr 2010 12:00:00 +0900From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
      'Subject: Returned mail: see transcript',
      ...REPORT,
    );
    expect(readReturnedMail(mail)).toMatchObject(FULL);
  });
});

describe('a report inside another mail', () => {
  it('is read when a mail system wraps it and says nothing of its own', () =>
    expect(readReturnedMail(wrapped('MAILER-DAEMON@gateway.example', 'See attachment.'))).toMatchObject({
      ...FULL,
      recipients: [{ address: 'ana@empresa.example' }],
    }));

  it('is not opened when a person forwards it', () =>
    expect(readReturnedMail(wrapped('Ana <ana@cliente.example>', 'Me llegó esto.'))).toMatchObject({
      kind: 'ordinary',
      recipients: [],
    }));

  it('does not hide what the mail system says itself', () => {
    const words = 'Your message could not be delivered.\r\n\r\n<luis@empresa.example>: 550 5.1.1 User unknown';
    expect(readReturnedMail(wrapped('MAILER-DAEMON@gateway.example', words))).toMatchObject({
      reason: 'userunknown',
      recipients: [{ address: 'luis@empresa.example' }],
    });
  });
});
