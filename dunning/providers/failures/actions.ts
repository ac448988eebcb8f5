import type { Words } from '../../common';

/** What to do about a message that failed. */
export const FAILURE_ACTIONS = {
  retry_backoff: {
    en: 'Try again shortly, each time after a longer wait.',
    es: 'Reintentar en breve, esperando más cada vez.',
    pt: 'Tentar de novo em breve, esperando mais a cada vez.',
  },
  retry_later: {
    en: 'Try again after some hours or days, or use another channel meanwhile.',
    es: 'Reintentar en unas horas o días, o usar otro canal mientras tanto.',
    pt: 'Tentar de novo em algumas horas ou dias, ou usar outro canal enquanto isso.',
  },
  other_channel: {
    en: 'This channel will not work for this message; use the next one.',
    es: 'Este canal no servirá para este mensaje; usar el siguiente.',
    pt: 'Este canal não servirá para esta mensagem; usar o próximo.',
  },
  unreachable: {
    en: 'The customer cannot be reached at this address. Mark it, and ask for another.',
    es: 'No se puede contactar al cliente en esta dirección. Marcarla y pedir otra.',
    pt: 'Não é possível contatar o cliente neste endereço. Marque-o e peça outro.',
  },
  stop_channel: {
    en: 'The account or the sender is the problem: stop this channel for everybody and tell the person in charge.',
    es: 'El problema es la cuenta o el remitente: detener este canal para todos y avisar al responsable.',
    pt: 'O problema é a conta ou o remetente: parar este canal para todos e avisar o responsável.',
  },
  opt_out: {
    en: 'The customer does not want messages on this channel: record it, and do not try again.',
    es: 'El cliente no quiere mensajes por este canal: registrarlo y no volver a intentar.',
    pt: 'O cliente não quer mensagens por este canal: registre isso e não tente de novo.',
  },
  our_mistake: {
    en: 'The message or its template is wrong; correct it before it is sent again.',
    es: 'El mensaje o su plantilla está mal; corregirlo antes de reenviarlo.',
    pt: 'A mensagem ou o modelo está errado; corrija antes de reenviar.',
  },
  uncertain: {
    en: 'Nobody knows whether it arrived. Do not send it again blindly; wait for the provider’s word or ask a person.',
    es: 'No se sabe si llegó. No reenviarlo a ciegas; esperar la palabra del proveedor o preguntar a una persona.',
    pt: 'Não se sabe se chegou. Não reenvie às cegas; espere a palavra do provedor ou pergunte a uma pessoa.',
  },
} as const satisfies Record<string, Words>;
export type FailureAction = keyof typeof FAILURE_ACTIONS;

/** How a failure is dealt with. */
export interface FailureAdvice {
  action: FailureAction;
  words: Words;
  /** Seconds to wait before the first new try; each next wait is `factor` times as long. Only for the two retries. */
  waitSeconds?: number;
  factor?: number;
  /** New tries at most; unlimited when absent. */
  tries?: number;
  /** What the provider calls it. */
  meaning?: string;
  /** Whether the code was known; for an unknown one the advice is the careful one for its kind. */
  known: boolean;
}

/** One row of a provider's table. */
export type FailureRow = readonly [
  action: FailureAction,
  meaning: string,
  retry?: { waitSeconds: number; factor?: number; tries?: number },
];

/** The advice that a row of a table gives. */
export function adviceOf([action, meaning, retry]: FailureRow, known = true): FailureAdvice {
  return { action, words: FAILURE_ACTIONS[action], meaning, known, ...retry };
}
