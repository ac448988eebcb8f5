import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { placePackage } from '../../scripts/host/community-package';
import { N8nClient } from '../../scripts/host/n8n-client';
import { N8nProcess } from '../../scripts/host/n8n-process';
import type { ProcessOptions } from '../../scripts/host/n8n-process';

export interface RealN8nOptions extends Partial<ProcessOptions> {
  /** Leave n8n without our package, as on a fresh install. */
  withoutPackage?: boolean;
}

/** A real n8n for one test: its process, a client signed in as the owner, and the folder that it all lives in. */
export interface RealN8n {
  userFolder: string;
  process: N8nProcess;
  client: N8nClient;
  /** Files for workflows to read: the only folder that n8n's file nodes may open. */
  files: string;
  /** Ends n8n and, where the folder was made for this test, removes it. */
  stop(): Promise<void>;
}

/**
 * Starts a real n8n with the built package placed where n8n keeps community packages, and signs in.
 * Give `userFolder` to start again on what an earlier process left behind; otherwise a temporary one is made.
 */
export async function startN8n(options: RealN8nOptions = {}): Promise<RealN8n> {
  const own = options.userFolder === undefined;
  const userFolder = options.userFolder ?? (await mkdtemp(path.join(tmpdir(), 'n8n-')));
  const files = path.join(userFolder, 'files');
  if (!options.withoutPackage) await placePackage(userFolder);
  const n8n = await N8nProcess.start({
    ...options,
    userFolder,
    env: { N8N_RESTRICT_FILE_ACCESS_TO: files, ...options.env },
  });
  const client = new N8nClient(n8n.url);
  await client.signIn();
  return {
    userFolder,
    process: n8n,
    client,
    files,
    stop: async () => {
      await n8n.stop();
      if (own) await rm(userFolder, { recursive: true, force: true });
    },
  };
}
