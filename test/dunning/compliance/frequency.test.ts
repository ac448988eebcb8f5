import type { EarlierContact } from '../../../dunning/compliance/input';
import type { Way } from '../../../dunning/compliance/pack';
import { createGate, inputOf, judge, made, outcome, settingsOf, type Situation } from './helpers';

/**
 * Every cap, tried with one contact fewer than it allows, with as many, and with one more. Written down from the wording: how many,
 * over which time, and when the next one may follow.
 */
interface CapRow {
  title: string;
  where: Omit<Situation, 'at' | 'history'>;
  at: string;
  max: number;
  /** Enough earlier contacts, latest first; the first `n` of them are made. */
  earlier: EarlierContact[];
  /** When the contact may follow once the cap is reached. */
  next: string;
}

const bogota = (day: string, time = '09:00') => `2026-11-${day}T${time}:00-05:00`;
const row = (
  title: string,
  where: CapRow['where'],
  at: string,
  max: number,
  earlier: EarlierContact[],
  next: string,
) => ({
  title,
  where,
  at,
  max,
  earlier,
  next,
});
const list = (ats: string[], channel: Way, status?: EarlierContact['status'], more?: Partial<EarlierContact>) =>
  ats.map((at) => made(at, channel, status, more));

const US = { country: 'US', channel: 'call' } as const;
const eastern = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;
const week = ['25', '24', '23', '22', '21', '20', '19', '18'];

