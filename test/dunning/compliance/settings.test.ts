import { packSchema } from '../../../dunning/compliance/pack';
import { judge, made, outcome, type Situation } from './helpers';

const bogota = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;
const CO: Situation = { country: 'CO', channel: 'email', at: bogota('25'), party: 'first_party' };
const UY: Situation = { country: 'UY', channel: 'email', at: '2026-11-25T10:00:00-03:00', party: 'first_party' };

describe('profiles', () => {
  const sunday = {
    country: 'EC',
    zone: 'America/Guayaquil',
    channel: 'email',
    at: bogota('29'),
    party: 'first_party',
  } as const;

  it('hold a creditor to an agency’s rules only in the conservative one, and say so', () => {
    expect(judge(sunday).decision).toBe('allow');
    const verdict = judge({ ...sunday, profile: 'conservative' });
    expect(verdict).toMatchObject({ decision: 'defer', rule: { id: 'ec-hours', extended: true } });
    expect(verdict.reason.es).toMatch(/su perfil la respeta igualmente/);
  });

  it('keep calling hours for messages only in the conservative one', () => {
    const peru: Situation = { country: 'PE', channel: 'sms', at: bogota('28'), party: 'first_party' };
    expect(judge(peru).decision).toBe('allow');
    expect(judge({ ...peru, profile: 'conservative' }).rule?.id).toBe('pe-hours');
    expect(judge({ ...peru, channel: 'letter', profile: 'conservative' }).decision).toBe('allow');
  });

  it('leave an agency’s own duties to agencies', () => {
    const verdict = judge({
      country: 'CA',
      region: 'CA-ON',
      channel: 'call',
      at: '2026-11-25T12:00:00-05:00',
      party: 'first_party',
      profile: 'conservative',
      facts: { writtenNoticeAt: undefined },
    });
    expect(verdict.decision).toBe('allow');
  });

  it('pick a reading, and the verdict says which', () => {
    const history = [made(bogota('25', '08:00'), 'email', 'sent')];
    const conservative = judge({ ...CO, history, profile: 'conservative' });
    expect(conservative).toMatchObject({
      decision: 'defer',
      rule: { id: 'co-day', reading: { name: 'conservative' } },
    });
    expect(judge({ ...CO, history }).decision).toBe('allow');
    const chosen = judge({ ...CO, history, settings: { readings: { 'co-day': 'conservative' } } });
    expect(chosen.readings).toContainEqual({ ruleId: 'co-day', reading: 'conservative' });
    expect(chosen.decision).toBe('defer');
  });

  it('protect a guarantor by name in the law, and as policy elsewhere', () => {
    const guarantor = { recipient: 'guarantor' as const };
    expect(judge({ ...CO, at: bogota('29'), facts: guarantor }).decision).toBe('defer');
    const dominican: Situation = {
      country: 'DO',
      channel: 'sms',
      at: '2026-11-29T10:00:00-04:00',
      party: 'first_party',
      facts: guarantor,
    };
    expect(judge(dominican).decision).toBe('defer');
  });
});

describe('the house', () => {
  const weekday: Array<[string, string]> = [['10:00', '16:00']];
  const week = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday, sat: [], sun: [], holiday: [] };

  it('narrows the hours, never widens them', () => {
    const settings = { house: { hours: [{ week }] } };
    expect(outcome(judge({ ...CO, at: bogota('25', '09:00'), settings }))).toBe(`defer ${bogota('25', '10:00')}`);
    const wide: Array<[string, string]> = [['00:00', '24:00']];
    const always = { mon: wide, tue: wide, wed: wide, thu: wide, fri: wide, sat: wide, sun: wide, holiday: wide };
    expect(
      judge({ ...CO, at: bogota('25', '06:00'), settings: { house: { hours: [{ week: always }] } } }).decision,
    ).toBe('defer');
  });

  it('shuts on its own days, both ends included', () => {
    const settings = { house: { blackouts: [{ from: '2026-11-25', until: '2026-11-26' }, { from: '2026-11-27' }] } };
    expect(outcome(judge({ ...UY, settings }))).toBe('defer 2026-11-28T00:00:00-03:00');
    expect(judge({ ...UY, at: '2026-11-24T23:59:59-03:00', settings }).decision).toBe('allow');
  });

  it('asks for consent and content of its own', () => {
    const settings = { house: { consentNeeded: ['email' as const], requiredContent: ['opt_out'] } };
    expect(judge({ ...UY, customer: { consent: {} }, settings }).rule?.id).toBe('house-consent');
    expect(judge({ ...UY, facts: { content: { opt_out: false } }, settings }).rule?.id).toBe('house-content');
  });
});

