import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { gate } from '../dunning/compliance/gate';
import { plainWord } from '../dunning/compliance/fact-words';
import { readCase, type ComplianceCase } from './compliance/case-format';
import { first } from './compliance/case-values';

/**
 * Runs a file of dated contact situations through the gate: `npm run check:compliance -- FILE`. Without a file it takes
 * the shared one beside the repository, and says so when that is missing. Cases whose own certainty is low are judged and
 * shown, but a miss among them does not fail the check.
 */
const SHARED = path.resolve(__dirname, '..', '..', 'shared', 'facts', 'compliance-cases.json');

export interface CaseResult {
  id: string;
  outcome: 'passed' | 'failed' | 'skipped';
  expected: string;
  found: string;
  why: string;
  /** Fields of the case that were not understood, and so had no part in the verdict. */
  unread?: string[];
}

const DECISIONS: ReadonlyArray<readonly [RegExp, ComplianceCase['expected']]> = [
  [/^(?:allow|permit|ok|send)/, 'allow'],
  [/^(?:defer|difer|adia|wait|postpon|aplaz|posterg)/, 'defer'],
  [/^(?:block|bloq|den|refus|forbid|prohib)/, 'block'],
];

const when = (iso: string | null | undefined): string => (iso ? ` until ${new Date(iso).toISOString()}` : '');

/** Judges one case and compares decision and next instant. */
export function runCase(given: ComplianceCase): CaseResult {
  const { settings, input, unread } = readCase(given);
  const verdict = gate(input, settings);
  const wanted = first(DECISIONS, plainWord(given.expected)) ?? given.expected;
  const compareInstant = wanted === 'defer' && given.nextAllowed !== undefined;
  const expected = `${wanted}${compareInstant ? when(given.nextAllowed) : ''}`;
  const found = `${verdict.decision}${compareInstant ? when(verdict.nextAllowedAt) : ''}`;
  const why = `${verdict.reasonCode} (${verdict.rule?.id ?? 'no rule'}); the case says ${given.reason}`;
  const missed = given.certainty === 'low' ? 'skipped' : 'failed';
  return { id: given.id, outcome: found === expected ? 'passed' : missed, expected, found, why, unread };
}

function main(file: string): number {
  if (!existsSync(file)) {
    process.stdout.write(`No file at ${file}: nothing was checked.\n0 passed, 0 failed, 0 skipped\n`);
    return file === SHARED ? 0 : 1;
  }
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as ComplianceCase[] | { cases: ComplianceCase[] };
  const results = (Array.isArray(parsed) ? parsed : parsed.cases).map((given) => {
    try {
      return runCase(given);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return {
        id: given.id,
        outcome: 'failed' as const,
        expected: given.expected,
        found,
        why: 'cannot be read',
        unread: [],
      };
    }
  });
  for (const { id, outcome, expected, found, why } of results) {
    if (outcome === 'passed') continue;
    const label = outcome === 'skipped' ? 'SKIPPED (low certainty)' : 'FAILED';
    process.stdout.write(`${label} ${id}\n  expected ${expected}\n  found    ${found}: ${why}\n`);
  }
  reportUnread(results);
  const count = (outcome: CaseResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
  return count('failed') === 0 ? 0 : 1;
}

/** Says which fields had no part in the verdicts, and in which cases. */
function reportUnread(results: readonly CaseResult[]): void {
  const cases = new Map<string, string[]>();
  for (const { id, unread = [] } of results) {
    for (const name of unread) cases.set(name, [...(cases.get(name) ?? []), id]);
  }
  for (const [name, ids] of cases) process.stdout.write(`NOT UNDERSTOOD ${name}: in ${ids.join(', ')}\n`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) {
  process.exitCode = main(path.resolve(process.argv[2] ?? SHARED));
}
