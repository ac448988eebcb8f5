import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from './host';

interface Manifest {
  name: string;
  version: string;
  files: string[];
}

/**
 * Puts the built package where n8n keeps community packages, as `npm pack` would have packed it: the manifest and what
 * its `files` names. An earlier copy is replaced.
 * @param userFolder n8n's `N8N_USER_FOLDER`
 * @returns the folder the package is in
 */
export async function placePackage(userFolder: string, packageDir = ROOT): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(packageDir, 'package.json'), 'utf8')) as Manifest;
  const nodesFolder = path.join(userFolder, '.n8n', 'nodes');
  const target = path.join(nodesFolder, 'node_modules', manifest.name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await writeFile(
    path.join(nodesFolder, 'package.json'),
    `${JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [manifest.name]: manifest.version } })}\n`,
  );
  for (const entry of ['package.json', ...manifest.files]) {
    await cp(path.join(packageDir, entry), path.join(target, entry), { recursive: true });
  }
  return target;
}
