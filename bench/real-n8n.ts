/**
 * What a user waits for: 20,000 invoices through our nodes in a real n8n, beside what plain n8n takes for less work: a Code node
 * that only computes days past due and a stage, and a Set node that writes one subject and one HTML line with expressions.
 * One n8n, one workflow; each figure is the median of n8n's own times of several runs.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { NodeJson, WorkflowJson } from '../scripts/host/n8n-types';
import { startN8n } from '../test/harness/real-n8n';
import type { Figure } from './figure';
import { median } from './figure';

const INVOICES = 20_000;
const ROUNDS = 9;
const POLL_MS = 250;
const LONGEST_WAIT_MS = 300_000;
const AS_OF = '2026-11-23';
const TRIGGER = 'Run it now';

const MAKE = `const items = [];
for (let i = 0; i < ${INVOICES}; i++) {
  const due = new Date(Date.UTC(2026, 7, 1 + (i % 110))).toISOString().slice(0, 10);
  items.push({ json: { 'Invoice Number': 'F-' + i, 'Customer ID': 'C' + (i % 3000), 'Customer': 'Cliente ' + (i % 3000),
    'Email': 'pagos' + (i % 3000) + '@cliente.example', 'Country': 'MX', 'Customer Type': 'business',
    'Due Date': due, 'Amount': (1000 + i) + '.50', 'Currency': 'MXN', 'Payment URL': 'https://pay.example.com/f-' + i } });
}
return items;`;

const CODE = `const asOf = Date.parse('${AS_OF}');
return $input.all().map(({ json }) => {
  const days = Math.round((asOf - Date.parse(json['Due Date'])) / 864e5);
  const stage = days >= 30 ? 'final_notice' : days >= 15 ? 'second_reminder' : days >= 3 ? 'first_reminder' : days >= 0 ? 'due_today' : days >= -5 ? 'before_due' : null;
  return { json: { ...json, days, stage } };
});`;

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): NodeJson => ({
  name,
  type,
  typeVersion,
  parameters,
  position: [0, 0],
});

const to = (...names: string[]) => names.map((name) => ({ node: name, type: 'main', index: 0 }));

function workflow(): WorkflowJson {
  const assignments = [
    {
      id: '1',
      name: 'subject',
      type: 'string',
      value: "={{ 'Factura ' + $json['Invoice Number'] + ' por ' + $json.Amount }}",
    },
    {
      id: '2',
      name: 'html',
      type: 'string',
      value: "={{ '<p>Estimado ' + $json.Customer + ': su factura vence el ' + $json['Due Date'] + '</p>' }}",
    },
  ];
  return {
    name: 'Bench',
    nodes: [
      node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {}),
      node('Make', 'n8n-nodes-base.code', 2, { jsCode: MAKE }),
      node('Code', 'n8n-nodes-base.code', 2, { jsCode: CODE }),
      node('Set', 'n8n-nodes-base.set', 3.4, { assignments: { assignments }, includeOtherFields: true, options: {} }),
      node('Classify', 'n8n-nodes-dunning.invoiceStageClassifier', 1, {
        asOf: AS_OF,
        earlierContacts: 'none',
        options: { timeZone: 'America/Mexico_City' },
      }),
      node('Render', 'n8n-nodes-dunning.dunningTemplateRenderer', 1, {
        channel: 'email',
        company: { name: 'Comercial Ejemplo' },
        contactPerson: { name: 'Laura Méndez', email: 'cobranza@example.com' },
      }),
      node('Floor', 'CUSTOM.floor', 1, {}),
    ],
    connections: {
      [TRIGGER]: { main: [to('Make')] },
      Make: { main: [to('Code', 'Set', 'Classify')] },
      Classify: { main: [to('Render', 'Floor')] },
    },
    settings: {
      executionOrder: 'v1',
      timezone: 'America/Mexico_City',
      saveManualExecutions: false,
      saveDataSuccessExecution: 'none',
      saveDataErrorExecution: 'none',
    },
  };
}

/** What one run took, node by node. */
interface Times {
  error?: string;
  nodes: Record<string, { ms: number; items: number }>;
}

/** Runs the workflow in a real n8n; needs the host (`npm run host`) and the build. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const file = path.join(folder, 'times.jsonl');
  const hook = path.join(__dirname, 'n8n-times-hook.cjs');
  const n8n = await startN8n({
    env: { EXTERNAL_HOOK_FILES: hook, BENCH_TIMES: file, N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'n8n-floor') },
  });
  try {
    const { id } = await n8n.client.importWorkflow(workflow());
    for (let round = 0; round <= ROUNDS; round++) {
      await n8n.client.startRun(id, TRIGGER);
      await lines(file, round + 1);
    }
    // The first round loads code and fills caches.
    const rounds = (await lines(file, ROUNDS + 1)).slice(1);
    const ms = (name: string) => median(rounds.map(({ nodes }) => nodes[name]?.ms ?? NaN));
    const rendered = rounds[0]?.nodes.Render?.items ?? 0;
    return [
      {
        name: `real n8n: classify ${INVOICES} rows`,
        value: ms('Classify'),
        unit: 'ms',
        against: `n8n Code node, ${ms('Code')} ms`,
        ratio: ms('Classify') / ms('Code'),
      },
      {
        name: `real n8n: render ${rendered} mails`,
        value: ms('Render'),
        unit: 'ms',
        against: `the speed of n8n’s Set node, ${ms('Set')} ms for ${INVOICES}`,
        ratio: ms('Set') / INVOICES / (ms('Render') / rendered),
      },
      {
        name: 'the same in the second run after n8n’s start',
        value: rounds[0]?.nodes.Render?.ms ?? NaN,
        unit: 'ms',
      },
      {
        name: `real n8n: hand ${rendered} ready mails on`,
        value: ms('Floor'),
        unit: 'ms',
        against: 'the time of writing them',
        ratio: ms('Floor') / ms('Render'),
      },
    ];
  } finally {
    await n8n.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until n8n has written the times of so many runs. */
async function lines(file: string, count: number): Promise<Times[]> {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += POLL_MS) {
    const written = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    if (written.length >= count && written[0] !== '') {
      const runs = written.map((line) => JSON.parse(line) as Times);
      for (const { error } of runs) if (error) throw new Error(error);
      return runs;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`n8n finished fewer than ${count} runs in ${LONGEST_WAIT_MS / 1000} s`);
}
