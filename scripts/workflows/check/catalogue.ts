import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { HOST, ROOT } from '../../host/host';

/** A parameter of a node type, as far as the checker looks at it. */
export interface CatalogueParameter {
  name: string;
  /** The values to choose from, for a parameter that is a choice. */
  values?: unknown[];
  /** When the parameter is there: parameter -> values of which one must be set. */
  show?: Record<string, unknown[]>;
}

/** One version, or several alike, of a node type. */
export interface CatalogueNode {
  versions: number[];
  /** What n8n calls a new node of this type. */
  defaultName: string;
  trigger: boolean;
  credentials: string[];
  parameters: CatalogueParameter[];
}

/** Node type, with its package -> its versions. */
export type Catalogue = Record<string, CatalogueNode[]>;

interface Described {
  name: string;
  version: number | number[];
  group: string[];
  defaults?: { name?: string };
  displayName: string;
  credentials?: Array<{ name: string }>;
  properties: Array<{
    name: string;
    type: string;
    options?: Array<{ value?: unknown }>;
    displayOptions?: { show?: Record<string, unknown[]> };
  }>;
}

const COMMITTED = path.join(__dirname, 'catalogue.json');
const OF_N8N = path.join(HOST, 'node_modules', 'n8n-nodes-base', 'dist', 'types', 'nodes.json');
const OURS = path.join(ROOT, 'dist', 'types', 'nodes.json');

function described(file: string, prefix: string): Catalogue {
  const catalogue: Catalogue = {};
  for (const node of JSON.parse(readFileSync(file, 'utf8')) as Described[]) {
    (catalogue[`${prefix}.${node.name}`] ??= []).push({
      versions: [node.version].flat(),
      defaultName: node.defaults?.name ?? node.displayName,
      trigger: node.group.includes('trigger'),
      credentials: (node.credentials ?? []).map(({ name }) => name),
      parameters: node.properties.map(({ name, type, options, displayOptions }) => ({
        name,
        ...(type === 'options' && options ? { values: options.map(({ value }) => value) } : {}),
        ...(displayOptions?.show ? { show: displayOptions.show } : {}),
      })),
    });
  }
  return catalogue;
}

/** What the installed n8n and the built package know; undefined where one of them is missing. */
export function installedCatalogue(): Catalogue | undefined {
  if (!existsSync(OF_N8N) || !existsSync(OURS)) return undefined;
  return { ...described(OF_N8N, 'n8n-nodes-base'), ...described(OURS, 'n8n-nodes-dunning') };
}

/** The part of the catalogue that the library uses, as committed, for machines without n8n. */
export function committedCatalogue(): Catalogue {
  return JSON.parse(readFileSync(COMMITTED, 'utf8')) as Catalogue;
}

export const COMMITTED_CATALOGUE = COMMITTED;

/** Of a catalogue, only what these nodes use. */
export function usedPart(catalogue: Catalogue, used: Array<{ type: string; typeVersion: number }>): Catalogue {
  const part: Catalogue = {};
  for (const { type, typeVersion } of [...used].sort((a, b) => (a.type < b.type ? -1 : 1))) {
    const found = catalogue[type]?.find(({ versions }) => versions.includes(typeVersion));
    if (found && !part[type]?.includes(found)) (part[type] ??= []).push(found);
  }
  return part;
}
