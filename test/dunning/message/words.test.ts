import fc from 'fast-check';

import { countWords } from '../../../dunning/message/words';

/** The same by lines and by a pattern: slower, and plain to see. */
function counted(text: string): number {
  const lines = text.split('\n').filter((line) => !line.startsWith('- '));
  return lines.flatMap((line) => line.match(/[^\u0000-\u0020]+/g) ?? []).length;
}

describe('the words of a text', () => {
  it('are those of its sentences; rows of a table are not read', () => {
    expect(countWords('Su factura  F-1\nvenció. \n- F-1: $5.00\n- F-2: $6.00\nPague hoy - por favor\n')).toBe(9);
    expect(countWords('- only a row')).toBe(0);
    expect(countWords('-no row')).toBe(2);
    expect(countWords('')).toBe(0);
  });

  it('are counted up to a place', () => {
    expect(countWords('uno dos tres', 7)).toBe(2);
    expect(countWords('uno dos tres', 5)).toBe(2);
    expect(countWords('uno\n- dos\ntres cuatro', 12)).toBe(2);
  });

  it('are as many as a pattern finds, in texts of every length and alphabet', () => {
    const pieces = fc.constantFrom('a', ' ', '\n', '- ', '-', 'é', '…', '\t', '\u2013', '\u0120', '😀', '\u00a0');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 1, max: 600 }), (list, times) => {
        const text = list.join('').repeat(times);
        expect(countWords(text)).toBe(counted(text));
      }),
    );
  });
});
