import { gate } from '../../../dunning/compliance/gate';
import type { Verdict } from '../../../dunning/compliance/verdict';
import { readCase } from '../../../scripts/compliance/case-format';
import { EUROPE_AND_PLATFORMS, MIDDLE_AMERICA, NORTH_AMERICA } from './case-files/north';
import { CHILE, COLOMBIA, SOUTH_AMERICA } from './case-files/south';

const ALL = [...COLOMBIA, ...CHILE, ...SOUTH_AMERICA, ...MIDDLE_AMERICA, ...NORTH_AMERICA, ...EUROPE_AND_PLATFORMS];

const judged = (given: (typeof ALL)[number], change: object): Verdict => {
  const { input, settings } = readCase({ ...given, weekMode: undefined, ...change });
  return gate(input, settings);
};
const opens = ({ decision, at, nextAllowedAt }: Verdict): number =>
  decision === 'allow' ? Date.parse(at) : nextAllowedAt === null ? Infinity : Date.parse(nextAllowedAt);

describe('the cautious profile, on every case from the wording of the rules', () => {
  it('is never looser than the statute', () => {
    const looser = ALL.filter(
      (given) => opens(judged(given, { profile: 'conservative' })) < opens(judged(given, { profile: 'statute' })),
    );
    expect(looser.map(({ id, flags, content }) => ({ id, flags, content }))).toEqual([]);
  });

  it('holds a creditor to no less than an agency, but for what only an agency can say of itself', () => {
    const own = /agency|agent|permit|rdg|disclosure|miranda|validation|collector|payment|notice|letter/i;
    const looser = ALL.filter((given) => {
      if (own.test(JSON.stringify([given.flags, given.content])) || given.profile === 'platform') return false;
      const as = (partyType: string) => opens(judged(given, { profile: 'conservative', partyType }));
      return as('first_party') < as('third_party');
    });
    expect(looser.map(({ id, flags, content }) => ({ id, flags, content }))).toEqual([]);
  });
});
