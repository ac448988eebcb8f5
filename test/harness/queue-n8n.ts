import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { placePackage } from '../../scripts/host/community-package';
import { N8nClient } from '../../scripts/host/n8n-client';
import { N8nProcess } from '../../scripts/host/n8n-process';
import { freePorts } from '../../scripts/host/ports';
import { PostgresServer, postgresPrograms } from '../stores/postgres-server';

const REDIS = '/usr/bin/redis-server';

/** Whether this machine has what queue mode needs beside n8n: Redis and PostgreSQL. `.ci/run` installs both. */
export const hasQueueServices = (): boolean => existsSync(REDIS) && postgresPrograms() !== undefined;

/** A Redis of its own, on a free port of loopback, that writes every command to its folder and so survives a restart. */
class RedisServer {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private process: ChildProcess,
  ) {}

  static async start(folder: string): Promise<RedisServer> {
    const [port = 0] = await freePorts(1);
    return new RedisServer(port, folder, RedisServer.run(port, folder));
  }

  async restart(): Promise<void> {
    await this.stop();
    this.process = RedisServer.run(this.port, this.folder);
  }

  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  private static run(port: number, folder: string): ChildProcess {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'yes',
      '--dir',
      folder,
    ];
    return spawn(REDIS, settings, { stdio: 'ignore' });
  }
}

/** A real n8n in queue mode: a main process, workers, Redis and PostgreSQL, all on this machine and all of its own. */
export class QueueN8n {
  readonly workers: N8nProcess[] = [];
  private starting: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly userFolder: string,
    readonly postgres: PostgresServer,
    private readonly redis: RedisServer,
    private readonly env: Record<string, string>,
    readonly main: N8nProcess,
    readonly client: N8nClient,
  ) {}

  /** Starts everything and signs in. Throws when Redis or PostgreSQL is not installed. */
  static async start(workers: number, env: Record<string, string> = {}): Promise<QueueN8n> {
    const programs = postgresPrograms();
    if (programs === undefined || !existsSync(REDIS)) throw new Error('Install redis-server and postgresql first.');
    const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-queue-'));
    await placePackage(userFolder);
    // n8n and the ledger of a few workers open more connections than the 100 of a default server.
    const postgres = await PostgresServer.start(programs, 'max_connections=300');
    const redis = await RedisServer.start(userFolder);
    const { port, database, user } = postgres.options('public');
    const shared = {
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: '127.0.0.1',
      QUEUE_BULL_REDIS_PORT: String(redis.port),
      // A main process gives up after ten seconds without Redis; a restart of it may take that long on a busy machine.
      QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD: '60000',
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: '127.0.0.1',
      DB_POSTGRESDB_PORT: String(port),
      DB_POSTGRESDB_DATABASE: String(database),
      DB_POSTGRESDB_USER: String(user),
      DB_POSTGRESDB_PASSWORD: 'any',
      N8N_ENCRYPTION_KEY: 'only-for-this-test',
      ...env,
    };
    const main = await N8nProcess.start({ userFolder, env: shared });
    const client = new N8nClient(main.url);
    await client.signIn();
    const queue = new QueueN8n(userFolder, postgres, redis, shared, main, client);
    for (let count = 0; count < workers; count += 1) await queue.startWorker();
    return queue;
  }

  /** Starts one more worker and waits until it takes work. */
  async startWorker(): Promise<void> {
    const starting = N8nProcess.start({ userFolder: this.userFolder, env: this.env, role: { workerFor: 5 } });
    this.starting = starting.catch(() => undefined);
    this.workers.push(await starting);
  }

  /** Kills a worker in the middle of whatever it does, and starts another in its place. */
  async replaceWorker(index: number): Promise<void> {
    const [worker] = this.workers.splice(index % this.workers.length, 1);
    await worker?.kill('SIGKILL');
    await this.startWorker();
  }

  async restartRedis(): Promise<void> {
    await this.redis.restart();
  }

  async stop(): Promise<void> {
    await this.starting;
    await Promise.all([this.main, ...this.workers].map((process) => process.stop()));
    await this.redis.stop();
    await this.postgres.stop();
    await rm(this.userFolder, { recursive: true, force: true });
  }
}
