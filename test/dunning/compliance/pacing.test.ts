import type { EarlierContact } from '../../../dunning/compliance/input';
import type { Way } from '../../../dunning/compliance/pack';
import { createGate, inputOf, judge, made, outcome, settingsOf, type Situation } from './helpers';

const bogota = (day: string, time = '09:00') => `2026-11-${day}T${time}:00-05:00`;
const list = (ats: string[], channel: Way, status?: EarlierContact['status'], more?: Partial<EarlierContact>) =>
  ats.map((at) => made(at, channel, status, more));
const US = { country: 'US', channel: 'call' } as const;
const NY = { ...US, zone: 'America/New_York' } as const;
const eastern = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;

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
    const history = list([eastern('24'), eastern('23')], 'call', 'sent', { inbound: true });
    expect(judge({ ...US, region: 'US-MA', at: eastern('25'), history }).decision).toBe('allow');
  });

  it('rests after a conversation, whoever began it', () => {
    const history = [made(eastern('20'), 'call', 'replied', { inbound: true })];
    expect(judge({ ...NY, at: eastern('25'), history })).toMatchObject({
      decision: 'defer',
      reasonCode: 'COOLDOWN_AFTER_CONVERSATION',
      nextAllowedAt: '2026-11-27T08:00:00-05:00',
    });
  });

  it.each([
    ['to the consumer’s attorney', { recipient: 'attorney' as const }],
    ['that the consumer had agreed to', { consented: true }],
  ])('leaves calls out of seven in seven %s', (_, more) => {
    const seven = ['19', '20', '21', '22', '23', '24'].map((day) => made(eastern(day), 'call', 'sent'));
    const history = (last: object) => [...seven, made(eastern('25', '09:00'), 'call', 'sent', last)];
    expect(judge({ ...US, at: eastern('25', '15:00'), history: history({}) }).decision).toBe('defer');
    expect(judge({ ...US, at: eastern('25', '15:00'), history: history(more) }).decision).toBe('allow');
  });

  it('lets a call that the consumer agreed to within the week pass both limits', () => {
    const history = [made(eastern('24'), 'call', 'replied')];
    expect(judge({ ...NY, at: eastern('25'), history, facts: { callConsented: true } }).decision).toBe('allow');
    expect(judge({ ...NY, at: eastern('25'), history, facts: { callConsented: false } }).decision).toBe('defer');
  });

  it('counts an unanswered call in Massachusetts unless no message could be left', () => {
    const calls = (more: object) => [
      made(eastern('23'), 'call', 'sent', more),
      made(eastern('24'), 'call', 'sent', more),
    ];
    const there = { ...US, region: 'US-MA', at: eastern('25') };
    expect(judge({ ...there, history: calls({}) }).decision).toBe('defer');
    expect(judge({ ...there, history: calls({ noMessagePossible: true }) }).decision).toBe('allow');
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
