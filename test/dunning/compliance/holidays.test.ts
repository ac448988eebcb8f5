import HolidayCalendar from 'date-holidays';

import { HOLIDAYS } from '../../../dunning/compliance/packs/index';

/**
 * Our dated tables against date-holidays, a library that computes public holidays. Every difference is listed with its reason; one
 * that is not listed fails, and so does one that is listed and no longer there.
 */
interface Differences {
  country: string;
  region?: string;
  /** Days that only we keep, and why. */
  ours?: Record<string, string>;
  /** Days that only the library keeps, and why. */
  theirs?: Record<string, string>;
}

const YEARS = [2025, 2026, 2027, 2028];
const each = (why: string, ...dates: string[]) => Object.fromEntries(dates.map((date) => [date, why]));
const yearly = (why: string, ...days: string[]) =>
  each(why, ...YEARS.flatMap((year) => days.map((day) => `${year}-${day}`)));

const EASTER_SUNDAY = each(
  'Easter Sunday: a Sunday anyway, and no law names it',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
);
const HOLY_SATURDAY = (why: string) => each(why, '2025-04-19', '2026-04-04', '2027-03-27', '2028-04-15');
const EASTER_MONDAY = (why: string) => each(why, '2025-04-21', '2026-04-06', '2027-03-29', '2028-04-17');
const CHILE = {
  ours: HOLY_SATURDAY('Sábado Santo (Ley 2.977) is missing in the library; Saturday is a working day for collectors'),
  theirs: EASTER_SUNDAY,
};
const ELECTIONS = each('election Sundays are no holidays', '2026-10-04', '2026-10-25', '2028-10-01', '2028-10-29');
const NOVEMBER_20 = yearly('Lei 14.759/2023 holds in every state; the library loses it in this one', '11-20');
const SALVADOR = {
  ours: yearly('Código de Trabajo art. 190 and the decrees of 2012 and 2016', '01-01', '05-10', '06-17'),
};