describe('a rule set aside', () => {
  const reason = 'Opinion of our counsel of 3 March 2026: trade debt is not covered.';

  it('no longer decides, and the verdict records it with the reason', () => {
    const settings = { loosenings: [{ ruleId: 'co-hours', reason }] };
    const verdict = judge({ ...CO, at: bogota('29'), settings });
    expect(verdict.decision).toBe('allow');
    expect(verdict.loosened).toEqual([{ ruleId: 'co-hours', reason }]);
    expect(verdict.passed).not.toContain('co-hours');
  });

  it.each([
    [
      'a rule that does not exist',
      { ruleId: 'co-everything', reason },
      /found “co-everything”, which is not the id of a rule/,
    ],
    ['no reason', { ruleId: 'co-hours', reason: ' ' }, /is no reason for setting co-hours aside/],
    ['the customer’s own wish', { ruleId: 'always-opt-out', reason }, /cannot be set aside/],
  ])('is refused: %s', (_, loosening, message) => {
    expect(() => judge({ ...CO, settings: { loosenings: [loosening] } })).toThrow(message);
  });

  it('is refused for a reading that the rule does not have', () => {
    expect(() => judge({ ...CO, settings: { readings: { 'co-day': 'lenient' } } })).toThrow(/statute, conservative/);
    expect(() => judge({ ...CO, settings: { readings: { 'co-hours': 'lenient' } } })).toThrow(/only one reading/);
  });
});

describe('a pack of the user’s own', () => {
  const words = { en: 'Customers in Japan.', es: 'Clientes en Japón.', pt: 'Clientes no Japão.' };
  const day: Array<[string, string]> = [['09:00', '20:00']];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [], holiday: 'as_weekday' };
  const own = {
    id: 'jp',
    version: '2026.11.1',
    kind: 'country',
    name: words,
    countries: ['JP'],
    asOf: '2026-11-23',
    notice: { en: 'This is not legal advice.', es: 'No es asesoría legal.', pt: 'Não é aconselhamento.' },
    rules: [
      {
        id: 'jp-hours',
        kind: 'window',
        binds: ['first_party'],
        protects: ['business', 'consumer'],
        channels: [],
        week,
        endInclusive: false,
        citation: 'our own',
        source: [],
        grade: 'unverified',
        text: words,
      },
    ],
  };

  it('makes a new country judgeable', () => {
    const situation = {
      ...UY,
      country: 'JP',
      at: '2026-11-25T21:00:00+09:00',
      settings: { packs: [packSchema.parse(own)] },
    };
    expect(judge(situation)).toMatchObject({ decision: 'defer', nextAllowedAt: '2026-11-26T09:00:00+09:00' });
  });

  it('is refused with the part that does not fit', () => {
    const broken = { ...own, rules: [{ ...own.rules[0], grade: 'sure' }] } as never;
    expect(() => judge({ ...UY, settings: { packs: [broken] } })).toThrow(
      /^packs\.rules\.0.*does not fit the schema of a pack/,
    );
  });

  it('may not take the place of a built-in rule', () => {
    const same = packSchema.parse({ ...own, countries: ['UY'], rules: [{ ...own.rules[0], id: 'uy-policy-hours' }] });
    expect(() => judge({ ...UY, settings: { packs: [same] } })).toThrow(/is the id of two rules/);
  });
});
