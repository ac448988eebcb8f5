import { setTimeout as pause } from 'node:timers/promises';

import type { Contact } from '../../dunning/ledger/contact';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { agePostgresLedger } from '../../test/harness/age-ledger';
import { QueueN8n } from '../../test/harness/queue-n8n';
import type { Behaviour } from '../demo/inbox';
import { SCHEMA } from '../shards/shipped';
import { address, row } from './book';
import { handOver, importCadence, reminders } from './cadence';
import type { Reminder } from './cadence';
import { CountingMailServer } from './mail-server';

const HOUR = 3_600_000;
/** Nothing more happens when the record and the inbox stay the same for so long. */
const QUIET_MS = 12_000;
/** The disturbed run is started again and again until so small a share of the customers is written to for the first time. */
const HARDLY_ANYBODY = 0.01;
const POLL_MS = 500;
/** Each call is answered at its end, so that more are out at a time than the workers take. */
const CALLS_AT_ONCE = 12;

export interface CrashOptions {
  contacts: number;
  /** Contacts of one execution. */
  shard: number;
  workers: number;
  /** A worker is killed so often while the first run goes on. */
  killEveryMs: number;
  /** No phase may take longer. */
  phaseMs: number;
  say?: (line: string) => void;
}

export interface CrashResult {
  seconds: number;
  workersKilled: number;
  /** Mails that left while workers were being killed, and how often the run was started meanwhile. */
  keptUnderFire: number;
  startsUnderFire: number;
  /** Mails kept by the mail server, and contact keys or addresses it got more than once. */
  kept: number;
  keysTwice: string[];
  addressesTwice: string[];
  /** Contacts in the record, by status, and customers that are nowhere in it. */
  statuses: Record<string, number>;
  missing: string[];
  /** Contacts whose status cannot be true: sent and not in the inbox, or failed and in it. */
  untrue: string[];
  /** Mails that a last, undisturbed run sent although everything was settled. */
  afterwards: number;
  uncertainInInbox: number;
}

/** How the mail server treats a customer: most are accepted, a few of each are not. */
function behaviourOf(recipient: string): Behaviour {
  const customer = Number(/^c(\d+)@/.exec(recipient)?.[1] ?? 0);
  if (customer % 101 === 7) return 'reject';
  if (customer % 103 === 9) return 'defer';
  if (customer % 211 === 5) return 'refuse';
  if (customer % 307 === 3) return 'drop';
  return customer % 997 === 11 ? 'stall' : 'accept';
}

/**
 * The night that the users fear: n8n in queue mode sends reminders, the same run is started twice at once, workers are killed
 * every few seconds until nearly everybody was written to, Redis and PostgreSQL are restarted, and the mail server fails, hangs
 * up and stalls. Then two undisturbed runs, each after the leases ran out, and the account of every single contact.
 */
export async function crashRun(options: CrashOptions): Promise<CrashResult> {
  const { contacts, shard, workers, say = () => undefined } = options;
  const started = Date.now();
  const mail = await CountingMailServer.start(behaviourOf);
  const queue = await QueueN8n.start(workers, { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' });
  const place = queue.postgres.options(SCHEMA);
  const ledger = await openPostgresLedger(place);
  try {
    await importCadence(queue, mail.port);
    say(`n8n with ${workers} workers is up after ${secondsSince(started)} s`);
    const rows = Array.from({ length: contacts }, (_, customer) => row(customer));
    const due = await reminders(queue, rows);
    const parts = partsOf(due, shard);
    say(`${due.length} reminders are due`);
    const settled = () =>
      quiet(async () => `${mail.kept} ${JSON.stringify(await ledger.countContacts('default', now()))}`);

    const chaos = disturb(queue, options, say);
    const until = Date.now() + options.phaseMs;
    // Twice at once; then again, as somebody would who sees it stuck, for as long as that still reaches anybody.
    let startsUnderFire = 0;
    for (let before = -Infinity; mail.kept - before > HARDLY_ANYBODY * contacts && Date.now() < until;) {
      before = mail.kept;
      await post(queue, startsUnderFire === 0 ? [...parts, ...parts] : parts, options.phaseMs);
      await within(options.phaseMs, settled());
      startsUnderFire += startsUnderFire === 0 ? 2 : 1;
      say(`under fire, started ${startsUnderFire} times: ${mail.kept} mails`);
    }
    const keptUnderFire = mail.kept;
    const workersKilled = await chaos.end();
    await within(options.phaseMs, settled());
    say(`${workersKilled} workers were killed`);

    for (const name of ['second', 'third'] as const) {
      await agePostgresLedger(place, HOUR);
      const before = mail.kept;
      // Found anew, as the next morning does; and then the first list once more, by now wrong for nearly everybody.
      const again = name === 'second' ? partsOf(await reminders(queue, rows), shard) : parts;
      await post(queue, again, options.phaseMs);
      await within(options.phaseMs, settled());
      say(`the ${name}, undisturbed run sent ${mail.kept - before} mails`);
    }
    const before = mail.kept;
    await agePostgresLedger(place, HOUR);
    await post(queue, parts, options.phaseMs);
    await within(options.phaseMs, settled());
    const all = await everyContact(ledger);
    return {
      ...account(all, mail, contacts),
      workersKilled,
      keptUnderFire,
      startsUnderFire,
      afterwards: mail.kept - before,
      seconds: secondsSince(started),
    };
  } finally {
    await ledger.close();
    await queue.stop();
    await mail.stop();
  }
}

function partsOf(due: readonly Reminder[], size: number): Reminder[][] {
  return Array.from({ length: Math.ceil(due.length / size) }, (_, part) => due.slice(part * size, (part + 1) * size));
}

/** Hands over each part; one that is refused is handed over again, as *share the work* does. */
async function post(queue: QueueN8n, parts: ReadonlyArray<Reminder[]>, patienceMs: number): Promise<void> {
  const waiting = [...parts];
  const deadline = Date.now() + patienceMs;
  const caller = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (await handOver(queue, part)) continue;
      if (Date.now() > deadline) throw new Error('n8n takes no calls any more');
      waiting.push(part);
      await pause(POLL_MS);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, caller));
}

