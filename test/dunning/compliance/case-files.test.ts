import { runCase } from '../../../scripts/check-compliance';
import { EUROPE_AND_PLATFORMS, MIDDLE_AMERICA, NORTH_AMERICA } from './case-files/north';
import { CHILE, COLOMBIA, SOUTH_AMERICA } from './case-files/south';

/**
 * Situations written down from the wording of the rules, in the format of the shared cases, the way different people would write
 * them: other names for a field, other words for a value, three languages.
 */
const ALL = [
  ...COLOMBIA,
  ...CHILE,
  ...SOUTH_AMERICA,
  ...MIDDLE_AMERICA,
  ...NORTH_AMERICA,
  ...EUROPE_AND_PLATFORMS,
].filter(({ certainty }) => certainty !== 'low');

describe('cases in the shared format, from the wording of the rules', () => {
  it.each(
    ALL.map(
      (given, index) =>
        [`${index + 1}: ${given.id} ${JSON.stringify(given.flags ?? given.content ?? '')}`, given] as const,
    ),
  )('%s', (_, given) => {
    const { expected, found, unread } = runCase(given);
    expect(found).toBe(expected);
    expect(unread?.filter((name) => !name.includes('note'))).toEqual([]);
  });
});
