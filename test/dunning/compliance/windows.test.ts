import { judge, outcome, type Situation } from './helpers';

/**
 * Contact hours, written down from the wording of each rule and not from the packs. Every row is tried a minute before it opens,
 * when it opens, a minute before it closes, and when it closes; a closed day is tried at noon.
 */
interface Row {
  title: string;
  where: Omit<Situation, 'at'>;
  offset: string;
  /** Date, opening, closing; or that the day is shut and when contact is possible again. */
  days: Array<[date: string, open: string, close: string] | [date: string, shut: 'shut', until: string]>;
  /** The closing instant is still inside. */
  inclusive?: boolean;
}

const THU = '2026-11-26';
const FRI = '2026-11-27';
const SAT = '2026-11-28';
const SUN = '2026-11-29';
const MON = '2026-11-30';

const agencyCall = { party: 'agency', channel: 'call' } as const;

const ROWS: Row[] = [
  {
    title: 'Colombia, any channel',
    where: { country: 'CO', channel: 'email', party: 'first_party' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '19:00'],
      [FRI, '07:00', '19:00'],
      [SAT, '08:00', '15:00'],
      [SUN, 'shut', `${MON}T07:00`],
      ['2026-12-08', 'shut', '2026-12-09T07:00'],
    ],
  },
  {
    title: 'Chile, calls',
    where: { country: 'CL', ...agencyCall, party: 'first_party', zone: 'America/Santiago' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-12-08', 'shut', '2026-12-09T08:00'],
    ],
  },
  {
    title: 'Chile, messages under the conservative profile',
    where: { country: 'CL', channel: 'sms', party: 'first_party', profile: 'conservative', zone: 'America/Santiago' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Peru, calls',
    where: { country: 'PE', ...agencyCall, party: 'first_party' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '20:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-12-08', 'shut', '2026-12-10T07:00'],
    ],
  },
  {
    title: 'Mexico, agencies of financial entities',
    where: {
      country: 'MX',
      channel: 'whatsapp',
      party: 'agency',
      zone: 'America/Mexico_City',
      facts: { creditorSector: 'financial' },
    },
    offset: '-06:00',
    days: [
      [THU, '07:00', '22:00'],
      [SUN, '07:00', '22:00'],
      ['2026-12-25', '07:00', '22:00'],
    ],
  },
  {
    title: 'Mexico, commercial creditors',
    where: {
      country: 'MX',
      channel: 'call',
      party: 'first_party',
      zone: 'America/Tijuana',
      facts: { creditorSector: 'commercial' },
    },
    offset: '-08:00',
    inclusive: true,
    days: [
      [THU, '07:00', '22:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-12-25', 'shut', '2026-12-28T07:00'],
    ],
  },
  {
    title: 'Mexico, the conservative profile, business customers too',
    where: {
      country: 'MX',
      channel: 'email',
      party: 'first_party',
      profile: 'conservative',
      kind: 'business',
      zone: 'America/Hermosillo',
    },
    offset: '-07:00',
    days: [
      [THU, '07:00', '22:00'],
      ['2026-11-16', 'shut', '2026-11-17T07:00'],
    ],
  },
  {
    title: 'Ecuador, hired collectors',
    where: { country: 'EC', channel: 'email', party: 'agency', zone: 'America/Guayaquil' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '20:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-05-25', 'shut', '2026-05-26T07:00'],
      ['2026-10-09', 'shut', '2026-10-12T07:00'],
    ],
  },
  {
    title: 'São Paulo, calls',
    where: { country: 'BR', region: 'BR-SP', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-11-20', 'shut', '2026-11-21T08:00'],
      ['2026-07-09', 'shut', '2026-07-10T08:00'],
    ],
  },
  {
    title: 'Rio de Janeiro, calls',
    where: { country: 'BR', region: 'BR-RJ', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '09:00', '19:00'],
      [SAT, 'shut', `${MON}T09:00`],
      ['2026-04-23', 'shut', '2026-04-24T09:00'],
      ['2026-11-20', 'shut', '2026-11-23T09:00'],
    ],
  },
  {
    title: 'Espírito Santo, calls',
    where: { country: 'BR', region: 'BR-ES', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '08:00', '19:00'],
      [SAT, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Amazonas, calls',
    where: { country: 'BR', region: 'BR-AM', ...agencyCall, zone: 'America/Manaus' },
    offset: '-04:00',
    days: [
      [THU, '08:00', '19:00'],
      ['2026-11-20', 'shut', '2026-11-23T08:00'],
    ],
  },
  {
    title: 'Alagoas, text messages',
    where: { country: 'BR', region: 'BR-AL', channel: 'sms' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
      [SUN, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Brazil, the conservative profile',
    where: { country: 'BR', region: 'BR-MG', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
    ],
  },
  {
    title: 'City of Buenos Aires, agencies',
    where: { country: 'AR', region: 'AR-C', channel: 'whatsapp', party: 'agency' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '12:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-11-23', 'shut', '2026-11-24T08:00'],
    ],
  },
  {
    title: 'Argentina, a number on the No Llame register with a current contract',
    where: {
      country: 'AR',
      region: 'AR-X',
      channel: 'call',
      party: 'first_party',
      facts: { registers: { no_llame: { registered: true } }, currentContract: true },
    },
    offset: '-03:00',
    days: [
      [THU, '09:00', '21:00'],
      [SAT, '09:00', '13:00'],
      [SUN, 'shut', `${MON}T09:00`],
    ],
  },
  {
    title: 'Argentina, the conservative profile',
    where: { country: 'AR', region: 'AR-X', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '-03:00',
    days: [
      [THU, '09:00', '20:00'],
      [SAT, 'shut', `${MON}T09:00`],
    ],
  },
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
      // The Union's policy ends at eight in the evening, an hour before the Spanish one.
      [THU, '09:00', '20:00'],
      ['2026-12-08', 'shut', '2026-12-09T09:00'],
    ],
  },
  {
    title: 'Germany, the conservative profile',
    where: { country: 'DE', region: 'DE-BY', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '+01:00',
    days: [
      [THU, '09:00', '20:00'],
      ['2026-01-06', 'shut', '2026-01-07T09:00'],
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

const minuteBefore = (time: string): string => {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) - 1;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

interface Case {
  title: string;
  situation: Situation;
  expected: string;
}

function casesOf({ title, where, offset, days, inclusive }: Row): Case[] {
  return days.flatMap(([date, first, second]): Case[] => {
    const at = (time: string) => ({ ...where, at: `${date}T${time}:00${offset}` });
    if (first === 'shut') {
      return [{ title: `${title}: shut on ${date}`, situation: at('12:00'), expected: `defer ${second}:00${offset}` }];
    }
    return [
      {
        title: `${title}: ${date}, before ${first}`,
        situation: at(minuteBefore(first)),
        expected: `defer ${date}T${first}:00${offset}`,
      },
      { title: `${title}: ${date}, at ${first}`, situation: at(first), expected: 'allow' },
      { title: `${title}: ${date}, before ${second}`, situation: at(minuteBefore(second)), expected: 'allow' },
      { title: `${title}: ${date}, at ${second}`, situation: at(second), expected: inclusive ? 'allow' : 'defer' },
      ...(inclusive
        ? [{ title: `${title}: ${date}, after ${second}`, situation: at(`${second.slice(0, 3)}01`), expected: 'defer' }]
        : []),
    ];
  });
}

describe('contact hours', () => {
  const cases = ROWS.flatMap(casesOf);

  it.each(cases)('$title', ({ situation, expected }) => {
    const verdict = judge(situation);
    expect(expected === 'defer' ? verdict.decision : outcome(verdict)).toBe(expected);
  });
});
