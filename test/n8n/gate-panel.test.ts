import { readFileSync } from 'node:fs';
import path from 'node:path';

import { tryToParseDateTime, type INodeExecutionData } from 'n8n-workflow';

import { REFERENCES } from '../../dunning/compliance/interest';
import { BUILT_IN_PACKS } from '../../dunning/compliance/packs/index';
import { ComplianceGate } from '../../nodes/ComplianceGate/ComplianceGate.node';
import { platforms, rates, READINGS } from '../../nodes/ComplianceGate/options/law';
import { runNode } from '../harness/engine';
import { dunning, row, run as runChain, temporaryLedger } from './cadence';

let ledger: ReturnType<typeof temporaryLedger>;
let written: INodeExecutionData[];
beforeEach(async () => {
  ledger = temporaryLedger();
  const { output } = await runChain([row({ 'Customer Type': 'consumer' })], { ledgerFile: ledger.file });
  written = output('Render', 0);
});
afterEach(() => ledger.remove());

const gate = (parameters: Record<string, unknown>, items = written) =>
  runNode(new ComplianceGate(), parameters as never, { items });
const verdict = async (options: object, items = written) => {
  const { outputs, error } = await gate({ options }, items);
  if (error) throw error;
  return dunning(outputs.flat()[0]).verdict;
};
const withFacts = (facts: unknown, more: object = {}) =>
  written.map((item) => ({ ...item, json: { ...item.json, facts, ...more } })) as INodeExecutionData[];

describe('the panel offers what the packs hold', () => {
  it('every reading of every rule, and no other', () => {
    const offered = READINGS.map(({ value }) => value);
    const known = BUILT_IN_PACKS.flatMap(({ rules }) =>
      rules.flatMap(({ id, readings }) => Object.keys(readings ?? {}).map((name) => `${id}=${name}`)),
    );
    // Two names for one reading are offered once.
    const same = new Set(['cl-phone-visit=conservative', 'cl-remote=conservative']);
    expect([...offered].sort()).toEqual(known.filter((choice) => !same.has(choice)).sort());
  });

  it('every platform', () => {
    const known = BUILT_IN_PACKS.filter(({ kind }) => kind === 'platform').map(({ id }) => id);
    expect([...(platforms.default as string[])].sort()).toEqual(known.sort());
  });

  it('every reference rate', () => {
    const offered = JSON.stringify(rates.options);
    expect(REFERENCES.filter(({ id }) => !offered.includes(`"value":"${id}"`))).toEqual([]);
  });
});

