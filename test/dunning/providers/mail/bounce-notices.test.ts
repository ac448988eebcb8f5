import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { NOTICES } from './notices';

describe('notices of servers that follow no standard', () => {
  it.each(NOTICES.map((notice) => [notice.server, notice] as const))(
    '%s',
    (_, { from, subject, body, headers = [], expected }) => {
      const mail = [`From: ${from}`, 'To: cobros@vendedor.example', `Subject: ${subject}`, ...headers, '', body].join(
        '\r\n',
      );
      const read = readReturnedMail(mail);
      expect(read.kind).toBe(expected.kind ?? 'bounce');
      expect({ reason: read.reason, hard: read.hard }).toEqual({ reason: expected.reason, hard: expected.hard });
      if (expected.status !== undefined) expect(read.status).toBe(expected.status);
      if (expected.reply !== undefined) expect(read.replyCode).toBe(expected.reply);
      if (expected.recipients) expect(read.recipients.map(({ address }) => address)).toEqual(expected.recipients);
    },
  );
});
