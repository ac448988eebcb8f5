import type { ApiAnswer } from '../base/http';
import { check } from '../base/schema';
import charges from '../schemas/pix-charges.json';
import { brazilianDay } from './pix-charge';

export type Fields = Record<string, unknown>;
export type Kind = 'cob' | 'cobv';

const TXID = /^[a-zA-Z0-9]{26,35}$/;
const PROBLEMS = 'https://pix.bcb.gov.br/api/v2/error/';

const checks = {
  cob: check({ ...charges.cob, definitions: charges.definitions }),
  cobv: check({ ...charges.cobv, definitions: charges.definitions }),
};

export const object = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

export interface Broken {
  razao: string;
  propriedade: string;
}

export const problem = (status: number, type: string, title: string, violacoes: Broken[] = []): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: {
    type: PROBLEMS + type,
    title,
    status,
    detail: 'A requisição não respeita o schema ou está semanticamente errada.',
    ...(violacoes.length > 0 ? { violacoes } : {}),
  },
});

/** What the Pix API refuses of a charge. */
export function refusedCharge(kind: Kind, txid: string, body: Fields | undefined, now: number): ApiAnswer | undefined {
  if (!TXID.test(txid))
    return invalid(kind, [{ razao: 'O txid deve ter de 26 a 35 letras ou dígitos', propriedade: `${kind}.txid` }]);
  const broken = checks[kind](body ?? null).map(({ path, words }) => ({
    razao: words,
    propriedade: [kind, ...path.split('/')].filter(Boolean).join('.'),
  }));
  if (broken.length > 0) return invalid(kind, broken);
  const valor = object(body?.['valor']);
  if (Number(valor['original']) === 0)
    return invalid(kind, [{ razao: 'Valor da cobrança não pode ser 0.00', propriedade: `${kind}.valor.original` }]);
  const due = object(body?.['calendario'])['dataDeVencimento'];
  const today = brazilianDay(now);
  if (kind === 'cobv' && String(due) < today)
    return invalid(kind, [
      { razao: 'A data de vencimento é anterior à criação', propriedade: 'cobv.calendario.dataDeVencimento' },
    ]);
  return undefined;
}

export function invalid(kind: Kind, violacoes: Broken[]): ApiAnswer {
  return problem(400, kind === 'cob' ? 'CobOperacaoInvalida' : 'CobVOperacaoInvalida', 'Cobrança inválida.', violacoes);
}
