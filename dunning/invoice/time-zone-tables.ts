/**
 * Which IANA zones the regions of a country keep, where a country has more than one. Source: tz database 2026c
 * (`zone1970.tab` and its comments). Zones with the same offsets since 2022 are named once. A region that spans two zones
 * lists both, the one where most people live first. Places of a few thousand people are left out unless they have a
 * zone of their own.
 */

/** Zone to the region codes (the part of ISO 3166-2 after the country) that keep it. */
type RegionsByZone = Readonly<Record<string, string>>;

interface CountryZones {
  /** Every zone that counts when nothing but the country is known; most people first. */
  all: readonly string[];
  /** A region may stand under several zones. One that stands under none is unknown, and then all zones count. */
  regions: RegionsByZone;
  /** Towns of regions with several zones: region code and name, lower case without accents. */
  towns?: Readonly<Record<string, string>>;
  /** Postal codes that settle it inside a region, as prefix to zone. */
  postal?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const MEXICO: CountryZones = {
  all: [
    'America/Mexico_City',
    'America/Tijuana',
    'America/Hermosillo',
    'America/Mazatlan',
    'America/Cancun',
    'America/Ciudad_Juarez',
    'America/Matamoros',
  ],
  regions: {
    'America/Mexico_City':
      'AGU CAM CHP CMX DIF COA COL DUR GUA GRO HID JAL MEX MIC MOR NLE OAX PUE QUE SLP TAB TAM TLA VER YUC ZAC CHH',
    'America/Ciudad_Juarez': 'CHH',
    // Since 2022-11-30 the municipalities on the border keep the summer time of Texas.
    'America/Matamoros': 'TAM COA CHH NLE',
    'America/Tijuana': 'BCN',
    'America/Hermosillo': 'SON',
    'America/Mazatlan': 'BCS SIN NAY',
    'America/Bahia_Banderas': 'NAY',
    'America/Cancun': 'ROO',
  },
  towns: {
    'CHH ciudad juarez': 'America/Ciudad_Juarez',
    'CHH juarez': 'America/Ciudad_Juarez',
    'CHH chihuahua': 'America/Chihuahua',
    'CHH delicias': 'America/Chihuahua',
    'CHH hidalgo del parral': 'America/Chihuahua',
    'CHH cuauhtemoc': 'America/Mexico_City',
    'CHH ojinaga': 'America/Ojinaga',
    'TAM matamoros': 'America/Matamoros',
    'TAM reynosa': 'America/Matamoros',
    'TAM nuevo laredo': 'America/Matamoros',
    'TAM rio bravo': 'America/Matamoros',
    'COA piedras negras': 'America/Matamoros',
    'COA ciudad acuna': 'America/Matamoros',
    'NLE monterrey': 'America/Monterrey',
    'NLE guadalupe': 'America/Monterrey',
    'NLE apodaca': 'America/Monterrey',
    'NLE san nicolas de los garza': 'America/Monterrey',
    'NLE san pedro garza garcia': 'America/Monterrey',
    'COA saltillo': 'America/Monterrey',
    'COA torreon': 'America/Monterrey',
    'COA monclova': 'America/Monterrey',
    'TAM tampico': 'America/Monterrey',
    'TAM ciudad victoria': 'America/Monterrey',
    'TAM ciudad madero': 'America/Monterrey',
    'NAY tepic': 'America/Mazatlan',
    'NAY bahia de banderas': 'America/Bahia_Banderas',
  },
};

const BRAZIL: CountryZones = {
  all: ['America/Sao_Paulo', 'America/Manaus', 'America/Rio_Branco', 'America/Noronha'],
  regions: {
    'America/Sao_Paulo': 'SP RJ ES MG PR SC RS GO DF',
    'America/Rio_Branco': 'AC',
    'America/Manaus': 'AM',
    'America/Eirunepe': 'AM',
    'America/Porto_Velho': 'RO',
    'America/Boa_Vista': 'RR',
    'America/Cuiaba': 'MT',
    'America/Campo_Grande': 'MS',
    'America/Belem': 'PA AP',
    'America/Araguaina': 'TO',
    'America/Fortaleza': 'MA PI CE RN PB',
    'America/Recife': 'PE',
    'America/Noronha': 'PE',
    'America/Maceio': 'AL SE',
    'America/Bahia': 'BA',
  },
  towns: {
    'AM manaus': 'America/Manaus',
    'PE recife': 'America/Recife',
    'PE olinda': 'America/Recife',
    'PE caruaru': 'America/Recife',
    'PE petrolina': 'America/Recife',
    'PE jaboatao dos guararapes': 'America/Recife',
    'PE fernando de noronha': 'America/Noronha',
  },
  postal: { PE: { '53990': 'America/Noronha', '5': 'America/Recife' } },
};

const CHILE: CountryZones = {
  all: ['America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter'],
  regions: {
    'America/Santiago': 'VS AP TA AN AT CO RM LI ML NB BI AR LR LL',
    'Pacific/Easter': 'VS',
    'America/Punta_Arenas': 'MA',
    // Aysén keeps UTC-3 all year since 2025.
    'America/Coyhaique': 'AI',
  },
  towns: {
    'VS hanga roa': 'Pacific/Easter',
    'VS isla de pascua': 'Pacific/Easter',
    'VS rapa nui': 'Pacific/Easter',
    'VS valparaiso': 'America/Santiago',
    'VS vina del mar': 'America/Santiago',
    'VS quilpue': 'America/Santiago',
    'VS villa alemana': 'America/Santiago',
    'VS san antonio': 'America/Santiago',
    'VS quillota': 'America/Santiago',
    'VS los andes': 'America/Santiago',
    'VS san felipe': 'America/Santiago',
    'VS concon': 'America/Santiago',
  },
};

const ECUADOR: CountryZones = {
  all: ['America/Guayaquil', 'Pacific/Galapagos'],
  regions: {
    'America/Guayaquil': 'A B C F H X O E G I L R M S N D Y P SE SD T U Z',
    'Pacific/Galapagos': 'W',
  },
};

const SPAIN: CountryZones = {
  all: ['Europe/Madrid', 'Atlantic/Canary'],
  regions: {
    'Europe/Madrid':
      'AN AR AS CB CL CM CT EX GA IB RI MD MC NC PV VC CE ML A AB AL AV B BA BI BU C CA CC CO CR CS CU GI GR GU H HU J ' +
      'L LE LO LU M MA MU NA O OR OU P PM PO S SA SE SG SO SS T TE TO V VA VI Z ZA',
    'Atlantic/Canary': 'CN GC TF',
  },
};

const PORTUGAL: CountryZones = {
  all: ['Europe/Lisbon', 'Atlantic/Azores', 'Atlantic/Madeira'],
  regions: {
    'Europe/Lisbon': '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18',
    'Atlantic/Azores': '20',
    'Atlantic/Madeira': '30',
  },
};

const UNITED_STATES: CountryZones = {
  all: [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ],
  regions: {
    'America/New_York': 'CT DE DC FL GA IN KY MA MD ME MI NH NJ NY NC OH PA RI SC TN VT VA WV NY-NYC',
    'America/Chicago': 'AL AR FL IA IL IN KS KY LA MI MN MO MS ND NE OK SD TN TX WI',
    'America/Denver': 'AZ CO ID KS MT ND NE NM OR SD TX UT WY',
    'America/Phoenix': 'AZ',
    'America/Los_Angeles': 'CA ID NV OR WA',
    'America/Anchorage': 'AK',
    'America/Adak': 'AK',
    'Pacific/Honolulu': 'HI',
    'America/Puerto_Rico': 'PR VI',
    'Pacific/Guam': 'GU MP',
    'Pacific/Pago_Pago': 'AS',
  },
  towns: {
    'AK anchorage': 'America/Anchorage',
    'AK fairbanks': 'America/Anchorage',
    'AK juneau': 'America/Juneau',
    'TX el paso': 'America/Denver',
    'TX houston': 'America/Chicago',
    'TX dallas': 'America/Chicago',
    'TX austin': 'America/Chicago',
    'TX san antonio': 'America/Chicago',
    'TX fort worth': 'America/Chicago',
    'FL miami': 'America/New_York',
    'FL orlando': 'America/New_York',
    'FL tampa': 'America/New_York',
    'FL pensacola': 'America/Chicago',
    'AZ phoenix': 'America/Phoenix',
    'AZ tucson': 'America/Phoenix',
    'AZ mesa': 'America/Phoenix',
    'ID boise': 'America/Boise',
    'TN nashville': 'America/Chicago',
    'TN memphis': 'America/Chicago',
    'TN knoxville': 'America/New_York',
    'KY louisville': 'America/New_York',
    'IN indianapolis': 'America/New_York',
    'MI detroit': 'America/New_York',
    'NE omaha': 'America/Chicago',
    'KS wichita': 'America/Chicago',
  },
};

const CANADA: CountryZones = {
  all: [
    'America/Toronto',
    'America/Vancouver',
    'America/Edmonton',
    'America/Winnipeg',
    'America/Regina',
    'America/Halifax',
    'America/St_Johns',
    'America/Whitehorse',
  ],
  regions: {
    'America/Toronto': 'ON QC NU',
    'America/Winnipeg': 'MB ON NU',
    'America/Edmonton': 'AB NT NU BC',
    'America/Vancouver': 'BC',
    'America/Regina': 'SK',
    'America/Halifax': 'NB NS PE NL QC',
    'America/St_Johns': 'NL',
    'America/Whitehorse': 'YT',
  },
  towns: {
    'ON toronto': 'America/Toronto',
    'ON ottawa': 'America/Toronto',
    'ON mississauga': 'America/Toronto',
    'ON hamilton': 'America/Toronto',
    'ON london': 'America/Toronto',
    'ON kenora': 'America/Winnipeg',
    'QC montreal': 'America/Toronto',
    'QC quebec': 'America/Toronto',
    'QC laval': 'America/Toronto',
    'QC gatineau': 'America/Toronto',
    'QC sherbrooke': 'America/Toronto',
    'BC vancouver': 'America/Vancouver',
    'BC victoria': 'America/Vancouver',
    'BC surrey': 'America/Vancouver',
    'BC burnaby': 'America/Vancouver',
    'BC kelowna': 'America/Vancouver',
    "NL st. john's": 'America/St_Johns',
    "NL st john's": 'America/St_Johns',
  },
};

/** Countries with several zones that people are dunned in. The rest is asked of Intl. */
export const COUNTRIES: Readonly<Record<string, CountryZones>> = {
  MX: MEXICO,
  BR: BRAZIL,
  CL: CHILE,
  EC: ECUADOR,
  ES: SPAIN,
  PT: PORTUGAL,
  US: UNITED_STATES,
  CA: CANADA,
  // Twelve zones that have kept the same time since 2009.
  AR: { all: ['America/Argentina/Buenos_Aires'], regions: {} },
  // Büsingen keeps Berlin's time.
  DE: { all: ['Europe/Berlin'], regions: {} },
};
