import { createGate, gate } from '../../../dunning/compliance/gate';
import { BUILT_IN_PACKS } from '../../../dunning/compliance/packs/index';
import { AGREED, inputOf, judge, made, outcome, settingsOf, type Situation } from './helpers';

const bogota = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;
const CO: Situation = { country: 'CO', channel: 'email', at: bogota('25'), party: 'first_party' };

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

describe('a message that only confirms a payment', () => {
  const thanks: Situation = {
    country: 'MX',
    region: 'MX-CMX',
    channel: 'email',
    at: '2026-11-25T10:00:00-06:00',
    party: 'first_party',
    profile: 'conservative',
  };
  const about = (purpose?: 'collection' | 'operation_confirmation', content = {}) =>
    judge({ ...thanks, facts: { ...(purpose ? { purpose } : {}), content: { debt_reference: false, ...content } } });

  it('need not name an invoice: which one was paid may not be known', () => {
    expect(about('operation_confirmation').decision).toBe('allow');
  });

  it('is not what a message is that asks for money, or of which nobody says what it is for', () => {
    for (const verdict of [about('collection'), about()]) {
      expect(verdict).toMatchObject({ decision: 'block', rule: { id: 'policy-references-debt' } });
    }
  });

  it('is bound by everything else that a message is bound by', () => {
    expect(about('operation_confirmation', { creditor_name: false }).refusedBy).toContain('policy-names-creditor');
    expect(about('operation_confirmation', { threat: true }).refusedBy).toContain('policy-no-threats');
    const stopped = judge({
      ...thanks,
      facts: { purpose: 'operation_confirmation' },
      customer: { doNotContact: true },
    });
    expect(stopped.reasonCode).toBe('DO_NOT_CONTACT');
  });
});
