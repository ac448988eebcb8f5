import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CLASSIFY } from '../../scripts/workflows/cores/front';
import { SETTINGS } from '../../scripts/workflows/parts';
import { plainName } from '../../scripts/workflows/setting-names';
import { answers, partsCode, partSummary } from '../../scripts/workflows/sharded/expressions';
import { PART, ROUND } from '../../scripts/workflows/sharded/names';
import { runWorkflow, START } from '../harness/engine';

/** A node that puts out what the test says at its outputs. */
function puts(outputs: IDataObject[][]): INodeType {
  return {
    description: {
      displayName: 'Puts',
      name: 'puts',
      group: ['transform'],
      version: 1,
      description: 'Puts out the items of a test',
      defaults: { name: 'Puts' },
      inputs: ['main'],
      outputs: outputs.map(() => 'main' as const),
      properties: [],
    },
    execute: async () => outputs.map((items) => items.map((json) => ({ json }))),
  };
}

/** A node that puts out what an expression of the library comes to, once for all its items. */
const WORKS_OUT: INodeType = {
  description: {
    displayName: 'Works Out',
    name: 'worksOut',
    group: ['transform'],
    version: 1,
    description: 'Evaluates an expression',
    defaults: { name: 'Works Out' },
    inputs: ['main'],
    outputs: ['main'],
    properties: [{ displayName: 'Value', name: 'value', type: 'string', default: '' }],
  },
  async execute() {
    return [[{ json: { value: this.getNodeParameter('value', 0) as IDataObject } }]];
  },
};

/** A node by its name, what it puts out, and which output leads on. */
type Before = [name: string, outputs: IDataObject[][], leadsOn?: number];

/** What n8n makes of an expression after nodes of these names put out these items, one after the other. */
async function workedOut<T>(expression: string, before: Before[]) {
  const to = (node: string, output: number) => ({
    main: Array.from({ length: output + 1 }, (_, at) =>
      at === output ? [{ node, type: 'main' as const, index: 0 }] : [],
    ),
  });
  const names = [START, ...before.map(([name]) => name), 'Worked out'];
  const { output, error } = await runWorkflow(
    {
      nodes: [
        ...before.map(([name]) => ({ name, type: `test.${name}` })),
        { name: 'Worked out', type: 'test.worksOut', parameters: { value: expression } },
      ],
      connections: Object.fromEntries(
        names.slice(1).map((name, at) => [names[at] ?? '', to(name, before[at - 1]?.[2] ?? 0)]),
      ),
    },
    {
      types: {
        'test.worksOut': WORKS_OUT,
        ...Object.fromEntries(before.map(([name, outputs]) => [`test.${name}`, puts(outputs)])),
      },
      items: [{ json: {} }] satisfies INodeExecutionData[],
    },
  );
  if (error) throw error;
  return output('Worked out')[0]?.json.value as T;
}

interface Part {
  part: number;
  of: number;
  customers: number;
  messages: number;
  book: IDataObject;
  body?: string;
}

/** The code of the node that makes the parts, worked out as an expression: the same words mean the same in both. */
const PARTS = `={{ (() => { ${partsCode.replaceAll('\n', ' ')} })() }}`;

const reminderOf = (id: string, at: number, account?: string) => ({
  at,
  dunning: { debt: { customer: { id }, account } },
});

async function partsOf(due: IDataObject[], messagesPerPart: unknown, others: IDataObject[][] = [[], [], [], []]) {
  const items = await workedOut<Array<{ json: Part }>>(PARTS, [
    [SETTINGS, [[{ [plainName('messagesPerPart')]: messagesPerPart } as IDataObject]]],
    [CLASSIFY, [due, ...others], due.length > 0 ? 0 : 1],
  ]);
  return items.map(({ json }) => json);
}

const positionsOf = ({ body = '{"reminders":[]}' }: Part) =>
  (JSON.parse(body) as { reminders: Array<{ at: number }> }).reminders.map(({ at }) => at);

