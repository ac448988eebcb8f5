import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';

/**
 * What servers answer, worded by us after the meaning that many of them share: the reply, after which command, the status of the
 * report, and the reason. Each line stands for a way of saying it that was once read otherwise.
 */
const RCPT = 'RCPT TO';
const DATA = 'end of DATA';
const MAIL = 'MAIL FROM';

const REFUSALS: ReadonlyArray<[said: string, command: string, status: string, reason: string]> = [
  // The mailbox
  ['550 BAD_RECIPIENT see our page', RCPT, '5.0.0', 'userunknown'],
  ['553 5.3.0 <ana@empresa.example>... Addressee unknown', RCPT, '5.3.0', 'userunknown'],
  ['550 the recipient cannot be verified', RCPT, '5.0.0', 'userunknown'],
  ['550 user not a member of this domain', RCPT, '5.0.0', 'userunknown'],
  ['550 User <ana@empresa.example> not OK', RCPT, '5.0.0', 'userunknown'],
  ['553 5.3.0 recipient address no longer exists', RCPT, '5.3.0', 'userunknown'],
  ['550 ana@empresa.example does not have an account here', RCPT, '5.0.0', 'userunknown'],
  ['550 5.7.1 Requested action not taken: mailbox not available', RCPT, '5.7.1', 'userunknown'],
  ['550 the account has been deleted', RCPT, '5.0.0', 'userunknown'],
  ['550 5.2.1 mailbox not available', RCPT, '5.2.1', 'filtered'],
  ['550 account closed', RCPT, '5.0.0', 'suspend'],
  ['550 account expired', RCPT, '5.0.0', 'suspend'],
  ['550 <ana> is now disabled', RCPT, '5.0.0', 'suspend'],
  ['550 user account not activated', RCPT, '5.0.0', 'suspend'],
  ['553 the mailbox is restricted', RCPT, '5.0.0', 'suspend'],
  ['422 user has exhausted the allowed storage', RCPT, '4.0.0', 'mailboxfull'],
  ['552 mail box space not enough', RCPT, '5.0.0', 'mailboxfull'],
  ['554 mail file size exceeds the maximum', DATA, '5.0.0', 'mailboxfull'],
  ['554 the user does not accept mail in this language', DATA, '5.0.0', 'filtered'],
  ["550 the person's preferences prevent messages from strangers", DATA, '5.0.0', 'filtered'],
  ['550 unable to validate recipient', RCPT, '5.0.0', 'userunknown'],
  ['550 no users here by this name', RCPT, '5.0.0', 'userunknown'],
  ['550 not a recognized e-mail account', RCPT, '5.0.0', 'userunknown'],
  ['550 the user is no longer available', RCPT, '5.0.0', 'userunknown'],
  ['550 mailbox_not_found', RCPT, '5.0.0', 'userunknown'],
  ['554 5.0.0 unresolvable address: <ana@empresa.example>; nosuchuser', RCPT, '5.0.0', 'userunknown'],
  ['550 this address is no longer in use', RCPT, '5.0.0', 'suspend'],
  ['550 disabled due to inactivity', RCPT, '5.0.0', 'suspend'],
  ['522_mailbox_full', RCPT, '5.0.0', 'mailboxfull'],
  ['552 over the maximum number of messages', RCPT, '5.0.0', 'mailboxfull'],
  ['552 the message is larger than the space available', DATA, '5.0.0', 'mailboxfull'],
  ['550 bad destination host', RCPT, '5.0.0', 'hostunknown'],
  ['550 5.4.11 Host unknown: DNS lookup failed', RCPT, '5.4.11', 'hostunknown'],
  ['550 domain not used for mail', RCPT, '5.0.0', 'notaccept'],
  ['550 the host does not have any mail exchanger', RCPT, '5.0.0', 'notaccept'],
  // The sender, and the machine that sends
  ['510 5.1.1 Your email address, cobros@vendedor.example, is not subscribed to that group', RCPT, '5.1.1', 'rejected'],
  ['550 5.1.0 Authentication required', MAIL, '5.1.0', 'securityerror'],
  ['550 could not complete sender verify callout', RCPT, '5.0.0', 'rejected'],
  ['550 check your mail before sending', MAIL, '5.0.0', 'securityerror'],
  ['550 only allowed with authentication', MAIL, '5.0.0', 'securityerror'],
  ['550 sender ID (PRA) not permitted', DATA, '5.0.0', 'authfailure'],
  ['554 5.7.1 SPF check result is none', DATA, '5.7.1', 'authfailure'],
  ["550 5.7.515 the sending domain doesn't meet the authentication requirements", DATA, '5.7.515', 'authfailure'],
  ['550 only from machines with a valid reverse lookup', RCPT, '5.0.0', 'requireptr'],
  ['550 we do not relay', RCPT, '5.0.0', 'norelaying'],
  ['550 5.7.1 rejected, listed at bl.example.net', RCPT, '5.7.1', 'blocked'],
  ['451 4.7.1 Greylisting in action', RCPT, '4.7.1', 'blocked'],
  ['553 mx.vendedor.example does not exist', MAIL, '5.0.0', 'rejected'],
  ['550 unknown user cobros', MAIL, '5.0.0', 'rejected'],
  ['550 verify mailfrom failed', MAIL, '5.0.0', 'rejected'],
  ['553 sender is not in my domain', MAIL, '5.0.0', 'rejected'],
  ['550 MAIL FROM is mismatched with the header', DATA, '5.0.0', 'rejected'],
  ['553 AUTH FAILED', MAIL, '5.0.0', 'securityerror'],
  ['550 local users only', RCPT, '5.0.0', 'norelaying'],
  ['554 5.7.1 client host bypassing the relay of its provider', RCPT, '5.7.1', 'blocked'],
  ['550 dnsbl:example.net', RCPT, '5.0.0', 'blocked'],
  ['554 5.7.1 message rejected based on a blacklist', RCPT, '5.7.1', 'blocked'],
  ['550 blocked', DATA, '5.0.0', 'blocked'],
  // The message
  ['550 content reject. ABC.1', DATA, '5.0.0', 'spamdetected'],
  ['554 Spam', DATA, '5.0.0', 'spamdetected'],
  ['552 MIME/REJECT: invalid structure', DATA, '5.0.0', 'contenterror'],
  ['554 messages without To: fields are not accepted', DATA, '5.0.0', 'notcompliantrfc'],
  ['550 too many posts without solving a captcha', DATA, '5.0.0', 'policyviolation'],
  ['550 5.7.1 bulkmail', DATA, '5.7.1', 'spamdetected'],
  ['550 rejected by DCC', DATA, '5.0.0', 'spamdetected'],
  ['550 your message has been quarantined', DATA, '5.0.0', 'spamdetected'],
  ['550 rejected due to the attachment filtering policy', DATA, '5.0.0', 'policyviolation'],
  ['550 message denied: restricted attachment', DATA, '5.0.0', 'policyviolation'],
  ['550 HTML tag unacceptable', DATA, '5.0.0', 'contenterror'],
  ['550 the message does not comply with required standards', DATA, '5.0.0', 'notcompliantrfc'],
  // The way
  ['451 temporary lookup failure', RCPT, '4.3.0', 'systemerror'],
  ["451 can't open mailbox", RCPT, '4.3.0', 'systemerror'],
  ['451 cannot open the folder: input/output error', RCPT, '4.3.0', 'systemerror'],
  ['451 temporary MTA failure', DATA, '4.5.0', 'systemerror'],
];

