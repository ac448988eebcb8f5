import { createGate, gate } from '../../../dunning/compliance/gate';
import type { GateSettings } from '../../../dunning/compliance/input';
import { packSchema } from '../../../dunning/compliance/pack';
import { BUILT_IN_PACKS } from '../../../dunning/compliance/packs/index';
import { AGREED, inputOf, judge, made, outcome, settingsOf, type Situation } from './helpers';

const bogota = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;
const CO: Situation = { country: 'CO', channel: 'email', at: bogota('25'), party: 'first_party' };
const UY: Situation = { country: 'UY', channel: 'email', at: '2026-11-25T10:00:00-03:00', party: 'first_party' };

describe('what is not known', () => {
  it.each([
    ['no country at all', { country: '' }, 'UNKNOWN_JURISDICTION'],
    ['a country without a pack', { country: 'JP' }, 'NO_PACK'],
    ['a time zone that is none', { country: 'CO', zone: 'Bogota' }, 'UNKNOWN_TIME_ZONE'],
    ['an offset in place of a zone', { country: 'CO', zone: 'UTC-5' }, 'UNKNOWN_TIME_ZONE'],
    ['a phone that cannot be read', { channel: 'call' as const, customer: { phone: '123' } }, 'PHONE_UNREADABLE'],
    ['an e-mail address that is none', { customer: { email: 'ana at cliente' } }, 'EMAIL_UNREADABLE'],
    ['no consent where it is needed', { customer: { consent: {} } }, 'NO_CONSENT'],
    ['a consent given later', { customer: { consent: { email: { granted: true, at: bogota('26') } } } }, 'NO_CONSENT'],
    ['a year without known holidays', { at: '2029-01-02T10:00:00-05:00' }, 'HOLIDAYS_UNKNOWN'],
  ])('blocks: %s', (_, more, code) => {
    expect(judge({ ...CO, ...more })).toMatchObject({ decision: 'block', reasonCode: code, nextAllowedAt: null });
  });

  it('takes the country from the phone when there is no address', () => {
    const verdict = judge({ ...CO, country: '', customer: { phone: '+573001234567' } });
    expect([verdict.decision, verdict.inputs?.['country'], verdict.timeZones]).toEqual([
      'allow',
      'CO',
      ['America/Bogota'],
    ]);
  });

  it('wants every possible zone open', () => {
    const mexico: Situation = { country: 'MX', channel: 'call', party: 'first_party', at: '2026-11-25T08:00:00-06:00' };
    expect(judge({ ...mexico, region: 'MX-CMX' }).decision).toBe('allow');
    expect(judge({ ...mexico, region: 'MX-BCN' }).nextAllowedAt).toBe('2026-11-25T07:00:00-08:00');
    expect(judge(mexico).nextAllowedAt).toBe('2026-11-25T09:00:00-06:00');
  });

  it('protects a customer of unknown kind as a consumer and as a business', () => {
    const charges = { fixedSum: { currency: 'EUR', decimal: '40' } };
    const spain: Situation = {
      country: 'ES',
      region: 'ES-MD',
      channel: 'email',
      at: '2026-11-25T10:00:00+01:00',
      facts: { charges },
    };
    expect(judge({ ...spain, kind: 'business' }).decision).toBe('allow');
    expect(judge({ ...spain, customer: { kind: undefined } }).refusedBy).toContain('eu-fixed-sum-consumer');
  });

  it('applies the rules of every region while the region is not known, in the conservative profile', () => {
    const brazil: Situation = {
      country: 'BR',
      zone: 'America/Sao_Paulo',
      channel: 'call',
      at: '2026-11-28T10:00:00-03:00',
      party: 'first_party',
      profile: 'conservative',
    };
    expect(judge({ ...brazil, region: 'BR-SP' }).decision).toBe('allow');
    // Rio shuts on Saturday and opens at nine; the Federal District keeps Monday 30 November.
    expect(judge(brazil)).toMatchObject({ decision: 'defer', nextAllowedAt: '2026-12-01T09:00:00-03:00' });
    expect(judge({ ...brazil, settings: { unknownRegion: 'national' } }).decision).toBe('allow');
  });

  it('assumes New York City in its state until a postal code or town says otherwise', () => {
    const state: Situation = { country: 'US', region: 'US-NY', channel: 'sms', at: '2026-11-25T12:00:00-05:00' };
    const without = { consent: {} };
    expect(judge({ ...state, customer: without }).refusedBy).toContain('us-nyc-consent');
    expect(judge({ ...state, customer: { ...without, postalCode: '11201' } }).refusedBy).toContain('us-nyc-consent');
    expect(judge({ ...state, customer: { ...without, postalCode: '14604' } }).decision).toBe('allow');
    expect(judge({ ...state, customer: { ...without, city: 'Buffalo' } }).decision).toBe('allow');
  });
});

