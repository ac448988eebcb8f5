import type { EarlierContact } from '../../../dunning/compliance/input';
import type { Way } from '../../../dunning/compliance/pack';
import { judge, made, outcome, type Situation } from './helpers';

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
