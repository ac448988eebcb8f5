import { createHmac } from 'node:crypto';

import {
  checkCedulaEcuador,
  checkCnpj,
  checkCpf,
  checkCuit,
  checkNif,
  checkNit,
  checkRfc,
  checkRucEcuador,
  checkRucPeru,
  checkRut,
  checkRutUruguay,
} from '../../dunning/invoice/tax-ids';
import type { TaxIdValidator } from '../../dunning/invoice/tax-ids';
import { countSms } from '../../dunning/message/sms-count';
import { checkTemplateBody } from '../../dunning/message/whatsapp-export';
import { crc16 } from '../../dunning/payments/brcode/crc16';
import { readBrCode } from '../../dunning/payments/brcode/parse';
import { isChargeAmount, isChargeTxid, isStaticTxid } from '../../dunning/payments/brcode/txid';
import { readClabe } from '../../dunning/payments/clabe';
import { wompiIntegrity } from '../../dunning/payments/wompi/integrity';
import { get, number, text } from '../../dunning/providers/shared/json';
import { wireOf } from './amounts';

type Facts = Record<string, unknown>;

/** What our code says about one input of a kind; undefined when it knows nothing of it. */
export type Kind = (input: unknown) => Facts | undefined;

const ofText =
  (read: (input: string) => Facts): Kind =>
  (input) =>
    typeof input === 'string' ? read(input) : undefined;

/** The names that the vectors have for what is wrong. */
function whyOf(kind: string, problem: string, value: string): string {
  if (kind === 'br-cnpj' && problem === 'check digit') return 'check digits';
  if (kind === 'br-cnpj' && problem === 'characters' && /^[\dA-Z]{12}.*[A-Z]/.test(value)) {
    return 'check digits must be numeric';
  }
  if (kind.startsWith('br-') && problem === 'never issued') return 'repeated digits';
  if (kind.startsWith('ec-') && problem === 'prefix') return `province ${value.slice(0, 2)}`;
  return problem;
}

/** A wrong check digit is a warning: ids with one were issued, and no message is held back for it. */
const taxId = (kind: string, check: TaxIdValidator): Kind =>
  ofText((input) => {
    const result = check(input);
    if (result.valid) return { valid: true, dv: result.value.at(-1), severity: 'none' };
    const severity = result.problem === 'check digit' ? 'warning' : 'error';
    return { valid: false, why: whyOf(kind, result.problem, result.value), severity };
  });

function signatureOf(input: unknown): Facts | undefined {
  const secret = text(input, 'secret') ?? text(input, 'secretKey');
  if (secret === undefined) return undefined;
  const reference = text(input, 'reference');
  const cents = number(input, 'amount_in_cents');
  const currency = text(input, 'currency');
  if (reference !== undefined && cents !== undefined && currency !== undefined) {
    const expirationTime = text(input, 'expiration_time') ?? text(input, 'expirationTime');
    const checkout = { reference, amountInCents: cents, currency, ...(expirationTime ? { expirationTime } : {}) };
    return { sha256: wompiIntegrity(checkout, secret) };
  }
  const params = get(input, 'params');
  if (typeof params !== 'object' || params === null) return undefined;
  // Flow signs names and values in the order of the names.
  const content = Object.entries(params)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}${String(value)}`)
    .join('');
  const s = createHmac('sha256', secret).update(content).digest('hex');
  return { s, hmac: s, sha256: s };
}

export const KINDS: Readonly<Record<string, Kind>> = {
  sms: ofText((input) => ({ ...countSms(input) })),
  'wa-template-body': ofText((input) => ({ errors: checkTemplateBody(input) })),
  crc16: ofText((input) => ({ crc: crc16(input) })),
  brcode: ofText((input) => {
    const { valid, tlv, crc, problems, ...facts } = readBrCode(input);
    return { ...facts, valid, tlv, crc, why: problems.join(', ') };
  }),
  'pix-txid': ofText((input) => ({ static_ok: isStaticTxid(input), dynamic_ok: isChargeTxid(input) })),
  'pix-valor': ofText((input) => ({ valid: isChargeAmount(input) })),
  clabe: ofText((input) => {
    const { valid, checksumValid, catalogueValid, bank, plaza, digit, why } = readClabe(input);
    return { valid, checksum_valid: checksumValid, catalogue_valid: catalogueValid, bank, plaza, dv: digit, why };
  }),
  amount: wireOf,
  signature: signatureOf,
  'mx-rfc': taxId('mx-rfc', checkRfc),
  'co-nit': taxId('co-nit', checkNit),
  'cl-rut': taxId('cl-rut', checkRut),
  'pe-ruc': taxId('pe-ruc', checkRucPeru),
  'ar-cuit': taxId('ar-cuit', checkCuit),
  'br-cpf': taxId('br-cpf', checkCpf),
  'br-cnpj': taxId('br-cnpj', checkCnpj),
  'ec-ci': taxId('ec-ci', checkCedulaEcuador),
  'ec-ruc': taxId('ec-ruc', checkRucEcuador),
  'uy-rut': taxId('uy-rut', checkRutUruguay),
  'es-nif': taxId('es-nif', checkNif),
};
