import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { runNode } from '../../test/harness/engine';
import { Inbox } from '../demo/inbox';
import { provider } from './provider';
import { COMPANY, INVOICES, SENDER } from './sample-items';
import { trackerSamples } from './tracker';

/** What one operation of a node put out. */
export interface Sample {
  /** The node's folder below `nodes/`. */
  node: NodeName;
  /** Where n8n looks for its schema below the version: `contact/claim`, `classify`; empty for a node without operations. */
  operation: string;
  items: INodeExecutionData[];
}

const DAY = '2026-03-10';
const AFTERWARDS = '2026-03-11T10:00:00-06:00';
const ZONE = 'America/Mexico_City';

/** The node classes by name: as built, or as a test runner compiles them. */
export type Classes = Record<NodeName, new () => INodeType>;
export type NodeName =
  | 'ComplianceGate'
  | 'DeliveryTracker'
  | 'DunningEmail'
  | 'DunningTemplateRenderer'
  | 'InvoiceStageClassifier'
  | 'PaymentLink';

type More = Partial<Parameters<typeof runNode>[2]>;

/** Runs a node in n8n's engine. @throws what the node threw */
async function all(node: INodeType, parameters: INodeParameters, items: INodeExecutionData[], more: More = {}) {
  const { outputs, error } = await runNode(node, parameters, { items, timezone: ZONE, ...more });
  if (error) throw error;
  return outputs;
}

/** Every operation of every node, run on a few invoices; the record is a file of this call. */
export async function samples(nodes: Classes): Promise<Sample[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'schemas-'));
  const inbox = await Inbox.start();
  try {
    const ledgerFile = path.join(folder, 'ledger.sqlite');
    return [
      ...(await chain(nodes, ledgerFile, inbox.smtpPort)),
      ...(await others(nodes)),
      ...(await links(nodes, ledgerFile)),
    ];
  } finally {
    await inbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The cadence as the ready-made workflow connects it, and what the record then knows. */
async function chain(nodes: Classes, ledgerFile: string, smtpPort: number): Promise<Sample[]> {
  const options = { ledgerFile };
  const classified = await all(new nodes.InvoiceStageClassifier(), { asOf: DAY, options }, INVOICES);
  const due = classified[0] ?? [];
  const written = (await all(new nodes.DunningTemplateRenderer(), { ...SENDER, channel: 'auto' }, due))[0] ?? [];
  const judged = await all(new nodes.ComplianceGate(), {}, written);
  const explained = (await all(new nodes.ComplianceGate(), { operation: 'explain' }, judged.flat()))[0] ?? [];
  const tracked = await trackerSamples(new nodes.DeliveryTracker(), ledgerFile, judged[0] ?? [], async (claimed) => {
    const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', user: '', password: '' };
    const [sent = []] = await all(new nodes.DunningEmail(), { fromEmail: 'cobranza@example.com', options }, claimed, {
      credentials: { dunningSmtpApi: smtp },
    });
    return sent;
  });
  const payment = {
    resource: 'event',
    operation: 'recordPayment',
    paymentId: 'PAY-4',
    amount: '500.00',
    at: AFTERWARDS,
  };
  await all(new nodes.DeliveryTracker(), { ...payment, options }, (judged[0] ?? []).slice(1));
  const thank = { operation: 'thank', asOf: '2026-03-12', options };
  const paid = await all(new nodes.InvoiceStageClassifier(), thank, INVOICES);
  return [
    { node: 'InvoiceStageClassifier', operation: 'classify', items: classified.slice(0, 3).flat() },
    { node: 'InvoiceStageClassifier', operation: 'thank', items: paid[0] ?? [] },
    { node: 'DunningTemplateRenderer', operation: 'write', items: written },
    { node: 'ComplianceGate', operation: 'check', items: judged.flat() },
    { node: 'ComplianceGate', operation: 'explain', items: explained },
    ...tracked,
  ];
}

/** Operations that need no item of the cadence. */
async function others(nodes: Classes): Promise<Sample[]> {
  const days = { operation: 'simulate', from: '2026-03-01', to: '2026-03-31' };
  const simulated = await all(new nodes.InvoiceStageClassifier(), days, INVOICES);
  const render = async (operation: string) =>
    (await all(new nodes.DunningTemplateRenderer(), { ...SENDER, ...COMPANY, operation }, [{ json: {} }]))[0] ?? [];
  return [
    { node: 'InvoiceStageClassifier', operation: 'simulate', items: simulated[0] ?? [] },
    { node: 'DunningTemplateRenderer', operation: 'preview', items: await render('preview') },
    { node: 'DunningTemplateRenderer', operation: 'validate', items: await render('validate') },
    { node: 'DunningTemplateRenderer', operation: 'exportWhatsapp', items: await render('exportWhatsapp') },
  ];
}

/** Payment Link against a local stand-in of Stripe. */
async function links(nodes: Classes, ledgerFile: string): Promise<Sample[]> {
  const [due = []] = await all(new nodes.InvoiceStageClassifier(), { asOf: DAY, earlierContacts: 'none' }, INVOICES);
  const shop = await provider();
  try {
    const run = async (operation: string, items: INodeExecutionData[], parameters: INodeParameters = {}) =>
      (
        await all(
          new nodes.PaymentLink(),
          { operation, provider: 'stripe', subject: 'debt', options: { ledgerFile }, ...parameters },
          items,
          shop.options,
        )
      )[0] ?? [];
    const made = await run('create', due);
    const pix = await run('create', due.map(inReais), {
      provider: 'pix_static',
      pixKey: 'financeiro@example.com',
      beneficiary: 'Comércio Exemplo',
      city: 'São Paulo',
    });
    return [
      { node: 'PaymentLink', operation: 'create', items: [...made, ...pix] },
      { node: 'PaymentLink', operation: 'getStatus', items: await run('getStatus', made) },
      { node: 'PaymentLink', operation: 'findByReference', items: await run('findByReference', made) },
      { node: 'PaymentLink', operation: 'cancel', items: await run('cancel', made) },
    ];
  } finally {
    await shop.close();
  }
}

const inReais = (item: INodeExecutionData) =>
  JSON.parse(JSON.stringify(item).replaceAll('"MXN"', '"BRL"')) as INodeExecutionData;