describe('the customer’s word', () => {
  it('comes before every other reason', () => {
    const customer = { doNotContact: true, consent: {}, email: 'nobody' };
    expect(judge({ ...CO, at: bogota('29'), customer }).reasonCode).toBe('DO_NOT_CONTACT');
  });

  it('holds on the channel it was given for', () => {
    const consent = { ...AGREED, email: { granted: false } };
    expect(judge({ ...CO, customer: { consent } }).reasonCode).toBe('OPTED_OUT');
    expect(judge({ ...CO, channel: 'sms', customer: { consent } }).decision).toBe('allow');
  });

  it('is kept when it asks for other hours, on top of the law’s', () => {
    const facts = { requestedHours: [{ weekdays: [1, 6], from: '14:00', to: '22:00' }] };
    expect(outcome(judge({ ...CO, facts }))).toBe(`defer ${bogota('28', '14:00')}`);
    expect(outcome(judge({ ...CO, facts, at: bogota('28', '15:00') }))).toBe(`defer ${bogota('30', '14:00')}`);
  });

  it('opens other hours in Colombia when the request is express, separate and later than the contract', () => {
    const hours = {
      from: '17:00',
      to: '20:00',
      requestedByConsumer: true,
      separateInstrument: true,
      afterContract: true,
    };
    const saturday = { ...CO, at: bogota('28', '18:00') };
    expect(judge({ ...saturday, facts: { requestedHours: [hours] } }).decision).toBe('allow');
    const bundled = { ...hours, separateInstrument: false };
    expect(judge({ ...saturday, facts: { requestedHours: [bundled] } }).decision).toBe('defer');
    expect(judge({ ...saturday, at: bogota('29', '18:00'), facts: { requestedHours: [hours] } }).decision).toBe(
      'defer',
    );
  });

  it('is kept when it names the channels', () => {
    const facts = { requestedChannels: ['email' as const] };
    expect(judge({ ...CO, facts }).decision).toBe('allow');
    expect(judge({ ...CO, channel: 'call', facts })).toMatchObject({
      decision: 'block',
      reasonCode: 'CUSTOMER_CHANNEL',
    });
  });

  it('is about addresses too: one that was found elsewhere is not used', () => {
    expect(judge({ ...CO, facts: { addressGivenByCustomer: false } }).rule?.id).toBe('always-own-address');
  });

  it('waits for a hold to end, and blocks one without an end', () => {
    const chile: Situation = {
      country: 'CL',
      zone: 'America/Santiago',
      channel: 'email',
      at: '2026-11-25T10:00:00-03:00',
    };
    const hold = { kind: 'insolvent' as const, from: '2026-11-20', until: '2026-11-26' };
    expect(outcome(judge({ ...chile, customer: { holds: [hold] } }))).toBe('defer 2026-11-27T00:00:00-03:00');
    const open = { kind: 'insolvent' as const, from: '2026-11-20' };
    expect(judge({ ...chile, customer: { holds: [open] } })).toMatchObject({
      decision: 'block',
      reasonCode: 'INSOLVENCY',
    });
    const later = { kind: 'insolvent' as const, from: '2026-12-20' };
    expect(judge({ ...chile, customer: { holds: [later] } }).decision).toBe('allow');
  });
});

