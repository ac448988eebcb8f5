import fc from 'fast-check';

import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { CONTENT_PHRASES } from '../../../../dunning/providers/mail/phrases/content';
import { LANGUAGE_PHRASES } from '../../../../dunning/providers/mail/phrases/languages';
import { RECIPIENT_PHRASES } from '../../../../dunning/providers/mail/phrases/recipient';
import { SENDER_PHRASES } from '../../../../dunning/providers/mail/phrases/sender';
import { TRANSPORT_PHRASES } from '../../../../dunning/providers/mail/phrases/transport';
import { NETWORKS } from '../../../../dunning/providers/mail/receivers/networks';
import { SERVICES } from '../../../../dunning/providers/mail/receivers/services';
import { SOFTWARE } from '../../../../dunning/providers/mail/receivers/software';

const KINDS = ['bounce', 'complaint', 'auto_reply', 'delayed', 'delivered', 'ordinary'];
const HEAD = 'From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\n';
const MEGABYTE = 1024 * 1024;

/** Deliberately wide: on a busy machine a reading takes a fraction of it. What it guards against takes minutes or forever. */
const SLOWEST = 5_000;
const SLOWEST_PATTERN = 300;

/** Milliseconds of one run; of the best of three where the first is over the limit, since the machine may be busy with others. */
function milliseconds(run: () => void, limit: number): number {
  const once = () => {
    const start = process.hrtime.bigint();
    run();
    return Number((process.hrtime.bigint() - start) / 1_000_000n);
  };
  const first = once();
  return first < limit ? first : Math.min(first, once(), once());
}

const timed = (mail: string | Uint8Array) =>
  milliseconds(() => expect(KINDS).toContain(readReturnedMail(mail).kind), SLOWEST);

