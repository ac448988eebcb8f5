import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { HOST } from '../../../scripts/host/host';
import { itemsOf } from '../../../scripts/host/n8n-types';
import { CFDI_PPD } from '../../dunning/invoice/readers/einvoices';
import { amount, debtors, eventually } from '../stand-ins/debtors';
import type { Debtor } from '../stand-ins/debtors';
import type { Imported, LibraryBench } from './bench';
import { CLASSIFY, due, dunningOf, emailsOf, why } from './reading';

const HEADER = ['Factura', 'Cliente', 'Correo', 'Fecha de vencimiento', 'Importe', 'Saldo', 'Moneda'];
const row = (one: Debtor) => [one.number, one.name, one.email, one.due, amount(one.total), amount(one.open), 'MXN'];

/** n8n's own library for Excel files; the host has it. */
interface Xlsx {
  utils: {
    aoa_to_sheet(rows: unknown[][]): object;
    book_new(): object;
    book_append_sheet(book: object, sheet: object, name: string): void;
  };
  write(book: object, options: { type: 'buffer'; bookType: 'xlsx' }): Buffer;
}

function excelFile(rows: unknown[][]): Buffer {
  const { utils, write } = createRequire(path.join(HOST, 'package.json'))('@e965/xlsx') as Xlsx;
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Facturas');
  return write(book, { type: 'buffer', bookType: 'xlsx' });
}

/** Files and forms that invoices come from. */
export function filesSuite(inBench: () => LibraryBench): void {
  describe('a file that is uploaded', () => {
    let bench: LibraryBench;
    let core: Imported;
    let feeder: Imported;

    beforeAll(async () => {
      bench = inBench();
      core = await bench.core('cores/email', 'core for upload');
      feeder = await bench.use('feeders/upload', { core });
      await bench.n8n.client.activate(feeder.id);
      // n8n opens the page a moment after it says so.
      await eventually(async () => (await fetch(page())).ok);
    });

    const page = () => `${bench.n8n.client.url}/form/upload-invoices`;

    const upload = async (name: string, content: string | Buffer, type: string) => {
      const ran = (await bench.n8n.client.executions(feeder.id)).length;
      const form = new FormData();
      form.append('field-0', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
      const answer = await fetch(page(), { method: 'POST', body: form });
      expect(answer.status).toBe(200);
      await eventually(async () => (await bench.n8n.client.executions(feeder.id)).length > ran);
      return await bench.lastRunOf(feeder);
    };

    it('as CSV: 260 rows are read, and whoever is due is written to', async () => {
      const book = debtors('CS');
      const before = bench.inbox.mails.length;
      const csv = [HEADER, ...book.map(row)].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
      const execution = await upload('facturas.csv', csv, 'text/csv');
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
    });

    it('as Excel writes CSV where decimals have a comma: semicolons, and the letters of Windows', async () => {
      const book = debtors('SC').map((one) => ({ ...one, name: `Peña & Núñez ${one.n}; S.A.` }));
      const before = bench.inbox.mails.length;
      const cells = (one: Debtor) =>
        row(one).map((cell) => (typeof cell === 'number' ? cell.toFixed(2).replace('.', ',') : cell));
      const lines = [HEADER, ...book.map(cells)].map((line) =>
        line.map((cell) => (/;/.test(cell) ? `"${cell}"` : cell)).join(';'),
      );
      const execution = await upload(
        'facturas.csv',
        Buffer.from(lines.join('\r\n'), 'latin1'),
        'application/vnd.ms-excel',
      );
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
      const [first] = due(book);
      const mail = bench.inbox.mails.slice(before).find(({ recipients }) => recipients[0] === first?.email);
      expect(mail?.parsed.text).toContain(first?.name);
      expect(mail?.parsed.text).toMatch(/1,005[.]05/);
    });

    it('as Excel: the same, and again: nobody a second time', async () => {
      const book = debtors('XL');
      const before = bench.inbox.mails.length;
      const file = excelFile([HEADER, ...book.map(row)]);
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      const execution = await upload('FACTURAS.XLSX', file, type);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
      await upload('FACTURAS.XLSX', file, type);
      expect(bench.recipients(before)).toHaveLength(due(book).length);
    });
  });

  describe('a folder of CFDI', () => {
    it('is read with the customers’ addresses; a CFDI without one is named to a person', async () => {
      const bench = inBench();
      const folder = path.join(bench.n8n.files, 'cfdi');
      await mkdir(folder, { recursive: true });
      const core = await bench.core('cores/email', 'core for cfdi', { asOf: '2026-11-03' });
      const feeder = await bench.use('feeders/cfdi-folder', {
        core,
        settings: { folder, customersFile: path.join(folder, 'customers.csv') },
      });
      const other = CFDI_PPD.replace('Folio="101"', 'Folio="102"')
        .replaceAll('URE180429TM6', 'XIA190128J61')
        .replace(/UUID="[^"]{4}/, 'UUID="9999');
      await writeFile(path.join(folder, 'A101.xml'), CFDI_PPD);
      await writeFile(path.join(folder, 'A102.xml'), other);
      await writeFile(path.join(folder, 'customers.csv'), 'RFC;Email\nURE180429TM6;pagos@ure.example\n');
      const before = bench.inbox.mails.length;
      const execution = await bench.press(feeder);
      const read = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
      expect(read.map(({ source }) => source)).toEqual(['CFDI 4.0 (Mexico)', 'CFDI 4.0 (Mexico)']);
      expect(bench.recipients(before)).toEqual(['pagos@ure.example']);
      expect(why(execution)).toMatch(/^1 need\(s\) a person/);
    });
  });
}
