import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';

const bounce = (host: string, status: string, diagnostic: string) =>
  [
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b1',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; ana@empresa.example',
    'Action: failed',
    `Status: ${status}`,
    `Remote-MTA: dns; ${host}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '--b1--',
  ].join('\n');

describe('what the large receivers mean by their codes', () => {
  it.each([
    [
      'smtp-in.orange.fr',
      '5.1.1',
      '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
      'userunknown',
    ],
    [
      'smtp-in.orange.fr',
      '5.2.0',
      '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
      'mailboxfull',
    ],
    [
      'smtp.laposte.net',
      '5.5.0',
      '550 5.5.0 SPF: vendedor.example is not allowed to send mail. LPN004_401',
      'authfailure',
    ],
    ['smtp.secureserver.net', '5.0.0', '554 Connection refused. This IP has a poor reputation. IB103', 'badreputation'],
    ['smtp.secureserver.net', '5.0.0', '421 Temporarily rejected. Reverse DNS for this IP failed. IB108', 'requireptr'],
    [
      'mta7.am0.yahoodns.net',
      '5.0.0',
      '554 delivery error: dd Sorry your message cannot be delivered. This mailbox is disabled',
      'suspend',
    ],
    ['mx.mail.icloud.com', '5.1.1', '550 5.1.1 unknown or illegal alias: ana@icloud.example', 'userunknown'],
    [
      'mx.mail.icloud.com',
      '4.7.1',
      '421 4.7.1 Messages to ana deferred due to excessive volume. Try again later',
      'speeding',
    ],
    [
      'gmail-smtp-in.l.google.com',
      '5.2.1',
      '550-5.2.1 The email account that you tried to reach is inactive. gsmtp',
      'suspend',
    ],
    [
      'gmail-smtp-in.l.google.com',
      '4.2.2',
      "452-4.2.2 The recipient's inbox is out of storage space. gsmtp",
      'mailboxfull',
    ],
    [
      'empresa.mail.protection.outlook.com',
      '5.4.1',
      '550 5.4.1 Recipient address rejected: Access denied. [AS(201806281)]',
      'userunknown',
    ],
    [
      'empresa.mail.protection.outlook.com',
      '5.7.511',
      '550 5.7.511 Access denied, banned sender [192.0.2.1]',
      'blocked',
    ],
    ['empresa.mail.protection.outlook.com', '5.4.300', '550 5.4.300 Message expired', 'expired'],
    [
      'eu-smtp-inbound-1.mimecast.com',
      '5.0.0',
      '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550',
      'userunknown',
    ],
    ['cluster1.messagelabs.com', '5.0.0', '553-Sorry, your email address has been blacklisted', 'rejected'],
    ['mx.cox.net', '5.0.0', '554 IMTA cox connection refused from 192.0.2.2. AUP#CXBL', 'blocked'],
    ['mail.charter.net', '5.0.0', '550 5.1.0 rejected. AUP#In-1530', 'mesgtoobig'],
    [
      'mxin.facebook.com',
      '5.1.1',
      '550 5.1.1 RCP-P1 http://postmaster.facebook.com/response_codes?ip=192.0.2.1#rcp',
      'userunknown',
    ],
    ['mx3.qq.com', '5.0.0', '550 Domain frequency limited', 'toomanyconn'],
    ['mx3.email.ua', '5.0.0', '550 Mailbox is frozen. See http://mail.i.ua/err/3/', 'suspend'],
    ['route1.mx.cloudflare.net', '5.0.0', '550 5.1.1 Address does not exist. AAAA', 'userunknown'],
    ['mx.i.ua', '5.0.0', '550 mail rejected, see https://mail.i.ua/err/4/', 'mailboxfull'],
  ])('%s %s %s', (host, status, diagnostic, reason) => {
    expect(readReturnedMail(bounce(host, status, diagnostic)).reason).toBe(reason);
  });

  it('do not speak for other servers', () => {
    expect(readReturnedMail(bounce('mx.example', '5.0.0', '550 excessive volume of excessive words')).reason).toBe(
      'onhold',
    );
  });
});
