import { randomUUID } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { moneyFromDecimal, view } from '../../dunning/invoice/money';
import { PaymentLink } from '../../nodes/PaymentLink/PaymentLink.node';
import type { ProviderServer } from '../contracts/base/provider';
import { runNode } from '../harness/engine';
import { CREDENTIAL_TYPES } from '../nodes/PaymentLink/run';

/** What the node wrote about one link, or why it could not. */
export interface Shown {
  provider?: string;
  status?: string;
  outcome?: string;
  id?: string;
  url?: string;
  pixCode?: string;
  error?: string;
}

/** A debt as Invoice Stage Classifier writes it, as far as a link needs it. */
export function debtOf(amount: string, currency: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const balance = view(moneyFromDecimal(amount, currency));
  const debt = {
    account: 'default',
    id: 'F-1001',
    scope: ['F-1001'],
    cycle: 'first',
    balance,
    overdue: balance,
    openItems: [{ number: 'F-1001', dueDate: '2026-11-03' }],
    customer: {
      id: 'c-1',
      name: 'Ana Díaz',
      email: 'ana@cliente.example',
      phone: '+525512345678',
      taxId: '12345678909',
      country: 'BR',
      language: 'es',
    },
  };
  return { dunning: { debt, ...more } };
}

/** Runs Payment Link in n8n's engine, with the credential that the contract server takes. */
export async function link(
  server: ProviderServer,
  ledgerFile: string,
  parameters: Record<string, unknown>,
  json: Record<string, unknown>,
): Promise<Shown> {
  const { options = {}, ...rest } = parameters;
  const type = new PaymentLink();
  // A node of its own for every run, so that no token of an earlier one is kept.
  const node = { id: randomUUID(), onError: 'continueRegularOutput' as const };
  const { outputs, error } = await runNode(
    type,
    {
      askFor: 'balance',
      returnUrl: 'https://cobranza.example/gracias',
      notificationUrl: 'https://cobranza.example/webhook',
      pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
      ...rest,
      options: { ledgerFile, ...(options as object) },
    } as never,
    {
      items: [{ json: json as INodeExecutionData['json'] }],
      credentials: { [server.credentialType]: server.credential },
      credentialTypes: CREDENTIAL_TYPES,
      node,
    },
  );
  if (error) throw error;
  const [item] = outputs[0] ?? [];
  const shown = (item?.json['dunning'] as { payment?: Shown } | undefined)?.payment ?? {};
  return { ...shown, ...(item?.json['error'] === undefined ? {} : { error: String(item.json['error']) }) };
}
