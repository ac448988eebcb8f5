import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { freePorts } from '../../scripts/host/ports';
import { folderFor, unprivileged } from './unprivileged';
import type { RunAs } from './unprivileged';

const SERVER = '/usr/sbin/mariadbd';
const INSTALL = '/usr/bin/mariadb-install-db';
const CLIENT = '/usr/bin/mariadb';

/** Whether Debian’s package mariadb-server is there. */
export const mariaDbIsInstalled = (): boolean => [SERVER, INSTALL, CLIENT].every((program) => existsSync(program));

/** A MariaDB server of its own for tests, on a free port, with its data in a temporary folder. */
export class MariaDbServer {
  private constructor(
    private readonly folder: string,
    private readonly user: RunAs,
    readonly port: number,
    private process: ChildProcess,
  ) {}

  static async start(): Promise<MariaDbServer> {
    const user = unprivileged('mysql');
    const folder = folderFor(user, 'dunning-my-');
    const args = ['--no-defaults', `--datadir=${folder}/data`, '--auth-root-authentication-method=normal'];
    execFileSync(INSTALL, [...args, '--skip-test-db'], { ...user, cwd: folder, stdio: 'ignore' });
    const [port = 0] = await freePorts(1);
    const server = new MariaDbServer(folder, user, port, run(folder, user, port));
    await server.untilItAnswers();
    return server;
  }

  /** Runs statements as the administrator; returns what they print, a row a line and its cells between tabs. */
  sql(statements: string): string {
    const args = ['--no-defaults', `--socket=${this.folder}/s`, '--user=root', '--batch', '--skip-column-names'];
    const charset = '--default-character-set=utf8mb4';
    return execFileSync(CLIENT, [...args, charset], {
      input: statements,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }

  /** The machine loses power: no goodbye to anybody. */
  async crash(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  async startAgain(): Promise<void> {
    this.process = run(this.folder, this.user, this.port);
    await this.untilItAnswers();
  }

  async stop(): Promise<void> {
    await this.crash();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilItAnswers(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      try {
        this.sql('SELECT 1');
        return;
      } catch {
        await pause(100);
      }
    }
    throw new Error('MariaDB did not answer within 60 s');
  }
}

function run(folder: string, user: RunAs, port: number): ChildProcess {
  const settings = [
    '--no-defaults',
    `--datadir=${folder}/data`,
    `--socket=${folder}/s`,
    `--pid-file=${folder}/pid`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    // Small: it holds a few hundred rows.
    '--innodb-buffer-pool-size=16M',
    '--performance-schema=OFF',
  ];
  return spawn(SERVER, settings, { ...user, cwd: folder, stdio: 'ignore' });
}
