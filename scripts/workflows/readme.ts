import type { WorkflowDefinition } from './definition';
import { SETTINGS } from './parts';
import { plainName } from './setting-names';

/** What stands at the end of every generated page, so that nobody edits it by hand. */
const GENERATED = '_Written by `npm run build:workflows` from `scripts/workflows/`; change it there._';

const shown = (value: string | number | boolean) => (value === '' ? '' : `\`${String(value).replaceAll('`', '')}\``);

/** The README of one workflow: what it does, what to connect, what to set, what comes out. */
export function readmeOf({ title, summary, connect, settings, result, notes, contracts }: WorkflowDefinition): string {
  const steps = [
    'Import `workflow.json` into n8n: make a new workflow, press **⋯** beside its name, then _Import_, _From file_.',
    ...connect,
  ];
  return [
    `# ${title}`,
    summary,
    `![The workflow in n8n’s editor](picture.png)`,
    steps.map((line, index) => `${index + 1}. ${line}`).join('\n'),
    ...(settings.length === 0
      ? []
      : [
          `## ${SETTINGS}`,
          `| name | as it comes | what it means |\n| --- | --- | --- |\n${settings
            .map(({ name, value, means }) => `| ${plainName(name)} | ${shown(value).slice(0, 90)} | ${means} |`)
            .join('\n')}`,
        ]),
    '## What comes out',
    result,
    ...(notes?.length ? ['## Good to know', notes.map((line) => `- ${line}`).join('\n')] : []),
    ...(contracts?.length
      ? [
          '## What it was checked against',
          `In the tests this workflow runs whole against a local stand-in that holds every request to: ${contracts
            .map(({ of, source }) => `${of} (${source})`)
            .join('; ')}.`,
        ]
      : []),
    GENERATED,
  ].join('\n\n');
}