const nested = (depth: number) =>
  Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`).join('') +
  'x';

const wrapped = (depth: number) =>
  Array.from(
    { length: depth },
    (_, i) => `${HEAD}Content-Type: multipart/mixed; boundary="w${i}"\n\n--w${i}\nContent-Type: message/rfc822\n\n`,
  ).join('') + 'x';

describe('a mail that means harm is read in bounded time and never throws', () => {
  it.each<[string, () => string | Uint8Array]>([
    ['50 MB of text', () => Buffer.alloc(50 * MEGABYTE, 'a')],
    ['50 MB of line breaks', () => Buffer.alloc(50 * MEGABYTE, '\n')],
    ['50 MB of carriage returns', () => Buffer.alloc(50 * MEGABYTE, '\r')],
    ['50 MB of angle brackets in HTML', () => `${HEAD}Content-Type: text/html\n\n${'<'.repeat(50 * MEGABYTE)}`],
    ['50 MB of base64', () => `${HEAD}Content-Transfer-Encoding: base64\n\n${'QUJD'.repeat(12 * MEGABYTE)}`],
    ['50 MB of recipients', () => `${HEAD}\n${'<a@b.example>: 550 5.1.1 unknown\n'.repeat(MEGABYTE)}`],
    ['parts in parts, 100,000 deep', () => HEAD + nested(100_000)],
    [
      '100,000 parts',
      () =>
        `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n'.repeat(100_000)}`,
    ],
    ['headers without end', () => HEAD + 'X-A: b\n'.repeat(MEGABYTE)],
    ['one header of 20 MB', () => `${HEAD}X-A: ${'b'.repeat(20 * MEGABYTE)}\n\nHello`],
    ['one folded header without end', () => `${HEAD}X-A: b\n${' c\n'.repeat(5 * MEGABYTE)}`],
    [
      'a boundary of its own delimiters',
      () => `${HEAD}Content-Type: multipart/mixed; boundary="-"\n\n${'---\n'.repeat(MEGABYTE)}`,
    ],
    [
      'encoded words without end',
      () => `From: MAILER-DAEMON@x\nSubject: ${'=?utf-8?Q?a'.repeat(MEGABYTE)}\n\nundelivered`,
    ],
    [
      'groups without end',
      () =>
        `${HEAD}Content-Type: message/delivery-status\n\n${'Final-Recipient: rfc822;a@b.example\nAction: failed\n\n'.repeat(200_000)}`,
    ],
    [
      'words that patterns stumble over',
      () => `${HEAD}\n${'mailbox user account unknown address over quota blocked '.repeat(50_000)}`,
    ],
    [
      'dots and digits',
      () => `${HEAD}\nundeliverable ${'5.1.'.repeat(200_000)} ${'550-'.repeat(200_000)} ${'1.2.3.4:'.repeat(100_000)}`,
    ],
    ['addresses without end', () => `${HEAD}\nundeliverable ${'a@'.repeat(500_000)}`],
    ['spaces without end', () => `${HEAD}\nundeliverable${' '.repeat(MEGABYTE)}x${'\t'.repeat(MEGABYTE)}x`],
    ['empty lines without end', () => `${HEAD}\nundeliverable ${'\n'.repeat(2 * MEGABYTE)}`],
    [
      'blanks before every line break',
      () => `${HEAD}Content-Type: text/html\n\n<p>undeliverable ${'\t '.repeat(MEGABYTE)}`,
    ],
    [
      'a conversation without end',
      () => `${HEAD}\nundeliverable\n${'>>> RCPT TO:<a@b.example>\n<<< 550 '.repeat(60_000)}`,
    ],
    [
      'results without end',
      () =>
        `${HEAD}\n${Array.from({ length: 60_000 }, (_, i) => `554 <u${i}@b.example>... 550 Host unknown`).join('\n')}`,
    ],
    ['a report in a report, 10,000 deep', () => wrapped(10_000)],
    [
      'fields of a report without delimiters',
      () =>
        `${HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary=gone\n\n${'Final-Recipient: rfc822; a@b.example\nAction: failed\n'.repeat(40_000)}`,
    ],
    [
      'a long explanation for every recipient',
      () =>
        `${HEAD}\n${Array.from({ length: 300 }, (_, i) => `<u${i}@b.example>: ${'exceed'.repeat(1_000)}`).join('\n')}`,
    ],
    ['JSON without end', () => `From: no-reply@sns.amazonaws.com\n\n{"notificationType":${'['.repeat(MEGABYTE)}}`],
    [
      'quoted-printable rubbish',
      () => `${HEAD}Content-Transfer-Encoding: quoted-printable\n\n${'=\n=ZZ=0'.repeat(MEGABYTE)}`,
    ],
    [
      'an unknown character set',
      () => `${HEAD}Content-Type: text/plain; charset="x-nobody\u0000knows"\n\n\u00ff\u00fe undelivered`,
    ],
    ['nothing', () => ''],
    ['one zero byte', () => Buffer.from([0])],
  ])('%s', (_, make) => {
    expect(timed(make())).toBeLessThan(SLOWEST);
  });

  it('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(KINDS).toContain(readReturnedMail(bytes).kind);
      }),
      { numRuns: 200 },
    );
  });

  it('any text after the header of a bounce, and what it reports stays small and on one line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: 'binary' }), (body) => {
        const read = readReturnedMail(`${HEAD}\nYour mail could not be delivered\n<a@b.example>: 550 ${body}`);
        for (const { diagnostic, address } of read.recipients) {
          expect(diagnostic.length).toBeLessThanOrEqual(1_000);
          expect(diagnostic).not.toMatch(/[\r\n\u0000]/);
          expect(address).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** A pattern's own words, which are what makes it go back and try again. */
function provoking({ source }: RegExp): string[] {
  const words = [...new Set(source.match(/[\p{L}]{2,}/gu) ?? [])].slice(0, 20);
  const units = words.flatMap((word) => [word, `${word} `, `${word}a`]);
  return [...units, ' ', 'a', '1', '.', '<address> '].map((unit) => unit.repeat(6_000 / unit.length));
}

describe('no pattern is slow on its own words, for as much text as it is given', () => {
  const patterns = [
    ...[RECIPIENT_PHRASES, SENDER_PHRASES, CONTENT_PHRASES, TRANSPORT_PHRASES, LANGUAGE_PHRASES].flatMap((table) =>
      Object.values(table).flat(),
    ),
    ...[...NETWORKS, ...SERVICES, ...SOFTWARE].flatMap(({ seenIn, opensWith, rules }) => [
      ...[seenIn, opensWith].flatMap((pattern) => pattern ?? []),
      ...rules.map(([rule]) => rule),
    ]),
  ];

  it.each(patterns.map((pattern) => [pattern.source.slice(0, 60), pattern] as const))('%s', (_, pattern) => {
    const slowest = Math.max(
      ...provoking(pattern).map((text) => milliseconds(() => pattern.test(text), SLOWEST_PATTERN)),
    );
    expect(slowest).toBeLessThan(SLOWEST_PATTERN);
  });
});
