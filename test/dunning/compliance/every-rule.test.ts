import { BUILT_IN_PACKS } from '../../../dunning/compliance/packs/index';
import { judge } from './helpers';
import { LIFTING_CASES, LOCATION_CASES, RULE_CASES } from './rule-cases';

const ids = BUILT_IN_PACKS.flatMap((pack) => pack.rules.map((rule) => rule.id));
const tried = { ...RULE_CASES, ...LIFTING_CASES, ...LOCATION_CASES };

describe('every rule of every pack', () => {
  it('has a situation that it decides', () => {
    expect(ids.filter((id) => !(id in tried))).toEqual([]);
  });

  it('is the rule of a pack: no situation is left over from one that is gone', () => {
    expect(Object.keys(tried).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(Object.keys(RULE_CASES))('%s refuses what it is about', (id) => {
    const { refused } = RULE_CASES[id] as (typeof RULE_CASES)[string];
    const verdict = judge(refused);
    expect(verdict.decision).not.toBe('allow');
    expect(verdict.refusedBy).toContain(id);
    expect(verdict.passed).not.toContain(id);
  });

  it.each(Object.keys(RULE_CASES))('%s lets the nearest other case pass', (id) => {
    const { passed } = RULE_CASES[id] as (typeof RULE_CASES)[string];
    expect(judge(passed).refusedBy ?? []).not.toContain(id);
  });

  it.each(Object.keys(LIFTING_CASES))('%s frees what it is about, and nothing else', (id) => {
    const { freed, refusedWithout } = LIFTING_CASES[id] as (typeof LIFTING_CASES)[string];
    const verdict = judge(freed);
    expect(verdict.decision).toBe('allow');
    expect(verdict.passed).toContain(id);
    expect(judge(refusedWithout).decision).not.toBe('allow');
  });

  it.each(Object.keys(LOCATION_CASES))('%s asks for every place to be open', (id) => {
    const { refused, passed } = LOCATION_CASES[id] as (typeof LOCATION_CASES)[string];
    expect(judge(refused)).toMatchObject({ decision: 'defer', nextAllowedAt: '2026-11-26T11:00:00-05:00' });
    expect(judge(passed).decision).toBe('allow');
  });
});
