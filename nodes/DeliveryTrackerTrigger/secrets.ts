import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ProviderId } from '../../dunning/providers/shared/provider';
import type { WebhookSecrets } from '../../dunning/providers/shared/verification';
import { filled } from '../shared/parameters';
import { secretList, wordList } from '../shared/secret-lists';

/** Which credential holds the secrets of a provider. Amazon SES has none: its calls are known by the names of topics. */
export const CREDENTIALS = {
  sendgrid: 'dunningWebhookApi',
  mailgun: 'dunningWebhookApi',
  postmark: 'dunningWebhookApi',
  resend: 'dunningWebhookApi',
  brevo: 'dunningWebhookApi',
  whatsapp: 'dunningWebhookApi',
  twilio: 'dunningWebhookApi',
  standard_webhooks: 'dunningWebhookApi',
  stripe: 'dunningStripeApi',
  mercadopago: 'dunningMercadoPagoApi',
  paypal: 'dunningPayPalApi',
  conekta: 'dunningConektaApi',
  wompi: 'dunningWompiApi',
  fintoc: 'dunningFintocApi',
  khipu: 'dunningKhipuApi',
  flow: 'dunningFlowApi',
  pix: 'dunningPixApi',
} as const satisfies Record<Exclude<ProviderId, 'amazon_ses'>, string>;

/** Providers that sign nothing: their secret is a user and a password, or a token, and a list of addresses may help. */
export const UNSIGNED: readonly ProviderId[] = ['brevo', 'postmark'];

/** What the panel adds to a credential. */
export interface SecretSettings {
  /** Names (ARN) of the topics that may call; Amazon SES only. */
  topics?: unknown;
  networks?: unknown;
}

/** The secrets of a provider, from its credential and the panel. */
export function webhookSecrets(
  provider: ProviderId,
  credential: ICredentialDataDecryptedObject,
  { topics, networks }: SecretSettings,
): WebhookSecrets {
  if (provider === 'amazon_ses') return { keys: wordList(topics) };
  // Flow signs nothing; what its orders are read with is the secret.
  const keys = secretList(provider === 'flow' ? credential.secretKey : credential.webhookSecrets);
  const isUnsigned = UNSIGNED.includes(provider);
  const user = filled(credential.user);
  const password = filled(credential.password);
  if (isUnsigned && user !== undefined && password !== undefined) keys.push(`${user}:${password}`);
  const verifyToken = provider === 'whatsapp' ? filled(credential.verifyToken) : undefined;
  return {
    keys,
    ...(verifyToken === undefined ? {} : { verifyTokens: [verifyToken] }),
    ...(isUnsigned ? { networks: wordList(networks) } : {}),
  };
}
