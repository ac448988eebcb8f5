import { checkCuit, checkNit, checkRucEcuador, checkRucPeru, checkRut } from './andean';
import { checkCnpj, checkCpf } from './brazil';
import { compact, type TaxIdCheck, type TaxIdValidator } from './check';
import { checkRfc } from './mexico';
import { checkNif } from './spain';
import { checkRutUruguay } from './uruguay';

export * from './andean';
export * from './brazil';
export type { TaxIdCheck, TaxIdProblem, TaxIdValidator } from './check';
export * from './mexico';
export * from './spain';
export * from './uruguay';

const BY_COUNTRY: ReadonlyMap<string, TaxIdValidator> = new Map(
  Object.entries({
    MX: checkRfc,
    CO: checkNit,
    CL: checkRut,
    PE: checkRucPeru,
    AR: checkCuit,
    BR: (text) => (compact(text).length === 11 ? checkCpf(text) : checkCnpj(text)),
    EC: checkRucEcuador,
    ES: checkNif,
    UY: checkRutUruguay,
  }),
);

/** Checks a tax id by its country (ISO 3166-1 alpha-2); `undefined` where no rule is known. */
export function checkTaxId(text: string, country: string): TaxIdCheck | undefined {
  return BY_COUNTRY.get(country)?.(text);
}
