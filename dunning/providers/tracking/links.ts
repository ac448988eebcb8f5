import { InputError } from '../../errors';
import { allowedTarget, signLink } from './token';
import type { LinkKind } from './token';

/** What links are made with: where they lead, the key they are signed with, which targets a click may have, how long they work. */
export interface LinkMaker {
  /** The address that answers our links: the production URL of the Delivery Tracker Trigger. */
  address: string;
  /** The signing key in use; older ones are only needed to read. */
  key: string;
  /** Hosts that a click may lead to; see `allowedTarget`. What is not on the list is left as it is. */
  allowedHosts: readonly string[];
  /** When the links stop working, milliseconds since 1970 UTC. */
  expiresAt: number;
}

/** The links of one message. */
export interface MessageLinks {
  /** A picture that tells when the message is opened. */
  open: string;
  /** Takes the customer off this channel. For the header `List-Unsubscribe`; in a browser it asks first. */
  unsubscribe: string;
  /** Lets the customer choose among channels. */
  preferences: string;
  /** The address that counts a click and leads on to the target; undefined when the target is on no allowed host. */
  click(target: string): string | undefined;
}

/** The query parameter that carries the token. */
export const TOKEN_PARAMETER = 't';

/**
 * Checks the address that links begin with.
 * @throws InputError when it is no web address, or has a password, a query or a fragment of its own
 */
export function linkAddress(address: string): URL {
  const trimmed = address.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isWeb && url.search === '' && url.hash === '') return url;
  throw new InputError({
    field: 'Address of the Links',
    found: address,
    problem: 'is not an address that links can begin with',
    advice: 'Copy the production URL of the Delivery Tracker Trigger whose provider is “Our Own Links”.',
  });
}

/**
 * Makes the links of one message. The same contact, key and expiry always give the same links. They hold the contact key, which
 * is a hash, and nothing about the customer.
 * @throws InputError when the address, the key or the contact key cannot be used
 */
export function messageLinks(maker: LinkMaker, contactKey: string): MessageLinks {
  const base = linkAddress(maker.address).href;
  const link = (kind: LinkKind, target?: string): string => {
    const token = signLink({ kind, contactKey, expiresAt: maker.expiresAt, target }, maker.key);
    return `${base}?${TOKEN_PARAMETER}=${token}`;
  };
  return {
    open: link('open'),
    unsubscribe: link('unsubscribe'),
    preferences: link('preferences'),
    click(target) {
      const allowed = allowedTarget(target, maker.allowedHosts);
      return allowed === undefined ? undefined : link('click', allowed);
    },
  };
}
