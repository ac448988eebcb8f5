import type { IExecuteFunctions } from 'n8n-workflow';

import type { EmailMessage } from '../../dunning/message/message';
import { mailWithLinks, messageLinks } from '../../dunning/providers/tracking';
import type { LinkMaker } from '../../dunning/providers/tracking';
import { filled, perRun } from '../shared/parameters';
import { wordList } from '../shared/secret-lists';

/** Puts our links into a mail. @param key the contact key */
export type WriteLinks = (message: EmailMessage, key: string) => EmailMessage;

/** What the panel calls the links. */
export type LinkName = 'clicks' | 'opens' | 'preferences' | 'unsubscribe';

/** The links of a mail when the user chose none. */
const USUAL_LINKS: LinkName[] = ['clicks', 'preferences', 'unsubscribe'];

const DAY_MS = 86_400_000;
const DAYS = 180;

/**
 * What writes our links into the mails of this run; undefined when that is not wanted.
 * @param now milliseconds since 1970 UTC, from which links live
 * @throws InputError when the credential cannot make links: before anything is sent
 */
export async function linkWriter(context: IExecuteFunctions, now: number): Promise<WriteLinks | undefined> {
  if (!perRun<boolean>(context, 'trackingLinks', false)) return undefined;
  const credential = await context.getCredentials('dunningLinksApi');
  const { linkDays } = perRun<{ linkDays?: number }>(context, 'options', {});
  const maker: LinkMaker = {
    address: filled(credential.address) ?? '',
    key: filled(credential.signingSecret) ?? '',
    allowedHosts: wordList(credential.allowedHosts),
    expiresAt: now + Math.max(1, linkDays ?? DAYS) * DAY_MS,
  };
  // A key or an address that cannot be used shows here, and not at the first of many mails.
  messageLinks(maker, '0'.repeat(40));
  const chosen = new Set(perRun<LinkName[]>(context, 'links', USUAL_LINKS));
  const choice = {
    clicks: chosen.has('clicks'),
    opens: chosen.has('opens'),
    preferences: chosen.has('preferences'),
    unsubscribe: chosen.has('unsubscribe'),
  };
  return (message, key) => mailWithLinks(message, messageLinks(maker, key), choice);
}
