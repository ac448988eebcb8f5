import {
  cnpjCheckDigits,
  cpfCheckDigits,
  cuitCheckDigit,
  nitCheckDigit,
  rfcCheckDigit,
  rucPeruCheckDigit,
  rutCheckDigit,
} from '../../dunning/invoice/tax-ids';
import type { Random } from './random';

export interface City {
  name: string;
  region: string;
  timeZone: string;
  /** The first digits of the phones made for this city, after the country code. */
  area: string;
}

export interface Country {
  code: string;
  currency: string;
  language: string;
  dialCode: string;
  /** How many of the 300 customers live there. */
  customers: number;
  cities: readonly City[];
  /** Digits of a phone after the country code, and the block of unlikely numbers that follows the area. */
  phone: { digits: number; block: string };
  companySuffixes: readonly string[];
  names: 'es' | 'pt';
  taxId: (random: Random, kind: 'business' | 'consumer') => string;
  /** Typical invoice in major units: the smallest and the largest. */
  amounts: readonly [number, number];
}

const city = (name: string, region: string, timeZone: string, area: string): City => ({ name, region, timeZone, area });

function cuit(random: Random, prefix: string): string {
  for (;;) {
    const body = prefix + random.digits(8);
    const check = cuitCheckDigit(body);
    // One body in eleven has no check digit; the tax office skips it, and so do we.
    if (check !== undefined) return `${prefix}-${body.slice(2)}-${check}`;
  }
}

function rfc(random: Random, kind: 'business' | 'consumer'): string {
  const consonants = 'BCDFGHJLMNPRSTV';
  const letters = Array.from({ length: kind === 'business' ? 3 : 4 }, () => random.pick([...consonants])).join('');
  const two = (value: number) => String(value).padStart(2, '0');
  const body = `${letters}${two(random.between(70, 99))}${two(random.between(1, 12))}${two(random.between(1, 28))}${random.digits(2)}`;
  return body + rfcCheckDigit(body);
}

function cnpj(random: Random): string {
  const body = `${random.between(10, 49)}${random.digits(6)}0001`;
  return (body + cnpjCheckDigits(body)).replace(/^(\d\d)(\d{3})(\d{3})(\d{4})/, '$1.$2.$3/$4-');
}

function cpf(random: Random): string {
  const body = `${random.between(10, 99)}${random.digits(6)}7`;
  return (body + cpfCheckDigits(body)).replace(/^(\d{3})(\d{3})(\d{3})/, '$1.$2.$3-');
}

export const COUNTRIES: readonly Country[] = [
  {
    code: 'MX',
    currency: 'MXN',
    language: 'es-MX',
    dialCode: '52',
    customers: 96,
    cities: [
      city('Ciudad de México', 'MX-CMX', 'America/Mexico_City', '55'),
      city('Guadalajara', 'MX-JAL', 'America/Mexico_City', '33'),
      city('Monterrey', 'MX-NLE', 'America/Monterrey', '81'),
      city('Tijuana', 'MX-BCN', 'America/Tijuana', '664'),
      city('Hermosillo', 'MX-SON', 'America/Hermosillo', '662'),
      city('Cancún', 'MX-ROO', 'America/Cancun', '998'),
    ],
    phone: { digits: 10, block: '100' },
    companySuffixes: ['S.A. de C.V.', 'S. de R.L. de C.V.', 'S.A.P.I. de C.V.'],
    names: 'es',
    taxId: rfc,
    amounts: [800, 180_000],
  },
  {
    code: 'CO',
    currency: 'COP',
    language: 'es-CO',
    dialCode: '57',
    customers: 54,
    cities: [
      city('Bogotá', 'CO-DC', 'America/Bogota', '300'),
      city('Medellín', 'CO-ANT', 'America/Bogota', '301'),
      city('Cali', 'CO-VAC', 'America/Bogota', '302'),
      city('Barranquilla', 'CO-ATL', 'America/Bogota', '304'),
    ],
    phone: { digits: 10, block: '000' },
    companySuffixes: ['S.A.S.', 'Ltda.', 'S.A.'],
    names: 'es',
    taxId: (random, kind) => {
      const body = (kind === 'business' ? '90' : '10') + random.digits(kind === 'business' ? 7 : 8);
      return `${body}-${nitCheckDigit(body)}`;
    },
    amounts: [90_000, 40_000_000],
  },
  {
    code: 'CL',
    currency: 'CLP',
    language: 'es-CL',
    dialCode: '56',
    customers: 36,
    cities: [
      city('Santiago', 'CL-RM', 'America/Santiago', '9'),
      city('Valparaíso', 'CL-VS', 'America/Santiago', '9'),
      city('Punta Arenas', 'CL-MA', 'America/Punta_Arenas', '9'),
    ],
    phone: { digits: 9, block: '9000' },
    companySuffixes: ['SpA', 'Ltda.', 'S.A.'],
    names: 'es',
    taxId: (random, kind) => {
      const body = String(
        kind === 'business' ? random.between(76_000_000, 78_999_999) : random.between(8_000_000, 20_000_000),
      );
      return `${body}-${rutCheckDigit(body)}`;
    },
    amounts: [20_000, 9_000_000],
  },
  {
    code: 'PE',
    currency: 'PEN',
    language: 'es-PE',
    dialCode: '51',
    customers: 30,
    cities: [
      city('Lima', 'PE-LMA', 'America/Lima', '9'),
      city('Arequipa', 'PE-ARE', 'America/Lima', '9'),
      city('Trujillo', 'PE-LAL', 'America/Lima', '9'),
    ],
    phone: { digits: 9, block: '0000' },
    companySuffixes: ['S.A.C.', 'E.I.R.L.', 'S.A.'],
    names: 'es',
    taxId: (random, kind) => {
      const body = (kind === 'business' ? '20' : '10') + random.digits(8);
      return body + rucPeruCheckDigit(body);
    },
    amounts: [150, 60_000],
  },
  {
    code: 'AR',
    currency: 'ARS',
    language: 'es-AR',
    dialCode: '54',
    customers: 30,
    cities: [
      city('Buenos Aires', 'AR-C', 'America/Argentina/Buenos_Aires', '911'),
      city('Córdoba', 'AR-X', 'America/Argentina/Cordoba', '9351'),
      city('Mendoza', 'AR-M', 'America/Argentina/Mendoza', '9261'),
    ],
    phone: { digits: 11, block: '500' },
    companySuffixes: ['S.R.L.', 'S.A.', 'S.A.S.'],
    names: 'es',
    taxId: (random, kind) => cuit(random, kind === 'business' ? '30' : '20'),
    amounts: [30_000, 15_000_000],
  },
  {
    code: 'BR',
    currency: 'BRL',
    language: 'pt-BR',
    dialCode: '55',
    customers: 54,
    cities: [
      city('São Paulo', 'BR-SP', 'America/Sao_Paulo', '11'),
      city('Rio de Janeiro', 'BR-RJ', 'America/Sao_Paulo', '21'),
      city('Manaus', 'BR-AM', 'America/Manaus', '92'),
      city('Recife', 'BR-PE', 'America/Recife', '81'),
      city('Rio Branco', 'BR-AC', 'America/Rio_Branco', '68'),
    ],
    phone: { digits: 11, block: '9990' },
    companySuffixes: ['Ltda.', 'S.A.', 'ME', 'EPP'],
    names: 'pt',
    taxId: (random, kind) => (kind === 'business' ? cnpj(random) : cpf(random)),
    amounts: [200, 90_000],
  },
];
