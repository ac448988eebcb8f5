import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

import { staticPix } from '../../../dunning/payments/brcode/build';
import { crc16 } from '../../../dunning/payments/brcode/crc16';
import { readBrCode } from '../../../dunning/payments/brcode/parse';
import { pixKey } from '../../../dunning/payments/brcode/pix-key';
import { readClabe } from '../../../dunning/payments/clabe';
import { qrPicture } from '../../../dunning/payments/qr-picture';
import { differences } from '../../../scripts/formats/compare';
import { KINDS } from '../../../scripts/formats/kinds';

const PIX = {
  key: '123e4567-e12b-12d1-a456-426655440000',
  name: 'Ação & Cobrança Ltda com nome comprido',
  city: 'São José dos Campos',
  amount: { currency: 'BRL', minor: 123_456 },
  txid: 'FAT20260001',
};

describe('a static Pix code', () => {
  it('says what it was made of, without accents and no longer than the standard', () => {
    const code = staticPix(PIX);
    expect(readBrCode(code)).toMatchObject({
      valid: true,
      key: PIX.key,
      amount: '1234.56',
      name: 'ACAO & COBRANCA LTDA COM',
      city: 'SAO JOSE DOS CA',
      txid: 'FAT20260001',
    });
    // The reading of the standard's own check value.
    expect(crc16('123456789')).toBe('29B1');
  });

  it('with any one character changed is not valid', () => {
    const code = staticPix(PIX);
    fc.assert(
      fc.property(fc.nat(code.length - 1), fc.constantFrom(...'0123456789ABCXYZ'), (at, other) => {
        fc.pre(code[at] !== other);
        expect(readBrCode(code.slice(0, at) + other + code.slice(at + 1)).valid).toBe(false);
      }),
    );
  });

  it.each([
    ['a name of nothing but signs', { name: '日本' }, /Name/],
    ['a hyphen in the transaction id', { txid: 'FAT-1' }, /txid: found “FAT-1”/],
    ['a key that is none', { key: 'financeiro' }, /is no Pix key/],
    ['a CPF that cannot be', { key: '111.111.111-11' }, /is no Pix key/],
    ['another currency', { amount: { currency: 'USD', minor: 1 } }, /currency/],
  ])('is refused for %s', (_name, over, words) => {
    expect(() => staticPix({ ...PIX, ...over })).toThrow(words);
  });

  it('takes keys as people write them', () => {
    expect(pixKey('16.727.230/0001-97')).toBe('16727230000197');
    expect(pixKey('12.ABC.345/01DE-35')).toBe('12ABC34501DE35');
    expect(pixKey('216.957.050-09')).toBe('21695705009');
    expect(pixKey('+55 (11) 91234-5678')).toBe('+5511912345678');
    expect(pixKey(' Financeiro@Example.com ')).toBe('financeiro@example.com');
  });

  it('reads hostile texts without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        expect(readBrCode(text).valid).toBe(false);
      }),
    );
    expect(readBrCode('0'.repeat(1_000_000)).valid).toBe(false);
  });
});

describe('the picture of a QR', () => {
  const decode = (text: string) => {
    const { width, height, data } = PNG.sync.read(Buffer.from(qrPicture(text)));
    return jsQR(new Uint8ClampedArray(data), width, height)?.data;
  };

  it('is read back to the same Pix code, and the same link, by a library that knows nothing of ours', () => {
    const code = staticPix(PIX);
    expect(decode(code)).toBe(code);
    const link = 'https://buy.stripe.com/test_1?client_reference_id=ñandú';
    expect(decode(link)).toBe(link);
  });

  it('of codes of every length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999_999 }),
        fc.stringMatching(/^[A-Za-z0-9]{1,25}$/),
        (minor, txid) => {
          const code = staticPix({ ...PIX, amount: { currency: 'BRL', minor }, txid });
          expect(decode(code)).toBe(code);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a CLABE', () => {
  it('has its bank, plaza and check digit; a plaza that the lists lack is no fault', () => {
    expect(readClabe('646180157000000004')).toMatchObject({ valid: true, bank: '646', plaza: '180', bankName: 'STP' });
    expect(readClabe('002539016003269411')).toMatchObject({
      valid: true,
      catalogueValid: false,
      why: 'plaza 539 unknown',
    });
    expect(readClabe('646180157000000005')).toMatchObject({ valid: false, why: 'check digit', digit: '4' });
    expect(readClabe('64618015700000000')).toMatchObject({ valid: false, why: 'length' });
  });
});

const VECTORS = path.resolve(__dirname, '../../../../shared/facts/format-vectors.json');
const shared = existsSync(VECTORS) ? describe : describe.skip;

shared(`the shared vectors of formats${existsSync(VECTORS) ? '' : ' (not here)'}`, () => {
  type Vector = { kind: string; id: string; input: unknown; expect: Record<string, unknown> };
  const vectors = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]) : [];
  it.each(vectors.map((vector) => [`${vector.kind} ${vector.id}`, vector] as const))('%s', (_name, vector) => {
    const found = KINDS[vector.kind]?.(vector.input);
    expect(differences(found ?? {}, vector.expect)).toEqual([]);
  });
});
