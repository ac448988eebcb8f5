import type { DunningData } from '../../dunning/item';
import type { INodeExecutionData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { PRESETS } from '../../dunning/cadence/presets';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { CFDI_PPD } from '../dunning/invoice/readers/einvoices';
import { runNode } from '../harness/engine';
import { dunning, row } from './cadence';

const NO_HISTORY = { earlierContacts: 'none', asOf: '2026-03-10' };
const run = (parameters: Record<string, unknown>, items: INodeExecutionData[]) =>
  runNode(new InvoiceStageClassifier(), { ...NO_HISTORY, ...parameters } as never, { items });

/** The names of the outputs, as the editor works them out from the panel. */
function outputNames(parameters: Record<string, unknown>): string[] {
  const type = new InvoiceStageClassifier();
  const workflow = new Workflow({
    nodes: [{ id: '1', name: 'C', type: 't', typeVersion: 1, position: [0, 0], parameters: parameters as never }],
    connections: {},
    active: false,
    nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
  });
  const node = workflow.getNode('C');
  if (!node) throw new Error('no node');
  const outputs = workflow.expression.getSimpleParameterValue(node, type.description.outputs as string, 'internal', {});
  return (outputs as unknown as Array<{ displayName?: string } | string>).map((output) =>
    typeof output === 'string' ? output : (output.displayName ?? ''),
  );
}

/** An invoice as Odoo gives it. */
const ODOO = {
  id: 71,
  name: 'INV/2026/00071',
  move_type: 'out_invoice',
  state: 'posted',
  payment_state: 'not_paid',
  partner_id: [14, 'Azure Interior'],
  invoice_date: '2026-02-04',
  invoice_date_due: '2026-03-06',
  amount_total: 1150.5,
  amount_residual: 1150.5,
  currency_id: [33, 'MXN'],
};

describe('own stages in the panel', () => {
  const stage = (fields: Record<string, unknown>) => ({
    anchor: 'due_date',
    dayCount: 'calendar',
    tone: 'neutral',
    channels: ['email'],
    needsApproval: false,
    repeatTimes: 0,
    repeatEvery: 7,
    endAction: '',
    ...fields,
  });
  const stages = {
    policy: 'own_stages',
    stages: {
      stage: [stage({ key: 'first_reminder', days: 2 }), stage({ key: 'final_notice', days: 4, needsApproval: true })],
    },
  };

  it('are followed: the day before, the day itself, and the one that needs approval', async () => {
    const outcomes = [];
    for (const asOf of ['2026-03-07', '2026-03-08', '2026-03-10']) {
      const { outputs } = await run({ ...stages, asOf }, [row()]);
      outcomes.push(outputs.map((items) => items.length));
    }
    expect(outcomes).toEqual([
      [0, 1, 0, 0, 0],
      [1, 0, 0, 0, 0],
      [0, 0, 0, 1, 0],
    ]);
  });

  it('a list without stages is refused in words', async () => {
    const { error } = await run({ policy: 'own_stages', stages: {} }, [row()]);
    expect(error?.message).toBe('Stages: found nothing, which leaves nobody to write to.');
  });

  it('a policy in JSON that is wrong names the field', async () => {
    const { error } = await run({ policy: 'json', policyJson: '{"id":"x","stages":[{"key":"a","days":"soon"}]}' }, [
      row(),
    ]);
    expect(error?.message).toMatch(/stages/);
    const broken = await run({ policy: 'json', policyJson: '{"id":' }, [row()]);
    expect(broken.error?.message).toMatch(/is not JSON/);
  });
});

describe('the outputs', () => {
  it('are five for what is due, waiting, on hold, to be reviewed and closed', () => {
    expect(outputNames({ operation: 'classify', splitBy: 'outcome', policy: 'b2b_standard' })).toEqual([
      'Due for Contact',
      'Waiting',
      'On Hold',
      'Needs Review',
      'Closed',
    ]);
  });

  it.each(Object.values(PRESETS).map(({ id, stages }) => [id, stages.map(({ label }) => label.en)] as const))(
    'are one per stage of %s when asked for, and the items go to the right one',
    async (policy, labels) => {
      expect(outputNames({ operation: 'classify', splitBy: 'stage', policy })).toEqual([
        ...labels,
        'Waiting',
        'On Hold',
        'Needs Review',
        'Closed',
      ]);
      const { outputs } = await run({ policy, splitBy: 'stage' }, [row({ 'Due Date': '2027-01-01' })]);
      expect(outputs.map((items) => items.length)).toEqual([...labels.map(() => 0), 1, 0, 0, 0]);
    },
  );

  it('is a single one for a simulation', () => {
    expect(outputNames({ operation: 'simulate', splitBy: 'outcome', policy: 'b2b_standard' })).toEqual(['main']);
  });
});

describe('a simulation', () => {
  it('lists the contacts of a standard cadence on their days, and none after the payment', async () => {
    const items = [row(), row({ 'Invoice Number': 'F-2', 'Settled Date': '2026-03-12' })];
    const { outputs, error } = await run({ operation: 'simulate', from: '2026-02-01', to: '2026-12-31' }, items);
    expect(error).toBeUndefined();
    const found = outputs[0]?.map(({ json, pairedItem }) => [json.date, json.stage, pairedItem]);
    expect(found).toEqual([
      ['2026-03-01', 'before_due', [{ item: 0 }]],
      ['2026-03-01', 'before_due', [{ item: 1 }]],
      ['2026-03-06', 'due_today', [{ item: 0 }]],
      ['2026-03-06', 'due_today', [{ item: 1 }]],
      ['2026-03-09', 'first_reminder', [{ item: 0 }]],
      ['2026-03-09', 'first_reminder', [{ item: 1 }]],
      ['2026-03-21', 'second_reminder', [{ item: 0 }]],
      ['2026-04-05', 'final_notice', [{ item: 0 }]],
    ]);
  });

  it('refuses days that are none, in words', async () => {
    const { error } = await run({ operation: 'simulate', from: 'soon', to: '2026-12-31' }, [row()]);
    expect(error?.message).toMatch(/^First Day: found “soon”, which is not a date/);
  });
});

describe('earlier contacts from a field', () => {
  const contacts = (list: unknown) => row({ contacts: list });

  it('keep a stage from being due again', async () => {
    const sent = [{ stage: 'first_reminder', channel: 'email', at: '2026-03-09' }];
    const { outputs } = await run({ earlierContacts: 'field', historyField: 'contacts' }, [contacts(sent)]);
    expect(outputs.map((items) => items.length)).toEqual([0, 1, 0, 0, 0]);
  });

  it('that cannot be read send the invoice to review, not to the customer', async () => {
    const items = [contacts([{ stage: 'unheard_of', at: '2026-03-09' }]), row({ 'Invoice Number': 'F-2' })];
    const { outputs } = await run({ earlierContacts: 'field', historyField: 'contacts' }, items);
    expect(outputs.map((list) => list.length)).toEqual([1, 0, 0, 1, 0]);
    expect(outputs[3]?.[0]?.json.error).toMatch(/is not a list of earlier contacts/);
  });
});

describe('where invoices come from', () => {
  it('an Odoo invoice is recognised, and the item says so', async () => {
    const { outputs } = await run({}, [{ json: ODOO }]);
    const found = dunning(outputs[0]?.[0]);
    expect(found.source).toBe('Odoo');
    expect(found.debt?.balance).toMatchObject({ currency: 'MXN', minor: 115050 });
  });

  it('what a reader had to leave out stands on the item', async () => {
    const { outputs } = await run({}, [row({ Email: 'not an address' })]);
    expect(dunning(outputs[0]?.[0]).warnings).toEqual([expect.stringMatching(/email.*This is not an e-mail address/i)]);
  });

  it('the address that stands beside a CFDI is the customer’s; what the CFDI says itself goes first', async () => {
    const item = { xml: CFDI_PPD, rfc: 'URE180429TM6', Email: 'pagos@ure.example', Customer: 'Somebody else' };
    const { outputs } = await run({ asOf: '2026-06-10' }, [
      { json: item },
      { json: { xml: CFDI_PPD.replaceAll('101', '102') } },
    ]);
    const customers = outputs.flat().map((one) => (one?.json.dunning as DunningData).debt?.customer);
    expect(customers[0]).toMatchObject({ email: 'pagos@ure.example', taxId: 'URE180429TM6' });
    expect(customers[0]?.name).toMatch(/UNIVERSIDAD/);
  });

  it('a row whose text merely starts like XML is still a row, and a CFDI beside a note in HTML is still a CFDI', async () => {
    const html = '<div class="tax-break-up">IVA</div>';
    const { outputs } = await run({ asOf: '2026-11-23' }, [
      row({ Customer: '<script>alert(1)</script>' }),
      { json: { terms: html, ...ODOO } },
      { json: { note: html, xml: CFDI_PPD } },
    ]);
    const read = outputs.flat().filter((one) => dunning(one).source);
    expect(read.map((one) => dunning(one).source).sort()).toEqual([
      'CFDI 4.0 (Mexico)',
      'Odoo',
      'Rows of a sheet, CSV or database',
    ]);
    const odoo = await run({ asOf: '2026-11-23', source: 'odoo' }, [{ json: { terms: html, ...ODOO } }]);
    expect(dunning(odoo.outputs.flat()[0]).source).toBe('Odoo');
  });

  it('an empty file beside good ones stops only itself; alone it says what is missing', async () => {
    const empty = { json: { xml: '', rfc: '', fileName: 'vacio.xml' } };
    const { outputs } = await run({ asOf: '2026-06-10' }, [empty, { json: { xml: CFDI_PPD } }]);
    expect(outputs.flat().filter((one) => dunning(one).source)).toHaveLength(1);
    expect(outputs[3]?.map(({ json }) => [json.fileName, String(json.error)])).toEqual([
      ['vacio.xml', expect.stringMatching(/Invoice Number/)],
    ]);
    const alone = await run({ asOf: '2026-06-10' }, [empty]);
    expect(alone.error?.message).toMatch(/^Invoice Number: found nothing/);
  });

  it('a CFDI as XML text is read; XML that is no invoice goes to review', async () => {
    const xml = CFDI_PPD;
    const { outputs } = await run({ asOf: '2026-06-10' }, [{ json: { xml } }, { json: { xml: '<note>hello</note>' } }]);
    const read = outputs.flat().find((item) => dunning(item).source);
    expect(dunning(read).source).toMatch(/CFDI/);
    expect(outputs[3]?.some(({ json }) => /no e-invoice that is known/.test(String(json.error)))).toBe(true);
  });
});

describe('policies per invoice and per kind of payer', () => {
  it('an invoice can name its policy; one that names an unknown one goes to review', async () => {
    const items = [
      row({ Policy: 'consumer_gentle' }),
      row({ 'Invoice Number': 'F-2', Policy: 'nonsense' }),
      row({ 'Invoice Number': 'F-3' }),
    ];
    const { outputs } = await run({}, items);
    const policies = outputs.flat().map((item) => dunning(item).stage?.policyId);
    expect(policies.filter(Boolean).sort()).toEqual(['b2b_standard', 'consumer_gentle']);
    expect(outputs[3]?.map(({ json }) => json['Invoice Number'])).toEqual(['F-2']);
    expect(outputs[3]?.[0]?.json.error).toMatch(/nonsense/);
  });

  it('a new customer follows the policy for new ones, and the item says why', async () => {
    const { outputs } = await run({ segmentPolicies: { kind: [{ segment: 'new', policy: 'b2b_strict' }] } }, [row()]);
    const { stage } = dunning(outputs.flat()[0]);
    expect(stage?.policyId).toBe('b2b_strict');
    expect(stage?.segment).toMatchObject({ key: 'new', factors: expect.any(Array) });
  });

  it('interest from the panel stands on a line of its own beside the principal', async () => {
    const charges = { interest: [{ annualPercent: '36.5', dayCount: 'actual/365', afterDays: 0 }] };
    const { outputs } = await run({ charges }, [row({ Amount: '1000.00' })]);
    const { split } = dunning(outputs[0]?.[0]).stage ?? {};
    // 1000.00 at 0.1 % a day for four days.
    expect(split).toMatchObject({ principal: { minor: 100000 }, fees: { minor: 0 }, interest: { minor: 400 } });
  });

  it('a fixed fee and a percentage from the panel', async () => {
    const charges = { fee: [{ afterDays: 3, amount: '150.00', currency: 'MXN', percent: '2' }] };
    const { outputs } = await run({ charges }, [row({ Amount: '1000.00' })]);
    expect(dunning(outputs[0]?.[0]).stage?.split).toMatchObject({ fees: { minor: 17000 } });
  });

  describe('rules of the panel', () => {
    const credit = () => row({ 'Invoice Number': 'NC-1', 'Document Type': 'credit note', Amount: '400.00' });
    const owed = () => row({ 'Invoice Number': 'F-1', 'Document Type': 'invoice', Amount: '1000.00' });

    it.each([
      [{}, '1000.00'],
      [{ netCredits: true }, '600.00'],
    ])('loose credit notes with %j leave %s', async (rules, amount) => {
      const { outputs } = await run({ rules }, [owed(), credit()]);
      expect(dunning(outputs[0]?.[0]).stage?.amountDue.decimal).toBe(amount);
    });

    it.each([
      [{}, 'broken'],
      [{ promiseGraceDays: 5 }, 'pending'],
    ])('a promise of two days ago with %j is %s', async (rules, status) => {
      const { outputs } = await run({ rules }, [row({ 'Promise Date': '2026-03-08' })]);
      expect(dunning(outputs.flat()[0]).stage?.promise?.status).toBe(status);
    });
  });

  describe('interest set by law', () => {
    const statutory = [{ rate: 'eu-business', afterDays: 0 }];
    const euros = (dueDate: string) => [row({ Amount: '1000.00', Currency: 'EUR', 'Due Date': dueDate })];

    it('is worked out from the rate in force, and names the law', async () => {
      const { outputs } = await run({ charges: { statutory } }, euros('2026-03-06'));
      const { split } = dunning(outputs[0]?.[0]).stage ?? {};
      // 1000.00 at 2.15 % plus 8 points for four of 365 days: 1.112.
      expect(split).toMatchObject({
        interest: { minor: 111 },
        lines: [{ detail: expect.stringContaining('2011/7/EU') as string }],
      });
      expect(dunning(outputs[0]?.[0]).warnings).toBeUndefined();
    });

    it('where the rate is not known the invoice is pursued without it, and the item says so', async () => {
      const { outputs } = await run({ charges: { statutory }, asOf: '2027-03-10' }, euros('2027-03-06'));
      const { stage, warnings } = dunning(outputs[0]?.[0]);
      expect(stage?.amountDue.decimal).toBe('1000.00');
      expect(stage?.split?.unknown).toMatch(/2027/);
      expect(warnings).toEqual([expect.stringMatching(/^Late Fees and Interest: .*European Central Bank/)]);
    });

    it('takes the reference rate that the user looked up', async () => {
      const referenceRate = [{ from: '2027-01-01', until: '2027-06-30', percent: '2.00' }];
      const { outputs } = await run({ charges: { statutory, referenceRate }, asOf: '2027-03-10' }, euros('2027-03-06'));
      // 10 % for four of 365 days: 1.0959.
      expect(dunning(outputs[0]?.[0]).stage?.split).toMatchObject({ interest: { minor: 110 } });
    });

    it.each([
      [
        'both an agreed and a statutory one',
        { interest: [{ annualPercent: '12', dayCount: 'actual/365', afterDays: 0 }] },
        /Interest/,
      ],
      [
        'a date that is none',
        { referenceRate: [{ from: '01/2027', until: '2027-06-30', percent: '2' }] },
        /referenceRates\[0\]\.from/,
      ],
      [
        'an end before the beginning',
        { referenceRate: [{ from: '2027-06-30', until: '2027-01-01', percent: '2' }] },
        /until/,
      ],
      ['a law of another version', { statutory: [{ rate: 'moon-law', afterDays: 0 }] }, /moon-law/],
    ])('refuses %s', async (_name, wrong, message) => {
      const { error } = await run({ charges: { statutory, ...wrong } }, euros('2026-03-06'));
      expect(error?.message).toMatch(message);
    });
  });
});
