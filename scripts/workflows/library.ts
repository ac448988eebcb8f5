import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { ROOT } from '../host/host';
import { care } from './care';
import { cores } from './cores';
import type { WorkflowDefinition } from './definition';
import { events } from './events';
import { feeders } from './feeders';
import { indexPage } from './index-page';
import type { Family } from './index-page';
import { paymentLinkCore } from './payments/core';
import { paymentsToOdoo } from './payments/odoo';
import { readmeOf } from './readme';
import { sharded } from './sharded';
import { WORKFLOWS } from './folder';

/** The library. Add a family, or a workflow to one, and it is built, listed, checked and pictured with the rest. */
export const FAMILIES: Family[] = [
  {
    title: 'Cores',
    intro:
      'Choose one. _E-mail_ fits most: it works with every provider that offers SMTP, and a crash leaves the fewest mails in doubt.',
    definitions: [...cores, paymentLinkCore],
  },
  { title: 'Feeders', intro: 'Choose one for each place your invoices are in.', definitions: feeders },
  {
    title: 'Events',
    intro:
      'What providers report, written into the record that your reminders ask before they go out. Choose one for each way you write by. Providers must reach your n8n from outside, by https; ask your administrator.',
    definitions: [...events, paymentsToOdoo],
  },
  {
    title: 'Care',
    intro:
      'What goes on around the reminders: what comes back, what did not arrive, what fails, and what a person wants to know.',
    definitions: care,
  },
  {
    title: 'Large books',
    intro:
      'For tens of thousands of invoices on an n8n in queue mode. Both are needed, in the place of a core; any feeder hands its invoices to the first.',
    definitions: sharded,
  },
];

/** Every generated workflow. */
export const LIBRARY: WorkflowDefinition[] = FAMILIES.flatMap(({ definitions }) => definitions);

/** The files that belong to all: path below `workflows/` and content. */
export async function sharedFiles(): Promise<Array<{ file: string; content: string }>> {
  const options = { ...(await resolveConfig(path.join(ROOT, 'package.json'))) };
  return [{ file: 'README.md', content: await format(indexPage(FAMILIES), { ...options, parser: 'markdown' }) }];
}

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

/** Everything that the builders write. */
export async function generatedFiles(): Promise<Array<{ file: string; content: string }>> {
  const files = await sharedFiles();
  for (const definition of LIBRARY) files.push(...(await filesOf(definition)));
  return files;
}

/** Writes all generated files; returns those that changed. */
export async function writeLibrary(): Promise<string[]> {
  const changed: string[] = [];
  for (const { file, content } of await generatedFiles()) {
    const target = path.join(WORKFLOWS, file);
    if ((await readFile(target, 'utf8').catch(() => undefined)) === content) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
    changed.push(file);
  }
  return changed;
}
