import { CHANNELS } from '../../dunning/common';
import type { Channel } from '../../dunning/common';
import type { Contact } from '../../dunning/ledger/contact';
import type { ConsentChange, FullLedger } from '../../dunning/ledger/records';
import { answerLink, pixel, readLink, TOKEN_PARAMETER } from '../../dunning/providers/tracking';
import type { TrackingResult, TrackingSettings } from '../../dunning/providers/tracking';
import { notePage, PAGE_HEADERS } from '../../dunning/providers/tracking/page';
import { header, queryValue } from '../../dunning/providers/shared/request';
import type { WebhookRequest } from '../../dunning/providers/shared/request';
import type { CallAnswer } from './http';
import type { CallOutcome, Tools } from './provider-call';
import { recordCall } from './record';

/** What a customer chose on the preferences page. */
export interface Choice {
  contact: Contact;
  accepted: Channel[];
  refused: Channel[];
}

export interface LinkOutcome extends CallOutcome {
  choice?: Choice;
}

const SOURCE = 'preferences page';

/**
 * Answers a call of one of our own links, and records what it means before it says so. The contact in a token is the only one
 * that its page shows or changes. Never rejects.
 */
export async function linkCall(
  request: WebhookRequest,
  settings: TrackingSettings,
  tools: Tools,
): Promise<LinkOutcome> {
  const token = queryValue(request, TOKEN_PARAMETER) ?? '';
  const reading = readLink(token, settings.keys, tools.clock());
  if (!reading.ok && wantsPicture(request)) return outcome(pixel());
  try {
    if (reading.ok && reading.link.kind === 'preferences') {
      const { contactKey } = reading.link;
      return await tools.withLedger((ledger) => preferences(ledger, request, token, contactKey, settings, tools));
    }
    const result = answerLink(request, token, settings, tools.clock());
    return await recordedLink(result, settings, tools);
  } catch (error) {
    tools.warn(`A link could not be answered: ${error instanceof Error ? error.message : String(error)}`);
    return outcome(later(settings));
  }
}

/** A mail program that asks for a picture gets one, whatever its token is worth. */
function wantsPicture(request: WebhookRequest): boolean {
  return /^image\//i.test(header(request, 'accept') ?? '');
}

function outcome(
  result: Pick<TrackingResult, 'status' | 'headers' | 'body'>,
  more: Partial<LinkOutcome> = {},
): LinkOutcome {
  const answer: CallAnswer = { status: result.status, headers: result.headers, body: result.body };
  return { answer, recorded: [], ...more };
}

function later({ language, sender }: TrackingSettings): Pick<TrackingResult, 'status' | 'headers' | 'body'> {
  return { status: 503, headers: { ...PAGE_HEADERS, 'Retry-After': '300' }, body: notePage(language, sender, 'later') };
}

/** Stores what a visit means. A person who clicks to pay gets there also when it cannot be stored; an opt-out must be. */
async function recordedLink(result: TrackingResult, settings: TrackingSettings, tools: Tools): Promise<LinkOutcome> {
  if (result.events.length === 0) return outcome(result);
  const now = new Date(tools.clock()).toISOString();
  try {
    return outcome(result, {
      recorded: await tools.withLedger((ledger) => recordCall(ledger, result.events, now, tools.starts)),
    });
  } catch (error) {
    tools.warn(`What a link means could not be stored: ${error instanceof Error ? error.message : String(error)}`);
    const mustBeStored = result.events.some(({ type }) => type === 'unsubscribed');
    return outcome(mustBeStored ? later(settings) : result);
  }
}

async function preferences(
  ledger: FullLedger,
  request: WebhookRequest,
  token: string,
  contactKey: string,
  settings: TrackingSettings,
  tools: Tools,
): Promise<LinkOutcome> {
  const now = new Date(tools.clock()).toISOString();
  const [contact] = await ledger.identify([{ key: contactKey }], now);
  const { language, sender, channels = CHANNELS } = settings;
  if (contact === undefined) {
    return outcome({ status: 404, headers: { ...PAGE_HEADERS }, body: notePage(language, sender, 'gone') });
  }
  const { account, customerId } = contact;
  const standing = (await ledger.standing(account, [customerId], now)).get(customerId);
  const refused = standing?.refused ?? [];
  const accepted = channels.filter((channel) => !refused.includes(channel));
  const result = answerLink(request, token, { ...settings, accepted }, tools.clock());
  if (result.choice === undefined) return outcome(result);

  const { choice } = result;
  const change = (channel: Channel, word: ConsentChange['change']): ConsentChange => {
    return { account, customerId, channel, change: word, at: now, source: SOURCE };
  };
  // Only what changes is a word of the customer: saving the page as it is says nothing new.
  await ledger.recordConsent(
    [
      ...choice.refused.filter((channel) => !refused.includes(channel)).map((channel) => change(channel, 'opt_out')),
      ...choice.accepted.filter((channel) => refused.includes(channel)).map((channel) => change(channel, 'opt_in')),
    ],
    now,
  );
  return outcome(result, { choice: { contact, accepted: choice.accepted, refused: choice.refused } });
}
