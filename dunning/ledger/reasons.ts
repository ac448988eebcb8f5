import type { Words } from '../common';

/** Why a claim was skipped. */
export const SKIP_CODES = [
  'already_contacted',
  'in_progress',
  'uncertain',
  'cap_reached',
  'opted_out',
  'unreachable',
  'on_hold',
  'balance_changed',
] as const;
export type SkipCode = (typeof SKIP_CODES)[number];

/** The same in one sentence for the person who reads the run. */
export const SKIP_REASONS: Record<SkipCode, Words> = {
  already_contacted: {
    en: 'This customer was already contacted about this debt at this stage on this channel.',
    es: 'A este cliente ya se le contactó por esta deuda, en esta etapa y por este canal.',
    pt: 'Este cliente já foi contatado sobre esta dívida, nesta etapa e por este canal.',
  },
  in_progress: {
    en: 'Another run is sending this message right now.',
    es: 'Otra ejecución está enviando este mensaje en este momento.',
    pt: 'Outra execução está enviando esta mensagem neste momento.',
  },
  uncertain: {
    en: 'An earlier run may have sent this message and never said so. A person should check and settle it.',
    es: 'Una ejecución anterior pudo haber enviado este mensaje sin confirmarlo. Una persona debe revisarlo y resolverlo.',
    pt: 'Uma execução anterior pode ter enviado esta mensagem sem confirmar. Uma pessoa deve verificar e resolver.',
  },
  cap_reached: {
    en: 'This customer has already been contacted as often as the rules allow for now.',
    es: 'A este cliente ya se le contactó tantas veces como permiten las reglas por ahora.',
    pt: 'Este cliente já foi contatado tantas vezes quanto as regras permitem por enquanto.',
  },
  opted_out: {
    en: 'This customer has asked not to be contacted on this channel.',
    es: 'Este cliente pidió que no se le contacte por este canal.',
    pt: 'Este cliente pediu para não ser contatado por este canal.',
  },
  unreachable: {
    en: 'A message to this address came back for good. Correct the address; if it works again, Opt In says so.',
    es: 'Un mensaje a esta dirección fue devuelto en forma definitiva. Corrija la dirección; si vuelve a funcionar, indíquelo con Opt In.',
    pt: 'Uma mensagem a este endereço voltou em definitivo. Corrija o endereço; se voltar a funcionar, informe com Opt In.',
  },
  on_hold: {
    en: 'Contact about this debt is on hold.',
    es: 'El contacto por esta deuda está en pausa.',
    pt: 'O contato sobre esta dívida está em pausa.',
  },
  balance_changed: {
    en: 'A payment came in, or changed, after this message was prepared, so what it asks for is no longer right. The next run looks again.',
    es: 'Después de preparar este mensaje llegó o cambió un pago, así que lo que pide ya no es correcto. La próxima ejecución lo revisa de nuevo.',
    pt: 'Depois de preparada esta mensagem, um pagamento chegou ou mudou, por isso o que ela pede já não está correto. A próxima execução verifica de novo.',
  },
};
