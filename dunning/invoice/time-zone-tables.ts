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
  /** Towns (lower case, without accents) whose zone is not that of most of their region. */
  towns?: Readonly<Record<string, string>>;
  /** Postal codes that settle it, as prefix to zone. */
  postal?: Readonly<Record<string, string>>;
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
    'ciudad juarez': 'America/Ciudad_Juarez',
    juarez: 'America/Ciudad_Juarez',
    chihuahua: 'America/Chihuahua',
    delicias: 'America/Chihuahua',
    'hidalgo del parral': 'America/Chihuahua',
    cuauhtemoc: 'America/Mexico_City',
    ojinaga: 'America/Ojinaga',
    matamoros: 'America/Matamoros',
    reynosa: 'America/Matamoros',
    'nuevo laredo': 'America/Matamoros',
    'rio bravo': 'America/Matamoros',
    'piedras negras': 'America/Matamoros',
    'ciudad acuna': 'America/Matamoros',
    monterrey: 'America/Monterrey',
    guadalupe: 'America/Monterrey',
    apodaca: 'America/Monterrey',
    'san nicolas de los garza': 'America/Monterrey',
    'san pedro garza garcia': 'America/Monterrey',
    saltillo: 'America/Monterrey',
    torreon: 'America/Monterrey',
    monclova: 'America/Monterrey',
    tampico: 'America/Monterrey',
    'ciudad victoria': 'America/Monterrey',
    'ciudad madero': 'America/Monterrey',
    tepic: 'America/Mazatlan',
    'bahia de banderas': 'America/Bahia_Banderas',
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
    manaus: 'America/Manaus',
    recife: 'America/Recife',
    olinda: 'America/Recife',
    caruaru: 'America/Recife',
    petrolina: 'America/Recife',
    'jaboatao dos guararapes': 'America/Recife',
    'fernando de noronha': 'America/Noronha',
  },
  postal: { '53990': 'America/Noronha', '5': 'America/Recife' },
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
    'hanga roa': 'Pacific/Easter',
    'isla de pascua': 'Pacific/Easter',
    'rapa nui': 'Pacific/Easter',
    valparaiso: 'America/Santiago',
    'vina del mar': 'America/Santiago',
    quilpue: 'America/Santiago',
    'villa alemana': 'America/Santiago',
    'san antonio': 'America/Santiago',
    quillota: 'America/Santiago',
    'los andes': 'America/Santiago',
    'san felipe': 'America/Santiago',
    concon: 'America/Santiago',
  },
};

const ECUADOR: CountryZones = {
  all: ['America/Guayaquil', 'Pacific/Galapagos'],
  regions: {
    'America/Guayaquil': 'A B C F H X O E G I L R M S N D Y P SE SD T U Z',
    'Pacific/Galapagos': 'W',
  },
  towns: {
    quito: 'America/Guayaquil',
    guayaquil: 'America/Guayaquil',
    cuenca: 'America/Guayaquil',
    'puerto ayora': 'Pacific/Galapagos',
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
  postal: { '35': 'Atlantic/Canary', '38': 'Atlantic/Canary', '': 'Europe/Madrid' },
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
    anchorage: 'America/Anchorage',
    fairbanks: 'America/Anchorage',
    juneau: 'America/Juneau',
    'el paso': 'America/Denver',
    houston: 'America/Chicago',
    dallas: 'America/Chicago',
    austin: 'America/Chicago',
    'san antonio': 'America/Chicago',
    'fort worth': 'America/Chicago',
    miami: 'America/New_York',
    orlando: 'America/New_York',
    tampa: 'America/New_York',
    pensacola: 'America/Chicago',
    phoenix: 'America/Phoenix',
    tucson: 'America/Phoenix',
    mesa: 'America/Phoenix',
    boise: 'America/Boise',
    nashville: 'America/Chicago',
    memphis: 'America/Chicago',
    knoxville: 'America/New_York',
    louisville: 'America/New_York',
    indianapolis: 'America/New_York',
    detroit: 'America/New_York',
    omaha: 'America/Chicago',
    wichita: 'America/Chicago',
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
    toronto: 'America/Toronto',
    ottawa: 'America/Toronto',
    mississauga: 'America/Toronto',
    hamilton: 'America/Toronto',
    london: 'America/Toronto',
    kenora: 'America/Winnipeg',
    montreal: 'America/Toronto',
    quebec: 'America/Toronto',
    laval: 'America/Toronto',
    gatineau: 'America/Toronto',
    sherbrooke: 'America/Toronto',
    vancouver: 'America/Vancouver',
    victoria: 'America/Vancouver',
    surrey: 'America/Vancouver',
    burnaby: 'America/Vancouver',
    kelowna: 'America/Vancouver',
    "st. john's": 'America/St_Johns',
    "st john's": 'America/St_Johns',
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
