import { InputError } from '../../errors';
import { decimalAmount } from '../../providers/shared/events';
import { list, get, text } from '../../providers/shared/json';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { pixKey } from '../brcode/pix-key';
import { checkCommon, need } from '../checks';
import { badAnswer, successOf } from '../conversation';
import { failureOf, looseWords } from '../failure';
import type { ProviderFailure } from '../failure';
import type {
  Conversation,
  LinkRef,
  LinkRequest,
  LinkState,
  Lookup,
  LookupRequest,
  MadeLink,
  PaymentProvider,
} from '../provider';
import { shortLine } from '../reference';
import { segment } from '../wire';
import type { ProviderAnswer, ProviderRequest } from '../wire';
import { brazilianDay, chargeOf, chargeState, devedorOf, txidOf } from './charge';
import type { Instant } from '../../common';

const DAY_MS = 86_400_000;

/** `^\d{1,10}\.\d{2}$`, and not zero. Source: bacen/pix-api v2.9.0, `CobValor.original`. */
export const pixAmounts: AmountRule = {
  name: 'Pix',
  currencies: new Set(['BRL']),
  decimals: () => 2,
  wire: 'text',
  most: 999_999_999_999n,
};

type Kind = 'cob' | 'cobv';
const NAMES: Record<Kind, string> = { cob: 'Pix', cobv: 'Pix with due date' };

/** The parts that both kinds of charge have. */
function common(request: LinkRequest) {
  const devedor = devedorOf(request);
  return {
    ...(devedor ? { devedor } : {}),
    chave: pixKey(request.pixKey ?? ''),
    solicitacaoPagador: shortLine(request.description, 140),
    ...(request.invoices.length === 0
      ? {}
      : { infoAdicionais: [{ nome: 'Fatura', valor: shortLine(request.invoices.join(', '), 200) }] }),
  };
}

/** An immediate charge, with the seconds that it lives. */
export function cobOf(request: LinkRequest) {
  const { expiresAt, askedAt } = request;
  const seconds = expiresAt === undefined ? 86_400 : Math.floor((Date.parse(expiresAt) - Date.parse(askedAt)) / 1_000);
  return {
    ...common(request),
    calendario: { expiracao: seconds },
    valor: { original: wireAmount(pixAmounts, request.amount).wire },
  };
}

/**
 * A charge with a due date. A due date that is past cannot be written, so it is the day of the request; fine and interest of
 * the time before are in the amount, those after it the PSP adds when it is paid.
 */
export function cobvOf(request: LinkRequest) {
  const { late, expiresAt, askedAt } = request;
  const today = brazilianDay(askedAt);
  const due = late && late.dueDate > today ? late.dueDate : today;
  const days =
    late?.validAfterDays ??
    (expiresAt === undefined
      ? 30
      : Math.max(0, Math.floor((Date.parse(expiresAt) - Date.parse(`${due}T00:00:00-03:00`)) / DAY_MS)));
  const fine = late?.fine;
  return {
    ...common(request),
    calendario: { dataDeVencimento: due, validadeAposVencimento: days },
    valor: {
      original: wireAmount(pixAmounts, request.amount).wire,
      ...(fine === undefined
        ? {}
        : {
            multa:
              'fixed' in fine ? { modalidade: 1, valorPerc: fine.fixed } : { modalidade: 2, valorPerc: fine.percent },
          }),
      // 3: percent a month, calendar days.
      ...(late?.interestPercentMonth === undefined
        ? {}
        : { juros: { modalidade: 3, valorPerc: late.interestPercentMonth } }),
    },
  };
}

function failure(answer: ProviderAnswer): ProviderFailure | undefined {
  const broken = list(get(answer.body, 'violacoes'))[0];
  const field = text(broken, 'propriedade');
  const found = failureOf(answer, {
    code: text(answer.body, 'type')?.split('/').at(-1),
    said: text(broken, 'razao') ?? text(answer.body, 'detail') ?? text(answer.body, 'title') ?? looseWords(answer),
    field,
  });
  return found?.kind === 'refused' && /valor/.test(field ?? '') ? { ...found, kind: 'amount' } : found;
}

function pixProvider(kind: Kind): PaymentProvider {
  const name = NAMES[kind];
  const path = (id: string) => `/${kind}/${segment(id)}`;

  /** PUT under our own id: making it twice makes one. */
  function* create(request: LinkRequest): Conversation<MadeLink> {
    const json = kind === 'cob' ? cobOf(request) : cobvOf(request);
    const put: ProviderRequest = {
      method: 'PUT',
      path: path(txidOf(request.linkKey)),
      body: { json },
      repeatable: true,
    };
    const answer = successOf(name, yield put);
    const made = chargeOf(answer.body);
    if (!made) throw badAnswer(name, answer);
    return made;
  }

  function* getStatus(link: LinkRef, now: Instant): Conversation<LinkState> {
    const reply = yield { method: 'GET', path: path(link.id), repeatable: true };
    if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
    return chargeState(successOf(name, reply).body, now);
  }

  function* cancel(link: LinkRef, now: Instant): Conversation<LinkState> {
    const body = { json: { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' } };
    const reply = yield { method: 'PATCH', path: path(link.id), body, repeatable: true };
    if (reply.failure?.kind === 'not_found') return { status: 'not_found' };
    // Paid, or over already: the charge says which.
    if (reply.failure?.kind === 'refused' || reply.failure?.kind === 'amount') return yield* getStatus(link, now);
    return chargeState(successOf(name, reply).body, now);
  }

  function* findByReference({ linkKey }: LookupRequest, now: Instant): Conversation<Lookup> {
    const reply = yield { method: 'GET', path: path(txidOf(linkKey)), repeatable: true };
    if (reply.failure?.kind === 'not_found') return { found: null };
    const { body } = successOf(name, reply);
    const made = chargeOf(body);
    if (!made) return { unsure: true };
    const amount = decimalAmount(text(body, 'valor', 'original'), 'BRL');
    return { found: made, status: chargeState(body, now).status, ...(amount ? { amount } : {}) };
  }

  const provider: PaymentProvider = {
    id: `pix_${kind}`,
    name,
    // A charge is its txid: the PSP knows it for as long as it keeps it.
    can: {
      idempotent: { hours: 24 * 365 },
      lookup: 'all',
      cancel: true,
      partial: false,
      expiry: { least: 60, most: 366 * 86_400 },
    },
    amounts: pixAmounts,
    check(request) {
      checkCommon(provider, request);
      pixKey(request.pixKey ?? '');
      if (kind === 'cobv') {
        need(
          devedorOf(request),
          'debt.customer.taxId',
          name,
          'Give the customer a name and a CPF or CNPJ: a charge with a due date names who owes.',
        );
        checkPercent(
          'Fine in Percent',
          request.late?.fine && 'percent' in request.late.fine ? request.late.fine.percent : undefined,
        );
        checkPercent('Interest in Percent a Month', request.late?.interestPercentMonth);
      }
    },
    create,
    getStatus,
    cancel,
    findByReference,
    failure,
  };
  return provider;
}

function checkPercent(field: string, value: string | undefined): void {
  if (value === undefined || /^\d{1,3}\.\d{2}$/.test(value)) return;
  throw new InputError({ field, found: value, problem: 'is no percentage', advice: 'Write it as 2 or 2.50.' });
}

/** Pix by a PSP's API: an immediate charge. */
export const pixCob = pixProvider('cob');
/** Pix by a PSP's API: a charge with a due date, fine and interest. */
export const pixCobv = pixProvider('cobv');
