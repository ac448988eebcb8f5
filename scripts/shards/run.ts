import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { agePostgresLedger } from '../../test/harness/age-ledger';
import { QueueN8n } from '../../test/harness/queue-n8n';
import { AS_OF } from '../crash/book';
import { CountingMailServer } from '../crash/mail-server';
import { cpuSeconds, ownChildren } from './cpu';
import { BOOK_PATH, feederOf, writeBook } from './feeder';
import { progressRows } from './progress';
import type { Progress } from './progress';
import { accounts, importShared, SCHEMA } from './shipped';

/** How long the summary may take to arrive once all parts are done. */
const SUMMARY_MS = 30_000;
const POLL_MS = 2_000;
const HOUR = 3_600_000;
const LEAD = 'lead@finance.example';

export interface ShardOptions {
  invoices: number;
  /** Invoices of one customer. */
  perCustomer: number;
  workers: number;
  messagesPerPart: number;
  partsAtOnce: number;
  /** How long one run of the book may take, in milliseconds. */
  patienceMs: number;
  /** Runs the same book again when all is done. */
  again?: boolean;
  /** Kills a worker, not the one that shares the work, as soon as so many mails are out; and starts another. */
  killAfterMails?: number;
  /** More settings of n8n. */
  env?: Record<string, string>;
  say?: (line: string) => void;
}

export interface ShardResult {
  workers: number;
  /** From the call of the feeder to the end of its run. */
  seconds: number;
  /** Whether the run came to its end within its time. */
  finished: boolean;
  /** The run’s own row, as it stood at the end. */
  progress: Progress | undefined;
  /** How many different states of progress a person could see. */
  progressSeen: number;
  mails: number;
  keysTwice: number;
  addressesTooOften: number;
  /** The finance lead’s mails, as they arrived. */
  summaries: string[];
  /** Runs that each worker took, the book’s own among them. */
  runsByWorker: number[];
  /** Seconds of processor, by process. */
  cpu: Record<string, number>;
  /** The most memory each ever held. */
  largestMb: Record<string, number>;
  /** Mails that the same book, run once more, sent. */
  mailsOfSecondRun?: number;
}

/** Runs a whole book through the shipped workflows on a real n8n in queue mode, and accounts for it. */
export async function shardRun(options: ShardOptions): Promise<ShardResult> {
  const { invoices, perCustomer, workers, again, say = () => undefined } = options;
  const mail = await CountingMailServer.start(() => 'accept', LEAD);
  const queue = await QueueN8n.start(workers, { N8N_LOG_LEVEL: 'info', ...options.env });
  try {
    const credentials = await accounts(queue, mail.port);
    const share = await importShared(queue, credentials, {
      asOf: AS_OF,
      messagesPerPart: options.messagesPerPart,
      partsAtOnce: options.partsAtOnce,
      summaryTo: LEAD,
    });
    const file = await writeBook(queue, invoices, perCustomer);
    const feeder = await queue.client.importWorkflow(feederOf(file, { id: share.id, name: share.workflow.name }));
    await queue.client.activate(feeder.id);
    say(`${workers} worker(s): n8n is up`);

    const pids = processesOf(queue);
    const before = cpuSeconds(Object.values(pids));
    const own = process.cpuUsage();
    const started = Date.now();
    const seen = await runBook(queue, feeder.id, mail, options);
    const seconds = (Date.now() - started) / 1000;
    const after = cpuSeconds(Object.values(pids));
    const { user, system } = process.cpuUsage(own);
    const lead = mail.recipients.get(LEAD) ?? 0;
    const mails = mail.kept - lead;
    const result: ShardResult = {
      workers,
      seconds,
      finished: seen.finished,
      progress: seen.rows.at(-1),
      progressSeen: new Set(seen.rows.map((one) => JSON.stringify(one))).size,
      mails,
      summaries: [...mail.keptWhole],
      ...tooOften(mail, perCustomer),
      runsByWorker: await runsByWorker(queue),
      cpu: {
        ...Object.fromEntries(Object.keys(pids).map((name, at) => [name, round((after[at] ?? 0) - (before[at] ?? 0))])),
        'mail server of the test': round((user + system) / 1e6),
      },
      largestMb: Object.fromEntries(
        await Promise.all(Object.entries(pids).map(async ([name, pid]) => [name, await largestMb(pid)] as const)),
      ),
    };
    if (again && seen.finished) {
      // What a worker that died had in hand is given up after its lease.
      await agePostgresLedger(queue.postgres.options(SCHEMA), HOUR);
      await runBook(queue, feeder.id, mail, { ...options, killAfterMails: undefined });
      result.mailsOfSecondRun = mail.kept - (mail.recipients.get(LEAD) ?? 0) - mails;
      Object.assign(result, tooOften(mail, perCustomer), { summaries: [...mail.keptWhole] });
    }
    return result;
  } finally {
    await queue.stop();
    await mail.stop();
  }
}

