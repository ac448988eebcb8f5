import type { Instant, PlainDate } from '../../common';
import { add, zero } from '../../invoice/money';
import { checkTaxId } from '../../invoice/tax-ids';
import { decimalAmount, instantOfText } from '../../providers/shared/events';
import { get, list, number, text } from '../../providers/shared/json';
import { dynamicPix } from '../brcode/build';
import type { LinkRef, LinkRequest, LinkState, MadeLink } from '../provider';
import { shortLine } from '../reference';

const DAY_MS = 86_400_000;
/** Days after the due date that a charge can be paid when it does not say. Source: Pix API 2.9.0, recalled default. */
const DEFAULT_VALIDITY = 30;

/** The transaction id of a charge: 26 to 35 letters and digits, ours is the beginning of the link's key. */
export function txidOf(linkKey: string): string {
  return linkKey.slice(0, 35);
}

/** Who owes, when name and a CPF or CNPJ are known; Pix takes both or neither. */
export function devedorOf({ payer }: LinkRequest): Record<string, string> | undefined {
  const checked = checkTaxId(payer.taxId ?? '', 'BR');
  if (!checked || !payer.name) return undefined;
  // A wrong check digit is the PSP's to judge.
  if (!checked.valid && checked.problem !== 'check digit') return undefined;
  const name = shortLine(payer.name, 200);
  return checked.value.length === 11 ? { cpf: checked.value, nome: name } : { cnpj: checked.value, nome: name };
}

/** The day an instant falls on in Brasília. */
export function brazilianDay(instant: Instant): PlainDate {
  // Brasília has been at UTC-3 all year since 2019.
  return new Date(Date.parse(instant) - 3 * 3_600_000).toISOString().slice(0, 10);
}

/** A charge as the API answers it. `name` and `city` only matter where the PSP leaves out the code. */
export function chargeOf(charge: unknown): MadeLink | undefined {
  const id = text(charge, 'txid');
  const location = text(charge, 'location') ?? text(charge, 'loc', 'location');
  const pixCode = text(charge, 'pixCopiaECola') ?? (location === undefined ? undefined : dynamicPix(location, '', ''));
  if (id === undefined || pixCode === undefined) return undefined;
  const expiresAt = endOf(charge);
  return { id, pixCode, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function endOf(charge: unknown): Instant | undefined {
  const calendar = get(charge, 'calendario');
  const due = text(calendar, 'dataDeVencimento');
  if (due !== undefined) {
    const days = number(calendar, 'validadeAposVencimento') ?? DEFAULT_VALIDITY;
    // The last moment of that day in Brasília.
    const end = Date.parse(`${due.slice(0, 10)}T00:00:00-03:00`) + (days + 1) * DAY_MS;
    return Number.isNaN(end) ? undefined : new Date(end).toISOString();
  }
  const made = instantOfText(text(calendar, 'criacao'));
  const seconds = number(calendar, 'expiracao');
  if (made === undefined || seconds === undefined) return undefined;
  return new Date(Date.parse(made) + seconds * 1_000).toISOString();
}

/** How a charge stands. One that ran out goes on being ATIVA; only its calendar says so. */
export function chargeState(charge: unknown, now: Instant): LinkState {
  const said = text(charge, 'status') ?? '';
  const made = chargeOf(charge);
  const known = {
    said,
    ...(made?.pixCode === undefined ? {} : { pixCode: made.pixCode }),
    ...(made?.expiresAt === undefined ? {} : { expiresAt: made.expiresAt }),
  };
  const payments = list(get(charge, 'pix'));
  const paid = payments.reduce((sum: LinkRef['amount'], pix) => {
    const amount = decimalAmount(text(pix, 'valor'), 'BRL');
    return amount ? add(sum, amount) : sum;
  }, zero('BRL'));
  if (said === 'CONCLUIDA') {
    const back = payments.length > 0 && payments.every((pix) => list(get(pix, 'devolucoes')).length > 0);
    return { status: back ? 'refunded' : 'paid', ...known, ...(paid.minor > 0 ? { paid } : {}) };
  }
  if (said.startsWith('REMOVIDA')) return { status: 'cancelled', ...known };
  const over = made?.expiresAt !== undefined && Date.parse(made.expiresAt) <= Date.parse(now);
  return { status: over ? 'expired' : 'open', ...known };
}