const ROWS: CapRow[] = [
  row(
    'Colombia, one direct contact a day',
    { country: 'CO', channel: 'call' },
    bogota('25', '16:00'),
    1,
    list([bogota('25'), bogota('25', '08:00')], 'call', 'replied'),
    bogota('26', '07:00'),
  ),
  row(
    'Colombia, conservative: every attempt counts',
    { country: 'CO', channel: 'call', profile: 'conservative', party: 'first_party' },
    bogota('25', '16:00'),
    1,
    list([bogota('25'), bogota('25', '08:00')], 'call', 'sent'),
    bogota('26', '07:00'),
  ),
  row(
    'Chile, one call a week',
    { country: 'CL', channel: 'call', zone: 'America/Santiago' },
    '2026-11-27T10:00:00-03:00',
    1,
    list(['2026-11-23T10:00:00-03:00', '2026-11-24T10:00:00-03:00'], 'call'),
    '2026-11-30T08:00:00-03:00',
  ),
  row(
    'Chile, two messages a week',
    { country: 'CL', channel: 'email', zone: 'America/Santiago' },
    '2026-11-28T10:00:00-03:00',
    2,
    list(['2026-11-25T10:00:00-03:00', '2026-11-23T09:00:00-03:00', '2026-11-23T10:00:00-03:00'], 'sms'),
    '2026-11-30T00:00:00-03:00',
  ),
  row(
    'Ecuador, one contact a day by the same means',
    { country: 'EC', channel: 'sms', zone: 'America/Guayaquil' },
    bogota('25', '16:00'),
    1,
    list([bogota('25'), bogota('25', '08:00')], 'sms'),
    bogota('26', '07:00'),
  ),
  row(
    'Ecuador, conservative: one contact a day in all',
    { country: 'EC', channel: 'sms', zone: 'America/Guayaquil', profile: 'conservative' },
    bogota('27', '16:00'),
    1,
    list([bogota('27'), bogota('27', '08:00')], 'email'),
    bogota('30', '07:00'),
  ),
  row(
    'Guatemala, banks, two contacts a day',
    { country: 'GT', channel: 'sms', facts: { creditorSector: 'bank' } },
    '2026-11-25T15:00:00-06:00',
    2,
    [
      made('2026-11-25T09:00:00-06:00', 'call'),
      made('2026-11-25T11:00:00-06:00', 'email'),
      made('2026-11-25T12:00:00-06:00', 'sms'),
    ],
    '2026-11-26T00:00:00-06:00',
  ),
  row(
    'Paraguay, three attempts a week',
    { country: 'PY', channel: 'whatsapp' },
    '2026-11-26T10:00:00-03:00',
    3,
    list(
      [
        '2026-11-25T10:00:00-03:00',
        '2026-11-24T10:00:00-03:00',
        '2026-11-23T10:00:00-03:00',
        '2026-11-23T09:00:00-03:00',
      ],
      'whatsapp',
    ),
    '2026-11-30T08:00:00-03:00',
  ),
  row(
    'Dominican Republic, five contacts a day about one debt',
    { country: 'DO', channel: 'sms' },
    '2026-11-25T18:00:00-04:00',
    5,
    list(
      ['16', '15', '13', '11', '09', '08'].map((hour) => `2026-11-25T${hour}:00:00-04:00`),
      'email',
    ),
    '2026-11-26T07:00:00-04:00',
  ),
  row(
    'United States, seven calls in seven days',
    { ...US, zone: 'America/New_York' },
    eastern('25', '15:00'),
    7,
    list(
      week
        .slice(0, 7)
        .map((day) => eastern(day))
        .concat(eastern('25', '09:00')),
      'call',
    ),
    eastern('26', '08:00'),
  ),
  row(
    'Massachusetts, two calls or texts in seven days',
    { ...US, channel: 'sms', region: 'US-MA', party: 'first_party' },
    eastern('25', '15:00'),
    2,
    [made(eastern('23'), 'call'), made(eastern('20'), 'sms'), made(eastern('20', '11:00'), 'sms')],
    eastern('27', '00:00'),
  ),
  row(
    'New York City, three contacts in seven days',
    { ...US, channel: 'email', region: 'US-NY', customer: { city: 'Brooklyn' } },
    eastern('25', '15:00'),
    3,
    [made(eastern('24'), 'email'), made(eastern('22'), 'sms'), made(eastern('20'), 'call'), made(eastern('20'), 'sms')],
    eastern('27', '08:00'),
  ),
  row(
    'New York City, creditors in collection procedures',
    {
      ...US,
      channel: 'email',
      region: 'US-NY',
      party: 'first_party',
      customer: { postalCode: '11201' },
      facts: { inCollectionProcedures: true },
    },
    eastern('25', '15:00'),
    3,
    [made(eastern('24'), 'email'), made(eastern('22'), 'sms'), made(eastern('20'), 'call'), made(eastern('20'), 'sms')],
    eastern('27', '00:00'),
  ),
  row(
    'Washington, three contacts a week',
    { ...US, channel: 'sms', region: 'US-WA', zone: 'America/Los_Angeles' },
    '2026-11-27T10:00:00-08:00',
    3,
    list(
      ['26', '25', '24', '23'].map((day) => `2026-11-${day}T10:00:00-08:00`),
      'letter',
    ),
    '2026-11-30T08:00:00-08:00',
  ),
  row(
    'Washington, one call a week to the workplace',
    { ...US, region: 'US-WA', zone: 'America/Los_Angeles', facts: { place: 'workplace' } },
    '2026-11-27T10:00:00-08:00',
    1,
    list(['2026-11-24T10:00:00-08:00', '2026-11-23T10:00:00-08:00'], 'call', 'sent', { place: 'workplace' }),
    '2026-11-30T08:00:00-08:00',
  ),
  row(
    'District of Columbia, four calls in seven days',
    { ...US, region: 'US-DC', party: 'first_party' },
    eastern('25'),
    4,
    list([eastern('24'), eastern('23'), eastern('22'), eastern('21'), eastern('21', '11:00')], 'call'),
    eastern('28', '00:00'),
  ),
  row(
    'District of Columbia, five messages in seven days',
    { ...US, channel: 'sms', region: 'US-DC', party: 'first_party' },
    eastern('25'),
    5,
    list([eastern('25', '09:00'), eastern('24'), eastern('23'), eastern('22'), eastern('21'), eastern('20')], 'email'),
    eastern('28', '00:00'),
  ),
  row(
    'District of Columbia, one request for consent in seven days',
    {
      ...US,
      channel: 'sms',
      region: 'US-DC',
      party: 'first_party',
      facts: { purpose: 'consent_request' },
      customer: { consent: {} },
    },
    eastern('25'),
    1,
    list([eastern('21'), eastern('20')], 'sms', 'sent', { purpose: 'consent_request' }),
    eastern('28', '00:00'),
  ),
  row(
    'Ontario, three contacts in seven days',
    { country: 'CA', region: 'CA-ON', channel: 'email', zone: 'America/Toronto' },
    eastern('25'),
    3,
    [
      made(eastern('24'), 'email'),
      made(eastern('23'), 'call', 'delivered'),
      made(eastern('20'), 'email'),
      made(eastern('20'), 'email'),
    ],
    eastern('27', '07:00'),
  ),
  row(
    'a house cap of two a week',
    {
      country: 'UY',
      channel: 'email',
      settings: { house: { caps: [{ max: 2, per: { unit: 'week' } }] } },
    },
    '2026-11-27T10:00:00-03:00',
    2,
    list(['2026-11-26T10:00:00-03:00', '2026-11-23T00:00:00-03:00', '2026-11-24T00:00:00-03:00'], 'email'),
    '2026-11-30T00:00:00-03:00',
  ),
];

