import { setTimeout as pause } from 'node:timers/promises';

import type { INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import type { DunningData } from '../../dunning/item';
import { runNode } from '../../test/harness/engine';
import type { Sample } from './samples';

const WHEN = '2026-03-11T10:00:00-06:00';

const BOUNCE = (key: string) =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'To: cobranza@example.com',
    'Date: Tue, 10 Mar 2026 10:00:00 -0600',
    'Message-ID: <b1@mx.example.com>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B1"',
    '',
    '--B1',
    'Content-Type: text/plain',
    '',
    'The mail could not be delivered.',
    '',
    '--B1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; pagos@ferreteria.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--B1',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${key}@example.com>`,
    'From: cobranza@example.com',
    'Subject: Factura F-1',
    '',
    'Buen día',
    '--B1--',
    '',
  ].join('\r\n');

/**
 * Every operation of the Delivery Tracker, in an order in which each finds something to do.
 * @param allowed items that the Compliance Gate let through
 * @param send hands claimed items to Dunning Email and returns what it put out
 */
export async function trackerSamples(
  node: INodeType,
  ledgerFile: string,
  allowed: INodeExecutionData[],
  send: (claimed: INodeExecutionData[]) => Promise<INodeExecutionData[]>,
): Promise<Sample[]> {
  const found: Sample[] = [];
  const run = async (at: string, parameters: INodeParameters, items: INodeExecutionData[]) => {
    const [resource = '', operation = ''] = at.split('/');
    const { options, ...rest } = parameters;
    const { outputs, error } = await runNode(
      node,
      { resource, operation, ...rest, options: { ledgerFile, ...(options as object) } },
      { items, timezone: 'America/Mexico_City' },
    );
    if (error) throw error;
    found.push({ node: 'DeliveryTracker', operation: at, items: outputs.flat() });
    return outputs[0] ?? [];
  };

  const claimed = await run('contact/claim', {}, allowed.slice(0, 1));
  const sent = await send(claimed);
  found.push({ node: 'DunningEmail', operation: '', items: sent });
  const recorded = await run('contact/recordResult', {}, sent);
  const key = (recorded[0]?.json.dunning as DunningData | undefined)?.record?.key ?? '';
  const plain = [{ json: {} }];
  const customer = { customerId: 'C1' };

  await run('event/recordEvent', { eventType: 'delivered', at: WHEN }, recorded);
  await run('event/recordReply', { at: WHEN, options: { note: 'asks for a copy' } }, recorded);
  await run('event/readBounce', { mailSource: 'text' }, [{ json: { raw: BOUNCE(key) } }]);
  await run('contact/nextChannel', {}, recorded);
  await run('hold/setHold', { ...customer, about: 'named', invoiceIds: 'F-1', reason: 'damaged' }, plain);
  await run('hold/recordPromise', { promisedDay: '2026-03-20', amount: '1500.50' }, recorded);
  await run('hold/releaseHold', { ...customer, whichHolds: 'all' }, plain);
  await run('event/recordPayment', { paymentId: 'PAY-1', amount: '500.00', at: WHEN }, recorded);
  await run('customer/optOut', { ...customer, consentChannel: 'sms', consentSource: 'phone call' }, plain);
  await run('customer/optIn', { ...customer, consentChannel: 'sms', consentSource: 'phone call' }, plain);
  await run('customer/getTimeline', customer, plain);
  await run('customer/exportTimeline', customer, plain);
  await run('contact/find', {}, plain);
  // Claimed for 60 milliseconds and never sent: uncertain after that time, which is part of what is shown here.
  await run('contact/claim', { options: { leaseMinutes: 0.001 } }, allowed.slice(1));
  await pause(100);
  const uncertain = await run('contact/listUncertain', {}, plain);
  await run('contact/settle', { outcome: 'not_sent', note: 'Ana looked' }, uncertain);
  await run('customer/forget', customer, plain);
  return found;
}
