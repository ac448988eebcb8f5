import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { HOST } from '../../../scripts/host/host';
import { itemsOf } from '../../../scripts/host/n8n-types';
import { MailServer, mailServerIsInstalled } from '../../harness/mail-server';
import type { Imported, LibraryBench } from '../library/bench';
import { CLASSIFY, dunningOf, why } from '../library/reading';
import { eventually } from '../stand-ins/debtors';
import { cfdiXml, paymentXml, uuidOf } from './cfdi';
import type { Cfdi } from './cfdi';
import { mailOf } from './mails';

const SIZE = 250;
const BOX = 'facturas';
const PASSWORD = 'geheim-3';

/** RFCs may hold an ampersand and an Ñ. */
const rfcOf = (n: number) => `${['ABC', 'M&M', 'ÑAÑ'][n % 3]}850101${String(n).padStart(3, '0')}`;

/** Every fifth is due: PPD by its conditions three days ago, PUE at the end of October. The others are due later. */
const BOOK: Cfdi[] = Array.from({ length: SIZE }, (_, index) => {
  const n = index + 1;
  const method = n % 2 === 0 ? 'PPD' : 'PUE';
  const isDue = n % 5 === 0;
  const dates = {
    PPD: { issued: isDue ? '2026-10-21' : '2026-11-13', terms: 'CREDITO A 30 DIAS' },
    PUE: { issued: isDue ? '2026-10-20' : '2026-11-05' },
  };
  return {
    n,
    method,
    rfc: rfcOf(n),
    name: `Peña & "Hijos" ${n}, S.A.`,
    total: `${1000 + n}.${n % 100 < 10 ? '0' : ''}${n % 100}`,
    ...dates[method],
  };
});
const [PAID] = BOOK.filter(({ n }) => n === 20) as [Cfdi];
const emailOf = (n: number) => `cxp.${n}@cfdi.example`;