describe('a cap', () => {
  it.each(ROWS)('$title: one contact fewer leaves room', ({ where, at, max, earlier }) => {
    expect(outcome(judge({ ...where, at, history: earlier.slice(0, max - 1) }))).toBe('allow');
  });

  it.each(ROWS)('$title: the cap reached, and when it opens', ({ where, at, max, earlier, next }) => {
    expect(outcome(judge({ ...where, at, history: earlier.slice(0, max) }))).toBe(`defer ${next}`);
  });

  it.each(ROWS)('$title: one contact more keeps it shut', ({ where, at, max, earlier }) => {
    expect(judge({ ...where, at, history: earlier.slice(0, max + 1) }).decision).toBe('defer');
  });

  it.each(ROWS)('$title: a contact that was released does not count', ({ where, at, max, earlier }) => {
    const [last, ...others] = earlier.slice(0, max);
    const history = [...others, { ...(last as EarlierContact), status: 'released' as const }];
    expect(judge({ ...where, at, history }).decision).toBe('allow');
  });
});

describe('what counts', () => {
  it('leaves out calls nobody answered in Ontario', () => {
    const history = list([eastern('24'), eastern('23'), eastern('22'), eastern('21')], 'call', 'sent');
    expect(judge({ country: 'CA', region: 'CA-ON', channel: 'call', at: eastern('25'), history }).decision).toBe(
      'allow',
    );
  });

  it('counts per debt where the law says so', () => {
    const history = list([eastern('24'), eastern('23')], 'call', 'sent', { debtId: 'another' });
    expect(judge({ ...US, region: 'US-MA', at: eastern('25'), history }).decision).toBe('allow');
  });

  it('counts a contact that does not say which debt it was about', () => {
    const history = list([eastern('24'), eastern('23')], 'call', 'sent', { debtId: undefined });
    expect(judge({ ...US, region: 'US-MA', at: eastern('25'), history }).decision).toBe('defer');
  });

  it('does not count the consumer’s own calls', () => {
    const history = list([eastern('24'), eastern('23')], 'call', 'replied', { inbound: true });
    expect(judge({ ...US, region: 'US-MA', at: eastern('25'), history }).decision).toBe('allow');
  });

  it('keeps calls and messages apart in Chile', () => {
    const history = [made('2026-11-23T10:00:00-03:00', 'call', 'replied')];
    const where = { country: 'CL', zone: 'America/Santiago', at: '2026-11-24T10:00:00-03:00', history };
    expect(judge({ ...where, channel: 'email' }).decision).toBe('allow');
    expect(judge({ ...where, channel: 'call' }).decision).toBe('defer');
  });

  it('leaves out another customer’s history', () => {
    const history = [made(bogota('25'), 'call', 'replied', { customerId: 'somebody else' })];
    expect(judge({ country: 'CO', channel: 'call', at: bogota('25', '16:00'), history }).decision).toBe('allow');
  });

  it('refuses a history whose instants cannot be read, and says which field', () => {
    expect(() => judge({ country: 'CO', at: bogota('25'), history: [made('yesterday')] })).toThrow(
      /^history\.at: found “yesterday”/,
    );
  });
});