/** Calls the feeder and waits for the end of its run; tells which states its progress went through. */
async function runBook(
  queue: QueueN8n,
  feederId: string,
  mail: CountingMailServer,
  { patienceMs, killAfterMails = Infinity, say = () => undefined }: ShardOptions,
): Promise<{ finished: boolean; rows: Progress[] }> {
  const earlier = new Set((await progressRows(queue)).map(({ run }) => run));
  const told = mail.keptWhole.length;
  const deadline = Date.now() + patienceMs;
  await callFeeder(queue);
  const rows: Progress[] = [];
  const killed = killAfterMails < Infinity ? killWhen(queue, feederId, () => mail.kept >= killAfterMails) : undefined;
  while (Date.now() < deadline) {
    await pause(POLL_MS);
    const now = (await progressRows(queue)).find(({ run }) => !earlier.has(run));
    if (now) {
      if (JSON.stringify(now) !== JSON.stringify(rows.at(-1))) {
        say(`part ${now.answered} of ${now.parts}, ${now.sent} sent (${now.state}); ${mail.kept} mails`);
        rows.push(now);
      }
      if (now.state !== 'sending') {
        await killed;
        // The finance lead is told right after the last part is noted.
        const latest = Date.now() + SUMMARY_MS;
        while (mail.keptWhole.length === told && Date.now() < latest) await pause(POLL_MS);
        return { finished: true, rows };
      }
    }
    const [last] = await queue.client.executions(feederId);
    if (last && ['error', 'crashed'].includes(last.status)) {
      const { data } = await queue.client.execution(last.id);
      throw new Error(`The run failed: ${data.resultData.error?.message ?? 'no reason'}`);
    }
  }
  return { finished: false, rows };
}

function tooOften(mail: CountingMailServer, perCustomer: number): Pick<ShardResult, 'keysTwice' | 'addressesTooOften'> {
  const ofCustomers = [...mail.recipients].filter(([to]) => to !== LEAD);
  return {
    keysTwice: [...mail.keys].filter(([key, count]) => count > 1 && !key.startsWith('(no key)')).length,
    addressesTooOften: ofCustomers.filter(([, count]) => count > perCustomer).length,
  };
}

/** Kills the worker that does not run the feeder, when it is time. */
async function killWhen(queue: QueueN8n, feederId: string, isTime: () => boolean): Promise<void> {
  while (!isTime()) await pause(20, undefined, { ref: false });
  const [run] = await queue.client.executions(feederId);
  const victim = queue.workers.findIndex(({ log }) => !log.includes(`Worker started execution ${run?.id} `));
  await queue.replaceWorker(victim);
}

/** In queue mode a webhook is live a moment after its workflow was published. */
async function callFeeder(queue: QueueN8n): Promise<void> {
  for (let left = 60; ; left -= 1) {
    const answer = await queue.client.callWebhook(BOOK_PATH, { method: 'POST' });
    if (answer.ok) return;
    if (left === 0) throw new Error(`The feeder was not started: ${answer.status} ${await answer.text()}`);
    await pause(500);
  }
}

function processesOf(queue: QueueN8n): Record<string, number> {
  return {
    'n8n main': queue.main.pid ?? 0,
    ...Object.fromEntries(queue.workers.map(({ pid = 0 }, at) => [`worker ${at + 1}`, pid])),
    PostgreSQL: ownChildren('postgres')[0] ?? 0,
    Redis: ownChildren('redis-server')[0] ?? 0,
  };
}

/** The most memory a process ever had, in megabytes. */
async function largestMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}

async function runsByWorker({ userFolder }: QueueN8n): Promise<number[]> {
  const logs = (await readdir(userFolder)).filter((name) => /^worker-\d+\.log$/.test(name));
  return await Promise.all(
    logs.map(
      async (name) =>
        (await readFile(path.join(userFolder, name), 'utf8')).split('Worker started execution').length - 1,
    ),
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
