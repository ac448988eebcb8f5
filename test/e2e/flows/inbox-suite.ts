import { simpleParser } from 'mailparser';

import type { Execution } from '../../../scripts/host/n8n-types';
import type { Imported, LibraryBench } from '../library/bench';
import { why } from '../library/reading';
import { eventually } from '../stand-ins/debtors';
import { recordOf, withRecord, wroteTo } from './record';

const TRIGGER = 'A mail arrives';

/** A mail as n8n's Email Trigger (IMAP) puts it out with the format Resolved: mailparser's fields, headers as lines, and files. */
async function resolved(raw: string) {
  const { headerLines, attachments, ...rest } = await simpleParser(raw);
  const headers = Object.fromEntries(headerLines.map(({ key, line }) => [key, line]));
  const binary = Object.fromEntries(
    attachments.map(({ content, contentType, filename }, at) => [
      `attachment_${at}`,
      { data: content.toString('base64'), mimeType: contentType, fileName: filename ?? `part-${at}` },
    ]),
  );
  const json = JSON.parse(JSON.stringify({ ...rest, headers, attributes: { uid: 1 } })) as object;
  return { json, ...(attachments.length > 0 ? { binary } : {}) };
}

const crlf = (text: string) => text.replace(/\n/g, '\r\n');

const bounceOf = (key: string, status: string, said: string) =>
  crlf(`Return-Path: <>
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: cobranza@example.com
Date: Mon, 23 Nov 2026 10:00:00 -0600
Message-ID: <b-${key}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"

--B1
Content-Type: text/plain; charset=us-ascii

<ana@example.org>: host mx.example.org said: ${said}

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ana@example.org
Action: failed
Status: ${status}
Diagnostic-Code: smtp; ${said}

--B1
Content-Type: message/rfc822

From: cobranza@example.com
To: ana@example.org
Subject: Recordatorio
Message-ID: <${key}@example.com>

Estimada Ana
--B1--
`);

const answerTo = (key: string, body: string, more = '') =>
  crlf(`From: Ana García <ana@cliente.example>
To: cobranza@example.com
Subject: RE: Recordatorio de pago
Date: Mon, 23 Nov 2026 11:30:00 -0600
Message-ID: <answer-${key}@cliente.example>
In-Reply-To: <${key}@example.com>
References: <${key}@example.com>
${more}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

${body}

El lun, 23 nov 2026 a las 9:00, Cobranza escribió:
> Estimada Ana: le recordamos la factura...
`);

/**
 * The mailbox that reminders come back to. The mails are handed to the workflow as n8n's Email Trigger (IMAP) puts them out; the
 * trigger's own conversation with an IMAP server is n8n's and is not part of this test.
 */
export function inboxSuite(inBench: () => LibraryBench): void {
  describe('care: bounces and replies in the mailbox', () => {
    let bench: LibraryBench;
    let workflow: Imported;
    const keys: Record<string, string> = {};

    beforeAll(async () => {
      bench = inBench();
      await bench.credential('imap', { user: 'u', password: 'p', host: '127.0.0.1', port: 9, secure: false });
      workflow = await bench.use('care/reply-inbox');
      for (const customer of ['in-1', 'in-2', 'in-3', 'in-4'])
        keys[customer] = await wroteTo(bench, customer, 'email', { provider: 'smtp' });
    });

    async function arrive(...mails: string[]): Promise<Execution> {
      const items = await Promise.all(mails.map(resolved));
      const { client } = bench.n8n;
      // As with “pin data” in the editor: the workflow is as it is, and its trigger puts out these mails.
      const { id } = await client.importWorkflow({ ...workflow.workflow, pinData: { [TRIGGER]: items } });
      return await client.run(id, TRIGGER);
    }

    const told = (from: number) =>
      bench.inbox.mails.slice(from).map(({ parsed }) => ({ subject: parsed.subject, text: parsed.text ?? '' }));

    it('a batch of all kinds: the team hears of the answer and of the dead address, in one mail', async () => {
      const before = bench.inbox.mails.length;
      const mails = [
        bounceOf(keys['in-1'] ?? '', '5.1.1', '550 5.1.1 User unknown'),
        bounceOf(keys['in-2'] ?? '', '5.2.2', '552 5.2.2 Mailbox full'),
        answerTo(keys['in-3'] ?? '', 'Estoy fuera de la oficina.', 'Auto-Submitted: auto-replied\n'),
        answerTo(keys['in-4'] ?? '', 'Ya pagué el viernes, <b>adjunto</b> el comprobante.'),
        answerTo('f'.repeat(40), 'Oferta de toner'),
      ];
      expect(why(await arrive(...mails))).toBe('');
      const [mail, ...others] = told(before);
      expect(others).toEqual([]);
      expect(mail?.subject).toBe('2 cases need a person');
      expect(mail?.text).toMatch(/Customer in-4 answered by e-mail/);
      expect(mail?.text).toMatch(
        /Ana García[\s\S]*“RE: Recordatorio de pago”:\s+Ya pagué el viernes, <b>adjunto<\/b> el/,
      );
      expect(mail?.text).not.toMatch(/le recordamos|toner|fuera de la oficina/);
      expect(mail?.text).toMatch(/first reminder by email: replied \(INV-in-4\)/);
      expect(mail?.text).toMatch(/Customer in-1 has an e-mail address that no longer works[\s\S]*ana@example\.org/);

      expect((await recordOf(bench, 'in-1')).contacts[0]?.status).toBe('bounced');
      expect((await recordOf(bench, 'in-2')).events.at(-1)).toMatchObject({ type: 'soft_bounced', permanent: false });
      expect((await recordOf(bench, 'in-3')).standing?.holds ?? []).toEqual([]);
      expect((await recordOf(bench, 'in-4')).standing?.holds).toMatchObject([
        { scope: [], hold: { kind: 'manual', until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) } },
      ]);
    });

    it('an answer that is read again is recorded once', async () => {
      expect(why(await arrive(answerTo(keys['in-4'] ?? '', 'Ya pagué el viernes.')))).toBe('');
      const { events, standing } = await recordOf(bench, 'in-4');
      expect(events.filter(({ type }) => type === 'replied')).toHaveLength(1);
      expect(standing?.holds).toHaveLength(1);
    });

    it('the form ends the pause, and nothing else', async () => {
      const form = await bench.use('care/resume');
      await bench.n8n.client.activate(form.id);
      await withRecord(bench, (ledger) =>
        ledger.setHolds(
          [
            {
              account: 'default',
              customerId: 'in-4',
              id: 'case',
              scope: [],
              hold: { kind: 'dispute' },
              setAt: new Date().toISOString(),
            },
          ],
          new Date().toISOString(),
        ),
      );
      const url = `${bench.n8n.client.url}/form/resume-reminders`;
      await eventually(async () => (await fetch(url)).status === 200);
      const body = new FormData();
      body.append('field-0', ' in-4 ');
      expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
      await eventually(async () => (await bench.n8n.client.executions(form.id)).length > 0);
      expect(why(await bench.lastRunOf(form))).toBe('');
      const { standing } = await recordOf(bench, 'in-4');
      expect(standing?.holds.filter(({ releasedAt }) => !releasedAt).map(({ id }) => id)).toEqual(['case']);
    });
  });
}
