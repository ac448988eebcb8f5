import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { CHANNELS } from '../../dunning/common';
import { InputError } from '../../dunning/errors';
import { EVENT_TYPES } from '../../dunning/ledger/events';
import type { EventType } from '../../dunning/ledger/events';
import { PROVIDERS } from '../../dunning/providers';
import { PROVIDER_IDS } from '../../dunning/providers/shared/provider';
import type { ProviderId } from '../../dunning/providers/shared/provider';
import type { WebhookSecrets } from '../../dunning/providers/shared/verification';
import { pageLanguage } from '../../dunning/providers/tracking';
import type { TrackingSettings } from '../../dunning/providers/tracking';
import { filled } from '../shared/parameters';
import { secretList, wordList } from '../shared/secret-lists';
import { OWN_LINKS } from './DeliveryTrackerTrigger.description';
import { CREDENTIALS, webhookSecrets } from './secrets';

/** Where the panel is read: when a call comes, and when the workflow is published. */
export type PanelContext = IWebhookFunctions | IHookFunctions;

/** The collection *Options*. */
export interface Options {
  alsoKnown?: boolean;
  channels?: string[];
  includeCall?: boolean;
  ledgerFile?: string;
  machineNetworks?: string;
  networks?: string;
  publicUrl?: string;
  skipMachines?: boolean;
}

/** The panel. */
export interface Panel {
  provider: ProviderId | typeof OWN_LINKS;
  eventTypes: ReadonlySet<EventType>;
  options: Options;
}

/** Reads the panel. @throws InputError when no provider is chosen that exists */
export function panelOf(context: PanelContext): Panel {
  const given = context.getNodeParameter('provider', 'whatsapp');
  const provider = [...PROVIDER_IDS, OWN_LINKS as typeof OWN_LINKS].find((known) => known === given);
  if (provider === undefined) {
    throw new InputError({
      field: 'Provider',
      found: given,
      problem: 'is not one of the choices',
      advice: 'Open the node and choose who sends the events.',
    });
  }
  const types = context.getNodeParameter('eventTypes', []) as string[];
  return {
    provider,
    eventTypes: new Set(EVENT_TYPES.filter((type) => types.includes(type))),
    options: context.getNodeParameter('settings', {}) as Options,
  };
}

async function credentialOf(context: PanelContext, provider: ProviderId): Promise<ICredentialDataDecryptedObject> {
  return provider === 'amazon_ses' ? {} : await context.getCredentials(CREDENTIALS[provider]);
}

/** The secrets that a provider's calls are checked with. */
export async function secretsFor(
  context: PanelContext,
  provider: ProviderId,
  { networks }: Options,
): Promise<WebhookSecrets> {
  const topics = context.getNodeParameter('topics', '');
  return webhookSecrets(provider, await credentialOf(context, provider), { topics, networks });
}

/** How our own links behave. @param acceptLanguage the header of the call, for pages in the customer's language */
export async function trackingSettings(
  context: PanelContext,
  options: Options,
  acceptLanguage: string | undefined,
): Promise<TrackingSettings> {
  const credential = await context.getCredentials('dunningLinksApi');
  const language = context.getNodeParameter('pageLanguage', 'auto') as string;
  const channels = CHANNELS.filter((channel) => options.channels?.includes(channel));
  return {
    keys: [...secretList(credential.signingSecret), ...secretList(credential.earlierSecrets)],
    allowedHosts: wordList(credential.allowedHosts),
    language: pageLanguage(language === 'auto' ? acceptLanguage : language),
    sender: filled(context.getNodeParameter('senderName', '')) ?? '',
    machineNetworks: wordList(options.machineNetworks),
    ...(channels.length > 0 ? { channels } : {}),
  };
}

/**
 * Makes sure, when the workflow is published, that the calls can be told from a stranger's.
 * @throws InputError when no secret is set, or one that cannot be used
 */
export async function checkSecrets(context: PanelContext): Promise<void> {
  const { provider, options } = panelOf(context);
  if (provider === OWN_LINKS) {
    const { keys } = await trackingSettings(context, options, undefined);
    if (!keys.some((key) => key.length >= 32)) {
      throw missing('Signing Key', 'Open the credential and enter a random text of at least 32 characters.');
    }
    return;
  }
  const { keys, verifyTokens } = await secretsFor(context, provider, options);
  const { name, keys: what } = PROVIDERS[provider];
  if (keys.length === 0) {
    const field = provider === 'amazon_ses' ? 'Topics (ARN)' : `Webhook Secrets (${name})`;
    throw missing(field, `Without it nobody can tell the calls of ${name} from a stranger’s. It is: ${what.en}.`);
  }
  if (provider === 'whatsapp' && verifyTokens === undefined) {
    throw missing(
      'Verify Token',
      'Open the credential and enter a word of your own; enter the same one in the Meta app.',
    );
  }
}

function missing(field: string, advice: string): InputError {
  return new InputError({
    field,
    found: '',
    problem: 'must be filled in before the workflow can be published',
    advice,
  });
}