/** Kills workers until told to end, and restarts Redis and PostgreSQL once each. */
function disturb(queue: QueueN8n, { killEveryMs }: CrashOptions, say: (line: string) => void) {
  let killed = 0;
  let going = true;
  const loop = async () => {
    for (; going;) {
      await pause(killEveryMs);
      if (!going) break;
      await queue.replaceWorker(killed);
      killed += 1;
      if (killed === 1) {
        await queue.restartRedis();
        say('Redis restarted');
      }
      if (killed === 2) {
        await queue.postgres.restart();
        say('PostgreSQL restarted');
      }
    }
  };
  const running = loop();
  return {
    end: async () => {
      going = false;
      await running;
      return killed;
    },
  };
}

/** Waits until what `state` tells has not changed for a while; a database that does not answer has not settled. */
async function quiet(state: () => Promise<string>): Promise<void> {
  let last = '';
  let since = Date.now();
  while (Date.now() - since < QUIET_MS) {
    await pause(POLL_MS);
    const seen = await state().catch((error: Error) => error.message);
    if (seen === last) continue;
    last = seen;
    since = Date.now();
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const limit = AbortSignal.timeout(ms);
  const late = new Promise<never>((_resolve, reject) => {
    limit.addEventListener('abort', () => reject(new Error(`Not finished within ${ms / 1000} s`)), { once: true });
  });
  await Promise.race([work, late]);
}

async function everyContact(ledger: Awaited<ReturnType<typeof openPostgresLedger>>): Promise<Contact[]> {
  const all: Contact[] = [];
  let after: string | undefined;
  do {
    const page = await ledger.findContacts({ account: 'default', ...(after ? { after } : {}) }, now());
    all.push(...page.contacts);
    after = page.next;
  } while (after !== undefined);
  return all;
}

type Account = Omit<CrashResult, 'seconds' | 'workersKilled' | 'keptUnderFire' | 'startsUnderFire' | 'afterwards'>;

function account(all: Contact[], mail: CountingMailServer, contacts: number): Account {
  const twice = (counts: Map<string, number>) => [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  const known = new Set(all.map(({ customerId }) => customerId));
  const statuses: Record<string, number> = {};
  const untrue: string[] = [];
  let uncertainInInbox = 0;
  for (const { key, status, customerId } of all) {
    statuses[status] = (statuses[status] ?? 0) + 1;
    const arrived = mail.keys.has(key);
    if (status === 'sent' ? !arrived : status !== 'uncertain' && arrived) untrue.push(`${customerId} ${status}`);
    if (status === 'uncertain' && arrived) uncertainInInbox += 1;
  }
  const missing = Array.from({ length: contacts }, (_, customer) => customer)
    .filter((customer) => !known.has(`C${customer}`))
    .map(address);
  return {
    kept: mail.kept,
    keysTwice: twice(mail.keys),
    addressesTwice: twice(mail.recipients),
    statuses,
    missing,
    untrue,
    uncertainInInbox,
  };
}

const now = () => new Date().toISOString();
const secondsSince = (start: number) => Math.round((Date.now() - start) / 1000);
