import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { NODE, ROOT } from '../../scripts/host/host';
import { generateBook } from '../../scripts/sample-book/book';
import { CadenceBench } from './cadence-bench';

const run = promisify(execFile);
const AS_OF = '2026-11-23';
const PACKAGE = 'n8n-nodes-dunning';

/** What n8n 2.41 passes to npm for a community package (community-packages.service.js, downloadPackage). */
const N8N_INSTALL = [
  'install',
  '--audit=false',
  '--fund=false',
  '--bin-links=false',
  '--install-strategy=shallow',
  '--ignore-scripts=true',
  '--package-lock=false',
];

/** A prefix that takes the network away from a command where the system lets us; the registry is a dead port in any case. */
async function withoutNetwork(): Promise<string[]> {
  const prefix = ['unshare', '--map-root-user', '--net'];
  return await run('unshare', ['--map-root-user', '--net', 'true']).then(
    () => prefix,
    () => [],
  );
}

describe('the package installed the way n8n installs one, with the network cut', () => {
  let folder: string;
  let bench: CadenceBench;
  let tarball: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'n8n-install-'));
    const environment = {
      ...process.env,
      PATH: [path.dirname(NODE), process.env.PATH].join(path.delimiter),
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: path.join(folder, 'empty-cache'),
      npm_config_fetch_retries: '0',
      npm_config_update_notifier: 'false',
    };
    const nodes = path.join(folder, '.n8n', 'nodes');
    const target = path.join(nodes, 'node_modules', PACKAGE);
    await mkdir(target, { recursive: true });
    await run('npm', ['pack', '--quiet', '--pack-destination', folder], { cwd: ROOT, env: environment });
    tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
    await run('tar', ['-xzf', path.join(folder, tarball), '-C', target, '--strip-components=1']);

    const manifestFile = path.join(target, 'package.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
    for (const struck of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[struck];
    await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
    const [command = 'npm', ...prefix] = [...(await withoutNetwork()), 'npm'];
    await run(command, [...prefix, ...N8N_INSTALL], { cwd: target, env: environment });
    await writeFile(
      path.join(nodes, 'package.json'),
      JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [PACKAGE]: manifest.version } }),
    );
    bench = await CadenceBench.start({ userFolder: folder, withoutPackage: true });
  });

  afterAll(async () => {
    await bench?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('brings nothing but itself: no package of another name is installed with it', async () => {
    const nodes = path.join(folder, '.n8n', 'nodes', 'node_modules');
    expect(await readdir(nodes)).toEqual([PACKAGE]);
    expect(await readdir(path.join(nodes, PACKAGE))).not.toContain('node_modules');
  });

  it('packs into less than two megabytes', async () => {
    const { size } = await stat(path.join(folder, tarball));
    process.stdout.write(`packed: ${size} bytes\n`);
    expect(size).toBeLessThan(2 * 1024 * 1024);
  });

  it('shows its nodes and its credential in n8n', async () => {
    const types = async (kind: string) => {
      const listed = await bench.n8n.client.page<Array<{ name: string }>>(`/types/${kind}.json`);
      return listed.map(({ name }) => name);
    };
    expect(await types('nodes')).toEqual(
      expect.arrayContaining(
        ['invoiceStageClassifier', 'dunningTemplateRenderer', 'complianceGate', 'deliveryTracker', 'dunningEmail'].map(
          (name) => `${PACKAGE}.${name}`,
        ),
      ),
    );
    expect(await types('credentials')).toContain('dunningSmtpApi');
  });

  it('runs the daily cadence: mails go out once', async () => {
    const workflow = await bench.prepare({ name: 'installed', csv: generateBook(4, AS_OF), asOf: AS_OF });
    const { figures } = await bench.run(workflow);
    expect(figures.claimed).toBeGreaterThan(20);
    expect(bench.inbox.mails).toHaveLength(figures.claimed);
    const again = await bench.run(workflow);
    expect(again.figures.claimed).toBe(0);
  });
});
