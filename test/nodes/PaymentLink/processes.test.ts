import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';

import { PostgresServer, postgresPrograms } from '../../stores/postgres-server';
import { Shop } from './shop';

const ROOT = path.resolve(__dirname, '../../..');
const DEBTS = 40;

/** What a process that makes links for all debts printed. */
async function worker(address: string, url: string): Promise<string[]> {
  const script = path.join(__dirname, 'link-worker.ts');
  const args = ['--no-warnings', '--import', 'tsx', script, address, url, String(DEBTS)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ended with ${code}`);
  return printed.trim().split('\n');
}

/** A provider that makes a link at every call, as Mercado Pago does, and counts them by reference. */
async function counting() {
  const made: string[] = [];
  const shop = await Shop.open(({ method, path: asked, body }) => {
    if (method !== 'POST') return { status: asked.endsWith('search') ? 200 : 404, body: { elements: [] } };
    made.push(String(body.external_reference));
    const id = String(made.length);
    return { status: 201, body: { id, init_point: `https://pay.example/${id}` } };
  });
  return { shop, made };
}

async function race(address: string): Promise<void> {
  const { shop, made } = await counting();
  try {
    const printed = await Promise.all([1, 2, 3].map(() => worker(address, shop.url)));
    expect(made).toHaveLength(DEBTS);
    expect(new Set(made).size).toBe(DEBTS);
    // All three have the same address for each debt.
    expect(printed[0]).toHaveLength(DEBTS);
    expect(printed[1]).toEqual(printed[0]);
    expect(printed[2]).toEqual(printed[0]);
  } finally {
    await shop.close();
  }
}

describe('three processes that make links for the same debts at once, at a provider that makes one at every call', () => {
  it('make one for each debt, with the ledger in SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'links-'));
    await race(join(folder, 'ledger.db')).finally(() => rmSync(folder, { recursive: true }));
  });

  const bin = postgresPrograms();
  (bin ? it : it.skip)('make one for each debt, with the ledger in PostgreSQL', async () => {
    const server = await PostgresServer.start(bin ?? '', 'fsync=off');
    await race(JSON.stringify(server.options('links'))).finally(() => server.stop());
  });
});
