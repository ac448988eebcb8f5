import { InputError } from '../errors';
import { plainWords } from './parse-text';

/** Countries by their three-letter code, where sheets of the region use it. */
const ALPHA3: Readonly<Record<string, string>> = {
  MEX: 'MX',
  COL: 'CO',
  CHL: 'CL',
  PER: 'PE',
  ARG: 'AR',
  BRA: 'BR',
  ECU: 'EC',
  URY: 'UY',
  PRY: 'PY',
  BOL: 'BO',
  VEN: 'VE',
  CRI: 'CR',
  PAN: 'PA',
  GTM: 'GT',
  SLV: 'SV',
  HND: 'HN',
  NIC: 'NI',
  DOM: 'DO',
  CUB: 'CU',
  PRI: 'PR',
  USA: 'US',
  CAN: 'CA',
  ESP: 'ES',
  PRT: 'PT',
  GBR: 'GB',
  DEU: 'DE',
  FRA: 'FR',
  ITA: 'IT',
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  usa: 'US',
  eua: 'US',
  eeuu: 'US',
  'ee uu': 'US',
  'estados unidos america': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'republica dominicana': 'DO',
  'estados unidos mexicanos': 'MX',
};

const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    english: 'en',
    ingles: 'en',
    spanish: 'es',
    espanol: 'es',
    castellano: 'es',
    espanhol: 'es',
    portuguese: 'pt',
    portugues: 'pt',
    french: 'fr',
    frances: 'fr',
    german: 'de',
    aleman: 'de',
    alemao: 'de',
    italian: 'it',
    italiano: 'it',
  }),
);

/** Regions that CLDR names but that are no country: unknown, outlying Oceania, unions. */
const NOT_COUNTRIES = new Set(['ZZ', 'QO', 'EU', 'EZ', 'UN', 'XA', 'XB']);

let countryNames: Map<string, string> | undefined;

function countries(): Map<string, string> {
  if (countryNames !== undefined) return countryNames;
  const names = new Map<string, string>();
  for (const locale of ['en', 'es', 'pt']) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (let first = 65; first <= 90; first += 1) {
      for (let second = 65; second <= 90; second += 1) {
        const code = String.fromCharCode(first, second);
        const name = display.of(code);
        if (name !== undefined && isCurrent(code)) names.set(plainWords(name), code);
      }
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) names.set(name, code);
  countryNames = names;
  return names;
}

/**
 * The ISO 3166-1 alpha-2 code from a code or a name in English, Spanish or Portuguese.
 * @throws InputError when no country is meant.
 */
export function parseCountry(value: string, field = 'country'): string {
  const code = value.trim().toUpperCase();
  // A code needs no table of names, which takes most of a tenth of a second to make.
  if (/^[A-Z]{2}$/.test(code) && isCountryCode(code)) return code;
  const found = ALPHA3[code] ?? (code.length <= 60 ? countries().get(plainWords(value)) : undefined);
  if (found !== undefined) return found;
  throw new InputError({
    field,
    found: value,
    problem: 'is not a country',
    advice: 'Write the two-letter code, for example MX, CO, CL, PE, AR or BR, or the full name.',
  });
}

const codes = new Map<string, boolean>();
let english: Intl.DisplayNames | undefined;

/** Whether two letters are the code of a country of today. */
function isCountryCode(code: string): boolean {
  let is = codes.get(code);
  if (is === undefined) {
    english ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    is = english.of(code) !== undefined && isCurrent(code);
    codes.set(code, is);
  }
  return is;
}

/** CLDR also names withdrawn codes (`DD`, `FX`), which their canonical form tells apart, and places that are no country. */
function isCurrent(code: string): boolean {
  return !NOT_COUNTRIES.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

const ZONES = new Set<string>();

/**
 * Checks an IANA time zone (`America/Tijuana`).
 * @throws InputError when there is no such zone.
 */
export function parseTimeZone(value: string, field = 'timeZone'): string {
  const zone = value.trim();
  if (ZONES.has(zone)) return zone;
  try {
    // Offsets (`-06:00`) are refused on purpose: they do not follow daylight saving.
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('not a zone name');
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new InputError({
      field,
      found: value,
      problem: 'is not a time zone',
      advice: 'Write the IANA name, for example America/Mexico_City or America/Sao_Paulo.',
    });
  }
  ZONES.add(zone);
  return zone;
}

/**
 * A BCP 47 tag from a tag (`es-MX`, `pt_BR`) or the language's name in English, Spanish or Portuguese.
 * @throws InputError when it is neither.
 */
export function parseLanguage(value: string, field = 'language'): string {
  const named = value.length <= 40 ? LANGUAGES.get(plainWords(value)) : undefined;
  if (named !== undefined) return named;
  const tag = value.trim().replaceAll('_', '-');
  if (/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(tag)) {
    const canonical = Intl.getCanonicalLocales(tag)[0];
    if (canonical !== undefined) return canonical;
  }
  throw new InputError({
    field,
    found: value,
    problem: 'is not a language',
    advice: 'Write a tag such as es-MX, es-CO, pt-BR or en.',
  });
}
