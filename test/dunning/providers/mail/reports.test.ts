import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { KEY, OURS } from './ordinary-mails';

const report = (
  groups: string[],
  { text = 'Your mail could not be delivered.', subject = 'Returned mail', id = OURS, envelope = '' } = {},
) =>
  [
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    'To: cobros@vendedor.example',
    `Subject: ${subject}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    text,
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    ...(envelope ? [`Original-Envelope-Id: ${envelope}`] : []),
    '',
    ...groups.flatMap((group) => [group, '']),
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: cobros@vendedor.example',
    'To: ana@empresa.example',
    ...(id ? [`Message-ID: ${id}`] : []),
    'Subject: Factura 120',
    '',
    '--b1--',
  ].join('\r\n');

const failed = (address: string, status: string, diagnostic: string) =>
  `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}`;

describe('a delivery status notification (RFC 3464)', () => {
  it('gives status, reply code, reason, hard, the recipient and the contact', () => {
    const read = readReturnedMail(report([failed('ana@empresa.example', '5.1.1', '550 5.1.1 User unknown')]));
    expect(read).toEqual({
      kind: 'bounce',
      status: '5.1.1',
      replyCode: '550',
      reason: 'userunknown',
      hard: true,
      diagnostic: '550 5.1.1 User unknown',
      recipients: [
        {
          address: 'ana@empresa.example',
          status: '5.1.1',
          replyCode: '550',
          reason: 'userunknown',
          hard: true,
          diagnostic: '550 5.1.1 User unknown',
        },
      ],
      feedbackType: '',
      originalMessageId: OURS,
      contactKey: KEY,
    });
  });

  it('finds the contact by the envelope id when the mail is not returned', () => {
    const read = readReturnedMail(
      report([failed('ana@empresa.example', '5.1.1', '550 no')], { id: '', envelope: KEY }),
    );
    expect(read).toMatchObject({ originalMessageId: '', contactKey: KEY });
  });

  it('finds the contact by the Message-ID that the report itself names (Google)', () => {
    const read = readReturnedMail(
      report([failed('ana@empresa.example', '5.1.1', '550 5.1.1 no')], { id: '' }).replace(
        'Reporting-MTA: dns; mx.example',
        `Reporting-MTA: dns; mx.example\r\nX-Original-Message-ID: ${OURS}`,
      ),
    );
    expect(read).toMatchObject({ kind: 'bounce', originalMessageId: OURS, contactKey: KEY });
  });

  it.each(['To', 'Delivered-To', 'X-Original-To'])(
    'finds the contact by the address that the bounce came to (VERP): %s',
    (name) => {
      const read = readReturnedMail(
        `${name}: cobros+${KEY}@vendedor.example\r\n${report([failed('ana@empresa.example', '5.1.1', '550 5.1.1 no')], { id: '' })}`,
      );
      expect(read).toMatchObject({ kind: 'bounce', contactKey: KEY, recipients: [{ address: 'ana@empresa.example' }] });
    },
  );

  it('keeps a status that says nothing where somebody is quoted, though the parts were packed anew', () => {
    const mail = report([failed('ana@empresa.example', '5.0.0', '550 no such user here')]).replace(
      'multipart/report; report-type=delivery-status',
      'multipart/mixed',
    );
    expect(readReturnedMail(mail)).toMatchObject({ kind: 'bounce', status: '5.0.0' });
  });

  it("does not take another program's Message-ID for a contact", () => {
    const read = readReturnedMail(report([failed('a@b.example', '5.1.1', '550 no')], { id: '<1234@other.example>' }));
    expect(read).toMatchObject({ originalMessageId: '<1234@other.example>', contactKey: '' });
  });

  it('judges each recipient by what was said about it', () => {
    const read = readReturnedMail(
      report([
        failed('ana@empresa.example', '5.1.1', '550 5.1.1 User unknown'),
        failed('luis@empresa.example', '5.2.2', '552 5.2.2 Mailbox full'),
      ]),
    );
    expect(read.recipients.map(({ address, reason, hard }) => [address, reason, hard])).toEqual([
      ['ana@empresa.example', 'userunknown', true],
      ['luis@empresa.example', 'mailboxfull', false],
    ]);
  });

  it('leaves out the recipients that were reached', () => {
    const read = readReturnedMail(
      report([
        'Final-Recipient: rfc822; ok@empresa.example\nAction: delivered\nStatus: 2.1.5',
        failed('no@empresa.example', '5.1.1', '550 no such user'),
      ]),
    );
    expect(read.kind).toBe('bounce');
    expect(read.recipients.map(({ address }) => address)).toEqual(['no@empresa.example']);
  });

  it('is a receipt when everybody was reached', () => {
    const read = readReturnedMail(
      report(['Final-Recipient: rfc822; ok@empresa.example\nAction: delivered\nStatus: 2.1.5'], { text: 'Delivered.' }),
    );
    expect(read).toMatchObject({ kind: 'delivered', reason: 'delivered', hard: false, contactKey: KEY });
  });

  it('is a delay, not a bounce, while the server goes on trying', () => {
    const group =
      'Final-Recipient: rfc822; ana@empresa.example\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; connect timed out';
    expect(readReturnedMail(report([group]))).toMatchObject({
      kind: 'delayed',
      status: '4.4.1',
      reason: 'expired',
      hard: false,
    });
  });

  it.each([
    [
      '5.0.0',
      '550-5.7.26 Unauthenticated email from vendedor.example is not accepted due to its DMARC policy',
      '5.7.26',
      'authfailure',
    ],
    ['4.4.7', '452 4.2.2 Mailbox full', '4.2.2', 'mailboxfull'],
    ['5.1.1', '554 5.7.1 Relay access denied', '5.7.1', 'norelaying'],
    ['5.3.0', '550 5.1.2 Host unknown', '5.1.2', 'hostunknown'],
  ])('prefers what the other server said to the summary %s', (status, said, expected, reason) => {
    expect(readReturnedMail(report([failed('ana@empresa.example', status, said)]))).toMatchObject({
      status: expected,
      reason,
    });
  });

  it('leaves out a reply code that contradicts the status', () => {
    const read = readReturnedMail(report([failed('ana@empresa.example', '4.0.0', '550 blocked for spamming issues')]));
    expect(read).toMatchObject({ status: '4.0.0', replyCode: '' });
  });
});

const feedback = (type: string) =>
  [
    'From: abuse@isp.example',
    'Subject: Complaint',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b1',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '--b1',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'Version: 1',
    'Original-Rcpt-To: <ana@empresa.example>',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${OURS}`,
    'To: ana@empresa.example',
    '',
    'Factura',
    '--b1--',
  ].join('\n');

