/**
 * The region that a postal code lies in, where the postal service assigns codes by region: United States (ZIP, first three
 * digits, USPS Publication 65 ranges), Brazil (CEP, Correios ranges), Canada (first letter, Canada Post), Spain (first two digits
 * are the province, INE codes). It fills in for an address that does not name its region.
 */

/** Region to inclusive ranges of the code's first digits. */
type Ranges = Readonly<Record<string, string>>;

const UNITED_STATES: Ranges = {
  AK: '995-999',
  AL: '350-369',
  AR: '716-729',
  AZ: '850-865',
  CA: '900-961',
  CO: '800-816',
  CT: '060-069',
  DC: '200-200 202-205',
  DE: '197-199',
  FL: '320-339 341-349',
  GA: '300-319 398-399',
  GU: '969-969',
  HI: '967-968',
  IA: '500-528',
  ID: '832-838',
  IL: '600-629',
  IN: '460-479',
  KS: '660-679',
  KY: '400-427',
  LA: '700-714',
  MA: '010-027 055-055',
  MD: '206-219',
  ME: '039-049',
  MI: '480-499',
  MN: '550-567',
  MO: '630-658',
  MS: '386-397',
  MT: '590-599',
  NC: '270-289',
  ND: '580-588',
  NE: '680-693',
  NH: '030-038',
  NJ: '070-089',
  NM: '870-884',
  NV: '889-898',
  NY: '005-005 100-149',
  OH: '430-459',
  OK: '730-732 734-749',
  OR: '970-979',
  PA: '150-196',
  PR: '006-007 009-009',
  RI: '028-029',
  SC: '290-299',
  SD: '570-577',
  TN: '370-385',
  TX: '733-733 750-799 885-885',
  UT: '840-847',
  VA: '201-201 220-246',
  VI: '008-008',
  VT: '050-054 056-059',
  WA: '980-994',
  WI: '530-549',
  WV: '247-268',
  WY: '820-831',
};

const BRAZIL: Ranges = {
  AC: '699-699',
  AL: '570-579',
  AM: '690-692 694-698',
  AP: '689-689',
  BA: '400-489',
  CE: '600-639',
  DF: '700-727',
  ES: '290-299',
  GO: '728-729 730-767',
  MA: '650-659',
  MG: '300-399',
  MS: '790-799',
  MT: '780-789',
  PA: '660-688',
  PB: '580-589',
  PE: '500-569',
  PI: '640-649',
  PR: '800-879',
  RJ: '200-289',
  RN: '590-599',
  RO: '768-769',
  RR: '693-693',
  RS: '900-999',
  SC: '880-899',
  SE: '490-499',
  SP: '010-199',
  TO: '770-779',
};

const CANADA: Readonly<Record<string, string>> = {
  A: 'NL',
  B: 'NS',
  C: 'PE',
  E: 'NB',
  G: 'QC',
  H: 'QC',
  J: 'QC',
  K: 'ON',
  L: 'ON',
  M: 'ON',
  N: 'ON',
  P: 'ON',
  R: 'MB',
  S: 'SK',
  T: 'AB',
  V: 'BC',
  Y: 'YT',
};

/** Provinces by INE code, as autonomous communities. */
const SPAIN: Readonly<Record<string, string>> = {
  AN: '04 11 14 18 21 23 29 41',
  AR: '22 44 50',
  AS: '33',
  CB: '39',
  CE: '51',
  CL: '05 09 24 34 37 40 42 47 49',
  CM: '02 13 16 19 45',
  CN: '35 38',
  CT: '08 17 25 43',
  EX: '06 10',
  GA: '15 27 32 36',
  IB: '07',
  MC: '30',
  MD: '28',
  ML: '52',
  NC: '31',
  PV: '01 20 48',
  RI: '26',
  VC: '03 12 46',
};

const byPrefix = new Map<string, string>();
for (const [country, ranges] of [['US', UNITED_STATES] as const, ['BR', BRAZIL] as const]) {
  for (const [region, list] of Object.entries(ranges)) {
    for (const range of list.split(' ')) {
      const [from = '', to = ''] = range.split('-');
      for (let code = Number(from); code <= Number(to); code++) {
        byPrefix.set(`${country}${String(code).padStart(3, '0')}`, `${country}-${region}`);
      }
    }
  }
}
for (const [letter, region] of Object.entries(CANADA)) byPrefix.set(`CA${letter}`, `CA-${region}`);
for (const [region, provinces] of Object.entries(SPAIN)) {
  for (const province of provinces.split(' ')) byPrefix.set(`ES${province}`, `ES-${region}`);
}

const FORMATS: Readonly<Record<string, { form: RegExp; length: number }>> = {
  US: { form: /^\d{5}(?:-?\d{4})?$/, length: 3 },
  BR: { form: /^\d{5}-?\d{3}$/, length: 3 },
  CA: { form: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, length: 1 },
  ES: { form: /^\d{5}$/, length: 2 },
};

/** ISO 3166-2 (`US-FL`) of a complete postal code; undefined in other countries, and for a code that is none. */
export function regionOfPostalCode(country: string, postalCode: string | undefined): string | undefined {
  const format = FORMATS[country];
  const code = postalCode?.trim().toUpperCase();
  if (!format || !code || !format.form.test(code)) return undefined;
  return byPrefix.get(country + code.slice(0, format.length));
}
