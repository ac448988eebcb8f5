import { parseCountry, parseLanguage, parseTimeZone } from '../../../../dunning/invoice/parse-place';
import { regionCode } from '../../../../dunning/invoice/regions';

describe('places and languages as people write them', () => {
  it.each([
    ['mx', 'MX'],
    ['México', 'MX'],
    ['MEX', 'MX'],
    ['Brasil', 'BR'],
    ['Brazil', 'BR'],
    ['PERÚ', 'PE'],
    ['Estados Unidos', 'US'],
    ['EE.UU.', 'US'],
    ['USA', 'US'],
    ['España', 'ES'],
    ['Espanha', 'ES'],
    ['Germany', 'DE'],
    ['UK', 'GB'],
    ['El Salvador', 'SV'],
  ])('%s is %s', (text, code) => {
    expect(parseCountry(text)).toBe(code);
  });

  it.each(['Narnia', 'ZZ', 'EU', 'XX', '', '484', 'x'.repeat(1000)])('“%s” is no country', (text) => {
    expect(() => parseCountry(text)).toThrow(/^country: /);
  });

  it.each([
    ['Baja California', 'MX', 'MX-BCN'],
    ['BAJA CALIFORNIA SUR', 'MX', 'MX-BCS'],
    ['CDMX', 'MX', 'MX-CMX'],
    ['MX-SON', undefined, 'MX-SON'],
    ['sp', 'BR', 'BR-SP'],
    ['São Paulo', 'BR', 'BR-SP'],
    ['Bogotá D.C.', 'CO', 'CO-DC'],
    ['Región Metropolitana', 'CL', 'CL-RM'],
    ['CABA', 'AR', 'AR-C'],
    ['CA', 'US', 'US-CA'],
    ['Florida', 'US', 'US-FL'],
    ['District of Columbia', 'US', 'US-DC'],
    ['Ontario', 'CA', 'CA-ON'],
    ['Québec', 'CA', 'CA-QC'],
    ['Atlantis', 'MX', undefined],
    ['Jalisco', undefined, undefined],
    ['Bavaria', 'DE', undefined],
  ])('%s in %s is %s', (text, country, code) => {
    expect(regionCode(text, country)).toBe(code);
  });

  it.each([
    ['es_MX', 'es-MX'],
    ['pt-br', 'pt-BR'],
    ['Español', 'es'],
    ['Português', 'pt'],
    ['inglés', 'en'],
    ['en', 'en'],
  ])('%s is the language %s', (text, tag) => {
    expect(parseLanguage(text)).toBe(tag);
  });

  it.each(['constructor', 'Klingon language', '12', '-', 'es-'])('“%s” is no language', (text) => {
    expect(() => parseLanguage(text)).toThrow(/^language: /);
  });

  it('knows time zones by name only', () => {
    expect(parseTimeZone(' America/Tijuana ')).toBe('America/Tijuana');
    for (const bad of ['-06:00', 'Mars/Olympus', 'CDMX', '']) expect(() => parseTimeZone(bad)).toThrow(/^timeZone: /);
  });
});
