import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { PostgresOptions } from '../../stores/postgres/database';
import { folderFor, unprivileged } from '../harness/unprivileged';
import type { RunAs } from '../harness/unprivileged';

const INSTALLED = '/usr/lib/postgresql';

/** Where Debian's PostgreSQL programs are, the newest first; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(INSTALLED, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** A PostgreSQL server of its own for tests, on a free port, with its data in a temporary folder. */
export class PostgresServer {
  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    readonly port: number,
    private readonly user: RunAs,
    private readonly settings: readonly string[],
    private process: ChildProcess,
  ) {}

  /** @param settings more settings of the server, such as `fsync=off` where only speed matters */
  static async start(bin: string, ...more: string[]): Promise<PostgresServer> {
    // PostgreSQL refuses to run as root; then it runs as the user that Debian made for it.
    const user = unprivileged('postgres');
    const folder = folderFor(user, 'dunning-pg-');
    const args = ['-D', join(folder, 'data'), '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    execFileSync(join(bin, 'initdb'), args, { ...user, cwd: folder, stdio: 'ignore' });
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, ...more];
    return new PostgresServer(bin, folder, port, user, settings, run(bin, folder, user, settings));
  }

  /** How to reach it. Each schema is a ledger of its own. */
  options(schema: string): PostgresOptions {
    return { host: '127.0.0.1', port: this.port, database: 'postgres', user: 'tester', schema };
  }

  /** Ends it at once, as a crash or a restart of the machine would, and starts it again. */
  async restart(): Promise<void> {
    await this.end();
    this.process = run(this.bin, this.folder, this.user, this.settings);
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true });
  }

  private async end(): Promise<void> {
    const exited = once(this.process, 'exit');
    // PostgreSQL's immediate shutdown: no goodbye to clients, recovery at the next start.
    this.process.kill('SIGQUIT');
    await exited;
  }
}

function run(bin: string, folder: string, user: RunAs, settings: readonly string[]): ChildProcess {
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