const report = (said: string, command: string, status: string, dialect = 'smtp') =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: cobros@vendedor.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is the mail system at host mx.example.',
    '',
    `<ana@empresa.example>: host mx.empresa.example[192.0.2.7] said: ${said} (in reply to ${command} command)`,
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; ana@empresa.example',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: ${dialect}; ${said}`,
    '',
    '--b1--',
  ].join('\r\n');

const DEAD = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept']);

describe('a refusal is understood by what it says', () => {
  it.each(REFUSALS)('%s', (said, command, status, reason) => {
    const read = readReturnedMail(report(said, command, status));
    expect({ kind: read.kind, status: read.status, reason: read.reason, hard: read.hard }).toEqual({
      kind: 'bounce',
      status,
      reason,
      hard: DEAD.has(reason),
    });
  });

  it('"giving up on" a machine is what qmail says of every failure, and no reason', () => {
    const mail = [
      'From: MAILER-DAEMON@mx.example',
      'To: cobros@vendedor.example',
      'Subject: failure notice',
      '',
      'Hi. This is the qmail-send program at mx.example.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      '',
      '<ana@empresa.example>:',
      '192.0.2.20 does not like recipient.',
      'Remote host said: 554 computer says no',
      'Giving up on 192.0.2.20.',
    ].join('\r\n');
    expect(readReturnedMail(mail)).toMatchObject({ kind: 'bounce', reason: 'onhold', hard: false });
  });

  it('Postfix files under its own kind what it says itself, and it counts as if it were SMTP', () =>
    expect(readReturnedMail(report('unknown user: "ana"', RCPT, '5.0.0', 'x-postfix'))).toMatchObject({
      reason: 'userunknown',
      hard: true,
    }));

  it('what a delivery program prints is not what a server says', () =>
    expect(
      readReturnedMail(
        report('Command output: filter: cannot connect: Connection refused', RCPT, '5.3.0', 'x-postfix'),
      ),
    ).toMatchObject({ reason: 'mailererror', hard: false }));

  it('a version number is no status', () => {
    const mail = [
      'From: System Administrator <postmaster@empresa.example>',
      'To: cobros@vendedor.example',
      'Subject: Undeliverable: Factura',
      '',
      'Your message',
      '  Subject: Release 2.0.12 is out',
      'did not reach the following recipient(s):',
      '',
      'ana@empresa.example on Mon, 2 Mar 2026 10:00:00 -0600',
      '    The recipient name is not recognized',
      '    MSEXCH:IMS:Empresa:MX 0 (000C05A6) Unknown Recipient',
    ].join('\r\n');
    expect(readReturnedMail(mail)).toMatchObject({ status: '5.0.911', reason: 'userunknown' });
  });

  it('a diagnostic in numbers of X.400 does not hide what the notice quotes', () => {
    const mail = report('5.7.1 Unable to relay for ana@empresa.example', RCPT, '5.0.0').replace(
      /Diagnostic-Code: .*/,
      'Diagnostic-Code: Reason 1 (Unable-To-Transfer); Diagnostic -1 (Unknown)',
    );
    expect(readReturnedMail(mail)).toMatchObject({ status: '5.7.1', reason: 'norelaying' });
  });
});
