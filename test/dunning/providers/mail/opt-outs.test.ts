import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { KEY, OURS } from './ordinary-mails';

const raw = (...lines: string[]) => lines.join('\r\n');

/** Microsoft's Junk Mail Reporting Program, the format before it changed to RFC 5965. */
const microsoft = (subject: string, attached = true) =>
  raw(
    'From: <staff@hotmail.com>',
    'To: <fbl@vendedor.example>',
    `Subject: ${subject}`,
    'Content-Type: multipart/mixed; boundary="m1"',
    '',
    '--m1',
    ...(attached ? ['Content-Type: message/rfc822', ''] : ['Content-Type: text/plain', '']),
    'X-HmXmrOriginalRecipient: ana@empresa.example',
    `Message-ID: ${OURS}`,
    'From: cobros@vendedor.example',
    'To: otra@empresa.example',
    '',
    'Factura 120',
    '--m1--',
  );

describe('a complaint in the older format of Microsoft', () => {
  it('names who complained', () => {
    const read = readReturnedMail(microsoft('complaint about message from 192.0.2.1'));
    expect(read).toMatchObject({ kind: 'complaint', reason: 'feedback', feedbackType: 'abuse', contactKey: KEY });
    expect(read.recipients.map(({ address }) => address)).toEqual(['ana@empresa.example']);
  });

  it.each([
    ['complaint about message from Ana', true],
    ['Re: complaint about message from 192.0.2.1', true],
    ['complaint about message from 192.0.2.1', false],
  ])('is not seen in %s (mail attached: %s)', (subject, attached) =>
    expect(readReturnedMail(microsoft(subject, attached)).kind).toBe('ordinary'),
  );
});

describe('what Apple Mail sends when its user presses "Unsubscribe"', () => {
  const apple = (value: string) =>
    raw('From: Ana <ana@empresa.example>', 'Subject: Unsubscribe', `X-Apple-Unsubscribe: ${value}`, '', '');

  it('is an opt-out of that user, and no judgement on the address', () =>
    expect(readReturnedMail(apple('true'))).toMatchObject({
      kind: 'complaint',
      reason: 'feedback',
      feedbackType: 'opt-out',
      hard: false,
      recipients: [{ address: 'ana@empresa.example' }],
    }));

  it('is nothing when the header says something else', () =>
    expect(readReturnedMail(apple('false')).kind).toBe('ordinary'));
});

it('a report may ask for removal (RFC 5965 3.3, "Removal-Recipient")', () => {
  const read = readReturnedMail(
    raw(
      'From: fbl@isp.example',
      'Subject: Opt-out',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b1',
      '',
      '--b1',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: opt-out',
      'Removal-Recipient: ana@empresa.example',
      '--b1--',
    ),
  );
  expect(read).toMatchObject({ feedbackType: 'opt-out', recipients: [{ address: 'ana@empresa.example' }] });
});

it('Amazon SES tells of a delivery, with the answer of the other server', () => {
  const event = {
    notificationType: 'Delivery',
    mail: { commonHeaders: { messageId: OURS } },
    delivery: { recipients: ['ana@empresa.example'], smtpResponse: '250 2.6.0 Message received' },
  };
  const read = readReturnedMail(raw('From: no-reply@sns.amazonaws.com', 'Subject: AWS', '', JSON.stringify(event)));
  expect(read).toMatchObject({
    kind: 'delivered',
    reason: 'delivered',
    status: '2.6.0',
    replyCode: '250',
    hard: false,
    contactKey: KEY,
  });
});
