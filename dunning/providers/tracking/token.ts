import type { Words } from '../../common';
import { InputError } from '../../errors';
import { contactKeyOf } from '../shared/events';
import { hmac, sameBytes } from '../shared/crypto';
import { number, parseJson, text } from '../shared/json';

/** What our own links do. */
export const LINK_KINDS = ['open', 'click', 'unsubscribe', 'preferences'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** What a link of ours says. Nothing in it names a person: the contact key is a hash. */
export interface TrackingLink {
  kind: LinkKind;
  /** The contact it was made for. */
  contactKey: string;
  /** When it stops working, milliseconds since 1970 UTC. */
  expiresAt: number;
  /** Where a click goes; https. Only for `click`. */
  target?: string;
}

export const LINK_REFUSALS = {
  no_secret: {
    en: 'No signing key is set for links, or it is shorter than 32 characters.',
    es: 'No hay clave de firma para los enlaces, o tiene menos de 32 caracteres.',
    pt: 'Não há chave de assinatura para os links, ou ela tem menos de 32 caracteres.',
  },
  malformed: { en: 'This is not one of our links.', es: 'Este enlace no es nuestro.', pt: 'Este link não é nosso.' },
  forged: {
    en: 'This link was changed, or made by somebody else.',
    es: 'Este enlace fue modificado o lo hizo otra persona.',
    pt: 'Este link foi modificado ou feito por outra pessoa.',
  },
  expired: { en: 'This link has expired.', es: 'Este enlace ya venció.', pt: 'Este link expirou.' },
} as const satisfies Record<string, Words>;
export type LinkRefusal = keyof typeof LINK_REFUSALS;

/** What a token says, or why it is not believed. */
export type LinkReading = { ok: true; link: TrackingLink } | { ok: false; reason: LinkRefusal; words: Words };

const SHORTEST_KEY = 32;
const LONGEST_TOKEN = 4_000;
const LONGEST_TARGET = 2_000;

/** The purpose is part of what is signed, so that a key used elsewhere does not make links. */
const PURPOSE = 'n8n-nodes-dunning link 1\n';

const usable = (key: string): boolean => typeof key === 'string' && key.trim().length >= SHORTEST_KEY;

/**
 * Makes the token of a link: what it says and an HMAC-SHA256 over it, both in base64url. The same link and key always give
 * the same token.
 * @throws InputError when the key is too short, the contact key is none, or a click has no https target
 */
export function signLink(link: TrackingLink, key: string): string {
  const fail = (field: string, found: unknown, problem: string, advice: string): never => {
    throw new InputError({ field, found, problem, advice });
  };
  if (!usable(key)) {
    // The key itself must not show up in an error.
    fail(
      'Link Signing Key',
      undefined,
      'is missing or too short',
      `Use a random text of at least ${SHORTEST_KEY} characters.`,
    );
  }
  if (contactKeyOf(link.contactKey) === undefined) {
    fail(
      'contactKey',
      link.contactKey,
      'is not a contact key',
      'Use the contact as the Delivery Tracker (Claim) wrote it.',
    );
  }
  const seconds = Math.floor(link.expiresAt / 1_000);
  if (!Number.isSafeInteger(seconds)) {
    fail('expiresAt', link.expiresAt, 'is not a moment', 'Give milliseconds since 1970.');
  }
  if (link.kind === 'click' && httpsTarget(link.target) === undefined) {
    fail('target', link.target, 'is not an https address', 'Links may only lead to complete https addresses.');
  }
  const said = { k: link.kind, c: link.contactKey, e: seconds, ...(link.kind === 'click' ? { t: link.target } : {}) };
  const payload = Buffer.from(JSON.stringify(said)).toString('base64url');
  return `${payload}.${hmac('sha256', key.trim(), PURPOSE, payload).toString('base64url')}`;
}

/**
 * Reads a token. Several keys are valid during a rotation. The signature is checked before anything in the token is looked at.
 * @param now milliseconds since 1970 UTC
 */
export function readLink(token: string, keys: readonly string[], now: number): LinkReading {
  const valid = keys.filter(usable);
  if (valid.length === 0) return refuseLink('no_secret');
  const [payload = '', mac = '', ...rest] = token.length > LONGEST_TOKEN ? [] : token.split('.');
  if (rest.length > 0 || !/^[A-Za-z0-9_-]+$/.test(payload) || !/^[A-Za-z0-9_-]{43}$/.test(mac)) {
    return refuseLink('malformed');
  }
  const given = Buffer.from(mac, 'base64url');
  // The last letter of base64url has bits that decoding ignores: only the canonical spelling is ours.
  if (given.toString('base64url') !== mac) return refuseLink('forged');
  if (!valid.some((key) => sameBytes(given, hmac('sha256', key.trim(), PURPOSE, payload)))) return refuseLink('forged');
  const said = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  const kind = LINK_KINDS.find((known) => known === text(said, 'k'));
  const contactKey = contactKeyOf(text(said, 'c'));
  const expires = number(said, 'e');
  const target = text(said, 't');
  if (kind === undefined || contactKey === undefined || expires === undefined) return refuseLink('malformed');
  if (now >= expires * 1_000) return refuseLink('expired');
  const link: TrackingLink = { kind, contactKey, expiresAt: expires * 1_000 };
  if (target !== undefined) link.target = target;
  return { ok: true, link };
}

function refuseLink(reason: LinkRefusal): LinkReading {
  return { ok: false, reason, words: LINK_REFUSALS[reason] };
}

/** An https address without a password in it; undefined for anything else. */
export function httpsTarget(target: string | undefined): URL | undefined {
  if (target === undefined || target.length > LONGEST_TARGET || !URL.canParse(target)) return undefined;
  // A browser would read a backslash as a slash, and drop control characters; both can hide another host.
  if (/[\\\p{Cc}\s]/u.test(target)) return undefined;
  const url = new URL(target);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined;
}

/**
 * Where a click may go: the target, when its host is on the list. An entry is a host (`pay.example.com`, with its port where
 * it has one), or `*.example.com` for every host below that one. An empty list allows nothing.
 */
export function allowedTarget(target: string | undefined, hosts: readonly string[]): string | undefined {
  const url = httpsTarget(target);
  if (url === undefined) return undefined;
  const allowed = hosts.some((entry) => {
    const host = entry.trim().toLowerCase();
    if (host.startsWith('*.')) return host.length > 2 && url.host.endsWith(host.slice(1)) && url.port === '';
    return host !== '' && url.host === host;
  });
  return allowed ? url.href : undefined;
}
