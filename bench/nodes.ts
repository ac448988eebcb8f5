/**
 * What n8n's engine adds: each node run through n8n-core, beside the domain calls it is made of, on the same items, in the same
 * process, round by round.
 */
import path from 'node:path';

import type { INodeExecutionData, INodeType } from 'n8n-workflow';

import { classify } from '../dunning/cadence/classify';
import { PRESETS } from '../dunning/cadence/presets';
import { HOLIDAY_CALENDARS } from '../dunning/compliance/calendars';
import { createGate } from '../dunning/compliance/gate';
import type { DunningData } from '../dunning/item';
import type { Customer } from '../dunning/invoice/invoice';
import { createGenericReader, detectGenericOptions, guessMapping } from '../dunning/invoice/readers/generic';
import { createRenderer } from '../dunning/message/render';
import { runNode } from '../test/harness/engine';
import type { Figure } from './figure';
import { seconds } from './figure';

const INVOICES = 20_000;
const AS_OF = '2026-11-23';
const ZONE = 'America/Mexico_City';
const COMPANY = { name: 'Comercial Ejemplo' };
const PERSON = { name: 'Laura Méndez', email: 'cobranza@example.com' };

function rows(): INodeExecutionData[] {
  return Array.from({ length: INVOICES }, (_, i) => {
    const due = new Date(Date.UTC(2026, 7, 1 + (i % 110))).toISOString().slice(0, 10);
    const customer = i % 3_000;
    return {
      json: {
        'Invoice Number': `F-${i}`,
        'Customer ID': `C${customer}`,
        Customer: `Cliente ${customer}`,
        Email: `pagos${customer}@cliente.example`,
        Country: 'MX',
        'Customer Type': 'business',
        'Due Date': due,
        Amount: `${1_000 + i}.50`,
        Currency: 'MXN',
        'Payment URL': `https://pay.example.com/f-${i}`,
      },
    };
  });
}

/** Reading and classifying without n8n: what the node is made of. */
function classifyRows(items: INodeExecutionData[]) {
  const cells = items.map(({ json }) => json as Record<string, unknown>);
  const { mapping } = guessMapping(Object.keys(cells[0] ?? {}));
  const read = createGenericReader(mapping, detectGenericOptions(cells, mapping));
  const customers = new Map<string, Customer>();
  const invoices = cells.map((row) => {
    const { invoice, customer } = read(row);
    customers.set(customer.id, customer);
    return invoice;
  });
  return classify({
    invoices,
    customers,
    policy: PRESETS.b2b_standard,
    asOf: AS_OF,
    account: 'default',
    defaultTimeZone: ZONE,
    calendars: HOLIDAY_CALENDARS,
  });
}

async function inEngine(...[type, parameters, options]: Parameters<typeof runNode>): Promise<INodeExecutionData[][]> {
  const { outputs, error } = await runNode(type, parameters, options);
  if (error) throw error;
  return outputs;
}

/** Seconds of both, and the figure that compares them. */
async function compare(
  name: string,
  items: number,
  node: () => Promise<unknown>,
  pure: () => unknown,
): Promise<Figure> {
  const bare = await seconds(pure);
  const engine = await seconds(node);
  return {
    name: `${name} in n8n’s engine, ${items.toLocaleString('en-US')} items`,
    value: Math.round(items / engine),
    unit: 'items/s',
    against: `the time of the bare domain calls (${Math.round(items / bare).toLocaleString('en-US')}/s)`,
    ratio: engine / bare,
  };
}

type NodeClass = new () => INodeType;

/** Classifier, renderer and gate as they are built, each in the engine and bare; needs `npm run build` before. */
export async function run(): Promise<Figure[]> {
  const built = (await import(path.join(__dirname, '..', 'dist', 'bundle.js'))) as Record<string, NodeClass>;
  const { ComplianceGate, DunningTemplateRenderer, InvoiceStageClassifier } = built;
  if (!ComplianceGate || !DunningTemplateRenderer || !InvoiceStageClassifier)
    throw new Error('Run npm run build first.');
  const items = rows();
  const classifier = new InvoiceStageClassifier();
  const toClassify = { asOf: AS_OF, earlierContacts: 'none', options: { timeZone: ZONE } };
  const [due = []] = await inEngine(classifier, toClassify, { items });

  const renderer = new DunningTemplateRenderer();
  const toRender = { channel: 'email', company: COMPANY, contactPerson: PERSON };
  const [written = []] = await inEngine(renderer, toRender, { items: due });
  const bareRenderer = createRenderer({ brand: COMPANY, contact: PERSON });
  const data = written.map(({ json }) => json.dunning as unknown as Required<DunningData>);

  const gate = new ComplianceGate();
  const bareGate = createGate({ asOf: `${AS_OF}T10:00:00-06:00`, creditor: { kind: 'first_party' } });

  return [
    await compare(
      'classify',
      items.length,
      () => inEngine(classifier, toClassify, { items }),
      () => classifyRows(items),
    ),
    await compare(
      'render',
      due.length,
      () => inEngine(renderer, toRender, { items: due }),
      () => data.map(({ debt, stage }) => bareRenderer.render({ debt, stage, channel: 'email', asOf: stage.asOf })),
    ),
    await compare(
      'gate',
      written.length,
      () => inEngine(gate, {}, { items: written }),
      () => {
        const batch = bareGate.startBatch();
        return data.map(({ debt, message, history }) => batch.judge({ debt, message, history }));
      },
    ),
  ];
}
