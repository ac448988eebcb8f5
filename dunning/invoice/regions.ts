import { plainWords } from './parse-text';

/**
 * ISO 3166-2 subdivisions of countries whose time zone or law depends on the region, by their usual names.
 * Source: ISO 3166-2 as in CLDR 47.
 */
const REGIONS: Readonly<Record<string, string>> = {
  US: 'AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|DC district of columbia,washington dc,washington d c|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york,new york state,nueva york|NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington,washington state|WV west virginia|WI wisconsin|WY wyoming|PR puerto rico|VI us virgin islands|GU guam|AS american samoa|MP northern mariana islands',
  CA: 'AB alberta|BC british columbia|MB manitoba|NB new brunswick|NL newfoundland and labrador,newfoundland|NS nova scotia|NT northwest territories|NU nunavut|ON ontario|PE prince edward island|QC quebec|SK saskatchewan|YT yukon',
  MX: 'AGU aguascalientes|BCN baja california|BCS baja california sur|CAM campeche|CHP chiapas|CHH chihuahua|CMX ciudad de mexico,cdmx,distrito federal,df|COA coahuila,coahuila de zaragoza|COL colima|DUR durango|GUA guanajuato|GRO guerrero|HID hidalgo|JAL jalisco|MEX mexico,estado de mexico,edomex|MIC michoacan,michoacan de ocampo|MOR morelos|NAY nayarit|NLE nuevo leon|OAX oaxaca|PUE puebla|QUE queretaro|ROO quintana roo|SLP san luis potosi|SIN sinaloa|SON sonora|TAB tabasco|TAM tamaulipas|TLA tlaxcala|VER veracruz,veracruz de ignacio de la llave|YUC yucatan|ZAC zacatecas',
  BR: 'AC acre|AL alagoas|AP amapa|AM amazonas|BA bahia|CE ceara|DF distrito federal|ES espirito santo|GO goias|MA maranhao|MT mato grosso|MS mato grosso do sul|MG minas gerais|PA para|PB paraiba|PR parana|PE pernambuco|PI piaui|RJ rio de janeiro|RN rio grande do norte|RS rio grande do sul|RO rondonia|RR roraima|SC santa catarina|SP sao paulo|SE sergipe|TO tocantins',
  CL: 'AI aysen,aisen|AN antofagasta|AP arica y parinacota|AR araucania,la araucania|AT atacama|BI biobio,bio bio|CO coquimbo|LI ohiggins,libertador general bernardo ohiggins|LL los lagos|LR los rios|MA magallanes,magallanes y de la antartica chilena|ML maule|NB nuble|RM metropolitana,region metropolitana,santiago,metropolitana de santiago|TA tarapaca|VS valparaiso',
  CO: 'AMA amazonas|ANT antioquia|ARA arauca|ATL atlantico|BOL bolivar|BOY boyaca|CAL caldas|CAQ caqueta|CAS casanare|CAU cauca|CES cesar|CHO choco|COR cordoba|CUN cundinamarca|DC bogota,bogota dc,bogota d c,distrito capital|GUA guainia|GUV guaviare|HUI huila|LAG la guajira|MAG magdalena|MET meta|NAR narino|NSA norte de santander|PUT putumayo|QUI quindio|RIS risaralda|SAN santander|SAP san andres|SUC sucre|TOL tolima|VAC valle del cauca,valle|VAU vaupes|VID vichada',
  PE: 'AMA amazonas|ANC ancash|APU apurimac|ARE arequipa|AYA ayacucho|CAJ cajamarca|CAL callao|CUS cusco,cuzco|HUC huanuco|HUV huancavelica|ICA ica|JUN junin|LAL la libertad|LAM lambayeque|LIM lima|LMA lima metropolitana|LOR loreto|MDD madre de dios|MOQ moquegua|PAS pasco|PIU piura|PUN puno|SAM san martin|TAC tacna|TUM tumbes|UCA ucayali',
  AR: 'A salta|B buenos aires,provincia de buenos aires|C ciudad autonoma de buenos aires,caba,capital federal|D san luis|E entre rios|F la rioja|G santiago del estero|H chaco|J san juan|K catamarca|L la pampa|M mendoza|N misiones|P formosa|Q neuquen|R rio negro|S santa fe|T tucuman|U chubut|V tierra del fuego|W corrientes|X cordoba|Y jujuy|Z santa cruz',
};

let byName: Map<string, string> | undefined;

function regions(): Map<string, string> {
  if (byName !== undefined) return byName;
  byName = new Map();
  for (const [country, list] of Object.entries(REGIONS)) {
    for (const entry of list.split('|')) {
      const space = entry.indexOf(' ');
      const code = entry.slice(0, space);
      byName.set(`${country} ${code.toLowerCase()}`, `${country}-${code}`);
      for (const name of entry.slice(space + 1).split(',')) byName.set(`${country} ${name}`, `${country}-${code}`);
    }
  }
  return byName;
}

/**
 * The ISO 3166-2 code (`MX-BCN`) of a region given as that code, as its part after the country, or by name. Countries
 * that are not listed take a bare code as it is; `undefined` when the region is not known.
 */
export function regionCode(text: string, country: string | undefined): string | undefined {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}-[A-Z\d]{1,3}$/.test(code)) return code;
  if (country === undefined) return undefined;
  if (Object.hasOwn(REGIONS, country)) return regions().get(`${country} ${plainWords(text)}`);
  return /^[A-Z\d]{1,3}$/.test(code) ? `${country}-${code}` : undefined;
}
