import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { DunningData } from '../../dunning/item';
import { MANUAL_TRIGGER } from '../../scripts/demo/cadence';
import { Inbox } from '../../scripts/demo/inbox';
import type { Step } from '../../scripts/demo/inbox';
import { itemsOf } from '../../scripts/host/n8n-types';
import type { Execution } from '../../scripts/host/n8n-types';
import { generateBook } from '../../scripts/sample-book/book';
import { ageLedger } from '../harness/age-ledger';
import { CadenceBench } from './cadence-bench';
import type { Imported } from './cadence-bench';

const AS_OF = '2026-11-23';
/** Longer than any claim's lease. */
const HOUR = 3_600_000;

/** Where n8n is killed: at which step of which conversation with the mail server, counted within the run. */
const POINTS: Array<[Step, number]> = [
  ['connected', 1],
  ['sender', 1],
  ['received', 1],
  ['answered', 1],
  ['recipient', 7],
  ['received', 12],
  ['answered', 19],
  ['sender', 25],
  ['received', 33],
  ['answered', 40],
];

/** Half of the sample book: enough mails to be killed among, and quick to run thirty times. */
const BOOK = generateBook(1, AS_OF).split('\n').slice(0, 1001).join('\n');

const dunningOf = ({ json }: { json: Record<string, unknown> }) => (json.dunning ?? {}) as DunningData;

describe('n8n killed in the middle of sending, then run again', () => {
  let folder: string;
  let inbox: Inbox;
  let bench: CadenceBench;
  let onStep: ((step: Step) => void) | undefined;
  /** Contact key -> debt, of a run that nobody disturbed. */
  const everybody = new Map<string, string>();

  /** Starts n8n on what the killed one left. */
  const startAgain = async () => {
    bench = await CadenceBench.start({ userFolder: folder }, inbox);
  };

  const keysIn = (from: number) =>
    inbox.mails.slice(from).map(({ parsed }) => {
      const key = [...everybody.keys()].find((candidate) => parsed.messageId?.includes(candidate));
      if (key === undefined)
        throw new Error(`The inbox has a mail that the undisturbed run did not: ${parsed.messageId}`);
      return key;
    });

  /** Keys of the contacts that the run says are uncertain, wherever it says so. */
  const uncertainIn = (execution: Execution): string[] => {
    const nodes = Object.keys(execution.data.resultData.runData);
    const debts = nodes
      .flatMap((node) => itemsOf(execution, node))
      .map(dunningOf)
      .filter(
        ({ stage, contact }) =>
          stage?.reasonCode.includes('uncertain') ||
          (contact?.decision === 'skip' && contact.reasonCode === 'uncertain'),
      )
      .map(({ debt }) => debt?.id);
    return [...everybody].filter(([, debt]) => debts.includes(debt)).map(([key]) => key);
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'n8n-crash-'));
    inbox = await Inbox.start({ journal: path.join(folder, 'inbox.jsonl'), onStep: (step) => onStep?.(step) });
    await startAgain();
    const workflow = await bench.prepare({ name: 'undisturbed', csv: BOOK, asOf: AS_OF });
    const { execution } = await bench.run(workflow);
    for (const { debt, contact } of itemsOf(execution, 'Send the e-mail').map(dunningOf)) {
      if (debt && contact) everybody.set(contact.key, debt.id);
    }
  });

  afterAll(async () => {
    await bench?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the workflow and kills n8n with SIGKILL at the very step, before the mail server says another word. */
  const killAt = async (workflow: Imported, step: Step, count: number) => {
    const { promise: killed, resolve, reject } = Promise.withResolvers<void>();
    const n8n = bench.n8n.process;
    let seen = 0;
    onStep = (now) => {
      if (now === step) seen += 1;
      if (seen !== count) return;
      onStep = undefined;
      n8n.signal('SIGKILL');
      resolve();
    };
    // n8n may die before it has answered this call; only a run that never got to that step is a failure.
    bench.n8n.client
      .startRun(workflow.id, MANUAL_TRIGGER)
      .catch((error: unknown) => (seen < count ? reject(error) : resolve()));
    await killed;
    await n8n.kill();
  };

  it('has enough mails to be killed among', () => {
    expect(everybody.size).toBeGreaterThan(45);
  });

  it.each(POINTS)('at “%s” number %i: nobody is written to twice, and nobody is lost', async (step, count) => {
    const before = inbox.mails.length;
    const workflow = await bench.prepare({ name: `killed-${step}-${count}`, csv: BOOK, asOf: AS_OF });
    await killAt(workflow, step, count);
    const left = inbox.mails.length - before;
    expect(left).toBeLessThan(everybody.size);

    ageLedger(bench.ledgerFile(workflow.name), HOUR);
    await startAgain();
    const { execution } = await bench.run(workflow);
    const arrived = keysIn(before);
    const uncertain = uncertainIn(execution);
    process.stdout.write(
      `killed at ${step} ${count}: ${left} mails before, ${arrived.length} of ${everybody.size} after, uncertain ${uncertain.length}\n`,
    );
    expect(new Set(arrived).size).toBe(arrived.length);
    expect(new Set([...arrived, ...uncertain])).toEqual(new Set(everybody.keys()));
    // At most what was in the air on the three connections is uncertain.
    expect(uncertain.length).toBeLessThanOrEqual(3);

    const third = await bench.run(workflow);
    expect(third.figures.claimed).toBe(0);
    expect(inbox.mails.length - before).toBe(arrived.length);
  });
});
