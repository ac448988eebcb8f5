import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { WorkflowJson } from '../../host/n8n-types';
import { WORKFLOWS } from '../folder';
import type { Beside } from './check';

export interface LibraryFile {
  /** Its folder below `workflows/`. */
  slug: string;
  workflow: WorkflowJson;
  beside: Beside;
}

function optional<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Every workflow.json below `workflows/`, with what stands beside it.
 * @throws SyntaxError for a file that is no JSON, with its name
 */
export function libraryFiles(): LibraryFile[] {
  return readdirSync(WORKFLOWS, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'workflow.json')
    .sort()
    .map((file) => {
      const slug = path.dirname(file);
      const beside = (name: string) => path.join(WORKFLOWS, slug, name);
      return {
        slug,
        workflow: parsed(file),
        beside: {
          readme: optional(() => readFileSync(beside('README.md'), 'utf8')),
          picture: optional(() => statSync(beside('picture.png')).size),
        },
      };
    });
}

function parsed(file: string): WorkflowJson {
  try {
    return JSON.parse(readFileSync(path.join(WORKFLOWS, file), 'utf8')) as WorkflowJson;
  } catch (error) {
    throw new SyntaxError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
