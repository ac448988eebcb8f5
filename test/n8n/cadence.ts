import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ComplianceGate } from '../../nodes/ComplianceGate/ComplianceGate.node';
import { DeliveryTracker } from '../../nodes/DeliveryTracker/DeliveryTracker.node';
import { DunningTemplateRenderer } from '../../nodes/DunningTemplateRenderer/DunningTemplateRenderer.node';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import type { DunningData } from '../../dunning/item';
import type { EngineWorkflow } from '../harness/engine';
import { START, runWorkflow } from '../harness/engine';

const TYPES = {
  'dunning.classifier': new InvoiceStageClassifier(),
  'dunning.renderer': new DunningTemplateRenderer(),
  'dunning.gate': new ComplianceGate(),
  'dunning.tracker': new DeliveryTracker(),
};

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

/** One row of a book of receivables: a Mexican business, 4 days late on 2026-03-10, a Tuesday. */
export const row = (fields: Record<string, unknown> = {}): INodeExecutionData => ({
  json: {
    'Invoice Number': 'F-1',
    'Customer ID': 'C1',
    Customer: 'Ferretería Ejemplo',
    Email: 'pagos@ferreteria.example',
    Country: 'MX',
    Region: 'MX-CMX',
    'Customer Type': 'business',
    'Due Date': '2026-03-06',
    Amount: '1500.50',
    Currency: 'MXN',
    ...fields,
  },
});

/** A ledger file of its own, removed by `remove`. */
export function temporaryLedger(): { file: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dunning-'));
  return { file: path.join(folder, 'ledger.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface CadenceOptions {
  asOf?: string;
  ledgerFile: string;
  classifier?: INodeParameters;
  renderer?: INodeParameters;
  gate?: INodeParameters;
  /** More options of the claim. */
  claim?: Record<string, boolean>;
  continueOnFail?: boolean;
  /** Failed items leave the renderer through an output of their own. */
  errorOutput?: boolean;
}

/** Classify, render, gate and claim, as the ready-made workflow connects them, in n8n's engine. */
export function cadence(options: CadenceOptions): EngineWorkflow {
  const { asOf = '2026-03-10', ledgerFile, continueOnFail } = options;
  const rendererOnError = options.errorOutput ? { onError: 'continueErrorOutput' as const } : {};
  const onError = continueOnFail ? { onError: 'continueRegularOutput' as const } : {};
  return {
    nodes: [
      {
        name: 'Classify',
        type: 'dunning.classifier',
        parameters: { asOf, options: { ledgerFile }, ...options.classifier },
        ...onError,
      },
      {
        name: 'Render',
        type: 'dunning.renderer',
        parameters: {
          channel: 'email',
          company: { name: 'Comercial Ejemplo' },
          contactPerson: { name: 'Laura Méndez', email: 'cobranza@example.com' },
          accounts: { account: [{ bank: 'Banco Ejemplo', clabe: '002010077777777771' }] },
          ...options.renderer,
        },
        ...onError,
        ...rendererOnError,
      },
      { name: 'Gate', type: 'dunning.gate', parameters: { ...options.gate }, ...onError },
      { name: 'Claim', type: 'dunning.tracker', parameters: { options: { ledgerFile, ...options.claim } }, ...onError },
    ],
    connections: {
      [START]: { main: [to('Classify')] },
      Classify: { main: [to('Render')] },
      Render: { main: [to('Gate')] },
      Gate: { main: [to('Claim')] },
    },
  };
}

/** Runs the chain and returns what each node put out. */
export const run = (items: INodeExecutionData[], options: CadenceOptions) =>
  runWorkflow(cadence(options), { types: TYPES, items, timezone: 'America/Mexico_City' });

export const runOne = (workflow: EngineWorkflow, items: INodeExecutionData[]) =>
  runWorkflow(workflow, { types: TYPES, items, timezone: 'America/Mexico_City' });

export const dunning = (item: INodeExecutionData | undefined): DunningData => (item?.json.dunning ?? {}) as DunningData;
