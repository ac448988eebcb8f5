import type { INodeExecutionData } from 'n8n-workflow';

import { ComplianceGate } from '../../nodes/ComplianceGate/ComplianceGate.node';
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

describe('the gate’s panel in n8n’s engine', () => {
  it('judges at a moment that is given, and at the first one it names it allows', async () => {
    const { outputs } = await gate({ moment: 'fixed', at: '2026-03-10T03:00:00-06:00' });
    const next = dunning(outputs[1]?.[0]).verdict?.nextAllowedAt;
    expect(next).toMatch(/^2026-03-10T/);
    const later = await gate({ moment: 'fixed', at: next });
    expect(later.outputs.map((items) => items.length)).toEqual([1, 0, 0]);
  });

  it('keeps the days and hours of the house', async () => {
    const blackouts = { days: [{ from: '2026-03-09', until: '2026-03-11', reason: 'Inventory' }] };
    const closed = await gate({ options: { blackouts } });
    expect(dunning(closed.outputs[1]?.[0]).verdict?.nextAllowedAt).toMatch(/^2026-03-12T/);
    const hours = { hours: [{ days: ['fri'], from: '11:00', to: '12:00' }] };
    const friday = await gate({ options: { hours } });
    expect(dunning(friday.outputs[1]?.[0]).verdict?.nextAllowedAt).toBe('2026-03-13T11:00:00-06:00');
  });

  it('refuses hours and days that are none, in words', async () => {
    const hours = { hours: [{ days: ['fri'], from: '9', to: '12:00' }] };
    expect((await gate({ options: { hours } })).error?.message).toMatch(/^Own Contact Hours: From: found “9”/);
    const blackouts = { days: [{ from: 'Christmas' }] };
    expect((await gate({ options: { blackouts } })).error?.message).toMatch(/Christmas.*is not a date/);
  });

  it('does not set a rule aside without a reason', async () => {
    const loosenings = { rule: [{ ruleId: 'anything', reason: '' }] };
    expect((await gate({ options: { loosenings } })).error?.message).toMatch(/Reason/);
  });

  it.each([
    ['en', /legal advice/i],
    ['es', /asesor/i],
    ['pt', /jur[ií]dic/i],
  ])('explains a verdict in %s, with the notice', async (language, notice) => {
    const checked = await gate({});
    const { outputs } = await gate({ operation: 'explain', language }, checked.outputs.flat());
    const { explanation = '' } = dunning(outputs[0]?.[0]);
    expect(explanation.length).toBeGreaterThan(100);
    expect(explanation).toMatch(notice);
  });
});
