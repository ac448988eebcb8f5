import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { NODE, ROOT } from '../../scripts/host/host';
import { committedCatalogue, installedCatalogue, usedPart } from '../../scripts/workflows/check/catalogue';
import { problemsOf } from '../../scripts/workflows/check/check';
import { libraryFiles } from '../../scripts/workflows/check/library-files';
import { HOW_WRITTEN, howWritten } from '../../scripts/workflows/csv';

const files = libraryFiles();
const committed = committedCatalogue();

describe('every workflow of the library', () => {
  it.each(files.map((file) => [file.slug, file] as const))('%s can be shipped', (_, { workflow, beside }) => {
    expect(problemsOf(workflow, committed, beside)).toEqual([]);
  });

  it('finds out how a CSV file is written in one way, also in the workflow that is drawn by hand', () => {
    const codes = files.flatMap(({ workflow }) => workflow.nodes.filter(({ name }) => name === HOW_WRITTEN));
    const ways = codes.map(({ parameters }) => String(parameters.jsCode));
    expect(ways).toHaveLength(3);
    for (const way of ways) expect(way).toBe(howWritten(/, '(\w+)'\)/.exec(way)?.[1] ?? ''));
  });

  it('is what its builders write', async () => {
    const { stdout } = await promisify(execFile)(
      NODE,
      [path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'), path.join(ROOT, 'scripts/check-workflows.ts')],
      { cwd: ROOT },
    );
    expect(stdout).toMatch(/^\d+ workflows checked against .*; 0 problems\.\n$/);
  });

  it('keeps no run that was called with a shared secret: n8n stores the headers of a call', () => {
    const secret = files.filter(({ workflow }) =>
      workflow.nodes.some(
        ({ type, parameters }) => type.endsWith('.webhook') && parameters.authentication !== undefined,
      ),
    );
    expect(secret.map(({ slug }) => slug)).toEqual(['sharded/part']);
    for (const { workflow } of secret)
      expect(workflow.settings).toMatchObject({ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' });
  });

  it('has a name of its own', () => {
    const names = files.map(({ workflow }) => workflow.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stands in the table of workflows/README.md', () => {
    const table = readFileSync(path.join(ROOT, 'workflows', 'README.md'), 'utf8');
    for (const { slug } of files) expect(table).toContain(`(${slug}/README.md)`);
  });

  it('when it is a feeder, says what it was put through', () => {
    const page = readFileSync(path.join(ROOT, 'docs/decisions/mailboxes-and-databases.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const listed = rows.slice(2).flatMap((line) => (line.split('|')[1] ?? '').trim().split(', '));
    const feeders = files.flatMap(({ slug }) => /^feeders\/(.+)/.exec(slug)?.[1] ?? []);
    expect(listed.sort()).toEqual(feeders.sort());
  });
});

const installed = installedCatalogue();

(installed ? describe : describe.skip)('the committed list of node types', () => {
  it('says the same as the installed n8n', () => {
    const used = files.flatMap(({ workflow }) => workflow.nodes);
    const ofN8n = (type: string) => type.startsWith('n8n-nodes-base.');
    const both = [committed, usedPart(installed ?? {}, used)].map((catalogue) =>
      Object.fromEntries(Object.entries(catalogue).filter(([type]) => ofN8n(type))),
    );
    expect(JSON.parse(JSON.stringify(both[1]))).toEqual(both[0]);
  });
});
