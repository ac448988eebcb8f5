import type { INodeExecutionData } from 'n8n-workflow';

import type { EmailMessage } from '../../dunning/message/message';
import { cadence, dunning, row, run, runOne, temporaryLedger } from './cadence';

let ledger: ReturnType<typeof temporaryLedger>;
beforeEach(() => {
  ledger = temporaryLedger();
});
afterEach(() => ledger.remove());

const numbers = (items: INodeExecutionData[]) => items.map(({ json }) => json['Invoice Number']);

describe('the chain in n8n’s engine', () => {
  it('takes a late invoice from the row to a claimed message', async () => {
    const { output, error } = await run([row()], { ledgerFile: ledger.file });
    expect(error).toBeUndefined();
    const [item] = output('Claim', 0);
    const { debt, stage, message, verdict, contact } = dunning(item);
    expect(stage).toMatchObject({ outcome: 'due', key: 'first_reminder', daysPastDue: 4, asOf: '2026-03-10' });
    expect(debt).toMatchObject({ id: expect.any(String), balance: { currency: 'MXN', minor: 150050 } });
    expect((message as EmailMessage).subject).toContain('F-1');
    expect((message as EmailMessage).text).toContain('$1,500.50');
    expect(verdict).toMatchObject({ decision: 'allow', at: '2026-03-10T10:00:00-06:00' });
    expect(contact).toMatchObject({ decision: 'send', key: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it('keeps every field an item arrived with and says which item it came from', async () => {
    const items = [row({ 'Invoice Number': 'F-0', 'Due Date': '2026-09-01' }), row({ Salesperson: 'Ana' })];
    const { output } = await run(items, { ledgerFile: ledger.file });
    const [item] = output('Classify', 0);
    expect(item?.json).toMatchObject({ ...row().json, Salesperson: 'Ana' });
    expect(item?.pairedItem).toEqual({ item: 1 });
  });

  it('gives the same contact a yes once: a second run at the same day says so in the classifier', async () => {
    await run([row()], { ledgerFile: ledger.file });
    const { output } = await run([row()], { ledgerFile: ledger.file });
    expect(output('Claim', 0)).toEqual([]);
    expect(output('Classify', 0)).toEqual([]);
    expect(dunning(output('Classify', 1)[0]).stage?.reason.en).toMatch(/already|may/i);
  });

  it('skips at the claim when the classifier was told to forget', async () => {
    const forgetful = { ledgerFile: ledger.file, classifier: { earlierContacts: 'none' } };
    const first = await run([row()], forgetful);
    const second = await run([row()], forgetful);
    const { contact } = dunning(second.output('Claim', 1)[0]);
    expect(first.output('Claim', 0)).toHaveLength(1);
    expect(second.output('Claim', 0)).toEqual([]);
    expect(contact).toMatchObject({ decision: 'skip', reasonCode: 'in_progress' });
  });

  it('sends each outcome to its own output', async () => {
    const { output } = await run(
      [
        row({ 'Invoice Number': 'due' }),
        row({ 'Invoice Number': 'waiting', 'Due Date': '2026-09-01' }),
        row({ 'Invoice Number': 'disputed', Disputed: 'sí' }),
        row({ 'Invoice Number': 'unreadable', 'Due Date': 'soon' }),
        row({ 'Invoice Number': 'paid', Paid: '1500.50' }),
      ],
      { ledgerFile: ledger.file },
    );
    expect([0, 1, 2, 3, 4].map((at) => numbers(output('Classify', at)))).toEqual([
      ['due'],
      ['waiting'],
      ['disputed'],
      ['unreadable'],
      ['paid'],
    ]);
  });

  it('leaves alone what is below the smallest balance', async () => {
    const minimumBalance = { minimum: [{ currency: 'mxn', amount: '1500.51' }] };
    const below = await run([row()], { ledgerFile: ledger.file, classifier: { minimumBalance } });
    const atLeast = await run([row({ Amount: '1500.51' })], {
      ledgerFile: ledger.file,
      classifier: { minimumBalance },
    });
    expect(below.output('Classify', 0)).toEqual([]);
    expect(atLeast.output('Classify', 0)).toHaveLength(1);
  });

  it('blocks a customer who opted out of the channel, with the reason', async () => {
    const { output } = await run([row({ 'Email Consent': 'no' })], { ledgerFile: ledger.file });
    const { verdict } = dunning(output('Gate', 2)[0]);
    expect(output('Claim', 0)).toEqual([]);
    expect(verdict).toMatchObject({ decision: 'block', reason: { en: expect.stringMatching(/refused|withdrew/) } });
    expect(verdict?.notice).toMatch(/not legal advice/i);
  });

  it('defers on a Sunday and says until when', async () => {
    const { output } = await run([row({ 'Customer Type': 'consumer' })], {
      ledgerFile: ledger.file,
      asOf: '2026-03-15',
    });
    const { verdict } = dunning(output('Gate', 1)[0]);
    expect(verdict?.decision).toBe('defer');
    expect(verdict?.nextAllowedAt).toMatch(/^2026-03-1[67]T/);
  });
});

describe('bad rows', () => {
  const bad: Array<[string, Record<string, unknown>, RegExp]> = [
    ['a bad date', { 'Due Date': '2026-02-30' }, /Due Date.*2026-02-30/s],
    ['a date that could be read two ways', { 'Due Date': '03/04/2026' }, /Due Date.*03\/04\/2026/s],
    ['a negative amount', { Amount: '-5.00' }, /Amount.*-5\.00/s],
    ['an unknown currency', { Currency: 'XQZ' }, /Currency.*XQZ/s],
    ['no due date', { 'Due Date': '' }, /Due Date/],
    ['a megabyte of text as a name', { Customer: 'x'.repeat(1_000_000) }, /Customer.*1000000 characters/s],
  ];

  it.each(bad)('%s is an error on that item; the others go on', async (_what, fields, message) => {
    const items = [row(), row({ 'Invoice Number': 'F-2', ...fields }), row({ 'Invoice Number': 'F-3' })];
    const { output, error } = await run(items, { ledgerFile: ledger.file });
    expect(error).toBeUndefined();
    expect(numbers(output('Claim', 0))).toEqual(['F-1', 'F-3']);
    const [problem] = output('Classify', 3);
    expect(problem?.json['Invoice Number']).toBe('F-2');
    expect(problem?.json.error).toMatch(message);
    expect(String(problem?.json.error).length).toBeLessThan(500);
    expect(problem?.json.error).toMatch(/^Item 1: /);
    expect(problem?.json.advice).toMatch(/\.$/);
    expect(problem?.pairedItem).toEqual({ item: 1 });
  });

  it('stops when no column can be taken for the due date, and says which to map', async () => {
    const { error } = await run([{ json: { 'Invoice Number': 'F-1', Customer: 'Uno', Amount: '5' } }], {
      ledgerFile: ledger.file,
    });
    expect(error?.message).toMatch(/^Due Date: found nothing/);
    expect((error as { description?: string }).description).toMatch(/Map the column with the due date/);
  });

  it('refuses the second of two rows with one invoice number instead of dunning it twice', async () => {
    const { output } = await run([row(), row({ Amount: '9.00' })], { ledgerFile: ledger.file });
    expect(output('Claim', 0)).toHaveLength(1);
    expect(output('Classify', 3)[0]?.json.error).toMatch(/already read from item 0/);
  });
});

describe('what stops a run, and what only marks an item', () => {
  const noCompany = { renderer: { company: {}, contactPerson: {} } };

  it('a missing detail of the sender stops the renderer and names it', async () => {
    const { error } = await run([row()], { ledgerFile: ledger.file, ...noCompany });
    expect(error?.message).toMatch(/^Your Company: Name: found an empty value/);
  });

  it('a customer without an e-mail address stops the renderer unless it is to continue', async () => {
    const items = [row({ Email: '' }), row({ 'Invoice Number': 'F-2', 'Customer ID': 'C2' })];
    const stopped = await run(items, { ledgerFile: ledger.file });
    expect(stopped.error?.message).toMatch(/Item 0/);
    const continued = await run(items, { ledgerFile: ledger.file, continueOnFail: true });
    expect(continued.error).toBeUndefined();
    expect(numbers(continued.output('Claim', 0))).toEqual(['F-2']);
  });

  it('a claim without a verdict is refused', async () => {
    const workflow = cadence({ ledgerFile: ledger.file });
    workflow.connections.Render = { main: [[{ node: 'Claim', type: 'main', index: 0 }]] };
    const { error, output } = await runOne(workflow, [row()]);
    expect(error?.message).toMatch(/dunning\.verdict/);
    expect(output('Claim', 0)).toEqual([]);
  });

  it('an as-of date that is none is an error before anything is read', async () => {
    const { error } = await run([row()], { ledgerFile: ledger.file, asOf: '23 November' });
    expect(error?.message).toMatch(/As Of: found “23 November”, which is not a date/);
  });
});

describe('a claim for Dunning Email', () => {
  it('is refused where no Dunning Email comes after it', async () => {
    const { error } = await run([row()], { ledgerFile: ledger.file, claim: { sentByDunningEmail: true } });
    expect(error?.message).toMatch(/Sent by Dunning Email: found “nothing connected”/);
  });
});

describe('a node that cannot work at all, with “On Error: Continue”', () => {
  it('lets nothing through as allowed when the gate’s settings are wrong', async () => {
    const gate = { profile: 'conservative', options: { houseJson: '{ broken' } };
    const { output, error } = await run([row()], { ledgerFile: ledger.file, gate, continueOnFail: true });
    expect(error).toBeUndefined();
    expect(output('Gate', 0)).toEqual([]);
    expect(output('Claim', 0)).toEqual([]);
    expect(output('Gate', 2)[0]?.json.error).toEqual(expect.any(String));
  });

  it('claims nothing when the record cannot be opened', async () => {
    const { output, error } = await run([row()], {
      ledgerFile: '/dev/null/ledger.sqlite',
      classifier: { earlierContacts: 'none' },
      continueOnFail: true,
    });
    expect(error).toBeUndefined();
    expect(output('Claim', 0)).toEqual([]);
    expect(output('Claim', 1)[0]?.json.error).toMatch(/ledger|record/i);
  });
});
