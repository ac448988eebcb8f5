import type { ICredentialType, INodeExecutionData } from 'n8n-workflow';

import { DunningConektaApi } from '../../../credentials/DunningConektaApi.credentials';
import { DunningFintocApi } from '../../../credentials/DunningFintocApi.credentials';
import { DunningFlowApi } from '../../../credentials/DunningFlowApi.credentials';
import { DunningKhipuApi } from '../../../credentials/DunningKhipuApi.credentials';
import { DunningMercadoPagoApi } from '../../../credentials/DunningMercadoPagoApi.credentials';
import { DunningPayPalApi } from '../../../credentials/DunningPayPalApi.credentials';
import { DunningPixApi } from '../../../credentials/DunningPixApi.credentials';
import { DunningStripeApi } from '../../../credentials/DunningStripeApi.credentials';
import { DunningWompiApi } from '../../../credentials/DunningWompiApi.credentials';
import { PaymentLink } from '../../../nodes/PaymentLink/PaymentLink.node';
import { runNode } from '../../harness/engine';

export const CREDENTIAL_TYPES: ICredentialType[] = [
  new DunningConektaApi(),
  new DunningFintocApi(),
  new DunningFlowApi(),
  new DunningKhipuApi(),
  new DunningMercadoPagoApi(),
  new DunningPayPalApi(),
  new DunningPixApi(),
  new DunningStripeApi(),
  new DunningWompiApi(),
];

/** Every credential, with its address set to a test server. */
export function credentialsAt(baseUrl: string) {
  const common = { baseUrl, environment: 'sandbox' };
  return {
    dunningStripeApi: { ...common, secretKey: 'sk_test_1' },
    dunningMercadoPagoApi: { ...common, accessToken: 'APP_USR-1' },
    dunningWompiApi: { ...common, privateKey: 'prv_test_1' },
    dunningConektaApi: { ...common, privateKey: 'key_1' },
    dunningFintocApi: { ...common, secretKey: 'sk_test_2' },
    dunningKhipuApi: { ...common, apiKey: 'khipu-1' },
    dunningPayPalApi: { ...common, clientId: 'id', clientSecret: 'secret', accessToken: '' },
    dunningFlowApi: { ...common, apiKey: 'flow-key', secretKey: 'flow-secret' },
    dunningPixApi: { ...common, tokenUrl: `${baseUrl}/oauth/token`, clientId: 'id', clientSecret: 'secret', scope: '' },
  };
}

/** Runs the node on items of plain fields, or as they come. */
export async function runLink(
  baseUrl: string,
  ledgerFile: string,
  parameters: Record<string, unknown>,
  items: Array<Record<string, unknown>>,
  node: Record<string, unknown> = {},
) {
  const { options = {}, ...rest } = parameters;
  const { outputs, error } = await runNode(
    new PaymentLink(),
    { subject: 'fields', ...rest, options: { ledgerFile, ...(options as object) } } as never,
    {
      items: items.map((json): INodeExecutionData => ({ json: json as INodeExecutionData['json'] })),
      credentials: credentialsAt(baseUrl),
      credentialTypes: CREDENTIAL_TYPES,
      node,
    },
  );
  const payments = (outputs[0] ?? []).map(
    ({ json }) => (json.dunning as { payment?: Record<string, unknown> })?.payment,
  );
  return { items: outputs[0] ?? [], payments, error };
}