describe('the calendar', () => {
  it.each([
    ['Christmas falls on a Friday: Colombia', CO, '2026-12-25T10:00:00-05:00', '2026-12-26T08:00:00-05:00'],
    ['9 July moves to Monday 13: Colombia', CO, '2026-07-13T10:00:00-05:00', '2026-07-14T07:00:00-05:00'],
    ['9 July itself is no holiday: Colombia', CO, '2026-07-09T10:00:00-05:00', null],
    ['the law of 9 July is newer: Colombia in 2025', CO, '2025-07-14T10:00:00-05:00', null],
    ['a weekend, a holiday on Monday: Colombia', CO, '2026-11-14T15:00:00-05:00', '2026-11-17T07:00:00-05:00'],
    ['Maundy Thursday to Easter Monday: Colombia', CO, '2026-04-01T19:00:00-05:00', '2026-04-04T08:00:00-05:00'],
    ['29 February of a leap year: Colombia', CO, '2028-02-29T10:00:00-05:00', null],
    ['the night before 29 February: Colombia', CO, '2028-02-28T23:00:00-05:00', '2028-02-29T07:00:00-05:00'],
    ['New Year’s night: Colombia', CO, '2026-12-31T23:59:00-05:00', '2027-01-02T08:00:00-05:00'],
  ] as const)('%s', (_, place, at, next) => {
    expect(judge({ ...place, at }).nextAllowedAt).toBe(next);
  });

  const chile: Situation = { country: 'CL', region: 'CL-RM', channel: 'call', at: '' };

  it('keeps local hours across the night when summer time ends in Chile', () => {
    // In 2026 the clocks go back on the night to Sunday 5 April; Friday is Good Friday, Saturday Holy Saturday.
    expect(judge({ ...chile, at: '2026-04-02T21:00:00-03:00' }).nextAllowedAt).toBe('2026-04-06T08:00:00-04:00');
  });

  it('keeps local hours across the night when summer time begins in Chile', () => {
    // In 2026 midnight of Sunday 6 September does not exist.
    expect(judge({ ...chile, at: '2026-09-05T21:00:00-04:00' }).nextAllowedAt).toBe('2026-09-07T08:00:00-03:00');
  });

  it.each([
    ['before the gap', '2026-03-08T01:30:00-05:00', '2026-03-08T08:00:00-04:00'],
    ['after the gap', '2026-03-08T03:30:00-04:00', '2026-03-08T08:00:00-04:00'],
    ['in the first of two hours', '2026-11-01T01:30:00-04:00', '2026-11-01T08:00:00-05:00'],
    ['in the second of two hours', '2026-11-01T01:30:00-05:00', '2026-11-01T08:00:00-05:00'],
  ])('opens at eight of the wall clock in New York: %s', (_, at, next) => {
    expect(judge({ country: 'US', zone: 'America/New_York', channel: 'call', at }).nextAllowedAt).toBe(next);
  });

  const night = (from: string, to: string): Partial<GateSettings> => {
    const day: Array<[string, string]> = [[from, to]];
    const week = {
      mon: day,
      tue: day,
      wed: day,
      thu: day,
      fri: day,
      sat: day,
      sun: day,
      holiday: 'as_weekday' as const,
    };
    return { house: { hours: [{ week }] } };
  };
  const newYork: Situation = {
    country: 'US',
    zone: 'America/New_York',
    channel: 'email',
    party: 'first_party',
    at: '',
  };

  it('opens at the end of the gap when the clock skips the opening', () => {
    const verdict = judge({ ...newYork, at: '2026-03-08T00:00:00-05:00', settings: night('02:15', '03:30') });
    expect(verdict.nextAllowedAt).toBe('2026-03-08T03:00:00-04:00');
  });

  it('opens twice when the clock repeats the hour', () => {
    const settings = night('01:15', '01:45');
    const first = judge({ ...newYork, at: '2026-11-01T00:00:00-04:00', settings });
    expect(first.nextAllowedAt).toBe('2026-11-01T01:15:00-04:00');
    const second = judge({ ...newYork, at: '2026-11-01T01:50:00-04:00', settings });
    expect(second.nextAllowedAt).toBe('2026-11-01T01:15:00-05:00');
  });

  it('counts a day of twenty-five hours as one day', () => {
    const settings = { house: { caps: [{ max: 1, per: { unit: 'day' as const } }] } };
    const history = [made('2026-11-01T00:10:00-04:00', 'email')];
    const verdict = judge({ ...newYork, at: '2026-11-01T23:50:00-05:00', history, settings });
    expect(verdict.nextAllowedAt).toBe('2026-11-02T00:00:00-05:00');
  });

  it('follows a rule from its first to its last day', () => {
    const florida: Situation = { country: 'US', region: 'US-FL', channel: 'email', party: 'first_party', at: '' };
    const before = judge({
      ...florida,
      customer: { postalCode: '33101', city: 'Miami' },
      at: '2025-05-15T23:00:00-04:00',
    });
    // The rule ends with that day, so the night before its end waits for midnight and no longer.
    expect([before.decision, before.nextAllowedAt]).toEqual(['defer', '2025-05-16T00:00:00-04:00']);
    expect(judge({ ...florida, at: '2025-05-16T23:00:00-04:00' }).decision).toBe('allow');
  });
});

describe('an instant that never comes', () => {
  it('is null with the reason, when a conversation on WhatsApp closes before the hours open', () => {
    const situation: Situation = {
      country: 'CO',
      channel: 'whatsapp',
      party: 'first_party',
      at: bogota('28', '16:00'),
      facts: { messageType: 'freeform', lastInboundAt: bogota('28', '15:30') },
      settings: { platforms: ['whatsapp'] },
    };
    const verdict = judge(situation);
    expect(verdict).toMatchObject({ decision: 'block', nextAllowedAt: null, reasonCode: 'CONVERSATION_CLOSED' });
    expect(verdict.reason.en).toMatch(/Waiting does not help/);
  });

  it('is null when two sets of hours never meet', () => {
    const shut: Array<[string, string]> = [];
    const week = {
      mon: [['06:00', '07:00']] as Array<[string, string]>,
      tue: shut,
      wed: shut,
      thu: shut,
      fri: shut,
      sat: shut,
      sun: shut,
      holiday: 'as_weekday' as const,
    };
    const verdict = judge({ ...CO, settings: { house: { hours: [{ week }] } } });
    expect([verdict.decision, verdict.nextAllowedAt]).toEqual(['block', null]);
  });
});

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

