import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../host/host';
import { OWNER } from '../host/n8n-client';
import { figuresOf } from './figures';
import { ensureBuilt, ensureHost } from './prepare';
import { report, secondReport } from './report';
import { DemoStage } from './run';

/** The day that the sample book is generated for; the demo replays it whatever today is. */
const SAMPLE_DAY = '2026-11-23';

const USAGE = `npm run demo                                   the sample book, run twice
npm run demo -- --csv FILE --as-of YYYY-MM-DD  your own invoices as of a day
npm start                                      the same, and n8n stays open in your browser`;

interface Options {
  csv?: string;
  asOf: string;
  seed: number;
  stay: boolean;
}

class UsageError extends Error {}

function options(): Options {
  const { values } = parse();
  if (values.help) throw new UsageError('');
  const { csv, seed = '1', stay = false } = values;
  const asOf = values['as-of'] ?? SAMPLE_DAY;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new UsageError(`“${asOf}” is not a date; write it as 2026-11-23.`);
  if (csv !== undefined && values['as-of'] === undefined) {
    throw new UsageError('Say as of which day your file is to be read: --as-of YYYY-MM-DD');
  }
  if (csv !== undefined && !existsSync(csv)) throw new UsageError(`There is no file ${csv}`);
  if (!/^\d+$/.test(seed)) throw new UsageError(`“${seed}” is not a whole number`);
  return { ...(csv === undefined ? {} : { csv: path.resolve(csv) }), asOf, seed: Number(seed), stay };
}

function parse() {
  try {
    return parseArgs({
      options: {
        csv: { type: 'string' },
        'as-of': { type: 'string' },
        seed: { type: 'string' },
        stay: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { csv, asOf, seed, stay } = options();
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

  await ensureHost();
  if (await ensureBuilt()) say(`The package is built (${elapsed()}).`);
  const stage = await DemoStage.set({
    folder: path.join(ROOT, '.demo'),
    asOf,
    seed,
    ...(csv === undefined ? {} : { csv }),
  });
  const end = endings(stage);
  try {
    say(`A real n8n and a mail inbox are running on this machine (${elapsed()}). No mail leaves it.\n`);
    say(`═══ First run, as of ${asOf} ═══\n`);
    const first = await stage.run();
    const mails = stage.inbox.mails.length;
    say(report(figuresOf(stage.workflow, first), mails));

    say('\n═══ The same run once more ═══\n');
    const second = await stage.run();
    say(secondReport(figuresOf(stage.workflow, second), mails, stage.inbox.mails.length));
    say(`\nDone in ${elapsed()}.`);

    if (stay) {
      say(
        [
          '',
          `The finished run   ${stage.executionUrl(first)}`,
          `The workflow       ${stage.n8n.url}/workflow/${stage.workflow.id}`,
          `The inbox          ${stage.inbox.url}`,
          `Sign in with       ${OWNER.email}   password ${OWNER.password}`,
          '',
          'It all stays up until you press Ctrl+C.',
        ].join('\n'),
      );
      await end.asked;
    }
  } finally {
    await stage.stop();
    end.forget();
  }
}

/** Ctrl+C and `kill` end n8n too, which runs in a process group of its own. */
function endings(stage: DemoStage) {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  let stopping = false;
  const onSignal = () => {
    if (stopping) stage.n8n.signal('SIGKILL');
    stopping = true;
    stage.n8n.signal('SIGTERM');
    resolve();
  };
  const onExit = () => stage.n8n.signal('SIGKILL');
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('exit', onExit);
  return { asked, forget: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('exit', onExit) };
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) say(`${error.message}\n\n${USAGE}`.trim());
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
