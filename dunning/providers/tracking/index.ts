import { CHANNELS } from '../../common';
import type { Channel } from '../../common';
import type { ContactEvent } from '../../ledger/events';
import { makeEvent } from '../shared/events';
import { field, formBody } from '../shared/form';
import { machineUserAgent } from '../shared/machine';
import type { MachineReason } from '../shared/machine';
import { inNetworks } from '../shared/networks';
import { header } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { confirmPage, notePage, PAGE_HEADERS, preferencesPage } from './page';
import type { PageLanguage } from './page';
import { allowedTarget, readLink } from './token';
import type { LinkRefusal, TrackingLink } from './token';

export { allowedTarget, LINK_KINDS, LINK_REFUSALS, readLink, signLink } from './token';
export type { LinkKind, LinkReading, LinkRefusal, TrackingLink } from './token';
export { pageLanguage } from './page';
export type { PageLanguage } from './page';
export { linkAddress, messageLinks, TOKEN_PARAMETER } from './links';
export type { LinkMaker, MessageLinks } from './links';
export { mailWithLinks } from './in-mail';
export type { MailLinkChoice } from './in-mail';

/** How our own links behave. */
export interface TrackingSettings {
  /** Signing keys; several during a rotation. */
  keys: readonly string[];
  /** Hosts that a click may lead to; see `allowedTarget`. */
  allowedHosts: readonly string[];
  language: PageLanguage;
  /** Who writes, as the customer knows them. */
  sender: string;
  /** Networks of proxies and scanners, such as Apple's list of iCloud Private Relay: what comes from them is no person. */
  machineNetworks?: readonly string[];
  /** Channels offered on the preferences page; all when absent. */
  channels?: readonly Channel[];
  /** Channels the customer accepts now, for the page; all when absent. */
  accepted?: readonly Channel[];
}

/** What to answer, and what it means. */
export interface TrackingResult {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
  events: ContactEvent[];
  /** What the customer chose on the preferences page; to be recorded as consent, for the customer of `contactKey`. */
  choice?: { contactKey: string; accepted: Channel[]; refused: Channel[] };
  refusal?: LinkRefusal | 'target_not_allowed';
}

const PROVIDER = 'tracking';

/** The smallest GIF there is: one transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const PIXEL_HEADERS = { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store, private, max-age=0' };

const HOUR_MS = 3_600_000;

/** A browser that loads a page before anybody asked for it says so. */
function prefetches(request: WebhookRequest): boolean {
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => header(request, name) ?? '').join(' ');
  return /prefetch|preview|prerender/i.test(purpose);
}

function machineOf(request: WebhookRequest, networks: readonly string[]): MachineReason | undefined {
  if (!/^(GET|POST)$/i.test(request.method)) return 'not_a_get';
  if (prefetches(request)) return 'prefetch';
  if (inNetworks(request.remoteAddress, networks)) return 'known_network';
  return machineUserAgent(header(request, 'user-agent'));
}

/** One fact an hour for each link and kind of visitor: whoever holds a link cannot fill the ledger with it. */
function visit(request: WebhookRequest, link: TrackingLink, { machineNetworks = [] }: TrackingSettings): ContactEvent {
  const reason = machineOf(request, machineNetworks);
  const hour = String(Math.floor(Date.parse(request.receivedAt) / HOUR_MS));
  const machine = reason !== undefined;
  return makeEvent({
    provider: PROVIDER,
    type: link.kind === 'click' ? 'clicked' : 'opened',
    fact: [link.contactKey, link.target, hour, machine ? 'machine' : 'person'],
    at: request.receivedAt,
    receivedAt: request.receivedAt,
    providerType: link.kind,
    reason,
    contactKey: link.contactKey,
    machine,
  });
}