describe('the parts of a large book', () => {
  it('hold each reminder once, keep a customer whole, and are no larger than they may be unless one customer is', async () => {
    const ids = fc.array(fc.oneof(fc.constantFrom('C1', 'C2', '__proto__', 'constructor', '"', ''), fc.string()), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(ids, fc.integer({ min: 1, max: 20 }), async (customers, size) => {
        const made = await partsOf(
          customers.map((id, at) => reminderOf(id, at)),
          size,
        );
        expect(made.flatMap(positionsOf).sort((a, b) => a - b)).toEqual(customers.map((_, at) => at));
        const partOf = new Map<string, number>();
        for (const one of made) {
          const { part, of, messages, customers: many } = one;
          const positions = positionsOf(one);
          const inIt = new Set(positions.map((at) => customers[at] ?? ''));
          for (const id of inIt) expect(partOf.get(id) ?? part).toBe(part);
          inIt.forEach((id) => partOf.set(id, part));
          expect({ of, messages, many }).toEqual({ of: made.length, messages: positions.length, many: inIt.size });
          expect(messages <= size || inIt.size === 1).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [3, [3]],
    [2, [2, 1]],
    [1, [1, 1, 1]],
  ])('with room for %d, three customers make %j', async (size, expected) => {
    const made = await partsOf(
      ['A', 'B', 'C'].map((id, at) => reminderOf(id, at)),
      size,
    );
    expect(made.map(({ messages }) => messages)).toEqual(expected);
  });

  it('fall back to 250 where the setting is no number', async () => {
    const made = await partsOf(
      Array.from({ length: 251 }, (_, at) => reminderOf(`C${at}`, at)),
      'many',
    );
    expect(made.map(({ messages }) => messages)).toEqual([250, 1]);
  });

  it('tell the same customer number of two accounts apart', async () => {
    const made = await partsOf([reminderOf('1', 0, 'north'), reminderOf('1', 1, 'south')], 1);
    expect(made).toHaveLength(2);
  });
});

describe('a book', () => {
  it('in which nothing is due makes no part, and its numbers are told all the same', async () => {
    const unread = { error: 'The due date is missing' };
    const [only, ...more] = await partsOf([], 250, [[{ a: 1 }, { a: 2 }], [{ a: 3 }], [unread], []]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ part: 0, of: 0, messages: 0 });
    expect(only?.body).toBeUndefined();
    expect(only?.book).toMatchObject({ nothingToday: 2, onHold: 1, toReview: 1, paidOrClosed: 0, messages: 0 });
    expect(only?.book.unreadable).toEqual([{ who: 'an invoice', why: 'The due date is missing' }]);
  });
});

describe('the answers to the parts', () => {
  const asked = [1, 2, 3, 4, 5].map((part) => ({ part, customers: 1, messages: 2 }));
  const came: IDataObject[] = [
    { part: 1, sent: 2 },
    { error: { message: 'The service refused the connection' } },
    { error: { message: 'timeout of 900000ms exceeded', code: 'ECONNABORTED' } },
    { data: '<html>Welcome</html>' },
    { part: 1, sent: 2 },
  ];

  it('are told from refusals, from silence, and from what is no answer', async () => {
    const found = await workedOut<IDataObject[]>(answers(ROUND), [
      [ROUND, [[], asked], 1],
      ['Calls', [came]],
    ]);
    expect(found).toMatchObject([
      { part: 1, sent: 2 },
      { part: 2, noAnswer: true, silent: false, why: 'The service refused the connection' },
      { part: 3, noAnswer: true, silent: true },
      { part: 4, noAnswer: true, silent: false, why: expect.stringContaining('Address of one part') },
      { part: 5, noAnswer: true },
    ]);
  });
});

describe('the summary of a part', () => {
  const debt = { customer: { name: 'Ana' } };
  const results: IDataObject[] = [
    { dunning: { record: { status: 'sent' } } },
    { dunning: { record: { status: 'delivered' } } },
    { dunning: { record: { status: 'bounced', detail: 'No such mailbox' }, debt } },
    { dunning: { record: { status: 'uncertain' }, debt } },
    { dunning: { contact: { decision: 'skip', reasonCode: 'in_progress', reason: { en: 'Another run.' } } } },
    { dunning: { contact: { decision: 'send' }, delivery: { outcome: 'not_sent' } } },
    { dunning: { verdict: { decision: 'defer' } } },
    { dunning: { verdict: { decision: 'block' } } },
    ...Array.from({ length: 12 }, () => ({ error: 'no address', dunning: { debt } })),
  ];

  it('counts every reminder once, says why some were skipped, and names at most ten who need a person', async () => {
    const body = { part: 2, of: 3, run: '7', reminders: results };
    const found = await workedOut<IDataObject>(partSummary(PART), [
      [PART, [[{ body }]]],
      ['Results', [results]],
    ]);
    expect(found).toMatchObject({
      part: 2,
      of: 3,
      run: '7',
      messages: results.length,
      sent: 2,
      failed: 1,
      uncertain: 1,
      skipped: 2,
      later: 1,
      notAllowed: 1,
      needsAPerson: 12,
      skippedBecause: { 'Another run.': 1 },
    });
    expect(found.people).toHaveLength(10);
    expect(found.people).toContainEqual({ who: 'Ana', why: 'No such mailbox' });
  });
});
