import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';

const DIR = path.resolve(__dirname, '../../../../../shared/data/bounces');

interface Row {
  file: string;
  index: number;
  status: string;
  reason: string;
  hardbounce: boolean;
}

const present = existsSync(path.join(DIR, 'expected.json'));
const whenPresent = present ? describe : describe.skip;

whenPresent('192 real bounce mails (sisimai set-of-emails, BSD-2; skipped where the shared folder is missing)', () => {
  const rows: Row[] = present ? JSON.parse(readFileSync(path.join(DIR, 'expected.json'), 'utf8')) : [];
  const found = rows.map(({ file, index }) => {
    const mail = readReturnedMail(readFileSync(path.join(DIR, file)));
    const { status, reason, hard } = mail.recipients[index - 1] ?? mail;
    return { status, reason, hard, kind: mail.kind };
  });
  const share = (right: (row: Row, i: number) => boolean) => rows.filter(right).length / rows.length;

  it('gets the status of at least 95 in 100 right', () =>
    expect(share((row, i) => found[i]?.status === row.status)).toBeGreaterThanOrEqual(0.95));
  it('gets the reason of at least 95 in 100 right', () =>
    expect(share((row, i) => found[i]?.reason === row.reason)).toBeGreaterThanOrEqual(0.95));
  it('gets hard or soft of at least 95 in 100 right', () =>
    expect(share((row, i) => found[i]?.hard === row.hardbounce)).toBeGreaterThanOrEqual(0.95));
  it('takes none for an ordinary mail', () => expect(found.filter(({ kind }) => kind === 'ordinary')).toEqual([]));
});
