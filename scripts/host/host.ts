import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's root folder. */
export const ROOT = path.resolve(__dirname, '../..');

/** Where the real n8n lives; git ignores it. `scripts/host/install.mjs` fills it. */
export const HOST = path.join(ROOT, '.host', 'n8n');

/** Node 24 as the `node` package brings it: n8n needs it whatever Node the machine has. */
export const NODE = path.join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** n8n's command line. */
export const N8N_BIN = path.join(HOST, 'node_modules', 'n8n', 'bin', 'n8n');

/** The n8n version this project is tried with; `scripts/host/n8n/package.json` pins it. */
export function pinnedN8nVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'scripts/host/n8n/package.json'), 'utf8'));
  const { dependencies } = manifest as { dependencies: { n8n: string } };
  return dependencies.n8n;
}

/** Whether a whole n8n of the pinned version is there; a half-finished install has no marker. */
export function hostIsInstalled(): boolean {
  const marker = path.join(HOST, 'installed.json');
  if (!existsSync(marker)) return false;
  const { n8n } = JSON.parse(readFileSync(marker, 'utf8')) as { n8n?: string };
  return n8n === pinnedN8nVersion();
}
