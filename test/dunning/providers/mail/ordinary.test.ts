import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { AUTO_REPLIES } from './auto-replies';
import { KEY, ORDINARY, OURS } from './ordinary-mails';

const raw = (headers: string[], body: string) => [...headers, '', body].join('\r\n');

describe('mails that are no bounce', () => {
  it.each(ORDINARY.map(({ what, headers, body }) => [what, headers, body] as const))('%s', (_, headers, body) => {
    const read = readReturnedMail(raw(headers, body));
    expect(read).toMatchObject({
      kind: 'ordinary',
      status: '',
      replyCode: '',
      reason: '',
      hard: false,
      recipients: [],
    });
  });

  it('are at least eighty, in three languages', () => expect(ORDINARY.length).toBeGreaterThanOrEqual(80));

  it('a reply names the contact that it answers', () => {
    const read = readReturnedMail(
      raw(['From: Ana <ana@empresa.example>', 'Subject: Re: Factura', `In-Reply-To: ${OURS}`], 'Pago mañana.'),
    );
    expect(read).toMatchObject({ kind: 'ordinary', originalMessageId: OURS, contactKey: KEY });
  });
});

describe('automatic replies are neither bounces nor replies', () => {
  it.each(AUTO_REPLIES.map(({ what, headers, body }) => [what, headers, body] as const))('%s', (_, headers, body) => {
    const read = readReturnedMail(raw(headers, body));
    expect(read).toMatchObject({
      kind: 'auto_reply',
      reason: 'vacation',
      hard: false,
      recipients: [],
      contactKey: KEY,
    });
  });
});
