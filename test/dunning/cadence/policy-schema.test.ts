import { readFileSync } from 'node:fs';
import path from 'node:path';

import { policyJsonSchema } from '../../../dunning/cadence/policy-form';
import { checkPolicy, validatePolicy } from '../../../dunning/cadence/policy-schema';
import { PRESETS } from '../../../dunning/cadence/presets';

const stage = (extra: Record<string, unknown> = {}) => ({ key: 'first_reminder', days: 3, ...extra });
const policy = (extra: Record<string, unknown> = {}) => ({ id: 'mine', stages: [stage()], ...extra });

describe('a policy that a user writes', () => {
  it.each(Object.entries(PRESETS))('the preset %s is valid and comes back as it was', (_id, preset) => {
    expect(validatePolicy(JSON.stringify(preset))).toEqual(preset);
  });

  it('needs no more than a name, keys and days', () => {
    expect(validatePolicy(policy())).toEqual({
      id: 'mine',
      label: { en: 'Mine', es: 'Mine', pt: 'Mine' },
      progression: 'jump',
      granularity: 'invoice',
      stages: [
        {
          key: 'first_reminder',
          level: 1,
          label: { en: 'First reminder', es: 'Primer recordatorio', pt: 'Primeiro lembrete' },
          anchor: 'due_date',
          days: 3,
          dayCount: 'calendar',
          tone: 'neutral',
          channels: ['email'],
        },
      ],
    });
  });

  it.each([
    ['{', 'policy', 'is not JSON'],
    [{ stages: [] }, 'policy.id', 'is missing'],
    [policy({ stages: [stage({ days: 1.5 })] }), 'policy.stages[0].days', 'is not a whole number'],
    [policy({ stages: [stage(), stage()] }), 'policy.stages[1].key', 'is used twice'],
    [policy({ stages: [stage({ level: 2 }), stage({ key: 'b' })] }), 'policy.stages[1].level', 'is used twice'],
    [policy({ stages: [stage({ channels: ['fax'] })] }), 'policy.stages[0].channels[0]', 'is not one of the choices'],
    [policy({ stages: [stage({ channels: [] })] }), 'policy.stages[0].channels', 'is too small'],
    [
      policy({ stages: [stage({ anchor: 'previous_contact' })] }),
      'policy.stages[0].anchor',
      'has no contact before it to count from',
    ],
    [
      policy({ stages: [stage(), stage({ key: 'b', days: 1 })] }),
      'policy.stages[1].days',
      'falls before a milder stage',
    ],
    [
      policy({ stages: [stage({ repeat: { everyDays: 0, times: 1 } })] }),
      'policy.stages[0].repeat.everyDays',
      'is too small',
    ],
    [policy({ minimumBalance: { ZZZ: 1 } }), 'policy.minimumBalance.ZZZ', 'is not a currency code'],
    [policy({ minimumBalance: { MXN: -1 } }), 'policy.minimumBalance.MXN', 'is too small'],
    [policy({ calendar: 'mexico' }), 'policy.calendar', 'has the wrong form'],
    [policy({ colour: 'red' }), 'policy.colour', 'is not a field of a policy'],
    [
      policy({ charges: { interest: { kind: 'simple', annualPercent: 12, dayCount: 'actual/365' } } }),
      'policy.charges.interest.annualPercent',
      'has none of its forms',
    ],
    [
      policy({ charges: { interest: { kind: 'statutory', rate: 'moon' } } }),
      'policy.charges.interest.rate',
      'is not a law that is known here',
    ],
    [
      policy({ stages: [stage({ onlyIf: { lastPaymentFailure: [] } })] }),
      'policy.stages[0].onlyIf.lastPaymentFailure',
      'is too small',
    ],
    [policy({ charges: { interest: { kind: 'compound' } } }), 'policy.charges.interest.kind', 'has none of its forms'],
  ])('%j is refused at %s', (value, field, problem) => {
    const { problems } = checkPolicy(value);
    expect(problems?.map((one) => [one.field, one.problem])).toContainEqual([field, problem]);
    expect(() => validatePolicy(value)).toThrow(problem === 'is missing' ? 'is missing' : field);
  });

  it('names every other field that is wrong, too', () => {
    expect(() => validatePolicy(policy({ colour: 'red', calendar: 'mexico' }))).toThrow(
      'policy.calendar: found “mexico”, which has the wrong form. Use a country or region, for example MX or BR-SP. Also wrong: policy.colour.',
    );
  });

  it('has a published schema that is the one it is checked against', () => {
    const file = path.resolve(__dirname, '../../../dunning/cadence/policy.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });
});
