import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { ROOT } from '../host/host';
import { cores } from './cores';
import type { WorkflowDefinition } from './definition';
import { events } from './events';
import { feeders } from './feeders';
import { readmeOf } from './readme';
import { WORKFLOWS } from './folder';

/** Every generated workflow. Add a family here and it is built, checked and pictured with the rest. */
export const LIBRARY: WorkflowDefinition[] = [...cores, ...feeders, ...events];

/** The files of one workflow as they should stand: path below `workflows/` and content. */
export async function filesOf(definition: WorkflowDefinition): Promise<Array<{ file: string; content: string }>> {
  const options = { ...(await resolveConfig(path.join(ROOT, 'package.json'))) };
  const pretty = (content: string, parser: string) => format(content, { ...options, parser });
  return [
    {
      file: `${definition.slug}/workflow.json`,
      content: await pretty(JSON.stringify(definition.build()), 'json'),
    },
    { file: `${definition.slug}/README.md`, content: await pretty(readmeOf(definition), 'markdown') },
  ];
}

/** Writes all generated files; returns those that changed. */
export async function writeLibrary(): Promise<string[]> {
  const changed: string[] = [];
  for (const definition of LIBRARY) {
    for (const { file, content } of await filesOf(definition)) {
      const target = path.join(WORKFLOWS, file);
      if ((await readFile(target, 'utf8').catch(() => undefined)) === content) continue;
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content);
      changed.push(file);
    }
  }
  return changed;
}
