import type { InboxMail } from '../../../scripts/demo/inbox';

const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');
const headersOf = ({ raw }: InboxMail) => raw.toString('utf8').split(/\r?\n\r?\n/, 1)[0] ?? '';
const recipientOf = ({ recipients }: InboxMail) => recipients[0] ?? '';

/** What a mail server sends back about a mail it could not hand on (RFC 3464), with the headers of that mail. */
export function reportOf(
  mail: InboxMail,
  { action, status, said }: { action: string; status: string; said: string },
): string {
  const to = recipientOf(mail);
  return crlf(`Return-Path: <>
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
Subject: ${action === 'delayed' ? 'Delayed Mail (still being retried)' : 'Undelivered Mail Returned to Sender'}
To: cobranza@example.com
Date: Mon, 23 Nov 2026 10:00:00 -0600
Message-ID: <report-${mail.number}@mx.example.com>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

--B1
Content-Type: text/plain; charset=us-ascii

<${to}>: host mx.ri.example said: ${said}

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${said}

--B1
Content-Type: text/rfc822-headers

${headersOf(mail)}

--B1--
`);
}

/** What a mailbox provider sends when its user presses “This is spam” (RFC 5965). */
export function complaintOf(mail: InboxMail): string {
  return crlf(`From: feedback@isp.example
To: cobranza@example.com
Subject: FW: Recordatorio
Date: Mon, 23 Nov 2026 12:00:00 -0600
Message-ID: <complaint-${mail.number}@isp.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B2"

--B2
Content-Type: text/plain

This is an email abuse report.

--B2
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: ${recipientOf(mail)}

--B2
Content-Type: message/rfc822

${mail.raw.toString('utf8')}
--B2--
`);
}

interface Answer {
  body: string;
  more?: string;
  type?: string;
}

/** What a person, or their mail program, sends back; it names the mail that it answers. */
export function answerTo(mail: InboxMail, { body, more = '', type = 'text/plain' }: Answer): string {
  return crlf(`From: =?utf-8?q?Ana_Garc=C3=ADa?= <${recipientOf(mail)}>
To: cobranza@example.com
Subject: RE: ${mail.parsed.subject?.replace(/[^ -~]/g, '') ?? ''}
Date: Mon, 23 Nov 2026 11:30:00 -0600
Message-ID: <answer-${mail.number}@ri.example>
In-Reply-To: ${mail.parsed.messageId}
References: ${mail.parsed.messageId}
${more}MIME-Version: 1.0
Content-Type: ${type}; charset=utf-8
Content-Transfer-Encoding: 8bit

${body}
${type === 'text/plain' ? '\nEl lun, 23 nov 2026 a las 9:00, Cobranza escribió:\n> Le recordamos la factura vencida\n' : ''}`);
}
