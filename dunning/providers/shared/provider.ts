import type { Words } from '../../common';
import type { ContactEvent } from '../../ledger/events';
import type { WebhookRequest } from './request';
import type { Verify, WebhookSecrets } from './verification';

/** The providers whose webhooks are understood, by the name that their events carry. */
export const PROVIDER_IDS = [
  'amazon_ses',
  'sendgrid',
  'mailgun',
  'postmark',
  'resend',
  'brevo',
  'whatsapp',
  'twilio',
  'stripe',
  'mercadopago',
  'paypal',
  'conekta',
  'wompi',
  'fintoc',
  'khipu',
  'flow',
  'pix',
  'standard_webhooks',
] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/**
 * What a provider asks for before it sends events, as data: the caller does it.
 * `answer`: answer so, and nothing else. `visit`: fetch this address once (it is pinned to the provider's host), then answer
 * as for a stored event. `note`: nothing to do but to tell a person.
 */
export type Handshake =
  | { kind: 'answer'; status: number; contentType: string; body: string }
  | { kind: 'visit'; url: string; words: Words }
  | { kind: 'note'; words: Words };

/** Something that must be read from the provider before its notification means anything. */
export interface ResourceFetch {
  /** GET this address with the account's token; its host is the provider's, never taken from the call. */
  url: string;
  /** The part of it that the credential's Base URL stands in for; its scheme and host where it is absent. */
  base?: string;
  /** Parameters of the query: what the credential signs, it signs with these. */
  query?: Record<string, string>;
  resource: string;
  id: string;
}

/** What of a call its signature covers; what it does not cover could be changed by whoever holds one signed call. */
export type Coverage = 'body' | 'fields' | 'resource id' | 'nonce' | 'nothing';

/** Everything about one provider's webhooks. Pure: no function here reads a clock or a network, none throws. */
export interface WebhookProvider {
  id: ProviderId;
  name: string;
  /** What `WebhookSecrets.keys` are for this provider. */
  keys: Words;
  covers: Coverage;
  /** Seconds that the signed time may differ from now; null where the provider signs no time. */
  toleranceSeconds: number | null;
  verify: Verify;
  /** What is to be done before or instead of reading events; undefined for a call with events. Verify first. */
  handshake?(request: WebhookRequest, secrets: WebhookSecrets): Handshake | undefined;
  /** Where the certificate is that checks this call; undefined when the call names none at a pinned host. */
  certificateUrl?(request: WebhookRequest): string | undefined;
  /** The events of a call. The same fact always has the same id. Verify first. */
  normalise(request: WebhookRequest): ContactEvent[];
  /** What to fetch when the call only names a resource. */
  fetches?(request: WebhookRequest): ResourceFetch[];
  /** The events that a fetched resource tells. */
  normaliseFetched?(resource: unknown, receivedAt: string): ContactEvent[];
}