/** Unsubscribing twice is one fact; only the first of them is stored. */
function refusal(request: WebhookRequest, link: TrackingLink, how: string): ContactEvent {
  return makeEvent({
    provider: PROVIDER,
    type: 'unsubscribed',
    fact: [link.contactKey],
    at: request.receivedAt,
    receivedAt: request.receivedAt,
    providerType: how,
    contactKey: link.contactKey,
    machine: false,
  });
}

function html(status: number, body: string, more: Partial<TrackingResult> = {}): TrackingResult {
  return { status, headers: { ...PAGE_HEADERS }, body, events: [], ...more };
}

function unsubscribe(request: WebhookRequest, link: TrackingLink, settings: TrackingSettings): TrackingResult {
  const { language, sender } = settings;
  const form = /^POST$/i.test(request.method) ? formBody(request) : new Map<string, string[]>();
  // RFC 8058 3.1: the mail program posts exactly this pair. Anything that only opens the address changes nothing.
  const oneClick = field(form, 'List-Unsubscribe') === 'One-Click' || oneClickInMultipart(request);
  if (!oneClick && field(form, 'confirm') !== '1') return html(200, confirmPage(language, sender));
  const event = refusal(request, link, oneClick ? 'one-click' : 'page');
  return html(200, notePage(language, sender, 'stopped'), { events: [event] });
}

/** RFC 8058 also allows the pair as multipart/form-data. */
function oneClickInMultipart(request: WebhookRequest): boolean {
  const isMultipart = /^multipart\/form-data\b/i.test(header(request, 'content-type') ?? '');
  if (!isMultipart || !/^POST$/i.test(request.method) || request.body.length > 10_000) return false;
  const source = Buffer.from(request.body).toString('latin1');
  return /name="List-Unsubscribe"\s*\r?\n\r?\nOne-Click\r?\n/i.test(source);
}

function preferences(request: WebhookRequest, link: TrackingLink, settings: TrackingSettings): TrackingResult {
  const { language, sender, channels = CHANNELS, accepted = channels } = settings;
  const form = /^POST$/i.test(request.method) ? formBody(request) : new Map<string, string[]>();
  if (field(form, 'save') !== '1') return html(200, preferencesPage(language, sender, channels, accepted));
  const marked = new Set(form.get('channel'));
  const choice = {
    contactKey: link.contactKey,
    accepted: channels.filter((channel) => marked.has(channel)),
    refused: channels.filter((channel) => !marked.has(channel)),
  };
  return html(200, notePage(language, sender, 'saved'), { choice });
}

/**
 * Answers a call of one of our own links: an open pixel, a click, one-click unsubscribing (RFC 8058), the preferences page.
 * A path that serves pictures answers `pixel()` when this refuses the token, so that nobody learns which tokens are ours. A click only leads to
 * hosts on the list. Nothing changes without a POST.
 * @param now milliseconds since 1970 UTC
 */
export function answerLink(
  request: WebhookRequest,
  token: string,
  settings: TrackingSettings,
  now: number,
): TrackingResult {
  const reading = readLink(token, settings.keys, now);
  if (!reading.ok) {
    const gone = notePage(settings.language, settings.sender, 'gone');
    return html(reading.reason === 'expired' ? 410 : 404, gone, { refusal: reading.reason });
  }
  const { link } = reading;
  switch (link.kind) {
    case 'open':
      return pixel([visit(request, link, settings)]);
    case 'click': {
      const target = allowedTarget(link.target, settings.allowedHosts);
      if (target === undefined) {
        return html(404, notePage(settings.language, settings.sender, 'gone'), { refusal: 'target_not_allowed' });
      }
      const headers = { Location: target, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };
      return { status: 302, headers, body: '', events: [visit(request, link, settings)] };
    }
    case 'unsubscribe':
      return unsubscribe(request, link, settings);
    case 'preferences':
      return preferences(request, link, settings);
  }
}

/** The answer to a request for a picture, whatever its token is worth. */
export function pixel(events: ContactEvent[] = []): TrackingResult {
  return { status: 200, headers: { ...PIXEL_HEADERS }, body: new Uint8Array(PIXEL), events };
}
