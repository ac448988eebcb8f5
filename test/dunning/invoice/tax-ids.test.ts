import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import {
  checkCedulaEcuador,
  checkClabe,
  checkCnpj,
  checkCpf,
  checkCuit,
  checkNif,
  checkNit,
  checkRfc,
  checkRucEcuador,
  checkRucPeru,
  checkRut,
  checkTaxId,
  clabeCheckDigit,
  cnpjCheckDigits,
  cpfCheckDigits,
  cuitCheckDigit,
  nitCheckDigit,
  rfcCheckDigit,
  rucPeruCheckDigit,
  rutCheckDigit,
  type TaxIdValidator,
} from '../../../dunning/invoice/tax-ids';

const VALIDATORS: Record<string, TaxIdValidator> = {
  clabe: checkClabe,
  'mx-rfc': checkRfc,
  'co-nit': checkNit,
  'cl-rut': checkRut,
  'pe-ruc': checkRucPeru,
  'ar-cuit': checkCuit,
  'br-cpf': checkCpf,
  'br-cnpj': checkCnpj,
  'ec-ci': checkCedulaEcuador,
  'ec-ruc': checkRucEcuador,
};

describe('tax ids', () => {
  it.each([
    ['MX', 'EKU9003173C9', true],
    ['MX', 'eku 900317 3c9', true],
    ['MX', 'XAXX010101000', true],
    ['MX', 'EKU9013323C9', false],
    ['CO', '860034313-7', true],
    ['CO', '860034313-8', false],
    ['CL', '12.531.909-2', true],
    ['CL', '10000013-k', true],
    ['PE', '20480977239', true],
    ['PE', '30480977239', false],
    ['AR', '30-71031609-7', true],
    ['AR', '30-71031609-8', false],
    ['BR', '216.957.050-09', true],
    ['BR', '12.ABC.345/01DE-35', true],
    ['BR', '11.111.111/1111-11', false],
    ['EC', '1792060346001', true],
    ['ES', '12345678Z', true],
    ['ES', 'X1234567L', true],
    ['ES', 'ESA58818501', true],
    ['ES', 'A58818502', false],
  ])('%s %s: valid %s', (country, id, valid) => {
    expect(checkTaxId(id, country)?.valid).toBe(valid);
  });

  it('knows no rule for a country that is not listed', () => {
    expect(checkTaxId('123', 'JP')).toBeUndefined();
    expect(checkTaxId('123', 'constructor')).toBeUndefined();
  });

  it('says what is wrong first', () => {
    expect(checkRfc('EKU9013323C9')).toEqual({ valid: false, value: 'EKU9013323C9', problem: 'date' });
    expect(checkCpf('111.111.111-11')).toMatchObject({ problem: 'never issued' });
    expect(checkRucPeru('20a')).toMatchObject({ problem: 'characters' });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
        for (const validate of Object.values(VALIDATORS)) expect(typeof validate(text).valid).toBe('boolean');
        expect(typeof checkNif(text).valid).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });

  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

  it.each<[string, fc.Arbitrary<string>, (body: string) => string | undefined, TaxIdValidator, number]>([
    ['NIT', digits(9), nitCheckDigit, checkNit, 1],
    ['RUT', fc.integer({ min: 1_000_000, max: 99_999_999 }).map(String), rutCheckDigit, checkRut, 1],
    ['RUC', digits(8).map((rest) => `20${rest}`), rucPeruCheckDigit, checkRucPeru, 1],
    ['CUIT', digits(8).map((rest) => `30${rest}`), cuitCheckDigit, checkCuit, 1],
    ['CPF', digits(9).filter((body) => new Set(body).size > 1), cpfCheckDigits, checkCpf, 2],
    ['CNPJ', digits(12).filter((body) => new Set(body).size > 1), cnpjCheckDigits, checkCnpj, 2],
    ['RFC', digits(2).map((rest) => `ABC800101${rest}`), rfcCheckDigit, checkRfc, 1],
    ['CLABE', digits(17), clabeCheckDigit, checkClabe, 1],
  ])(
    '%s: the computed check digit is accepted and any other is refused',
    (_name, bodies, compute, validate, length) => {
      fc.assert(
        fc.property(bodies, fc.integer({ min: 1, max: 9 }), (body, shift) => {
          const check = compute(body);
          fc.pre(check !== undefined);
          expect(validate(body + check).valid).toBe(true);
          fc.pre(/\d$/.test(String(check)));
          const other = String(check).slice(0, length - 1) + String((Number(String(check).at(-1)) + shift) % 10);
          expect(validate(body + other).valid).toBe(false);
        }),
        { numRuns: 100 },
      );
    },
  );
});

const VECTORS = path.resolve(__dirname, '../../../../shared/facts/format-vectors.json');
interface Vector {
  kind: string;
  id: string;
  input: string;
  expect: { valid?: boolean; checksum_valid?: boolean };
}
const vectors = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]) : [];
const known = vectors.filter(({ kind }) => kind in VALIDATORS);

(known.length > 0 ? describe : describe.skip)('public vectors of tax ids and CLABEs (shared folder)', () => {
  it.each(known.map((vector) => [vector.kind, vector.input, vector] as const))('%s %s', (kind, input, vector) => {
    expect(VALIDATORS[kind]?.(input).valid).toBe(vector.expect.checksum_valid ?? vector.expect.valid);
  });
  it('has vectors', () => expect(known.length).toBeGreaterThan(40));
});
