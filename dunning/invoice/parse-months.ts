/** First three letters of the months as English, Spanish and Portuguese write them, without accents. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  ene: 1,
  feb: 2,
  fev: 2,
  mar: 3,
  apr: 4,
  abr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  ago: 8,
  sep: 9,
  set: 9,
  oct: 10,
  out: 10,
  nov: 11,
  dec: 12,
  dic: 12,
  dez: 12,
};

const FULL_NAMES =
  'january february march april may june july august september october november december ' +
  'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ' +
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro';
const ALLOWED = new Set([...FULL_NAMES.split(' '), ...Object.keys(MONTHS), 'sept']);

/** The number of a month from its name or short name in English, Spanish or Portuguese (lower case, no accents). */
export function monthFromName(name: string): number | undefined {
  return ALLOWED.has(name) ? MONTHS[name.slice(0, 3)] : undefined;
}
