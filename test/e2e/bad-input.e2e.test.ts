import { itemsOf } from '../../scripts/host/n8n-types';
import { CadenceBench } from './cadence-bench';
import type { Imported } from './cadence-bench';

const AS_OF = '2026-11-23';
const COLUMNS = ['Invoice Number', 'Customer ID', 'Customer Name', 'Email', 'Country', 'Currency', 'Due Date', 'Total'];

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const good = (number: string): Row => ({
  'Invoice Number': number,
  'Customer ID': `C-${number}`,
  'Customer Name': `Cliente ${number}`,
  Email: `${number.toLowerCase()}@example.com`,
  Country: 'MX',
  Currency: 'MXN',
  'Due Date': '2026-11-20',
  Total: '1500.00',
});

function csv(rows: Row[], columns = COLUMNS): string {
  const quoted = (text = '') => `"${text.replaceAll('"', '""')}"`;
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
}

describe('a CSV with bad rows, through the daily cadence in a real n8n', () => {
  let bench: CadenceBench;

  beforeAll(async () => {
    bench = await CadenceBench.start();
  });

  afterAll(async () => {
    await bench?.stop();
  });

  const errorsIn = async (workflow: Imported) => {
    const { execution, figures } = await bench.run(workflow);
    const problems = itemsOf(execution, 'A person must look').map(({ json }) => [
      String(json['Invoice Number']),
      String(json.error),
    ]);
    return { problems: Object.fromEntries(problems) as Record<string, string>, figures };
  };

  it('says on each bad row what is wrong with it, and writes to everybody else', async () => {
    const before = bench.inbox.mails.length;
    const rows = [
      good('A-1'),
      { ...good('A-2'), 'Due Date': '31/02/2026' },
      { ...good('A-3'), 'Due Date': 'pronto' },
      { ...good('A-4'), Total: '-250.00' },
      { ...good('A-5'), Total: 'mil quinientos' },
      { ...good('A-6'), Currency: 'XYZ' },
      { ...good('A-7'), Email: 'no es un correo' },
      { ...good('A-8'), Email: '' },
      { ...good('A-9'), 'Due Date': '' },
      good('A-10'),
    ];
    const { problems, figures } = await errorsIn(
      await bench.prepare({ name: 'bad-rows', csv: csv(rows), asOf: AS_OF }),
    );
    expect(problems).toEqual({
      'A-2': expect.stringMatching(/31\/02\/2026.*date/),
      'A-3': expect.stringMatching(/pronto.*date/),
      'A-4': expect.stringMatching(/-250\.00/),
      'A-5': expect.stringMatching(/mil quinientos/),
      'A-6': expect.stringMatching(/XYZ.*currency/),
      'A-7': expect.stringMatching(/mail/i),
      'A-8': expect.stringMatching(/mail/i),
      'A-9': expect.stringMatching(/[Dd]ue/),
    });
    expect(figures.rows).toBe(10);
    const written = bench.inbox.mails.slice(before).flatMap(({ recipients }) => recipients);
    expect(written.sort()).toEqual(['a-10@example.com', 'a-1@example.com']);
  });

  it('names the column that is missing', async () => {
    const columns = COLUMNS.filter((column) => column !== 'Due Date');
    const workflow = await bench.prepare({ name: 'no-due-date', csv: csv([good('B-1')], columns), asOf: AS_OF });
    await expect(bench.run(workflow)).rejects.toThrow(/due date/i);
  });

  it('copes with a name of one megabyte: that item alone is told, or its mail is still a mail', async () => {
    const before = bench.inbox.mails.length;
    const rows = [{ ...good('D-1'), 'Customer Name': 'Ñandú '.repeat(180_000) }, good('D-2')];
    const { problems, figures } = await errorsIn(
      await bench.prepare({ name: 'long-name', csv: csv(rows), asOf: AS_OF }),
    );
    expect(problems['D-1']).toMatch(/name/i);
    expect(problems['D-1']?.length).toBeLessThan(500);
    expect(figures.rows).toBe(2);
    const written = bench.inbox.mails.slice(before).flatMap(({ recipients }) => recipients);
    expect(written).toEqual(['d-2@example.com']);
  });
});