describe('another channel', () => {
  const settings = { proposeAlternative: true };
  const refused = { ...CO, channel: 'email' as const, customer: { consent: { ...AGREED, email: { granted: false } } } };

  it('is proposed when it is open now', () => {
    const verdict = judge({ ...refused, settings, alternatives: ['whatsapp', 'sms'] });
    expect(verdict.alternative).toEqual({ channel: 'whatsapp', decision: 'allow', nextAllowedAt: null });
  });

  it('is proposed with its instant when it opens first', () => {
    const verdict = judge({ ...refused, at: bogota('29'), settings, alternatives: ['email', 'sms'] });
    expect(verdict.alternative).toEqual({ channel: 'sms', decision: 'defer', nextAllowedAt: bogota('30', '07:00') });
  });

  it('is not proposed unasked, nor when none is better', () => {
    expect(judge({ ...refused, alternatives: ['sms'] }).alternative).toBeUndefined();
    expect(judge({ ...CO, at: bogota('29'), settings, alternatives: ['sms'] }).alternative).toBeUndefined();
  });
});

describe('a verdict', () => {
  it('is an audit record: what was asked, under which rules, on which facts', () => {
    const verdict = judge({ ...CO, at: bogota('29'), customer: { name: 'Ana Torres', email: 'ana@cliente.example' } });
    expect(verdict).toMatchObject({
      decision: 'defer',
      at: bogota('29'),
      nextAllowedAt: bogota('30', '07:00'),
      reasonCode: 'SUNDAY',
      profile: 'statute',
      timeZones: ['America/Bogota'],
      refusedBy: ['co-hours'],
      packs: [
        { id: 'baseline', version: '2026.11.1' },
        { id: 'co', version: '2026.11.1' },
      ],
      inputs: { country: 'CO', party: 'first_party', recipient: 'debtor', purpose: 'collection', earlierContacts: 0 },
    });
    expect(verdict.notice).toMatch(/not legal advice/i);
    // Nothing personal: the record does not need it.
    expect(JSON.stringify(verdict)).not.toMatch(/Ana|ana@/);
  });

  it('can be had without preparing a gate, and is the same', () => {
    const input = inputOf(CO);
    expect(gate(input, settingsOf(CO))).toEqual(createGate(settingsOf(CO)).judge(input));
  });

  it('names every rule that stands in the way, what cannot be mended first', () => {
    const verdict = judge({ ...CO, at: bogota('29'), customer: { consent: {} } });
    expect(verdict.refusedBy).toEqual(['co-channel-authorised', 'co-hours']);
    expect(verdict.decision).toBe('block');
  });

  it.each([
    ['at', () => judge({ ...CO, at: 'soon' }), /is not an instant/],
    ['channel', () => gate({ ...inputOf(CO), channel: undefined }, settingsOf(CO)), /which channel the contact uses/],
  ])('is not given for an input that cannot be read: %s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it.each([
    ['a moment without an offset', () => judge({ ...CO, at: '2026-11-25T10:00:00' }), /is not an instant/],
    ['a date alone', () => judge({ ...CO, at: '2026-11-25' }), /is not an instant/],
    [
      'a history without an offset',
      () => judge({ ...CO, history: [made('2026-11-25T10:00:00')] }),
      /^history\.at: found “2026-11-25T10:00:00”/,
    ],
    [
      'hours that are none',
      () => judge({ ...CO, facts: { requestedHours: [{ from: '9:00', to: '17:00' }] } }),
      /^facts\.requestedHours: found “9:00-17:00”/,
    ],
    ['a zone that is none', () => judge({ ...CO, facts: { otherTimeZones: ['Bogota'] } }), /^facts\.otherTimeZones/],
    [
      'a blackout on a day that is none',
      () => judge({ ...CO, settings: { house: { blackouts: [{ from: '2026-02-30' }] } } }),
      /^house\.blackouts: found “2026-02-30”/,
    ],
    [
      'a blackout that ends before it begins',
      () => judge({ ...CO, settings: { house: { blackouts: [{ from: '2026-02-03', until: '2026-02-01' }] } } }),
      /ends before it begins/,
    ],
    [
      'a cap below zero',
      () => judge({ ...CO, settings: { house: { caps: [{ max: -1, per: { unit: 'day' } }] } } }),
      /^house\.max: .*cannot be used/,
    ],
  ])('is refused, with what to do: %s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it('comes from packs that all say their version', () => {
    for (const { version } of BUILT_IN_PACKS) expect(version).toMatch(/^\d{4}\.\d{2}\.\d+$/);
  });
});
