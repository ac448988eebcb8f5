import { DateTime } from 'luxon';

import type { ComplianceCase } from '../../../../scripts/compliance/case-format';

const ZONES: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  BO: 'America/La_Paz',
  BR: 'America/Sao_Paulo',
  'BR-AM': 'America/Manaus',
  'BR-AL': 'America/Maceio',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  CO: 'America/Bogota',
  CR: 'America/Costa_Rica',
  DE: 'Europe/Berlin',
  DO: 'America/Santo_Domingo',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  EU: 'Europe/Brussels',
  GB: 'Europe/London',
  GT: 'America/Guatemala',
  HN: 'America/Tegucigalpa',
  MX: 'America/Mexico_City',
  PA: 'America/Panama',
  PE: 'America/Lima',
  PY: 'America/Asuncion',
  SV: 'America/El_Salvador',
  US: 'America/New_York',
  'US-CA': 'America/Los_Angeles',
  'US-WA': 'America/Los_Angeles',
  UY: 'America/Montevideo',
};

/** An earlier contact in few words: `prior('2026-11-24 10:00', 'voice', 'attempt')`. */
export interface Prior {
  at: string;
  channel: string;
  kind: string;
  [more: string]: unknown;
}
export const prior = (at: string, channel: string, kind: string, more: object = {}): Prior => ({
  at,
  channel,
  kind,
  ...more,
});

/** Several earlier contacts of one kind. */
export const priors = (ats: readonly string[], channel: string, kind: string, more: object = {}): Prior[] =>
  ats.map((at) => prior(at, channel, kind, more));

export interface More extends Partial<Omit<ComplianceCase, 'priorContacts'>> {
  history?: Prior[];
}

/**
 * A case of the shared format. Times are the wall clock of the debtor. A collection agency writes to a consumer who agreed to the
 * channel, by the statute, unless `more` says otherwise.
 * @param place `CO`, or a region like `BR-SP`
 * @param expected `allow`, `block`, or `defer 2026-11-24 07:00`
 */
export function situation(
  place: string,
  channel: string,
  at: string,
  expected: string,
  more: More = {},
): ComplianceCase {
  const [jurisdiction = '', sub] = place.split('-');
  const zone = more.zone ?? ZONES[place] ?? ZONES[jurisdiction] ?? 'UTC';
  const local = (wall: string) =>
    DateTime.fromISO(wall.replace(' ', 'T'), { zone }).toISO({ suppressMilliseconds: true }) ?? wall;
  const [decision = '', ...next] = expected.split(' ');
  const { history = [], ...rest } = more;
  return {
    id: `${place} ${channel} ${at}`,
    jurisdiction,
    region: sub === undefined ? null : place,
    profile: 'statute',
    channel,
    partyType: 'third_party',
    debtorType: 'consumer',
    recipientRole: 'debtor',
    localDateTime: local(at),
    zone,
    priorContacts: history.map((contact) => ({ ...contact, at: local(contact.at) })),
    consent: { [channel]: true },
    content: null,
    flags: null,
    expected: decision as ComplianceCase['expected'],
    ...(next.length > 0 ? { nextAllowed: local(next.join(' ')) } : {}),
    reason: 'from the wording of the rule',
    certainty: 'high',
    ...rest,
  };
}
