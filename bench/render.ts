import { execFileSync } from 'node:child_process';
import path from 'node:path';

import type { Figure } from './figure';
import { median } from './figure';
import { mails } from './mails';

const MESSAGES = 20_000;
const ROUNDS = 7;
const MIB = 1024 * 1024;
/** What the heap may differ by between the first tenth of 200,000 mails and the last. */
const FLAT_MIB = 4;

/**
 * 20,000 mails (HTML, text, subject) with everything the node adds, against the same templates called in a bare loop over ready
 * contexts, as Handlebars runs them and as they are worked out beforehand; and what memory 200,000 leave behind.
 */
export async function run(): Promise<Figure[]> {
  const { ours, handlebars, planned } = mails(MESSAGES);
  const ways = { ours, handlebars, planned };
  const names = ['ours', 'handlebars', 'planned'] as const;
  const rounds = { ours: [] as number[], handlebars: [] as number[], planned: [] as number[] };
  for (const name of names) microseconds(ways[name]);
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) rounds[name].push(microseconds(ways[name]));
  }
  const [our, bare, plan] = names.map((name) => median(rounds[name])) as [number, number, number];
  const rate = (one: number) => Math.round(1e6 / one);
  const held = memory();
  const [first = NaN] = held;
  const last = held.at(-1) ?? NaN;
  if (!(last - first < FLAT_MIB * MIB)) process.exitCode = 1;

  return [
    {
      name: 'mails rendered (HTML, text, subject)',
      value: 1e6 / our,
      unit: '1/s',
      against: `the same templates bare in Handlebars, ${rate(bare)}/s`,
      ratio: bare / our,
    },
    {
      name: 'the same',
      value: 1e6 / our,
      unit: '1/s',
      against: `the same templates bare, worked out beforehand, ${rate(plan)}/s`,
      ratio: plan / our,
    },
    { name: '20,000 mails, without n8n', value: (our * MESSAGES) / 1e6, unit: 's' },
    { name: 'heap after 20,000 mails, garbage collected', value: first / MIB, unit: 'MiB' },
    {
      name: 'heap after 200,000 mails, garbage collected',
      value: last / MIB,
      unit: 'MiB',
      against: `that; flat means below ${FLAT_MIB} MiB more`,
      ratio: last / first,
    },
    { name: 'characters of one mail', value: ours(1), unit: 'characters' },
  ];
}

/** CPU time of this thread for one mail: what else runs on the machine counts less than by the clock. */
function microseconds(write: (index: number) => number): number {
  const start = process.threadCpuUsage();
  for (let index = 0; index < MESSAGES; index += 1) write(index);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / MESSAGES;
}

/** Heap in use after each tenth of 200,000 mails, measured in a process of its own with the garbage collector at hand. */
function memory(): number[] {
  const file = path.join(__dirname, 'render-memory.cjs');
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', file], { encoding: 'utf8' })) as number[];
}
