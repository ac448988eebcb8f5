import type { Row } from './window-rows-south';

const THU = '2026-11-26';
const SAT = '2026-11-28';
const SUN = '2026-11-29';
const MON = '2026-11-30';

const agencyCall = { party: 'agency', channel: 'call' } as const;

/** North America, Europe, Central America, and the countries that only a policy covers. */
export const NORTH: readonly Row[] = [
  {
    title: 'United States, collectors',
    where: { country: 'US', ...agencyCall, zone: 'America/New_York' },
    offset: '-05:00',
    inclusive: true,
    days: [
      [THU, '08:00', '21:00'],
      [SUN, '08:00', '21:00'],
    ],
  },
  {
    title: 'Florida, calls of creditors',
    where: { country: 'US', region: 'US-FL', ...agencyCall, party: 'first_party', zone: 'America/New_York' },
    offset: '-05:00',
    days: [[SUN, '08:00', '21:00']],
  },
  {
    title: 'California, creditors',
    where: { country: 'US', region: 'US-CA', channel: 'email', party: 'first_party' },
    offset: '-08:00',
    inclusive: true,
    days: [[SAT, '08:00', '21:00']],
  },
  {
    title: 'Washington, agencies: the federal start and the state end',
    where: { country: 'US', region: 'US-WA', ...agencyCall },
    offset: '-08:00',
    days: [[SUN, '08:00', '21:00']],
  },
  {
    title: 'Ontario, agencies',
    where: { country: 'CA', region: 'CA-ON', channel: 'email', zone: 'America/Toronto' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '21:00'],
      [SAT, '07:00', '21:00'],
      [SUN, '13:00', '17:00'],
      ['2026-12-25', 'shut', '2026-12-27T13:00'],
    ],
  },
  {
    title: 'Quebec, calls of agencies',
    where: { country: 'CA', region: 'CA-QC', ...agencyCall, zone: 'America/Toronto' },
    offset: '-05:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-12-25', 'shut', '2026-12-26T08:00'],
    ],
  },
  {
    title: 'British Columbia, calls of agencies',
    where: { country: 'CA', region: 'CA-BC', ...agencyCall, zone: 'America/Vancouver' },
    // In July: British Columbia gave up the change of summer time in 2026, which not every tz database knows yet.
    offset: '-07:00',
    days: [
      ['2026-07-02', '07:00', '21:00'],
      ['2026-07-05', '13:00', '17:00'],
      ['2026-07-01', 'shut', '2026-07-02T07:00'],
    ],
  },
  {
    title: 'Canada elsewhere, the conservative profile',
    where: { country: 'CA', region: 'CA-SK', channel: 'sms', party: 'first_party', profile: 'conservative' },
    offset: '-06:00',
    days: [
      [THU, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'United Kingdom, the conservative profile',
    where: { country: 'GB', region: 'GB-ENG', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '+00:00',
    days: [
      [THU, '08:00', '21:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-12-28', 'shut', '2026-12-29T08:00'],
    ],
  },
  {
    title: 'Spain, the conservative profile',
    where: { country: 'ES', region: 'ES-MD', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '+01:00',
    days: [
      [THU, '09:00', '21:00'],
      ['2026-12-08', 'shut', '2026-12-09T09:00'],
    ],
  },
  {
    title: 'Germany, the conservative profile',
    where: { country: 'DE', region: 'DE-BY', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '+01:00',
    days: [
      [THU, '08:00', '20:00'],
      ['2026-01-06', 'shut', '2026-01-07T08:00'],
    ],
  },
  {
    title: 'Paraguay',
    where: { country: 'PY', channel: 'whatsapp', party: 'first_party' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '18:00'],
      [SAT, '08:00', '12:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-12-08', 'shut', '2026-12-09T08:00'],
    ],
  },
  {
    title: 'Dominican Republic, calls and SMS',
    where: { country: 'DO', channel: 'sms', party: 'first_party' },
    offset: '-04:00',
    days: [
      [THU, '07:00', '20:00'],
      [SAT, '09:00', '13:00'],
      [SUN, 'shut', `${MON}T07:00`],
      ['2026-11-09', 'shut', '2026-11-10T07:00'],
    ],
  },
  {
    title: 'Guatemala, banks by the statute: working days',
    where: { country: 'GT', channel: 'sms', party: 'agency', facts: { creditorSector: 'bank' } },
    offset: '-06:00',
    days: [
      [SAT, 'shut', `${MON}T00:00`],
      ['2026-06-29', 'shut', '2026-06-30T00:00'],
    ],
  },
  {
    title: 'Guatemala, the conservative profile',
    where: { country: 'GT', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '-06:00',
    days: [[THU, '08:00', '18:00']],
  },
  {
    title: 'El Salvador by the statute',
    where: { country: 'SV', channel: 'sms', party: 'first_party' },
    offset: '-06:00',
    days: [
      [THU, '08:00', '18:00'],
      [SAT, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'El Salvador, the stricter of two printed hours',
    where: { country: 'SV', channel: 'sms', party: 'first_party', profile: 'conservative' },
    offset: '-06:00',
    days: [[THU, '08:00', '17:00']],
  },
  ...(
    [
      ['Costa Rica', 'CR', '-06:00'],
      ['Panama', 'PA', '-05:00'],
      ['Uruguay', 'UY', '-03:00'],
      ['Bolivia', 'BO', '-04:00'],
      ['Honduras', 'HN', '-06:00'],
    ] as const
  ).map(([name, country, offset]): Row => ({
    title: `${name}, the conservative profile`,
    where: { country, channel: 'email', party: 'first_party', profile: 'conservative' },
    offset,
    days: [
      [THU, '08:00', '18:00'],
      [SAT, 'shut', `${MON}T08:00`],
      ['2026-12-25', 'shut', '2026-12-28T08:00'],
    ],
  })),
];