describe('an abuse report (RFC 5965)', () => {
  it('is a complaint of the recipient about the contact', () => {
    const read = readReturnedMail(feedback('abuse'));
    expect(read).toMatchObject({
      kind: 'complaint',
      reason: 'feedback',
      feedbackType: 'abuse',
      hard: false,
      contactKey: KEY,
    });
    expect(read.recipients.map(({ address }) => address)).toEqual(['ana@empresa.example']);
  });

  it.each(['auth-failure', 'not-spam'])('is nobody’s complaint when it reports %s', (type) => {
    expect(readReturnedMail(feedback(type))).toMatchObject({
      kind: 'auto_reply',
      reason: 'feedback',
      feedbackType: type,
    });
  });
});

const ses = (event: object, wrapped = true) =>
  [
    'From: Amazon SES <no-reply@sns.amazonaws.com>',
    'Subject: AWS Notification Message',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    JSON.stringify(wrapped ? { Type: 'Notification', Message: JSON.stringify(event) } : event),
    '',
    '--',
    'If you wish to stop receiving notifications from this topic, please click the link.',
  ].join('\n');

describe('an event of Amazon SES that comes by mail', () => {
  const mail = { commonHeaders: { messageId: OURS } };
  const recipient = {
    emailAddress: 'ana@empresa.example',
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  };

  it.each([true, false])('reports a bounce (inside an SNS envelope: %s)', (wrapped) => {
    const read = readReturnedMail(
      ses({ notificationType: 'Bounce', bounce: { bouncedRecipients: [recipient] }, mail }, wrapped),
    );
    expect(read).toMatchObject({
      kind: 'bounce',
      status: '5.1.1',
      replyCode: '550',
      reason: 'userunknown',
      hard: true,
      contactKey: KEY,
    });
  });

  it('reports a complaint', () => {
    const read = readReturnedMail(
      ses({
        notificationType: 'Complaint',
        complaint: { complainedRecipients: [{ emailAddress: 'ana@empresa.example' }] },
        mail,
      }),
    );
    expect(read).toMatchObject({ kind: 'complaint', feedbackType: 'abuse', contactKey: KEY });
  });

  it.each([
    { notificationType: 'Bounce' },
    { notificationType: 'Bounce', bounce: { bouncedRecipients: 'x' } },
    { notificationType: 'Delivery' },
  ])('reports nothing when there is nothing in it: %j', (event) =>
    expect(readReturnedMail(ses(event)).kind).toBe('ordinary'),
  );
});