const zipped = (files: Record<string, string>): Buffer => {
  const { zipSync, strToU8 } = createRequire(path.join(HOST, 'package.json'))('fflate') as {
    zipSync(files: Record<string, Uint8Array>): Uint8Array;
    strToU8(text: string): Uint8Array;
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
};

/** A mailbox of CFDI, and the folder that it fills: both workflows, one behind the other. */
export function cfdiSuite(inBench: () => LibraryBench): void {
  const whereInstalled = mailServerIsInstalled() ? describe : describe.skip;
  whereInstalled('CFDI that come by mail', () => {
    let bench: LibraryBench;
    let server: MailServer;
    let mailbox: Imported;
    let wrong: Imported;
    let folder: string;

    beforeAll(async () => {
      bench = inBench();
      server = await MailServer.start({ [BOX]: PASSWORD });
      folder = path.join(bench.n8n.files, 'by-mail');
      await mkdir(folder);
      await bench.credential('imap', server.account(BOX, 'geheim-4'));
      wrong = await bench.use('feeders/cfdi-mailbox', { name: 'wrong password', settings: { folder } });
      // n8n tries for half a minute; the other tests need not wait for it.
      await bench.n8n.client.activate(wrong.id);
    });

    afterAll(async () => {
      if (mailbox) await bench.n8n.client.request('POST', `/rest/workflows/${mailbox.id}/deactivate`);
      await server?.stop();
    });

    const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
    const has = async (n: number) => (await files()).includes(`${uuidOf(n)}.xml`);
    const runs = async () => await bench.n8n.client.executions(mailbox.id, 100);
    const since = async (count: number) => (await runs()).slice(0, -count);
    const ended = async () => (await runs()).every(({ status }) => status === 'success' || status === 'error');
    const failed = async () => {
      const broken = (await runs()).filter(({ status }) => status === 'error');
      return await Promise.all(broken.map(async ({ id }) => why(await bench.n8n.client.execution(id))));
    };
    const xmlMail = async (n: number, filename = 'factura.xml') =>
      await mailOf({
        subject: `CFDI ${n}`,
        text: 'Adjunto',
        attachments: [{ filename, content: cfdiXml({ ...PAID, n }) }],
      });

    it('250 CFDI in 25 mails, files of the same name, in a ZIP, twice, and what is none: each stamp is one file', async () => {
      await bench.credential('imap', server.account(BOX, PASSWORD));
      mailbox = await bench.use('feeders/cfdi-mailbox', { settings: { folder } });
      const batches = await Promise.all(
        Array.from({ length: 25 }, async (_, batch) => {
          const ten = BOOK.slice(batch * 10, batch * 10 + 10);
          const attachments =
            batch === 3
              ? [
                  {
                    filename: 'Facturas.ZIP',
                    content: zipped(Object.fromEntries(ten.map((one) => [`oct/${one.n}.xml`, cfdiXml(one)]))),
                  },
                ]
              : ten.map((one, index) => ({
                  filename: `factura-${index}.${index === 1 ? 'XML' : 'xml'}`,
                  content: cfdiXml(one),
                  contentType: index === 2 ? 'application/octet-stream' : 'text/xml',
                  // As some mail programs do with text; and a print-out goes with each.
                  contentDisposition: index === 3 ? ('inline' as const) : ('attachment' as const),
                }));
          return await mailOf({
            subject: `Sus facturas ${batch}`,
            text: 'Adjuntas',
            attachments: [...attachments, { filename: 'factura.pdf', content: '%PDF-1.4' }],
          });
        }),
      );
      const [first = '', ...others] = batches;
      // It waits in the mailbox before anybody presses Publish, and comes along with the first new mail.
      server.deliver(BOX, first);
      await bench.publish(mailbox);
      server.deliver(
        BOX,
        ...others,
        batches[7] ?? '',
        await mailOf({
          subject: 'Complemento',
          attachments: [{ filename: 'pago.xml', content: paymentXml(PAID, '2026-11-10') }],
        }),
        await mailOf({
          subject: 'Sin nombre',
          attachments: [{ filename: false, contentType: 'application/xml', content: cfdiXml({ ...PAID, n: 301 }) }],
        }),
        await mailOf({
          subject: 'Camino',
          attachments: [{ filename: '../../../evil.xml', content: '<cfdi:Comprobante Version="4.0"><roto' }],
        }),
        await mailOf({ subject: 'Vacío', attachments: [{ filename: '.xml', content: '' }] }),
        await mailOf({ subject: 'Boletín', text: 'Sin facturas', html: '<b>Sin facturas</b>' }),
      );
      await eventually(
        async () => ((await files()).length >= SIZE + 4 || (await failed()).length > 0) && (await ended()),
        60_000,
      );
      expect(await failed()).toEqual([]);
      const odd = [uuidOf(301), uuidOf(900_000 + PAID.n)];
      const names = await files();
      expect(
        names.filter((name) => !BOOK.some(({ n }) => name === `${uuidOf(n)}.xml`) && !odd.includes(name.slice(0, 36))),
      ).toEqual([expect.stringMatching(/^-[0-9a-f]{12}\.xml$/), expect.stringMatching(/^evil-[0-9a-f]{12}\.xml$/)]);
      expect(names).toHaveLength(SIZE + 4);
      expect(server.counts(BOX)).toEqual({ read: 31, unread: 0 });
    });

    it('the mail server is restarted: what arrived meanwhile is read, and nothing twice', async () => {
      const before = (await runs()).length;
      await server.restart(BOX, await xmlMail(302), await xmlMail(303));
      await eventually(async () => (await has(302)) && (await has(303)) && (await ended()), 60_000);
      const ids = (await since(before)).map(({ id }) => id);
      const again = await Promise.all(ids.map(async (id) => await bench.n8n.client.finished(id)));
      const mails = again.flatMap((run) => itemsOf(run, 'When a mail arrives'));
      expect(mails.map(({ json }) => json.subject).sort()).toEqual(['CFDI 302', 'CFDI 303']);
    });

    it('n8n is down when a mail arrives and somebody opens it: it is read when n8n is back', async () => {
      const before = (await runs()).length;
      const mail = await xmlMail(304);
      await bench.whileDown(() => {
        server.deliver(BOX, mail);
        server.openAll(BOX);
      });
      await eventually(async () => (await has(304)) && (await ended()), 60_000);
      expect(await since(before)).toHaveLength(1);
    });

    it('the folder is gone: the run fails and says so, and Retry has the mail still', async () => {
      const before = (await runs()).length;
      await rename(folder, `${folder}-away`);
      await server.restart(BOX, await xmlMail(305));
      await eventually(async () => (await runs()).length > before && (await ended()), 60_000);
      const [last] = await runs();
      expect(last?.status).toBe('error');
      expect(why(await bench.n8n.client.finished(last?.id ?? ''))).toMatch(/by-mail|no such file|not exist/i);
      await rename(`${folder}-away`, folder);
      await bench.n8n.client.request('POST', `/rest/executions/${last?.id}/retry`, { loadWorkflow: false });
      await eventually(async () => await has(305));
    });

    it('a ZIP file is damaged: the other files are there, and the run says what to do', async () => {
      const before = (await runs()).length;
      const broken = zipped({ 'a.xml': cfdiXml(PAID) }).subarray(0, 60);
      await server.restart(
        BOX,
        await mailOf({
          subject: 'Dañado',
          attachments: [
            { filename: 'roto.zip', content: broken },
            { filename: 'factura.xml', content: cfdiXml({ ...PAID, n: 306 }) },
          ],
        }),
      );
      await eventually(async () => (await runs()).length > before && (await ended()), 60_000);
      expect(await has(306)).toBe(true);
      const [last] = await runs();
      expect(why(await bench.n8n.client.finished(last?.id ?? ''))).toMatch(
        /^A ZIP file that came by mail cannot be unpacked: .+What to do/,
      );
    });

    it('with a wrong password nothing is published, and it says so', async () => {
      await eventually(async () => (await bench.publication(wrong)).status === 'failed', 60_000);
      const { triggers } = await bench.publication(wrong);
      // All that n8n says; the README tells what it means.
      expect(triggers.map(({ errorMessage }) => errorMessage)).toEqual([expect.stringMatching(/Command failed/)]);
    });

    describe('and the folder is read', () => {
      let core: Imported;
      let before: number;
      const list = () => path.join(folder, 'customers.csv');
      /** With the mark of three bytes that Excel puts first, and written as people write. */
      const customers = `\uFEFFRFC,Email\n${BOOK.map(({ n, rfc }) => `${n === 5 ? ` ${rfc.toLowerCase()} ` : rfc},${emailOf(n)}`).join('\n')}\n`;
      const read = async (name: string, settings: Record<string, string>) =>
        await bench.press(
          await bench.use('feeders/cfdi-folder', {
            name,
            core,
            settings: { folder, customersFile: list(), ...settings },
          }),
        );

      beforeAll(async () => {
        for (const n of [301, 302, 303, 304, 305, 306])
          await rm(path.join(folder, `${uuidOf(n)}.xml`), { force: true });
        core = await bench.core('cores/email', 'core for cfdi by mail');
        before = bench.inbox.mails.length;
      });

      it('without the list of customers, or from a folder that is empty: nothing is handed over', async () => {
        await mkdir(path.join(bench.n8n.files, 'empty'), { recursive: true });
        const unlisted = await read('no list', {});
        expect(why(unlisted)).toMatch(/No file\(s\) found/);
        await writeFile(list(), customers);
        const empty = await read('empty folder', { folder: path.join(bench.n8n.files, 'empty') });
        expect(why(empty)).toMatch(/No file\(s\) found/);
        const outside = await read('outside', { folder: '/etc' });
        expect(outside.status).toBe('error');
        expect(await bench.n8n.client.executions(core.id)).toEqual([]);
        expect(bench.recipients(before)).toEqual([]);
      });

      it('every CFDI is read: who is due is written to, who has paid is not, and what is none is named', async () => {
        const execution = await read('all of it', {});
        expect(why(execution)).toMatch(/^2 need\(s\) a person/);
        const found = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
        const invoices = found.flatMap(({ debt, stage }) =>
          (debt ?? { openItems: [] }).openItems.map((one) => ({
            ...one,
            stage: stage?.key,
            name: debt?.customer.name,
          })),
        );
        const byUuid = new Map(invoices.map((one) => [one.fiscalId, one]));
        for (const one of BOOK.filter(({ n }) => n !== PAID.n)) {
          const due =
            one.terms === undefined
              ? one.n % 5 === 0
                ? '2026-10-31'
                : '2026-11-30'
              : one.n % 5 === 0
                ? '2026-11-20'
                : '2026-12-13';
          expect(byUuid.get(uuidOf(one.n))).toMatchObject({
            dueDate: due,
            issueDate: one.issued,
            name: one.name,
            balance: { decimal: one.total, currency: 'MXN' },
          });
        }
        const wanted = BOOK.filter(({ n }) => n % 5 === 0 && n !== PAID.n).map(({ n }) => emailOf(n));
        expect(bench.recipients(before)).toEqual(wanted.sort());
        const stages = new Map((await bench.contacts(core.name)).map(({ customerId, stage }) => [customerId, stage]));
        expect([stages.get(rfcOf(5)), stages.get(rfcOf(10))]).toEqual(['second_reminder', 'first_reminder']);
      });

      it('again: nobody a second time', async () => {
        const sofar = bench.inbox.mails.length;
        await read('once more', {});
        expect(bench.recipients(sofar)).toEqual([]);
      });
    });
  });
}
