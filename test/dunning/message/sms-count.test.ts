import fc from 'fast-check';

import { writeSms } from '../../../dunning/message/sms';
import { countSms, stripToGsm } from '../../../dunning/message/sms-count';

describe('an SMS', () => {
  it.each([
    ['160 plain letters', '1'.repeat(160), 'GSM-7', 160, 1],
    ['161 plain letters', '1'.repeat(161), 'GSM-7', 161, 2],
    ['306 plain letters', '1'.repeat(306), 'GSM-7', 306, 2],
    ['307 plain letters', '1'.repeat(307), 'GSM-7', 307, 3],
    ['a euro, which counts twice', `€${'1'.repeat(158)}`, 'GSM-7', 160, 1],
    ['ñ é ü ¿ ¡ and ç in capitals', '¿Señora Muñoz? Café ¡sí! ü Ç'.replace('í', 'i'), 'GSM-7', 28, 1],
    ['á', 'á'.repeat(70), 'UCS-2', 70, 1],
    ['71 of á', 'á'.repeat(71), 'UCS-2', 71, 2],
    ['small ç', 'ç', 'UCS-2', 1, 1],
    ['an emoji, which counts twice', `😜${'2'.repeat(68)}`, 'UCS-2', 70, 1],
    ['nothing', '', 'GSM-7', 0, 1],
  ])('of %s', (_, text, encoding, units, segments) => {
    expect(countSms(text)).toEqual({ encoding, units, segments });
  });

  it('does not split a double character between two parts', () => {
    // 152 letters and then a euro: the euro does not fit the last septet of the first part.
    expect(countSms(`${'1'.repeat(152)}€${'1'.repeat(152)}`).segments).toBe(3);
    expect(countSms(`${'á'.repeat(66)}😜${'á'.repeat(66)}`).segments).toBe(3);
  });

  it('fits its segments, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { encoding, units, segments } = countSms(text);
        const [single, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        expect(segments).toBeGreaterThanOrEqual(units <= single ? 1 : Math.ceil(units / part));
        expect(units).toBeLessThanOrEqual(segments === 1 ? single : segments * part);
        if (encoding === 'UCS-2') expect(units).toBe(text.length);
      }),
    );
  });

  it('without accents keeps what GSM-7 has', () => {
    expect(stripToGsm('á é í ó ú ñ ü ¿ ¡ ã õ ç Á')).toBe('a é i o u ñ ü ¿ ¡ a o c A');
    expect(stripToGsm('“uno” – ‘dos’… 3\u00a0kg')).toBe('"uno" - \'dos\'... 3 kg');
  });

  it('shows what each way costs, and by default drops accents only where that saves a segment', () => {
    const long = `Su pago llegó ${'x'.repeat(100)}`;
    expect(writeSms(long, undefined)).toMatchObject({
      text: long.replace('ó', 'o'),
      segments: 1,
      withAccents: { encoding: 'UCS-2', segments: 2 },
      withoutAccents: { encoding: 'GSM-7', segments: 1 },
    });
    expect(writeSms('Llegó', undefined).text).toBe('Llegó');
    expect(writeSms('Llegó', { accents: 'strip' }).text).toBe('Llego');
    expect(writeSms(long, { accents: 'keep' }).segments).toBe(2);
  });
});
