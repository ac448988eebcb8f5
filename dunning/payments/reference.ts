import { createHash } from 'node:crypto';

import { CONTACT_METADATA } from '../providers/shared/events';
import type { LinkRequest } from './provider';

/** The name under which a link's own key travels in a provider's metadata. */
export const LINK_METADATA = 'dunning_link';

const LONGEST_INVOICE = 60;

/**
 * Invoice and contact key as one text: our reference at the provider, `F-123/9f…e1`; later links of the same contact have
 * their number behind it, `F-123/9f…e1/2`, so that no two links share a reference.
 */
export function linkReference(invoices: readonly string[], contactKey: string, generation: number): string {
  const first = (invoices[0] ?? '').replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, LONGEST_INVOICE);
  const more = invoices.length > 1 ? `+${invoices.length - 1}` : '';
  return [`${first}${more}`, contactKey, ...(generation > 1 ? [String(generation)] : [])]
    .filter((part) => part !== '')
    .join('/');
}

/** The key of a link: the contact key for the first link of a contact, a hash of it and the number for later ones. */
export function linkKeyOf(contactKey: string, generation: number): string {
  if (generation === 1) return contactKey;
  return createHash('sha256').update(`${contactKey}/${generation}`).digest('hex').slice(0, 40);
}

/** The key of a link from its reference; the reference itself when it holds no contact key. */
export function linkKeyIn(reference: string): string {
  const match = /(?:^|\/)([0-9a-f]{40})(?:\/(\d{1,4}))?$/.exec(reference);
  return match?.[1] === undefined ? reference : linkKeyOf(match[1], Number(match[2] ?? 1));
}

/** What is written into the metadata of a link and its payments, so that their events find contact, link and invoices. */
export function linkMetadata(request: LinkRequest): Record<string, string> {
  const { contactKey, linkKey, reference, invoices } = request;
  return {
    [CONTACT_METADATA]: contactKey,
    [LINK_METADATA]: linkKey,
    reference,
    invoices: shortLine(invoices.join(', '), 200),
  };
}

/** A text for a payer: on one line and no longer than the provider takes. */
export function shortLine(value: string, most: number): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  // By characters, so that no emoji is cut in two.
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}