describe('spacing and pauses', () => {
  const santiago = { country: 'CL', zone: 'America/Santiago', channel: 'whatsapp' } as const;
  const sent = [made('2026-11-23T10:00:00-03:00', 'whatsapp')];

  it.each([
    ['2026-11-24T10:00:00-03:00', 'defer 2026-11-25T10:00:00-03:00'],
    ['2026-11-25T09:59:59-03:00', 'defer 2026-11-25T10:00:00-03:00'],
    ['2026-11-25T10:00:00-03:00', 'allow'],
    ['2026-11-25T10:00:01-03:00', 'allow'],
  ])('lets two days pass between messages in Chile: at %s', (at, expected) => {
    expect(outcome(judge({ ...santiago, at, history: sent }))).toBe(expected);
  });

  it('waits for the hours when the two days end at night', () => {
    const history = [made('2026-11-23T21:30:00-03:00', 'whatsapp')];
    const verdict = judge({ ...santiago, profile: 'conservative', at: '2026-11-24T10:00:00-03:00', history });
    expect(outcome(verdict)).toBe('defer 2026-11-26T08:00:00-03:00');
  });

  it.each([
    ['2026-11-25T10:29:59-04:00', 'defer 2026-11-25T10:30:00-04:00'],
    ['2026-11-25T10:30:00-04:00', 'allow'],
  ])('lets half an hour pass between calls in the Dominican Republic: at %s', (at, expected) => {
    const history = [made('2026-11-25T10:00:00-04:00', 'call')];
    expect(outcome(judge({ country: 'DO', channel: 'call', at, history }))).toBe(expected);
  });

  it.each([
    [eastern('26'), 'defer 2026-11-30T08:00:00-05:00'],
    [eastern('29', '20:59'), 'defer 2026-11-30T08:00:00-05:00'],
    [eastern('30', '08:00'), 'allow'],
  ])('pauses calls for seven days after a conversation in the United States: at %s', (at, expected) => {
    const history = [made(eastern('23'), 'call', 'replied')];
    expect(outcome(judge({ ...US, zone: 'America/New_York', at, history }))).toBe(expected);
  });

  it.each([
    ['the same channel next day', 'call', bogota('26'), 'allow'],
    ['another channel in the week', 'email', bogota('26'), 'defer 2026-11-30T07:00:00-05:00'],
    ['another channel in the next week', 'email', bogota('30'), 'allow'],
  ] as const)('uses one channel a week in Colombia: %s', (_, channel, at, expected) => {
    const history = [made(bogota('24'), 'call', 'replied')];
    expect(outcome(judge({ country: 'CO', channel, at, history }))).toBe(expected);
  });

  it('reads a week as seven days when told so', () => {
    const settings = { readings: { 'co-one-channel': 'rolling' } };
    const history = [made(bogota('24'), 'call', 'replied')];
    const verdict = judge({ country: 'CO', channel: 'email', at: bogota('30'), history, settings });
    expect(outcome(verdict)).toBe('defer 2026-12-01T09:00:00-05:00');
    expect(verdict.rule?.reading?.name).toBe('rolling');
  });

  it('reads a week as seven days in Chile when told so', () => {
    const settings = { readings: { 'cl-phone-visit': 'rolling' } };
    const history = [made('2026-11-27T10:00:00-03:00', 'call')];
    const at = '2026-11-30T10:00:00-03:00';
    expect(judge({ ...santiago, channel: 'call', at, history }).decision).toBe('allow');
    expect(outcome(judge({ ...santiago, channel: 'call', at, history, settings }))).toBe(
      'defer 2026-12-04T08:00:00-03:00',
    );
  });

  it('allows one more contact in Paraguay on the day the consumer replied, and no second one', () => {
    const day = (date: string, hour: string) => `2026-11-${date}T${hour}:00:00-03:00`;
    const history = [
      made(day('23', '10'), 'whatsapp'),
      made(day('24', '10'), 'whatsapp'),
      made(day('25', '10'), 'whatsapp', 'replied'),
    ];
    const where = { country: 'PY', channel: 'whatsapp', at: day('25', '16') } as const;
    expect(judge({ ...where, history }).decision).toBe('allow');
    expect(judge({ ...where, history: [...history, made(day('25', '12'), 'whatsapp')] }).decision).toBe('defer');
    expect(judge({ ...where, history, at: day('26', '10') }).decision).toBe('defer');
  });

  it('keeps the house’s own least time between contacts', () => {
    const settings = { house: { minimumMinutesBetween: 90 } };
    const history = [made('2026-11-25T10:00:00-03:00', 'email')];
    const verdict = judge({ country: 'UY', channel: 'sms', at: '2026-11-25T11:00:00-03:00', history, settings });
    expect(outcome(verdict)).toBe('defer 2026-11-25T11:30:00-03:00');
  });
});