describe('the gate’s further settings in n8n’s engine', () => {
  it('says which reading was followed', async () => {
    const customer = {
      ...dunning(written[0]).debt?.customer,
      country: 'CO',
      region: 'CO-DC',
      timeZone: 'America/Bogota',
    };
    const there = written.map((item) => {
      const data = dunning(item);
      return { ...item, json: { ...item.json, dunning: { ...data, debt: { ...data.debt, customer } } } };
    }) as unknown as INodeExecutionData[];
    const read = await verdict({ readings: ['co-day=statute'] }, there);
    expect(read?.readings).toContainEqual({ ruleId: 'co-day', reading: 'statute' });
    expect((await verdict({}, there))?.readings).toContainEqual({ ruleId: 'co-day', reading: 'conservative' });
    const both = await gate({ options: { readings: ['co-day=statute', 'co-day=conservative'] } });
    expect(both.error?.message).toMatch(/^How to Read Unclear Rules: .*reads the rule co-day in two ways/);
  });

  it('keeps the rules of the platforms that are chosen', async () => {
    const items = withFacts({ senderAuthenticated: false });
    const all = await verdict({ factsField: 'facts' }, items);
    expect(all?.refusedBy).toContain('bulk-email-authenticated');
    const none = await verdict({ factsField: 'facts', platforms: [] }, items);
    expect(none?.refusedBy ?? []).not.toContain('bulk-email-authenticated');
  });

  it('hands on who we are and what business the creditor is in', async () => {
    const about = { sector: 'bank', address: 'Av. Juárez 1', taxId: 'PNO010101AAA', phone: '+525512345678' };
    expect((await verdict({ sender: { about } }))?.inputs?.['sector']).toBe('bank');
    expect((await verdict({ sender: { about: { sector: '' } } }))?.inputs?.['sector']).toBeNull();
  });

  it('keeps own limits, hours of several lines and JSON together', async () => {
    const hours = {
      hours: [
        { days: ['fri'], from: '11:00', to: '12:00' },
        { days: ['fri'], from: '16:00', to: '17:00' },
      ],
    };
    const houseJson = '{ "blackouts": [{ "from": "2026-03-13" }] }';
    expect((await verdict({ hours, houseJson }))?.nextAllowedAt).toBe('2026-03-20T11:00:00-06:00');
    const limits = { limit: [{ max: 1, per: '7', channels: ['email'] }] };
    const twice = [...written, ...written];
    const { outputs } = await gate({ options: { limits } }, twice);
    expect(outputs.map((items) => items.length)).toEqual([1, 1, 0]);
    expect(dunning(outputs[1]?.[0]).verdict?.rule?.id).toBe('house-cap-1');
  });

  it('blocks where an agreement or a part of the text is missing that the house asks for', async () => {
    expect((await verdict({ consentNeeded: ['email'] }))?.refusedBy).toContain('house-consent');
    expect((await verdict({ requiredContent: ['privacy_notice'] }))?.refusedBy).toContain('house-content');
  });

  it('records a rule set aside and why; a misspelled one is refused', async () => {
    const reason = 'Advice of our lawyers of 3 March';
    const aside = (ruleId: string) => ({ loosenings: { rule: [{ ruleId, reason }] } });
    const items = withFacts({ disputed: 'sí' });
    expect((await verdict({ factsField: 'facts' }, items))?.decision).toBe('block');
    const loosened = await verdict({ factsField: 'facts', ...aside('policy-dispute') }, items);
    expect(loosened).toMatchObject({ decision: 'allow', loosened: [{ ruleId: 'policy-dispute', reason }] });
    expect((await gate({ options: aside('policy-disputes') })).error?.message).toMatch(
      /policy-disputes.*is not the id of a rule/,
    );
  });

  it('refuses what would have no effect: an unknown fact, an unknown house rule, a rate that is none', async () => {
    const facts = await gate({ options: { factsField: 'facts' } }, withFacts({ bankrupcy: true }));
    expect(facts.error?.message).toMatch(/facts\.bankrupcy.*is not a fact that the gate knows/);
    const doubt = await gate({ options: { factsField: 'facts' } }, withFacts({ disputed: 'perhaps' }));
    expect(doubt.error?.message).toMatch(/facts\.disputed: found “perhaps”, which is neither yes nor no/);
    expect((await gate({ options: { houseJson: '{"cap":1}' } })).error?.message).toMatch(
      /found “cap”.*is not a house rule/,
    );
    const rate = { reference: 'co-ibc', from: '2026-11-01', until: '2026-11-30', percent: 'high' };
    expect((await gate({ options: { rates: { rate: [rate] } } })).error?.message).toMatch(
      /Percent a Year: found “high”/,
    );
  });

  it('takes the pack of the documentation as it stands there', async () => {
    const page = readFileSync(path.resolve(__dirname, '../../docs/packs.md'), 'utf8');
    const json = page
      .split('```json')
      .slice(1)
      .map((part) => part.split('```')[0] as string);
    const packsJson = json.find((text) => text.includes('our-mexico')) as string;
    const houseJson = json.find((text) => text.includes('minimumMinutesBetween')) as string;
    expect(JSON.parse(packsJson)).toMatchObject({ id: 'our-mexico' });
    expect((await verdict({ packsJson }))?.decision).toBe('allow');
    expect((await verdict({ houseJson }))?.refusedBy).toBeUndefined();
  });

  it('hands n8n’s Wait node the moment to wait for: the earliest opening first, in a form that it reads', async () => {
    const zone = (timeZone: string) =>
      written.map((item) => {
        const data = dunning(item);
        const customer = { ...data.debt?.customer, id: timeZone, timeZone };
        return { ...item, json: { ...item.json, dunning: { ...data, debt: { ...data.debt, customer } } } };
      }) as unknown as INodeExecutionData[];
    // Night from Tijuana to Cancún; the east opens first.
    const items = ['America/Tijuana', 'America/Cancun', 'America/Mexico_City'].flatMap(zone);
    const { outputs } = await gate({ moment: 'fixed', at: '2026-03-10T03:00:00-06:00' }, items);
    const openings = (outputs[1] ?? []).map((item) => dunning(item).verdict?.nextAllowedAt ?? '');
    expect(openings).toEqual(['2026-03-10T07:00:00-05:00', '2026-03-10T07:00:00-06:00', '2026-03-10T07:00:00-07:00']);
    // What the Wait node does with the text, and what it then waits for.
    const waitTill = tryToParseDateTime(openings[0], 'Europe/Madrid').toUTC().toJSDate();
    expect(waitTill.toISOString()).toBe('2026-03-10T12:00:00.000Z');
    expect((outputs[1] ?? []).map(({ pairedItem }) => pairedItem)).toEqual([1, 2, 0].map((item) => ({ item })));
  });
});
