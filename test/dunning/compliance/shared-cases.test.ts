import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { runCase } from '../../../scripts/check-compliance';
import type { ComplianceCase } from '../../../scripts/compliance/case-format';

const FILE = path.resolve(__dirname, '../../../../shared/facts/compliance-cases.json');

const base: ComplianceCase = {
  id: 'a case',
  jurisdiction: 'CO',
  region: null,
  profile: 'statute',
  channel: 'voice',
  partyType: 'third_party',
  debtorType: 'consumer',
  recipientRole: 'debtor',
  localDateTime: '2026-11-29T10:00:00-05:00',
  zone: 'America/Bogota',
  priorContacts: [],
  consent: { voice: true },
  content: null,
  flags: null,
  expected: 'defer',
  nextAllowed: '2026-11-30T07:00:00-05:00',
  reason: 'SUNDAY',
  certainty: 'high',
};

describe('the checker of case files', () => {
  it('passes a case whose decision and next instant are met', () => {
    expect(runCase(base)).toMatchObject({ outcome: 'passed' });
  });

  it('fails a case with another decision, and says what was found', () => {
    const result = runCase({ ...base, expected: 'allow', nextAllowed: undefined });
    expect(result).toMatchObject({ outcome: 'failed', expected: 'allow', found: 'defer' });
    expect(result.why).toMatch(/SUNDAY \(co-hours\)/);
  });

  it('fails a case with another next instant, in whatever offset it is written', () => {
    expect(runCase({ ...base, nextAllowed: '2026-11-30T12:00:00Z' }).outcome).toBe('passed');
    expect(runCase({ ...base, nextAllowed: '2026-11-30T12:01:00Z' }).outcome).toBe('failed');
  });

  it('counts a miss of low certainty as skipped', () => {
    expect(runCase({ ...base, expected: 'block', certainty: 'low' }).outcome).toBe('skipped');
  });
});

const shared = existsSync(FILE) ? describe : describe.skip;

shared('the shared compliance cases', () => {
  const cases = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as ComplianceCase[]) : [];

  it.each(cases.map((given) => [given.id, given] as const))('%s', (_, given) => {
    const { outcome, expected, found } = runCase(given);
    expect(outcome === 'skipped' ? expected : found).toBe(expected);
  });
});
