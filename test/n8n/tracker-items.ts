import type { INodeExecutionData } from 'n8n-workflow';

import type { DunningData } from '../../dunning/item';

/** What stands on an item before it is claimed: a debt, its stage, a message, and a verdict that allows it. */
export interface ClaimableOptions {
  customerId?: string;
  invoice?: string;
  channel?: 'email' | 'whatsapp' | 'sms';
  stage?: string;
  at?: string;
  caps?: unknown[];
  account?: string;
}

/** An item as it stands before the operation Claim. */
export function claimable(options: ClaimableOptions = {}): INodeExecutionData {
  const { customerId = 'C1', invoice = 'F-1', channel = 'email', stage = 'first_reminder' } = options;
  const { at = '2026-03-10T10:00:00-06:00', caps = [], account = 'default' } = options;
  const dunning = {
    debt: {
      id: `${customerId}/${invoice}`,
      account,
      customer: { id: customerId, name: 'Ferretería Ejemplo', timeZone: 'America/Mexico_City' },
      scope: [invoice],
      cycle: '2026-03-06',
    },
    stage: { key: stage, level: 1, attempt: 1, outcome: 'due', channels: ['email', 'whatsapp', 'sms'] },
    message: { channel },
    verdict: { decision: 'allow', at, caps, reason: { en: 'ok', es: 'ok', pt: 'ok' } },
  };
  return { json: { row: invoice, dunning } };
}

export const dunning = (item: INodeExecutionData | undefined): DunningData => (item?.json.dunning ?? {}) as DunningData;
