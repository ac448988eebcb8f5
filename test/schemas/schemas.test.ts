import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ComplianceGate } from '../../nodes/ComplianceGate/ComplianceGate.node';
import { DeliveryTracker } from '../../nodes/DeliveryTracker/DeliveryTracker.node';
import { DunningEmail } from '../../nodes/DunningEmail/DunningEmail.node';
import { DunningTemplateRenderer } from '../../nodes/DunningTemplateRenderer/DunningTemplateRenderer.node';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { PaymentLink } from '../../nodes/PaymentLink/PaymentLink.node';
import { ROOT } from '../../scripts/host/host';
import { schemaFiles } from '../../scripts/schemas/files';
import type { Schema } from '../../scripts/schemas/infer';
import { schemaOf } from '../../scripts/schemas/infer';

const NODES = {
  ComplianceGate,
  DeliveryTracker,
  DunningEmail,
  DunningTemplateRenderer,
  InvoiceStageClassifier,
  PaymentLink,
};

const committed = () =>
  Object.keys(NODES).flatMap((node) => {
    const folder = path.join('nodes', node, '__schema__');
    const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    return files.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name).replaceAll('\\', '/'));
  });

describe('the output schemas that n8n shows before the first run', () => {
  let files: Map<string, Schema>;
  beforeAll(async () => {
    files = await schemaFiles(NODES);
  });

  it('are what the nodes put out now (else: npm run build:schemas)', () => {
    expect(committed().sort()).toEqual([...files.keys()].sort());
    for (const [file, schema] of files) {
      expect([file, JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))]).toEqual([file, schema]);
    }
  });

  it('are there for every operation whose items hold something of ours', () => {
    const names = (node: string, resource?: string) => {
      const { properties } = new NODES[node as keyof typeof NODES]().description;
      const choices = properties.filter(
        ({ name, displayOptions }) =>
          name === 'operation' &&
          (resource === undefined || displayOptions?.show?.resource?.includes(resource)) &&
          !displayOptions?.show?.['@tool']?.includes(true),
      );
      return new Set(
        choices.flatMap(({ options = [] }) => options.map((option) => (option as { value: string }).value)),
      );
    };
    const wanted = [
      'nodes/DunningEmail/__schema__/v1.0.0.json',
      ...['ComplianceGate', 'DunningTemplateRenderer', 'InvoiceStageClassifier', 'PaymentLink'].flatMap((node) =>
        [...names(node)].map((operation) => `nodes/${node}/__schema__/v1.0.0/${operation}.json`),
      ),
      ...['contact', 'customer', 'event', 'hold'].flatMap((resource) =>
        [...names('DeliveryTracker', resource)].map(
          (operation) => `nodes/DeliveryTracker/__schema__/v1.0.0/${resource}/${operation}.json`,
        ),
      ),
    ].filter((file) => !file.endsWith('/exportTimeline.json')); // It puts out a file and no fields.
    expect([...files.keys()].sort()).toEqual(wanted.sort());
  });

  it('promise no column of somebody’s own sheet', () => {
    for (const schema of files.values()) expect(Object.keys(schema.properties ?? {})).not.toContain('Invoice Number');
  });
});

describe('a schema', () => {
  it('has the fields of all items, and of a field that is sometimes null the type that it otherwise has', () => {
    expect(schemaOf([{ a: null, b: [] }, { a: 1.5, b: [{ c: true }] }, { d: 2 }])).toEqual({
      type: 'object',
      properties: {
        a: { type: 'number' },
        b: { type: 'array', items: { type: 'object', properties: { c: { type: 'boolean' } } } },
        d: { type: 'integer' },
      },
    });
  });
});
