import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { hostIsInstalled, N8N_BIN, NODE, ROOT } from './host';
import { freePorts } from './ports';

export interface ProcessOptions {
  /** `N8N_USER_FOLDER`: everything n8n writes goes below it. */
  userFolder: string;
  /** Added to, and winning over, the settings a quiet local n8n runs with. */
  env?: Record<string, string>;
  /** A free one is chosen when absent. */
  port?: number;
  /** How long n8n may take to answer, in milliseconds. */
  startTimeout?: number;
  /** The main process, or in queue mode a worker that takes so many executions at a time. Default: the main process. */
  role?: 'main' | { workerFor: number };
}

const END_WITH_PARENT = path.join(ROOT, 'scripts', 'host', 'end-with-parent.cjs');
const POLL_MS = 150;
const LOG_TAIL = 60_000;

/** Settings of an n8n that stays on this machine: loopback only, no telemetry, no look-ups of n8n's web services. */
function quietEnvironment(userFolder: string, port: number, brokerPort: number): Record<string, string> {
  return {
    PATH: [path.dirname(NODE), process.env.PATH ?? ''].join(path.delimiter),
    HOME: userFolder,
    TMPDIR: path.join(userFolder, 'tmp'),
    // Spares the compilation of n8n's thousands of files at every start but the first.
    NODE_COMPILE_CACHE: path.join(ROOT, '.host', 'compile-cache'),
    N8N_USER_FOLDER: userFolder,
    N8N_PORT: String(port),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_RUNNERS_BROKER_PORT: String(brokerPort),
    N8N_SECURE_COOKIE: 'false',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    N8N_DYNAMIC_BANNERS_ENABLED: 'false',
    N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
    N8N_PYTHON_ENABLED: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_DISABLED_MODULES: 'mcp-registry',
    // SQLite and look-ups of names share Node's four threads: without a network, waiting look-ups would starve the database.
    UV_THREADPOOL_SIZE: '16',
    // A busy machine is not a broken database; n8n would refuse everything for a while.
    DB_PING_TIMEOUT_MS: '60000',
    DB_CONNECTION_ACQUISITION_TIMEOUT_MS: '60000',
    GENERIC_TIMEZONE: 'America/Mexico_City',
  };
}

/** One real n8n as a process of its own, with its log and the ways to end it. */
export class N8nProcess {
  readonly url: string;
  private tail = '';
  private readonly ended: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    logFile: string,
    private readonly isWorker: boolean,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    const file = createWriteStream(logFile, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        file.write(chunk);
        this.tail = (this.tail + chunk.toString('utf8')).slice(-LOG_TAIL);
      });
    }
    this.ended = new Promise((resolve) => {
      child.once('close', () => {
        file.end();
        resolve();
      });
    });
  }

  /**
   * Starts n8n and waits until it answers.
   * @throws Error with the end of n8n's log when it stops or does not answer in time
   */
  static async start(options: ProcessOptions): Promise<N8nProcess> {
    const { userFolder, env, port, startTimeout = 120_000, role = 'main' } = options;
    if (!hostIsInstalled()) throw new Error('n8n is not installed yet: run `npm run host` first.');
    await mkdir(path.join(userFolder, 'tmp'), { recursive: true });
    const [free = 0, brokerPort = 0] = await freePorts(2);
    const chosen = port ?? free;
    const command = role === 'main' ? ['start'] : ['worker', `--concurrency=${role.workerFor}`];
    // A worker has no pages; what answers is its health check.
    const health =
      role === 'main' ? {} : { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(chosen) };
    const child = spawn(NODE, ['--require', END_WITH_PARENT, N8N_BIN, ...command], {
      cwd: userFolder,
      env: { ...quietEnvironment(userFolder, chosen, brokerPort), ...health, ...env },
      // The open end of standard input is how n8n notices that whoever started it is gone.
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that ending n8n also ends the task runners it starts.
      detached: true,
    });
    const log = role === 'main' ? 'n8n.log' : `worker-${chosen}.log`;
    const n8n = new N8nProcess(child, chosen, path.join(userFolder, log), role !== 'main');
    await n8n.untilReady(startTimeout);
    return n8n;
  }

  /** The last part of what n8n printed. */
  get log(): string {
    return this.tail;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Sends a signal to n8n and everything it started, and waits for the end when the signal means it. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.signal(signal);
    await this.ended;
  }

  /** Asks n8n to stop as an administrator would, and insists after ten seconds. */
  async stop(): Promise<void> {
    if (!this.running) return await this.ended;
    this.signal('SIGTERM');
    const insist = setTimeout(() => this.signal('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(insist);
  }

  /** Sends a signal without waiting; for handlers that run while this process ends. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already, which is what was wanted.
    }
  }

  private async untilReady(timeout: number): Promise<void> {
    const deadline = Date.now() + timeout;
    while (Date.now() < deadline) {
      if (!this.running) throw new Error(`n8n stopped before it answered. Its log ends:\n${this.tail.slice(-4000)}`);
      if (await this.answers()) return;
      await pause(POLL_MS);
    }
    await this.kill();
    throw new Error(`n8n did not answer within ${timeout / 1000} s. Its log ends:\n${this.tail.slice(-4000)}`);
  }

  private async answers(): Promise<boolean> {
    try {
      const ready = await fetch(`${this.url}/healthz/readiness`);
      if (!ready.ok || this.isWorker) return ready.ok;
      // The REST interface comes up a moment after the health check does.
      const settings = await fetch(`${this.url}/rest/settings`);
      return settings.ok;
    } catch {
      return false;
    }
  }
}