const DIFFERENCES: Differences[] = [
  {
    country: 'MX',
    ours: each('art. 74 as amended in 2024: the new president takes office on 1 October', '2024-10-01'),
    theirs: each('and no longer on 1 December', '2024-12-01'),
  },
  { country: 'CO', theirs: EASTER_SUNDAY },
  { country: 'CL', ...CHILE },
  { country: 'CL', region: 'AP', ...CHILE },
  { country: 'PE', theirs: EASTER_SUNDAY },
  {
    country: 'EC',
    ours: {
      ...each(
        'moved to make a bridge, which the library does not do',
        '2025-05-02',
        '2025-05-23',
        '2025-08-11',
        '2025-11-04',
        '2026-05-25',
        '2027-04-30',
        '2027-08-09',
        '2027-11-01',
        '2028-05-26',
        '2028-08-11',
      ),
      ...each('Guayaquil is 9 October, moved or not', '2025-10-10', '2026-10-09', '2027-10-08', '2028-10-09'),
    },
    theirs: {
      ...each(
        'the day itself, from which the law moves it',
        '2025-05-01',
        '2025-05-24',
        '2025-08-10',
        '2025-11-02',
        '2026-05-24',
        '2027-05-01',
        '2027-08-10',
        '2028-05-24',
        '2028-08-10',
      ),
      ...yearly('the library puts the independence of Guayaquil on 10 September', '09-10'),
      ...each('Holy Thursday is no holiday in Ecuador', '2025-04-17', '2026-04-02', '2027-03-25', '2028-04-13'),
    },
  },
  { country: 'BR', theirs: ELECTIONS },
  { country: 'BR', region: 'ES', theirs: ELECTIONS },
  { country: 'BR', region: 'AL', theirs: ELECTIONS },
  ...['SP', 'RJ', 'AM', 'MT'].map((region) => ({ country: 'BR', region, ours: NOVEMBER_20, theirs: ELECTIONS })),
  { country: 'AR' },
  { country: 'PY' },
  { country: 'DO', ours: each('a Saturday that may stay where it is; both days are kept', '2027-11-06') },
  {
    country: 'GT',
    ours: each(
      'Decreto 19-2018 moves it to a Monday; every candidate is kept',
      '2026-10-19',
      '2027-06-28',
      '2027-10-18',
      '2028-07-03',
      '2028-10-23',
    ),
  },
  { country: 'SV', ...SALVADOR },
  { country: 'SV', region: 'SS', ...SALVADOR },
  {
    country: 'CR',
    ours: yearly('Leyes 9803 and 9877: 1 December and 31 August', '08-31', '12-01'),
    theirs: each(
      '12 October gave way to 1 December (Ley 9803)',
      '2025-10-12',
      '2026-10-09',
      '2027-10-12',
      '2028-10-12',
    ),
  },
  { country: 'PA' },
  { country: 'UY' },
  { country: 'BO', ours: each('2 November on a Sunday is kept on Monday', '2025-11-03') },
  { country: 'HN', ours: HOLY_SATURDAY('Código de Trabajo art. 339 names it') },
  { country: 'GB', region: 'ENG' },
  { country: 'GB', region: 'SCT' },
  { country: 'GB', region: 'NIR' },
  { country: 'DE', region: 'BY', ours: yearly('kept in most of Bavaria, so in all of it here', '08-15') },
  { country: 'DE', region: 'NW' },
  { country: 'DE', region: 'SN' },
  { country: 'DE', region: 'BE' },
  { country: 'CA', region: 'ON', theirs: EASTER_MONDAY('no public holiday in Ontario') },
  {
    country: 'CA',
    region: 'QC',
    ours: EASTER_MONDAY('collectors in Quebec are closed on Good Friday and Easter Monday'),
  },
  { country: 'CA', region: 'BC', ours: yearly('Truth and Reconciliation, statutory since 2023', '09-30') },
  { country: 'CA', region: 'AB' },
  {
    country: 'ES',
    region: 'MD',
    ours: each('a Sunday; its substitute is chosen in the BOE', '2027-05-02'),
    theirs: each('a substitute that the community chooses in the BOE', '2026-11-02', '2026-12-07', '2027-05-03'),
  },
];

/** Public holidays of the library as dates; observances and banks' days left out. */
/** The years that our table of a country speaks for. */
function yearsOf(country: string): number[] {
  const table = HOLIDAYS.find((known) => known.country === country);
  const [first, last] = [table?.from, table?.until].map((day) => Number(day?.slice(0, 4)));
  return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
}

function theirs(country: string, region?: string): Set<string> {
  const calendar = region ? new HolidayCalendar(country, region) : new HolidayCalendar(country);
  const days = yearsOf(country)
    .flatMap((year) => calendar.getHolidays(year))
    .filter(({ type }) => type === 'public');
  return new Set(days.map(({ date }) => date.slice(0, 10)));
}

function ours(country: string, region?: string): Set<string> {
  const table = HOLIDAYS.find((known) => known.country === country);
  const code = region && `${country}-${region}`;
  const kept = (table?.days ?? []).filter(
    ({ regions, except }) =>
      (!regions || (code !== undefined && regions.includes(code))) && !(code !== undefined && except?.includes(code)),
  );
  return new Set(kept.map(({ date }) => date));
}

describe('our holidays and those of date-holidays', () => {
  it.each(DIFFERENCES)('differ in $country $region only where we say why', ({ country, region, ...known }) => {
    const mine = ours(country, region);
    const library = theirs(country, region);
    expect([...mine].filter((date) => !library.has(date)).sort()).toEqual(Object.keys(known.ours ?? {}).sort());
    expect([...library].filter((date) => !mine.has(date)).sort()).toEqual(Object.keys(known.theirs ?? {}).sort());
  });

  it('are compared for every table', () => {
    const compared = new Set(DIFFERENCES.map(({ country }) => country));
    expect(HOLIDAYS.map(({ country }) => country).filter((country) => !compared.has(country))).toEqual([]);
  });
});
