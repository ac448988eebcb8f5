import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';

import { OUTCOMES } from '../../dunning/cadence/stage';
import type { DunningData } from '../../dunning/item';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { runNode } from '../harness/engine';
import { CadenceBench } from './cadence-bench';
import { expectedReceivables, RECEIVABLES_ARE_HERE, receivablesCsv } from './receivables';

const suite = RECEIVABLES_ARE_HERE ? describe : describe.skip;

suite('the public receivables set (2,466 invoices) through the daily cadence in a real n8n', () => {
  let bench: CadenceBench;

  beforeAll(async () => {
    bench = await CadenceBench.start();
  });

  afterAll(async () => {
    await bench?.stop();
  });

  it.each([
    ['a Sunday, on which nobody is written to', '2013-06-30', '6/30/2013', 'defer'],
    ['a Monday, on which everybody is', '2013-07-01', '7/1/2013', 'allow'],
  ])(
    'gives every invoice the stage that an independent computation gives it (%s)',
    async (_name, asOf, american, decision) => {
      const before = bench.inbox.mails.length;
      const workflow = await bench.prepare({ name: `receivables-${asOf}`, csv: receivablesCsv(), asOf });
      const { figures } = await bench.run(workflow);
      const expected = expectedReceivables(american);

      expect(figures.rows).toBe(2466);
      expect(figures.customers).toBe(100);
      expect(figures.unreadable).toEqual([]);
      expect(figures.outcomes).toEqual({
        due: expected.due,
        waiting: expected.waiting,
        on_hold: expected.on_hold,
        needs_review: 0,
        closed: expected.closed,
      });
      const due = figures.stages
        .filter(({ outcomes }) => outcomes.due > 0)
        .map(({ key, outcomes }) => [key, outcomes.due]);
      expect(Object.fromEntries(due)).toEqual(expected.stages);
      expect(figures.currencies).toMatchObject([
        { currency: 'USD', open: { minor: expected.open }, overdue: { minor: expected.overdue } },
      ]);

      const { allow, defer, block } = figures.verdicts;
      expect({ allow, defer, block }).toEqual({ allow: 0, defer: 0, block: 0, [decision]: expected.due });
      expect(figures.claimed).toBe(allow);
      expect(bench.inbox.mails.length - before).toBe(allow);

      const again = await bench.run(workflow);
      expect(again.figures.claimed).toBe(0);
      expect(bench.inbox.mails.length - before).toBe(allow);
      process.stdout.write(
        `receivables as of ${asOf}: ${JSON.stringify({ ...figures.outcomes, stages: Object.fromEntries(due), verdicts: figures.verdicts })}, mails ${allow}, second run 0\n`,
      );
    },
  );
});

suite('the public receivables set through the classifier, in n8n’s engine', () => {
  const items = RECEIVABLES_ARE_HERE
    ? (parse(receivablesCsv(), { columns: true }) as IDataObject[]).map((json) => ({ json }))
    : [];
  const months = Array.from({ length: 26 }, (_, month) => [2012 + Math.floor(month / 12), (month % 12) + 1] as const);

  it.each(months)('agrees with the independent computation on the 15th of month %i-%i', async (year, month) => {
    const asOf = `${year}-${String(month).padStart(2, '0')}-15`;
    const options = { country: 'MX', currency: 'USD', timeZone: 'America/Mexico_City' };
    const { outputs, error } = await runNode(
      new InvoiceStageClassifier(),
      { asOf, earlierContacts: 'none', options },
      { items },
    );
    expect(error).toBeUndefined();
    const { stages, closed, on_hold, waiting, due } = expectedReceivables(`${month}/15/${year}`);
    const counts = Object.fromEntries(OUTCOMES.map((outcome, output) => [outcome, outputs[output]?.length]));
    expect(counts).toEqual({ due, waiting, on_hold, needs_review: 0, closed });
    const byStage: Record<string, number> = {};
    for (const { json } of outputs[0] ?? []) {
      const { stage } = json.dunning as DunningData;
      byStage[stage?.key ?? ''] = (byStage[stage?.key ?? ''] ?? 0) + 1;
    }
    expect(byStage).toEqual(stages);
  });
});
