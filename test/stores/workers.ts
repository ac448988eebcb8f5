import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '../..');

/** A claiming process; see claim-worker.ts. */
export interface Worker {
  /** The keys it has printed so far. */
  won: string[];
  ready: Promise<unknown>;
  go(): void;
  /** Resolves at the first key won. */
  firstWin: Promise<unknown>;
  kill(): void;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
}

/** Starts a process that claims `total` contacts in batches of `size`, `perCustomer` for each customer. */
export function startWorker(address: string, total: number, size: number, perCustomer = 1): Worker {
  const script = path.join(__dirname, 'claim-worker.ts');
  const args = ['--no-warnings', '--import', 'tsx', script, address, String(total), String(size), String(perCustomer)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const won: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const ready = once(lines, 'line');
  const firstWin = ready.then(() => once(lines, 'line'));
  let isReady = false;
  lines.on('line', (line) => {
    if (isReady) won.push(line);
    isReady = true;
  });
  return {
    won,
    ready,
    firstWin,
    go: () => void child.stdin.end('go\n'),
    kill: () => void child.kill('SIGKILL'),
    ended: once(child, 'close').then(([code, signal]) => code ?? signal),
  };
}
