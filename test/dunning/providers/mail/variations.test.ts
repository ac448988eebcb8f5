import fc from 'fast-check';

import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { OURS } from './ordinary-mails';
import { NOTICES } from './notices';

/** A law: how a mail is packed, folded and quoted on its way says nothing about what it says. */
interface Letter {
  header: string[];
  text: string;
  /** Empty for a notice without a report. */
  report: string;
}

const notices: Letter[] = NOTICES.filter(({ headers }) => !headers?.some((line) => /^content-/i.test(line))).map(
  ({ from, subject, body, headers = [] }) => ({
    header: [`From: ${from}`, 'To: cobros@vendedor.example', `Subject: ${subject}`, ...headers],
    text: body,
    report: '',
  }),
);

const SAID: ReadonlyArray<[status: string, said: string]> = [
  ['5.1.1', '550 5.1.1 <ana@empresa.example>: Recipient address rejected: User unknown in local recipient table'],
  ['5.2.2', '552 5.2.2 The mailbox of this user is over its quota, please try again after it was emptied'],
  ['5.7.1', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example.net'],
  ['5.7.26', '550-5.7.26 This mail is not authenticated, it does not pass DMARC, see the page of the sender'],
  ['4.4.1', 'connect to mx.empresa.example[192.0.2.7]:25: Connection timed out'],
];

const reports: Letter[] = SAID.map(([status, said]) => ({
  header: [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: cobros@vendedor.example',
    'Subject: Undelivered Mail Returned to Sender',
  ],
  text: `This is the mail system at host mx.example.\n\nYour message could not be delivered.\n\n<ana@empresa.example>: host mx.empresa.example[192.0.2.7] said:\n    ${said} (in reply to RCPT TO command)\n`,
  report: `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ana@empresa.example\nAction: failed\nStatus: ${status}\nRemote-MTA: dns; mx.empresa.example\nDiagnostic-Code: smtp; ${said}\n`,
}));

const RETURNED = `Return-Path: <cobros@vendedor.example>\nFrom: cobros@vendedor.example\nTo: ana@empresa.example\nMessage-ID: ${OURS}\n\nEstimada Ana: su factura está vencida. Su buzón no está lleno.\n`;

interface Way {
  encoding: '7bit' | 'base64' | 'quoted-printable';
  lineEnd: '\n' | '\r\n' | '\r';
  upper: boolean;
  mbox: boolean;
  lostEnd: boolean;
  lostReturned: boolean;
  boundary: string;
  reportFirst: boolean;
  fold: boolean;
}

const way: fc.Arbitrary<Way> = fc.record({
  encoding: fc.constantFrom('7bit', 'base64', 'quoted-printable'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  upper: fc.boolean(),
  mbox: fc.boolean(),
  lostEnd: fc.boolean(),
  lostReturned: fc.boolean(),
  boundary: fc.constantFrom('b1', '=_Part_1.2', '----=_NextPart_000_0001', 'ABC.123/mx.example'),
  reportFirst: fc.boolean(),
  fold: fc.boolean(),
});

function encoded(text: string, encoding: Way['encoding']): string {
  const bytes = Buffer.from(text, 'utf8');
  if (encoding === 'base64') return bytes.toString('base64').replace(/.{76}/g, '$&\n');
  if (encoding === '7bit') return text;
  const quoted = [...bytes].map((byte) =>
    byte === 0x0a
      ? '\n'
      : byte > 0x7e || byte === 0x3d
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
  );
  return quoted.join('').replace(/[^\n]{70}(?=[^\n])(?<!=.?)/g, '$&=\n');
}

function packed({ header, text, report }: Letter, w: Way): string {
  const part = (type: string, body: string) =>
    `Content-Type: ${type}\nContent-Transfer-Encoding: ${w.encoding}\n\n${encoded(body, w.encoding)}`;
  const folded = w.fold ? report.replace(/^(Diagnostic-Code: .{20,40}?) /m, '$1\n\t') : report;
  let top = header;
  if (w.upper) top = top.map((line) => line.replace(/^[\w-]+(?=:)/, (name) => name.toUpperCase()));
  const start = w.mbox ? 'From MAILER-DAEMON Mon Mar  2 10:00:00 2026\n' : '';
  if (report === '') return `${start}${top.join('\n')}\n${part('text/plain; charset=utf-8', text)}`;
  const parts = [part('text/plain; charset=utf-8', text), part('message/delivery-status', folded)];
  if (w.reportFirst) parts.reverse();
  if (!w.lostReturned) parts.push(`Content-Type: message/rfc822\n\n${RETURNED}`);
  const bodies = parts.map((body) => `--${w.boundary}\n${body}\n`).join('');
  const end = w.lostEnd ? '' : `--${w.boundary}--\n`;
  return `${start}${top.join('\n')}\nContent-Type: multipart/report; report-type=delivery-status;\n\tboundary="${w.boundary}"\n\n${bodies}${end}`;
}

const told = (mail: string) => {
  const { kind, status, replyCode, reason, hard, recipients } = readReturnedMail(Buffer.from(mail, 'utf8'));
  return { kind, status, replyCode, reason, hard, recipients: recipients.map(({ address }) => address) };
};

const PLAIN: Way = {
  encoding: '7bit',
  lineEnd: '\r\n',
  upper: false,
  mbox: false,
  lostEnd: false,
  lostReturned: false,
  boundary: 'b1',
  reportFirst: false,
  fold: false,
};

describe('the same mail, packed otherwise, is read the same', () => {
  it.each([
    ['notices', notices],
    ['reports', reports],
  ] as const)('%s', (_, letters) => {
    expect(letters.length).toBeGreaterThan(4);
    fc.assert(
      fc.property(fc.constantFrom(...letters), way, (letter, w) => {
        const plain = told(packed(letter, PLAIN));
        expect(told(packed(letter, w).replaceAll('\n', w.lineEnd))).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  it('and the contact is found as long as the returned header is there', () =>
    fc.assert(
      fc.property(fc.constantFrom(...reports), way, (letter, w) => {
        const { contactKey } = readReturnedMail(packed(letter, w));
        expect(contactKey).toBe(w.lostReturned ? '' : OURS.slice(1, 41));
      }),
      { numRuns: 100 },
    ));
});
