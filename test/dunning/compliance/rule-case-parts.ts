import type { ContactFacts } from '../../../dunning/compliance/input';
import { made, type Situation } from './helpers';

/** For every rule a situation that it refuses, and the nearest one that it lets pass. */
export interface RuleCase {
  refused: Situation;
  passed: Situation;
}

export const NOON = '2026-11-26T12:00:00';

export const at = (offset: string) => ({ at: `${NOON}${offset}` });
export const AR = { country: 'AR', region: 'AR-C', ...at('-03:00') } as const;
export const BR = { country: 'BR', region: 'BR-SP', ...at('-03:00') } as const;
export const CL = { country: 'CL', zone: 'America/Santiago', ...at('-03:00') } as const;
export const CO = { country: 'CO', ...at('-05:00') } as const;
export const DO = { country: 'DO', ...at('-04:00') } as const;
export const EC = { country: 'EC', zone: 'America/Guayaquil', ...at('-05:00') } as const;
export const ES = { country: 'ES', region: 'ES-MD', ...at('+01:00') } as const;
export const GB = { country: 'GB', ...at('+00:00') } as const;
export const DE = { country: 'DE', ...at('+01:00') } as const;
export const GT = { country: 'GT', ...at('-06:00'), facts: { creditorSector: 'bank' } } as const;
export const MX = {
  country: 'MX',
  zone: 'America/Mexico_City',
  ...at('-06:00'),
  facts: { creditorSector: 'bank' },
} as const;
export const PE = { country: 'PE', ...at('-05:00') } as const;
export const PY = { country: 'PY', ...at('-03:00') } as const;
export const SV = { country: 'SV', ...at('-06:00') } as const;
export const US = { country: 'US', zone: 'America/New_York', ...at('-05:00') } as const;
export const ON = { country: 'CA', region: 'CA-ON', zone: 'America/Toronto', ...at('-05:00') } as const;
export const QC = { country: 'CA', region: 'CA-QC', zone: 'America/Toronto', ...at('-05:00') } as const;

/** The same place with and without a fact. */
export function facts(place: Situation, refused: ContactFacts, passed: ContactFacts = {}): RuleCase {
  return {
    refused: { ...place, facts: { ...place.facts, ...refused } },
    passed: { ...place, facts: { ...place.facts, ...passed } },
  };
}

/** Content that somebody stated to be there, or not to be. */
export function content(place: Situation, element: string, forbidden: boolean): RuleCase {
  return facts(place, { content: { [element]: forbidden } }, { content: { [element]: !forbidden } });
}
export const forbids = (place: Situation, element: string) => content(place, element, true);
export const requires = (place: Situation, element: string) => content(place, element, false);

export const stranger = (place: Situation): RuleCase =>
  facts(place, { recipient: 'neighbour' }, { recipient: 'debtor' });

/** Shut in the middle of the night, open at noon, on a day when it is open. */
export const hours = (place: Situation): RuleCase => ({
  refused: { ...place, at: place.at.replace('T12:00', 'T23:30') },
  passed: place,
});

export const policy = (country: string, offset: string, more: Partial<Situation> = {}): RuleCase =>
  hours({ country, ...at(offset), channel: 'email', party: 'first_party', profile: 'conservative', ...more });

export const conservative = (refused: ContactFacts, passed: ContactFacts = {}): RuleCase =>
  facts(
    { country: 'UY', ...at('-03:00'), channel: 'email', profile: 'conservative', party: 'first_party' },
    refused,
    passed,
  );

/** Contacted so often before, and once less. */
export const often = (
  place: Situation,
  ats: string[],
  channel: NonNullable<Situation['channel']>,
  more = {},
): RuleCase => {
  const history = ats.map((instant) => made(instant, channel, 'sent', more));
  return { refused: { ...place, history }, passed: { ...place, history: history.slice(1) } };
};
export const days = (offset: string, ...dates: string[]) => dates.map((date) => `2026-11-${date}T09:00:00${offset}`);

export const consent = (place: Situation): RuleCase => ({
  refused: { ...place, customer: { consent: {} } },
  passed: place,
});

export const baseline = (refused: Partial<Situation>, passed: Partial<Situation> = {}): RuleCase => {
  const place: Situation = { country: 'UY', ...at('-03:00'), channel: 'email', party: 'first_party' };
  return { refused: { ...place, ...refused }, passed: { ...place, ...passed } };
};

export const platforms = (...names: string[]) => ({ settings: { platforms: names } });
