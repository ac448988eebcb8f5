import { clabe as catalogue } from 'clabe-validator';

import { checkClabe, clabeCheckDigit } from '../invoice/tax-ids';

/** A CLABE in its parts, and what the lists of banks and plazas say about it. */
export interface ClabeReading {
  /** Eighteen digits with the right check digit. */
  valid: boolean;
  checksumValid: boolean;
  /** Bank and plaza are in the lists. They age, and virtual accounts use plazas of their own: a miss is a warning only. */
  catalogueValid: boolean;
  why?: string;
  bank?: string;
  plaza?: string;
  /** The right check digit. */
  digit?: string;
  bankName?: string;
}

/** Reads a CLABE. Never throws. */
export function readClabe(text: string): ClabeReading {
  const check = checkClabe(text);
  const { value } = check;
  if (!check.valid && check.problem !== 'check digit') {
    return { valid: false, checksumValid: false, catalogueValid: false, why: check.problem };
  }
  const bank = value.slice(0, 3);
  const plaza = value.slice(3, 6);
  const digit = clabeCheckDigit(value);
  const entry = catalogue.banksMap[Number(bank)];
  const plazaKnown = catalogue.citiesMap[Number(plaza)] !== undefined;
  const why = !check.valid
    ? 'check digit'
    : !entry
      ? `bank ${bank} unknown`
      : plazaKnown
        ? undefined
        : `plaza ${plaza} unknown`;
  return {
    valid: check.valid,
    checksumValid: check.valid,
    catalogueValid: check.valid && entry !== undefined && plazaKnown,
    bank,
    plaza,
    digit,
    ...(why === undefined ? {} : { why }),
    ...(entry?.tag ? { bankName: entry.tag } : {}),
  };
}
