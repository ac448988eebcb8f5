import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ProviderId } from '../../dunning/providers/shared/provider';
import type { WebhookSecrets } from '../../dunning/providers/shared/verification';
import { filled } from '../shared/parameters';

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
} as const satisfies Record<Exclude<ProviderId, 'amazon_ses'>, string>;

/** Providers that sign nothing: their secret is a user and a password, or a token, and a list of addresses may help. */
export const UNSIGNED: readonly ProviderId[] = ['brevo', 'postmark'];

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s\\]*?)-----END \1-----/g;

/**
 * The secrets in a field, one per line. A field of one line swallows line breaks or makes blanks of them, so blanks part secrets
 * too, and keys in PEM form are put back into their lines.
 */
export function secretList(value: unknown): string[] {
  const text = filled(value) ?? '';
  const pems = [...text.matchAll(PEM_BLOCK)].map(([, kind = '', body = '']) => {
    const lines = body.replace(/\\n|\s/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
  });
  const others = text.replace(PEM_BLOCK, ' ').split(/\s+/).filter(Boolean);
  return [...pems, ...others];
}

/** Names or networks in a field, separated by commas, blanks or lines. */
export function wordList(value: unknown): string[] {
  return (filled(value) ?? '').split(/[\s,;]+/).filter(Boolean);
}

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
  const keys = secretList(credential.webhookSecrets);
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
