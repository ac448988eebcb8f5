/**
 * Installs the real n8n that the demo and the end-to-end tests run, into `.host/n8n` of this project.
 *
 *     node scripts/host/install.mjs [--force]
 *
 * Plain JavaScript without dependencies, so that it runs on whatever Node the machine has. n8n itself needs Node 24, which
 * the `node` package brought into node_modules. Everything is prepared beside the final folder and moved there when it
 * is whole; an install that was interrupted is done again (what was downloaded is in npm's cache). The set of packages
 * is pinned by `n8n/package-lock.json`.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { explain, InstallError } from './install-errors.mjs';
import { takeLock } from './install-lock.mjs';
import { Progress, seconds } from './progress.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const HOST_ROOT = path.join(ROOT, '.host');
const FINAL = path.join(HOST_ROOT, 'n8n');
const MARKER = 'installed.json';
const LOG = path.join(HOST_ROOT, 'install.log');
const NEEDED_MB = 4000;
const PINNED = path.join(HERE, 'n8n');

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const version = readJson(path.join(PINNED, 'package.json')).dependencies.n8n;

function installedVersion() {
  try {
    return readJson(path.join(FINAL, MARKER)).n8n;
  } catch {
    return undefined;
  }
}

/** Node 24 of this project's node_modules. */
function node24() {
  const folder = path.join(ROOT, 'node_modules', 'node');
  const node = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!fs.existsSync(node)) {
    throw new InstallError('Node 24 is not in this project’s node_modules.', 'Run `npm ci` in the project first.');
  }
  return { node, version: readJson(path.join(folder, 'package.json')).version };
}

/** How npm is called: the npm that runs this script when there is one, else the one on the PATH; always on Node 24. */
function npmCommand(node) {
  const cli = process.env.npm_execpath;
  if (cli && path.basename(cli) === 'npm-cli.js') return { command: node, prefix: [cli] };
  return { command: 'npm', prefix: [] };
}

/** The folder whose `include/node` holds the headers that native parts are compiled against. */
function headersIn(folders) {
  return folders.find((folder) => folder && fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')));
}

class Npm {
  constructor(node, log) {
    this.node = node;
    this.log = log;
    this.children = new Set();
    this.env = {
      ...process.env,
      PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
    };
  }

  /** Runs a command to its end; its output goes to the log. Rejects with what the output says went wrong. */
  run(command, args, cwd, env = {}) {
    return new Promise((resolve, reject) => {
      let output = '';
      const child = spawn(command, args, { cwd, env: { ...this.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      this.children.add(child);
      const take = (chunk) => {
        output = (output + chunk).slice(-200000);
        fs.writeSync(this.log, chunk);
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('error', (error) => reject(explain(error.message, LOG)));
      child.once('close', (code) => {
        this.children.delete(child);
        if (code === 0) resolve(output);
        else reject(explain(output, LOG));
      });
    });
  }

  npm(args, cwd, env) {
    const { command, prefix } = npmCommand(this.node);
    return this.run(command, [...prefix, ...args], cwd, env);
  }

  /** Ends what is still running, and waits for it: it must not write to a log that is closed or a folder that is removed. */
  async stopAll() {
    const ends = [...this.children].map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of this.children) child.kill();
    await Promise.all(ends);
  }
}

/** n8n and its 2,400 packages, without running their install scripts. */
async function installPackages(npm, folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(PINNED, file), path.join(folder, file));
  }
  await npm.npm(['install', '--ignore-scripts', '--prefer-offline', '--no-progress'], folder);
}

/**
 * Builds the one native part that n8n cannot do without, while the packages are still coming in. npm's own node-gyp does
 * it (hence no optional dependencies): the one that sqlite3 brings does not run on newer Pythons.
 */
async function buildSqlite(npm, folder, node) {
  fs.mkdirSync(folder, { recursive: true });
  const wanted = readJson(path.join(PINNED, 'package-lock.json')).packages['node_modules/sqlite3'].version;
  const headersPackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const inProject = path.join(ROOT, 'node_modules', 'node', 'node_modules', headersPackage);
  const packages = [`sqlite3@${wanted}`];
  if (!headersIn([inProject])) packages.push(`${headersPackage}@${node.version}`);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--ignore-scripts', '--prefer-offline', '--omit=optional', '--no-package-lock'];
  await npm.npm([...install, ...packages], folder);
  const headers = headersIn([inProject, path.join(folder, 'node_modules', headersPackage)]);
  await npm.npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], folder, {
    ...(headers && { npm_config_nodedir: headers }),
  });
  return path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
}

/** Loads both native parts in Node 24; isolated-vm comes prebuilt and is compiled only where that does not load. */
async function checkNativeParts(npm, folder, node) {
  const load = (name) => npm.run(node.node, ['-e', `require(${JSON.stringify(name)})`], folder);
  await load('sqlite3');
  try {
    await load('isolated-vm');
  } catch {
    await npm.npm(['rebuild', 'isolated-vm', '--ignore-scripts=false', '--foreground-scripts'], folder);
    await load('isolated-vm');
  }
}

function checkSpace() {
  if (typeof fs.statfsSync !== 'function') return;
  const { bavail, bsize } = fs.statfsSync(HOST_ROOT);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  if (freeMb < NEEDED_MB) {
    throw new InstallError(
      `n8n needs about ${NEEDED_MB} MB of disk and ${freeMb} MB are free here.`,
      'Make room and run the command again.',
    );
  }
}

async function install() {
  const node = node24();
  checkSpace();
  const started = Date.now();
  const partial = path.join(HOST_ROOT, 'n8n.partial');
  const native = path.join(HOST_ROOT, 'native.partial');
  const remove = (folder) => fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await Promise.all([remove(partial), remove(native), remove(FINAL)]);

  console.log(`Installing n8n ${version} into .host/n8n: once, about 3 minutes and 2.9 GB.`);
  const log = fs.openSync(LOG, 'w');
  const npm = new Npm(node.node, log);
  const progress = new Progress([partial, native], ['n8n’s packages', 'the SQLite part']);
  try {
    const [binary] = await Promise.all([
      progress.track('the SQLite part', buildSqlite(npm, native, node)),
      progress.track('n8n’s packages', installPackages(npm, partial)),
    ]);
    const target = path.join(partial, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(binary, target);
    await checkNativeParts(npm, partial, node);
    // The marker is the last thing written before the folder gets its name: a half install never has both.
    fs.writeFileSync(path.join(partial, MARKER), `${JSON.stringify({ n8n: version, node: node.version })}\n`);
    fs.renameSync(partial, FINAL);
  } finally {
    await npm.stopAll();
    progress.stop();
    fs.closeSync(log);
  }
  await remove(native);
  console.log(`n8n ${version} is installed (${seconds(Date.now() - started)}).`);
}

async function main() {
  fs.mkdirSync(HOST_ROOT, { recursive: true });
  const force = process.argv.includes('--force');
  if (!force && installedVersion() === version) return;
  const release = await takeLock(path.join(HOST_ROOT, 'install.lock'), (pid) =>
    console.log(`Another install is under way (process ${pid}); waiting for it.`),
  );
  try {
    if (force || installedVersion() !== version) await install();
  } finally {
    release();
  }
}

main().catch((error) => {
  console.error(error instanceof InstallError ? `\n${error.message}` : error);
  process.exitCode = 1;
});
