import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { simpleParser } from 'mailparser';

import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';
import type { ReturnedMail } from '../../../../dunning/providers/mail/bounce';
import { mailOfFields } from '../../../../dunning/providers/mail/from-fields';

const DIR = path.resolve(__dirname, '../../../../../shared/data/bounces');
const whenPresent = existsSync(DIR) ? describe : describe.skip;

/** What Email Trigger (IMAP) makes of a mail with the format Resolved. */
async function resolved(raw: Buffer): Promise<ReturnedMail> {
  const { headerLines, attachments, ...rest } = await simpleParser(raw);
  const headers = Object.fromEntries(headerLines.map(({ key, line }) => [key, line]));
  return readReturnedMail(mailOfFields({ ...rest, headers }, attachments)?.raw ?? '');
}

whenPresent('real bounce mails through the IMAP node (skipped where the shared folder is missing)', () => {
  it('are read as the whole mails are, in at least 95 of 100', async () => {
    const files = readdirSync(DIR).filter((name) => name.endsWith('.eml'));
    let same = 0;
    for (const file of files) {
      // An IMAP server gives every line its CR LF (RFC 9051); some of the files were saved with less.
      const raw = Buffer.from(readFileSync(path.join(DIR, file), 'latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
      const told = ({ kind, reason, hard, status }: ReturnedMail) => [kind, reason, hard, status].join();
      if (told(await resolved(raw)) === told(readReturnedMail(raw))) same += 1;
    }
    expect(same / files.length).toBeGreaterThanOrEqual(0.95);
  });
});
