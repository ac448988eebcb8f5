/** Notices as servers word them, one per server or reason; names and addresses are invented. Sources: the servers' own texts. */
export interface NoticeCase {
  server: string;
  from: string;
  subject: string;
  body: string;
  headers?: string[];
  expected: { status?: string; reply?: string; reason: string; hard: boolean; recipients?: string[]; kind?: string };
}

const DAEMON = 'Mail Delivery System <MAILER-DAEMON@mx.example.net>';
const to = 'ana@empresa.example';
const unknown = { reason: 'userunknown', hard: true };

export const NOTICES: NoticeCase[] = [
  {
    server: 'Domino',
    from: 'Postmaster@empresa.example',
    subject: 'DELIVERY FAILURE: User ana (ana@empresa.example) not listed in Domino Directory',
    body: `Your message\n\n  Subject: Factura 120\n\nwas not delivered to:\n\n  ${to}\n\nbecause:\n\n  User ana (${to}) not listed in Domino Directory\n`,
    expected: { ...unknown, status: '5.0.911', reply: '' },
  },
  {
    server: 'Notes',
    from: 'Postmaster@empresa.example',
    subject: 'Undeliverable message',
    body: `------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n${to}\n\n------- Returned Message --------\nFrom: cobros@vendedor.example\n`,
    expected: { ...unknown, status: '5.0.911' },
  },
  {
    server: 'IMail',
    from: 'Postmaster <postmaster@empresa.example>',
    subject: 'Undeliverable Mail',
    body: `User mailbox exceeds allowed size: ${to}\n\nOriginal message follows.\n\nReceived: from vendedor.example\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '5.0.922', recipients: [to] },
  },
  {
    server: 'IMail, host',
    from: 'Postmaster <postmaster@empresa.example>',
    subject: 'Undeliverable Mail',
    body: `Unknown host: ${to}\n\nOriginal message follows.\n\nReceived: from vendedor.example\n`,
    expected: { reason: 'hostunknown', hard: true, status: '5.0.912' },
  },
  {
    server: 'InterScan',
    from: '"InterScan Notification" <alert@empresa.example>',
    subject: 'Mail could not be delivered',
    body: `**** Message from InterScan Messaging Security Suite ****\n\nSent <<< RCPT TO:<${to}>\nReceived >>> 550 5.1.1 <${to}>... user unknown\n\nUnable to deliver message to <${to}>\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'MailMarshal',
    from: 'postmaster@empresa.example',
    subject: 'Undeliverable Mail: "Factura 120"',
    body: `Your message:\n   From:    cobros@vendedor.example\n   Subject: Factura 120\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ${to}\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'MailFoundry',
    from: 'Mail Delivery System <postmaster@mf.example>',
    subject: 'Message delivery has failed',
    body: `Unable to deliver message to: <${to}>\nDelivery failed for the following reason:\nServer mx.empresa.example[192.0.2.2] failed with: 552 5.2.2 <${to}> Over quota\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '5.2.2', reply: '552' },
  },
  {
    server: 'Apache James',
    from: 'postmaster@empresa.example',
    subject: '[BOUNCE]',
    body: `Hi. This is the James mail server at empresa.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n${to}\n\nError message below:\n550 5.1.1 <${to}>... User unknown\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'Zoho',
    from: 'mailer-daemon@mail.zoho.com',
    subject: 'Undelivered Mail Returned to Sender',
    body: `This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n${to} Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <${to}>... User Unknown\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'X1',
    from: '"Mail Deliver System" <MAILER-DAEMON@mx.example>',
    subject: 'Returned Mail: User unknown',
    body: `The original message was received at Thu, 29 Apr 2010 23:34:45 +0900\nfrom cobros@vendedor.example\n\n---The following addresses had delivery errors---\n\n${to} [550 5.1.1 User unknown]\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'X3',
    from: 'Mail Delivery System <postmaster@mx.example>',
    subject: 'Delivery status notification',
    body: `      This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed permanently:\n\n  * ${to}\n\n                            Technical details:\n\nSMTP:RCPT host 192.0.2.8: 553 5.3.0 <${to}>... No such user here\n`,
    expected: { ...unknown, status: '5.3.0', reply: '553', recipients: [to] },
  },
  {
    server: 'X6',
    from: 'postmaster@mx.example',
    subject: 'There was an error sending your mail',
    body: `We had trouble delivering your message. Full details follow:\n\nSubject: 'Factura'\n\n1 error(s):\n\nSMTP Server <mta2.empresa.example> rejected recipient <${to}> (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'Gmail, older reports',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `This is an automatically generated Delivery Status Notification\n\nDelivery to the following recipient failed permanently:\n\n     ${to}\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the recipient domain. The error that the other server returned was:\n550 550 Unknown user ${to} (state 14).\n\n----- Original message -----\n`,
    expected: { ...unknown, reply: '550', status: '5.0.911', recipients: [to] },
  },
  {
    server: 'Gmail, delay',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Delay)',
    body: `This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     ${to}\n\nMessage will be retried for 2 more day(s)\n\nTechnical details of temporary failure:\nThe error that the other server returned was: 450 450 4.2.2 <${to}>... Mailbox Full (state 14).\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '4.2.2', reply: '450', kind: 'delayed' },
  },
  {
    server: 'qmail, disk quota',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${to}>:\nuser is over quota. (#5.2.2)\n\n--- Below this line is a copy of the message.\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '5.2.2', reply: '' },
  },
  {
    server: 'qmail, name rejected',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<${to}>:\nConnected to 192.0.2.112 but my name was rejected.\nRemote host said: 501 5.0.0 Invalid domain name\n\n--- Below this line is a copy of the message.\n`,
    expected: { reason: 'blocked', hard: false, status: '5.0.0', reply: '501' },
  },
  {
    server: 'qmail, sender rejected',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<${to}>:\nConnected to 192.0.2.225 but sender was rejected.\nRemote host said: 550 5.7.1 <cobros@vendedor.example>... Access denied\n\n--- Below this line is a copy of the message.\n`,
    expected: { reason: 'rejected', hard: false, status: '5.7.1', reply: '550' },
  },
  {
    server: 'qmail in Spanish',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Mensaje no entregado',
    body: `Su mensaje no pudo ser entregado a la siguiente dirección:\n\n<${to}>:\nRemote host said: 550 5.1.1 No existe ese usuario\n\n--- Mensaje original adjunto.\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'Exim, unrouteable',
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n`,
    expected: { reason: 'hostunknown', hard: true, status: '5.0.912', reply: '' },
  },
  {
    server: 'Exim, retry timeout',
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n`,
    expected: { reason: 'expired', hard: false, status: '4.0.947', reply: '' },
  },
  {
    server: 'Exim, relay',
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    SMTP error from remote mail server after RCPT TO:<${to}>:\n    host mx.empresa.example [192.0.2.9]: 550 relay not permitted\n\n------ This is a copy of the message, including all the headers. ------\n`,
    expected: { reason: 'norelaying', hard: false, status: '5.0.909', reply: '550' },
  },
  {
    server: 'Exchange 2000',
    from: 'System Administrator <postmaster@empresa.example>',
    subject: 'Undeliverable: Factura 120',
    body: `Your message\n\n  To:      ${to}\n  Subject: Factura 120\n  Sent:    Thu, 29 Apr 2007 16:51:29 -0500\n\ndid not reach the following recipient(s):\n\n${to} on Thu, 29 Apr 2007 16:51:51 -0500\n    The recipient name is not recognized\n    MSEXCH:IMS:EMPRESA:MX 0 (000C05A6) Unknown Recipient\n`,
    expected: { ...unknown, status: '5.0.911', recipients: [to] },
  },
  {
    server: 'Exchange Online in Spanish',
    from: 'Microsoft Outlook <postmaster@empresa.example>',
    subject: 'No se puede entregar: Factura 120',
    body: `No se pudo entregar el mensaje a ${to}.\n\nNo se encontró a ana en empresa.example.\n\nInformación de diagnóstico para administradores:\n\n${to}\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n`,
    expected: { ...unknown, reply: '550' },
  },
  {
    server: 'Biglobe',
    from: 'postmaster@biglobe.ne.jp',
    subject: 'Returned mail: Mailbox full',
    body: `   ----- The following addresses had delivery problems -----\n${to}\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '5.0.922', recipients: [to] },
  },
  {
    server: 'Active!hunter',
    from: '"MAILER-DAEMON" <MAILER-DAEMON@mx.example>',
    subject: 'FAILURE NOTICE :',
    body: `  ----- The following addresses had permanent fatal errors -----\n\n>>> ${to} <${to}>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n`,
    expected: { ...unknown, status: '5.1.1', reply: '550', recipients: [to] },
  },
  {
    server: 'sendmail, host unknown',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Returned mail: Host unknown (Name server: empresa.example: host not found)',
    body: `   ----- The following addresses had permanent fatal errors -----\n<${to}>\n\n   ----- Transcript of session follows -----\n550 5.1.2 <${to}>... Host unknown (Name server: empresa.example.: host not found)\n`,
    expected: { reason: 'hostunknown', hard: true, status: '5.1.2', reply: '550', recipients: [to] },
  },
  {
    server: 'sendmail, greylisting that lasted',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Warning: could not send message for past 4 hours',
    body: `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- Transcript of session follows -----\n... while talking to mx.empresa.example.:\n>>> RCPT To:<${to}>\n<<< 452 4.3.1 Insufficient system storage\n<${to}>... Deferred: 452 4.3.1 Insufficient system storage\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n`,
    expected: { reason: 'systemfull', hard: false, status: '4.3.1', reply: '452', kind: 'delayed', recipients: [to] },
  },
  {
    server: 'Postfix without a report, message too big',
    from: DAEMON,
    subject: 'Undelivered Mail Returned to Sender',
    body: `This is the Postfix program at host mx.example.\n\nI'm sorry to have to inform you that the message returned\nbelow could not be delivered to one or more destinations.\n\n<${to}>: host mx.empresa.example[192.0.2.78] said: 552 5.3.4\n    Message size exceeds fixed limit (in reply to MAIL FROM command)\n`,
    expected: { reason: 'mesgtoobig', hard: false, status: '5.3.4', reply: '552', recipients: [to] },
  },
  {
    server: 'Postfix, spam in Portuguese',
    from: DAEMON,
    subject: 'Mensagem devolvida ao remetente',
    body: `Sua mensagem não foi entregue.\n\n<${to}>: host mx.empresa.example[192.0.2.78] said: 554 5.7.1\n    Mensagem rejected as spam (in reply to end of DATA command)\n`,
    expected: { reason: 'spamdetected', hard: false, status: '5.7.1', reply: '554', recipients: [to] },
  },
  {
    server: 'Exim, a sender refused without a code',
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    SMTP error from remote mail server after MAIL FROM:<cobros@vendedor.example>:\n    host mx.empresa.example [192.0.2.1]: 550 Access denied\n\n------ This is a copy of the message, including all the headers. ------\n`,
    expected: { reason: 'rejected', hard: false, status: '5.0.901', reply: '550', recipients: [to] },
  },
  {
    server: 'Exim, a relay over its quota is no full mailbox',
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `The following address(es) failed:\n\n  ${to}\n    SMTP error from remote mail server after RCPT TO:<${to}>:\n    host mx.empresa.example [192.0.2.1]: 550 5.7.1 vendedor.example: daily sending quota exceeded, relaying quota\n`,
    expected: { reason: 'speeding', hard: false, status: '5.7.1', reply: '550' },
  },
  {
    server: 'OpenSMTPD, expired',
    from: 'Mailer Daemon <MAILER-DAEMON@mx.example.net>',
    subject: 'Delivery status notification: error',
    body: `        Hi!\n\n        This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n        An error has occurred while attempting to deliver a message for\n        the following list of recipients:\n\n${to}: Envelope expired\n\n    Below is a copy of the original message:\n\nFrom: cobros@vendedor.example\n`,
    expected: { reason: 'expired', hard: false, status: '5.0.947', recipients: [to] },
  },
  {
    server: 'Sendmail 5, three recipients in one conversation',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>',
    subject: 'Returned mail: User unknown',
    body: `   ----- Transcript of session follows -----\nWhile talking to mx.empresa.example:\n>>> MAIL From:<cobros@vendedor.example>\n<<< 501 <cobros@vendedor.example>, no access from mail server [192.0.2.9] which is an open relay.\n554 <${to}>... Remote Protocol error\n554 <luis@nada.example>... 550 Host unknown (Authoritative answer from name server)\nWhile talking to mx.otra.example:\n>>> RCPT To:<rita@otra.example>\n<<< 550 <rita@otra.example>... User Unknown\n550 <rita@otra.example>... User unknown\n\n   ----- Unsent message follows -----\nReceived: by mx.example.net\n`,
    expected: {
      reason: 'blocked',
      hard: false,
      status: '5.0.971',
      recipients: [to, 'luis@nada.example', 'rita@otra.example'],
    },
  },
  {
    server: 'Notes, hop count',
    from: 'Postmaster@empresa.example',
    subject: 'Undeliverable message',
    body: `------- Failure Reasons  --------\n\nMessage has exceeded maximum hop count\n${to}\n\n------- Returned Message --------\nFrom: cobros@vendedor.example\n`,
    expected: { reason: 'networkerror', hard: false, status: '5.0.944' },
  },
  {
    server: 'Gmail, older, no TLS at the other end',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `Delivery to the following recipient failed permanently:\n\n     ${to}\n\nTechnical details of permanent failure:\nThe error that the other server returned was:\n500 Remote server does not support TLS (state 6).\n\n----- Original message -----\n\nFrom: cobros@vendedor.example\n`,
    expected: { reason: 'failedstarttls', hard: false, status: '5.0.976', reply: '500', recipients: [to] },
  },
  {
    server: 'KDDI, the domain filter stands where the address should',
    from: '<Postmaster@ezweb.ne.jp>',
    subject: 'Mail System Error - Returned Mail',
    body: `<this-message-rejected-by-the-domain-filter@ezweb.ne.jp>\n\nEach of the following recipients was rejected by a remote mail server.\n\n-------------------------------------------------\nReceived: from mx.vendedor.example\n`,
    expected: { reason: 'filtered', hard: false, status: '5.0.910' },
  },
  {
    server: 'Procmail, the mailbox is full',
    from: DAEMON,
    subject: 'Undelivered Mail Returned to Sender',
    body: `<${to}>: can't create user output file. Command output: procmail: Quota exceeded while writing "/var/mail/ana"\n`,
    expected: { reason: 'mailboxfull', hard: false, status: '5.0.922' },
  },
  {
    server: 'No name for the sending machine',
    from: DAEMON,
    subject: 'Undelivered Mail Returned to Sender',
    body: `<${to}>: host mx.empresa.example[192.0.2.1] said: 550 We do not accept mail from hosts without a reverse DNS record (in reply to RCPT TO command)\n`,
    expected: { reason: 'requireptr', hard: false, status: '5.0.973', reply: '550' },
  },
  ...(
    [
      ['user not found', 'userunknown', '5.0.911'],
      ['child process of virtual_delivery transport returned 1 from command: /usr/bin/x', 'mailererror', '5.0.939'],
      ['an MX or SRV record indicated no SMTP service', 'notaccept', '5.0.932'],
      ['all host address lookups failed permanently', 'hostunknown', '5.0.912'],
    ] as const
  ).map(([words, reason, status]) => ({
    server: `Exim: ${words}`,
    from: DAEMON,
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    ${words}\n\n------ This is a copy of the message, including all the headers. ------\n`,
    expected: { reason, status, hard: ['userunknown', 'hostunknown', 'notaccept'].includes(reason), recipients: [to] },
  })),
  ...(
    [
      ['Invalid domain name', 'hostunknown'],
      ['Destination seem to reject all mails', 'notaccept'],
      ['Loop detected', 'networkerror'],
      ['Address family mismatch on destination MXs', 'networkerror'],
    ] as const
  ).map(([words, reason]) => ({
    server: `OpenSMTPD: ${words}`,
    from: 'Mailer Daemon <MAILER-DAEMON@mx.example.net>',
    subject: 'Delivery status notification: error',
    body: `        Hi!\n\n        This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n        An error has occurred while attempting to deliver a message for\n        the following list of recipients:\n\n${to}: ${words}\n\n    Below is a copy of the original message:\n\nFrom: cobros@vendedor.example\n`,
    expected: { reason, hard: reason !== 'networkerror', recipients: [to] },
  })),
  ...(
    [
      ['550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized ##', 'rejected'],
      ['550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address ##', 'systemerror'],
      ['554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain ##', 'hostunknown'],
      ['554 5.4.6 SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop ##', 'networkerror'],
      ['550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients ##', 'toomanyconn'],
    ] as const
  ).map(([words, reason]) => ({
    server: `Exchange 2007: ${words}`,
    from: 'Microsoft Exchange <postmaster@empresa.example>',
    subject: 'Undeliverable: Factura 120',
    body: `Delivery has failed to these recipients or distribution lists:\n\n${to}\n\n  Diagnostic information for administrators:\n\nGenerating server: mta4.empresa.example\n\n${to}\n#${words}\n\nOriginal message headers:\n\nFrom: cobros@vendedor.example\n`,
    expected: { reason, hard: reason === 'hostunknown', recipients: [to] },
  })),
  {
    server: 'Courier, no answer from the name servers',
    from: '"Courier mail server at mx.example.net" <@mx.example.net>',
    subject: 'NOTICE: mail delivery status.',
    body: `This is a delivery status notification from mx.example.net,\nrunning the Courier mail server, version 0.65.2.\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<${to}>:\n    DNS lookup failure: empresa.example. Try again later.\n`,
    expected: { reason: 'networkerror', hard: false },
  },
  {
    server: 'IMail, a mailbox it does not have',
    from: 'Postmaster <postmaster@empresa.example>',
    subject: 'Undeliverable Mail',
    body: `Invalid final delivery userid: ${to}\n\nOriginal message follows.\n\nFrom: cobros@vendedor.example\n`,
    expected: { ...unknown, status: '5.0.911', recipients: [to] },
  },
];
