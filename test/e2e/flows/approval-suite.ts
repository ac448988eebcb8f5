import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Imported, LibraryBench } from '../library/bench';
import { HEADER, invoice } from '../library/channels-suite';
import { why } from '../library/reading';
import { signedIn } from '../library/systems';
import { eventually } from '../stand-ins/debtors';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';

const APPROVER = 'finanzas@example.com';
const LAWYER = 'abogada@example.com';
const CORE = 'final notices';
/** Long enough before the day of the test that only the final notice is left. */
const DUE = '2026-10-20';

/** A person decides; what is ticked becomes a letter, and what went unheard becomes a case. */
export function approvalSuite(inBench: () => LibraryBench): void {
  describe('care: final notices and the dossier', () => {
    const rows = ['k1', 'k2', 'k3'].map((customer, index) => invoice(`K-${index + 1}`, customer, DUE));
    let bench: LibraryBench;

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      bench.world.with(googleSheets({ Invoices: [HEADER, ...rows] }));
    });

    const mailsTo = (to: string, from: number) =>
      bench.inbox.mails.slice(from).filter(({ recipients }) => recipients.includes(to));

    /** Runs the feeder, answers the question as a person does in the browser, and waits for the end of the core's run. */
    async function decide(feeder: Imported, core: Imported, ticked: RegExp): Promise<{ asked: string; why: string }> {
      const before = bench.inbox.mails.length;
      await bench.n8n.client.startRun(feeder.id, 'Run it now');
      await eventually(() => mailsTo(APPROVER, before).length > 0);
      const { parsed } = mailsTo(APPROVER, before)[0] ?? {};
      const html = parsed?.html || '';
      const address = /href="([^"]*webhook-waiting[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const { pathname, search } = new URL(address);
      const url = bench.n8n.client.url + pathname + search;
      // The mail leaves a moment before the run has gone to sleep; until then n8n answers that it is not waiting.
      let page = '';
      await eventually(async () => {
        const answer = await fetch(url);
        page = await answer.text();
        return answer.status === 200;
      });
      const options = [...page.matchAll(/value='(Cliente [^']+)'/g)].map(([, value = '']) => value);
      const form = new FormData();
      form.append('field-0', JSON.stringify(options.filter((one) => ticked.test(one))));
      expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200);
      const [{ id = '' } = {}] = await bench.n8n.client.executions(core.id);
      return { asked: parsed?.subject ?? '', why: why(await bench.n8n.client.finished(id)) };
    }

    it('one question names all; what is ticked becomes a letter, the rest is asked for again', async () => {
      const core = await bench.core('care/final-notices', CORE, { lettersFolder: bench.n8n.files });
      const feeder = await bench.use('feeders/google-sheets', {
        name: 'to final notices',
        core,
        settings: { sheetUrl: SHEET_URL },
      });
      expect(await decide(feeder, core, /K-1|K-2/)).toEqual({
        asked: '3 final notice(s) wait for your approval',
        why: '',
      });
      const contacts = await bench.contacts(CORE);
      expect(contacts.map(({ customerId, channel, stage, status }) => [customerId, channel, stage, status])).toEqual([
        ['k1', 'letter', 'final_notice', 'sent'],
        ['k2', 'letter', 'final_notice', 'sent'],
      ]);
      for (const { key } of contacts) {
        const pdf = await readFile(path.join(bench.n8n.files, `${key}.pdf`));
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      }

      // k1 and k2 are through; nobody approves k3.
      expect(await decide(feeder, core, /nobody/)).toEqual({
        asked: '1 final notice(s) wait for your approval',
        why: '',
      });
      expect(await bench.contacts(CORE)).toHaveLength(2);
    });

    it('a case that went unheard goes to the lawyer with invoices, timeline and proofs, and no reminder follows', async () => {
      const core = await bench.core('care/escalation-dossier', 'dossier', {
        asOf: '2026-12-07',
        ledgerFile: bench.ledgerFile(CORE),
        lettersFolder: bench.n8n.files,
      });
      const feeder = await bench.use('feeders/google-sheets', {
        name: 'to dossier',
        core,
        settings: { sheetUrl: SHEET_URL },
      });
      const before = bench.inbox.mails.length;
      expect(await decide(feeder, core, /K-1/)).toEqual({
        asked: '2 case(s) are ripe for an agency or a lawyer',
        why: '',
      });
      const [mail, ...others] = mailsTo(LAWYER, before);
      expect(others).toEqual([]);
      expect(mail?.parsed.subject).toBe('Case: Cliente k1, S.A., 1500.00 MXN');
      expect(mail?.parsed.html).toMatch(/K-1[\s\S]*2026-10-20[\s\S]*1500\.00 MXN/);
      const letter = (await bench.contacts(CORE)).find(({ customerId }) => customerId === 'k1');
      expect(mail?.parsed.html).toContain(`${letter?.key}.pdf`);
      const files = mail?.parsed.attachments ?? [];
      expect(files.map(({ filename }) => filename)).toEqual(['timeline-k1.csv', 'timeline-k1.json']);
      expect(files[0]?.content.toString('utf8')).toMatch(/final_notice/);
      const proofs = JSON.parse(files[1]?.content.toString('utf8') ?? '') as { contacts: Array<{ key: string }> };
      expect(proofs.contacts.map(({ key }) => key)).toEqual([letter?.key]);

      expect(await decide(feeder, core, /nobody/)).toMatchObject({
        asked: '1 case(s) are ripe for an agency or a lawyer',
      });
    });
  });
}
