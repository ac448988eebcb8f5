import { schemaOf } from './infer';
import type { Schema } from './infer';
import { INVOICES } from './sample-items';
import { samples } from './samples';
import type { Classes, Sample } from './samples';

/** The version of all our nodes, as n8n's editor writes it into the address. */
const VERSION = 'v1.0.0';

/** Columns of the samples: other people’s items have others, so no schema promises them. */
const COLUMNS = new Set([...INVOICES.flatMap(({ json }) => Object.keys(json)), 'raw']);

function schemaFor(items: Sample['items']): Schema {
  const schema = schemaOf(items.map(({ json }) => json));
  const own = Object.entries(schema.properties ?? {}).filter(([name]) => !COLUMNS.has(name));
  return { ...schema, properties: Object.fromEntries(own) };
}

/**
 * The schema files of all nodes as they should stand, by their path in the repository. An operation whose items hold nothing of
 * ours has none. Where n8n looks: `output-schema-resolver.js` of n8n-core.
 */
export async function schemaFiles(nodes: Classes): Promise<Map<string, Schema>> {
  const byFile = new Map<string, Sample['items']>();
  for (const { node, operation, items } of await samples(nodes)) {
    const name = operation === '' ? VERSION : `${VERSION}/${operation}`;
    const file = `nodes/${node}/__schema__/${name}.json`;
    byFile.set(file, [...(byFile.get(file) ?? []), ...items]);
  }
  const files = new Map<string, Schema>();
  for (const [file, items] of byFile) {
    const schema = schemaFor(items);
    if (Object.keys(schema.properties ?? {}).length === 0) continue;
    files.set(file, schema);
  }
  return files;
}