describe('a batch', () => {
  const where: Situation = {
    country: 'CO',
    channel: 'call',
    profile: 'conservative',
    at: bogota('25'),
    party: 'first_party',
  };

  it('counts what it allowed before', () => {
    const batch = createGate(settingsOf(where)).startBatch();
    expect([1, 2, 3].map(() => batch.judge(inputOf(where)).decision)).toEqual(['allow', 'defer', 'defer']);
  });

  it('keeps customers apart', () => {
    const batch = createGate(settingsOf(where)).startBatch();
    const decisions = ['a', 'b', 'a'].map((id) => batch.judge(inputOf({ ...where, customer: { id } })).decision);
    expect(decisions).toEqual(['allow', 'allow', 'defer']);
  });

  it('notices a consent that was withdrawn between two messages', () => {
    const batch = createGate(settingsOf({ ...where, country: 'UY' })).startBatch();
    const first = { ...where, country: 'UY', channel: 'email' as const, at: '2026-11-25T10:00:00-03:00' };
    expect(batch.judge(inputOf(first)).decision).toBe('allow');
    const withdrawn = { email: { granted: false, at: '2026-11-25T10:05:00-03:00', source: 'reply' } };
    const second = batch.judge(inputOf({ ...first, customer: { consent: withdrawn } }));
    expect([second.decision, second.reasonCode]).toEqual(['block', 'OPTED_OUT']);
  });

  it('hands the ledger the caps it judged by', () => {
    const { caps } = judge({ ...US, region: 'US-MA', at: eastern('25') });
    expect(caps).toContainEqual({
      ruleId: 'us-ma-two-in-seven',
      channels: ['call', 'sms'],
      max: 2,
      per: { unit: 'rolling_days', days: 7 },
      timeZone: 'America/New_York',
      scope: 'debt',
    });
  });

  it('hands over a spacing of days, and keeps one of minutes to itself', () => {
    const chile = judge({ country: 'CL', channel: 'sms', zone: 'America/Santiago', at: '2026-11-25T10:00:00-03:00' });
    expect(chile.caps.map(({ ruleId, per }) => [ruleId, per])).toEqual([
      ['cl-remote', { unit: 'week' }],
      ['cl-remote-spacing', { unit: 'spacing', days: 2 }],
    ]);
    const dominican = judge({ country: 'DO', channel: 'call', at: '2026-11-25T10:00:00-04:00' });
    expect(dominican.caps.map(({ ruleId }) => ruleId)).toEqual(['do-day']);
  });
});
