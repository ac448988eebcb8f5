import type { Words } from '../common';
import type { ClosedReason, Problem } from '../invoice/balance';
import type { EndAction } from './policy';

/** The sentences that need no figures. */

export const CLOSED: Record<ClosedReason, Words> = {
  void: {
    en: 'The document was cancelled or is a draft, so there is nothing to collect.',
    es: 'El documento está cancelado o es un borrador, así que no hay nada que cobrar.',
    pt: 'O documento foi cancelado ou é um rascunho, por isso não há nada a cobrar.',
  },
  settled: { en: 'It is settled in full.', es: 'Está saldada por completo.', pt: 'Está totalmente quitada.' },
  paid: { en: 'Nothing is open any more.', es: 'Ya no queda nada pendiente.', pt: 'Não resta nada em aberto.' },
  overpaid: {
    en: 'More was paid than was asked for, so the customer has a credit and nothing is collected.',
    es: 'Se pagó más de lo facturado, así que el cliente tiene saldo a favor y no se cobra nada.',
    pt: 'Foi pago mais do que o cobrado, por isso o cliente tem crédito e nada é cobrado.',
  },
  credit_note: {
    en: 'This is a credit note, which is never collected.',
    es: 'Es una nota de crédito, que nunca se cobra.',
    pt: 'É uma nota de crédito, que nunca se cobra.',
  },
  credited: {
    en: "The customer's open credit notes cover it, so nothing is collected.",
    es: 'Las notas de crédito pendientes del cliente la cubren, así que no se cobra nada.',
    pt: 'As notas de crédito em aberto do cliente cobrem o valor, por isso nada é cobrado.',
  },
};

export const DUPLICATE: Words = {
  en: 'The same invoice stands in the input more than once; it is counted once.',
  es: 'La misma factura aparece más de una vez en la entrada; se cuenta una sola vez.',
  pt: 'A mesma fatura aparece mais de uma vez na entrada; é contada uma só vez.',
};

export const PROBLEMS: Record<Problem | 'unknown_customer' | 'conflicting_duplicates' | 'invalid_time_zone', Words> = {
  currency_mismatch: {
    en: 'Its amounts are in different currencies, which are never added, so a person must correct the invoice.',
    es: 'Sus importes están en monedas distintas, que nunca se suman, así que una persona debe corregir la factura.',
    pt: 'Os valores estão em moedas diferentes, que nunca se somam, por isso uma pessoa deve corrigir a fatura.',
  },
  invalid_due_date: {
    en: 'Its due date is missing or is not a date, so no stage can be worked out.',
    es: 'Falta la fecha de vencimiento o no es una fecha, así que no se puede calcular la etapa.',
    pt: 'A data de vencimento falta ou não é uma data, por isso não se pode calcular a etapa.',
  },
  invalid_amount: {
    en: 'Its amounts are not whole minor units, so what is open cannot be told.',
    es: 'Sus importes no son unidades mínimas enteras, así que no se sabe cuánto queda pendiente.',
    pt: 'Os valores não são unidades mínimas inteiras, por isso não se sabe quanto resta em aberto.',
  },
  unknown_customer: {
    en: 'Its customer was not found, so it cannot be told who to write to.',
    es: 'No se encontró su cliente, así que no se sabe a quién escribir.',
    pt: 'O cliente não foi encontrado, por isso não se sabe a quem escrever.',
  },
  conflicting_duplicates: {
    en: 'The same invoice stands in the input more than once with different contents, so a person must say which is right.',
    es: 'La misma factura aparece más de una vez en la entrada con datos distintos, así que una persona debe decir cuál es la correcta.',
    pt: 'A mesma fatura aparece mais de uma vez na entrada com dados diferentes, por isso uma pessoa deve dizer qual está certa.',
  },
  invalid_time_zone: {
    en: "The customer's time zone does not exist, so the day it is for them cannot be told.",
    es: 'La zona horaria del cliente no existe, así que no se sabe qué día es para él.',
    pt: 'O fuso horário do cliente não existe, por isso não se sabe que dia é para ele.',
  },
};

export const CONDITION_UNMET: Words = {
  en: 'The day of the next step has come, but its further conditions on the debt are not met.',
  es: 'Llegó el día del siguiente paso, pero no se cumplen sus demás condiciones sobre la deuda.',
  pt: 'Chegou o dia do próximo passo, mas as demais condições sobre a dívida não se cumprem.',
};

export const NO_STAGES: Words = {
  en: 'The policy has no stages, so nothing is ever sent.',
  es: 'La política no tiene etapas, así que nunca se envía nada.',
  pt: 'A política não tem etapas, por isso nada é enviado.',
};

export const END_ACTIONS: Record<EndAction | 'none', Words> = {
  write_off: { en: 'propose a write-off', es: 'proponer darla por incobrable', pt: 'propor a baixa por perda' },
  agency: {
    en: 'hand it to a collection agency',
    es: 'pasarla a una agencia de cobranza',
    pt: 'passá-la a uma agência de cobrança',
  },
  legal: { en: 'take legal steps', es: 'iniciar acciones legales', pt: 'tomar medidas judiciais' },
  none: { en: 'what to do next', es: 'qué hacer ahora', pt: 'o que fazer agora' },
};

/** The same as something that lies ahead. */
export const PROPOSALS: Record<EndAction, Words> = {
  write_off: {
    en: 'proposal to write it off',
    es: 'propuesta de darla por incobrable',
    pt: 'proposta de baixa por perda',
  },
  agency: {
    en: 'proposal to hand it to an agency',
    es: 'propuesta de pasarla a una agencia',
    pt: 'proposta de passá-la a uma agência',
  },
  legal: { en: 'proposal of legal steps', es: 'propuesta de acciones legales', pt: 'proposta de medidas judiciais' },
};
