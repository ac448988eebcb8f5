import type { Words } from '../common';
import type { Hold } from '../invoice/invoice';
import type { PromiseOutcome } from '../invoice/promises';
import type { Day } from './days';
import { fromDay } from './days';

/**
 * The sentences with which a decision explains itself, in English, Spanish and Portuguese. Plain for a finance person: what
 * is the case, so what follows, and when it changes.
 */

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Where the debt stands: "12 days past due", "due today", "due in 5 days". */
function standing(daysPastDue: number): Words {
  const n = Math.abs(daysPastDue);
  if (daysPastDue === 0) return { en: 'Due today', es: 'Vence hoy', pt: 'Vence hoje' };
  if (daysPastDue < 0) {
    return n === 1
      ? { en: 'Due tomorrow', es: 'Vence mañana', pt: 'Vence amanhã' }
      : { en: `Due in ${n} days`, es: `Vence en ${n} días`, pt: `Vence em ${n} dias` };
  }
  return n === 1
    ? { en: '1 day past due', es: '1 día de atraso', pt: '1 dia de atraso' }
    : { en: `${n} days past due`, es: `${n} días de atraso`, pt: `${n} dias de atraso` };
}

/** The last contact, as a clause to end a sentence with; empty when there was none. */
function lastContact(last: { label: Words; day: Day } | undefined): Words {
  if (!last) return { en: 'nothing was sent before', es: 'no se había enviado nada', pt: 'nada foi enviado antes' };
  const date = fromDay(last.day);
  return {
    en: `last contact was the ${lower(last.label.en)} on ${date}`,
    es: `el último contacto fue «${lower(last.label.es)}» el ${date}`,
    pt: `o último contato foi “${lower(last.label.pt)}” em ${date}`,
  };
}

function next(day: Day | null, label: Words | undefined): Words {
  if (day === null || !label) {
    return { en: 'no further step is planned', es: 'no hay más pasos previstos', pt: 'não há mais passos previstos' };
  }
  const date = fromDay(day);
  return {
    en: `next is the ${lower(label.en)} on ${date}`,
    es: `sigue «${lower(label.es)}» el ${date}`,
    pt: `o próximo é “${lower(label.pt)}” em ${date}`,
  };
}

type Last = { label: Words; day: Day } | undefined;

export function stageDue(daysPastDue: number, label: Words, last: Last): Words {
  const is = standing(daysPastDue);
  const before = lastContact(last);
  return {
    en: `${is.en}, so ${lower(label.en)}; ${before.en}.`,
    es: `${is.es}, por eso «${lower(label.es)}»; ${before.es}.`,
    pt: `${is.pt}, por isso “${lower(label.pt)}”; ${before.pt}.`,
  };
}

export function repeatDue(daysPastDue: number, label: Words, time: number, last: Last): Words {
  const is = standing(daysPastDue);
  const before = lastContact(last);
  return {
    en: `${is.en} and still open, so ${lower(label.en)} again (time ${time}); ${before.en}.`,
    es: `${is.es} y sigue abierta, por eso otra vez «${lower(label.es)}» (vez ${time}); ${before.es}.`,
    pt: `${is.pt} e continua em aberto, por isso de novo “${lower(label.pt)}” (vez ${time}); ${before.pt}.`,
  };
}

export function retryDue(daysPastDue: number, label: Words): Words {
  const is = standing(daysPastDue);
  return {
    en: `${is.en}, and the ${lower(label.en)} did not get through, so it is tried again.`,
    es: `${is.es}, y «${lower(label.es)}» no llegó, por eso se intenta de nuevo.`,
    pt: `${is.pt}, e “${lower(label.pt)}” não chegou, por isso tenta-se de novo.`,
  };
}

export function notYet(daysPastDue: number, day: Day | null, label: Words | undefined): Words {
  const is = standing(daysPastDue);
  const then = next(day, label);
  return { en: `${is.en}; ${then.en}.`, es: `${is.es}; ${then.es}.`, pt: `${is.pt}; ${then.pt}.` };
}

export function alreadyContacted(daysPastDue: number, last: Last, day: Day | null, label: Words | undefined): Words {
  const is = standing(daysPastDue);
  const before = lastContact(last);
  const then = next(day, label);
  return {
    en: `${is.en}; ${before.en}, and ${then.en}.`,
    es: `${is.es}; ${before.es}, y ${then.es}.`,
    pt: `${is.pt}; ${before.pt}, e ${then.pt}.`,
  };
}

export function tooSoon(label: Words, last: Last, gap: number, day: Day): Words {
  const before = lastContact(last);
  const date = fromDay(day);
  const rule =
    gap <= 1
      ? {
          en: 'there is one contact a day at most',
          es: 'hay un contacto al día como máximo',
          pt: 'há no máximo um contato por dia',
        }
      : {
          en: `${gap} days must lie between two contacts`,
          es: `debe haber ${gap} días entre dos contactos`,
          pt: `deve haver ${gap} dias entre dois contatos`,
        };
  return {
    en: `The ${lower(label.en)} is due, but ${before.en} and ${rule.en}, so it waits until ${date}.`,
    es: `Toca «${lower(label.es)}», pero ${before.es} y ${rule.es}, así que espera hasta el ${date}.`,
    pt: `Cabe “${lower(label.pt)}”, mas ${before.pt} e ${rule.pt}, por isso espera até ${date}.`,
  };
}

export function restDay(label: Words, day: Day): Words {
  const date = fromDay(day);
  return {
    en: `The ${lower(label.en)} is due, but today is not a working day, so it waits until ${date}.`,
    es: `Toca «${lower(label.es)}», pero hoy no es día hábil, así que espera hasta el ${date}.`,
    pt: `Cabe “${lower(label.pt)}”, mas hoje não é dia útil, por isso espera até ${date}.`,
  };
}

export function inProgress(label: Words, day: Day): Words {
  const date = fromDay(day);
  return {
    en: `The ${lower(label.en)} of ${date} may already be on its way, so it is not sent again until its result is known.`,
    es: `«${label.es}» del ${date} puede estar en camino, así que no se envía otra vez hasta conocer su resultado.`,
    pt: `“${label.pt}” de ${date} pode já estar a caminho, por isso não é enviado de novo até se saber o resultado.`,
  };
}

export function uncertain(label: Words, day: Day): Words {
  const date = fromDay(day);
  return {
    en: `It is not known whether the ${lower(label.en)} of ${date} was sent, so a person must check before anything else goes out.`,
    es: `No se sabe si «${lower(label.es)}» del ${date} se envió, así que una persona debe revisarlo antes de enviar algo más.`,
    pt: `Não se sabe se “${lower(label.pt)}” de ${date} foi enviado, por isso uma pessoa deve verificar antes de enviar mais alguma coisa.`,
  };
}

const HOLDS: Record<Hold['kind'], Words> = {
  payment_pending: {
    en: 'a payment is on its way',
    es: 'hay un pago en camino',
    pt: 'há um pagamento a caminho',
  },
  dispute: { en: 'the customer disputes it', es: 'el cliente la disputa', pt: 'o cliente contesta a cobrança' },
  promise: { en: 'the customer promised to pay', es: 'el cliente prometió pagar', pt: 'o cliente prometeu pagar' },
  plan: {
    en: 'a payment plan is running',
    es: 'hay un convenio de pago vigente',
    pt: 'há um acordo de pagamento em curso',
  },
  excluded: {
    en: 'it is excluded from reminders',
    es: 'está excluida de los recordatorios',
    pt: 'está excluída dos lembretes',
  },
  legal: { en: 'it is in legal proceedings', es: 'está en proceso legal', pt: 'está em processo judicial' },
  deceased: { en: 'the customer has died', es: 'el cliente falleció', pt: 'o cliente faleceu' },
  insolvent: {
    en: 'the customer is insolvent',
    es: 'el cliente está en insolvencia',
    pt: 'o cliente está em insolvência',
  },
  manual: { en: 'somebody put it on hold', es: 'alguien la puso en pausa', pt: 'alguém a colocou em pausa' },
};

export function onHold(hold: Hold, free: Day | null): Words {
  const why = HOLDS[hold.kind];
  const note = hold.reason ? ` (“${hold.reason}”)` : '';
  if (free === null) {
    return {
      en: `On hold because ${why.en}${note}, until somebody releases it.`,
      es: `En pausa porque ${why.es}${note}, hasta que alguien la libere.`,
      pt: `Em pausa porque ${why.pt}${note}, até que alguém a libere.`,
    };
  }
  const date = fromDay(free - 1);
  return {
    en: `On hold because ${why.en}${note}, up to and including ${date}.`,
    es: `En pausa porque ${why.es}${note}, hasta el ${date} inclusive.`,
    pt: `Em pausa porque ${why.pt}${note}, até ${date} inclusive.`,
  };
}

export function belowMinimum(balance: string, minimum: string, currency: string): Words {
  return {
    en: `Only ${currency} ${balance} is open, less than the minimum of ${currency} ${minimum} that is pursued.`,
    es: `Solo quedan ${currency} ${balance}, menos que el mínimo de ${currency} ${minimum} que se cobra.`,
    pt: `Restam só ${currency} ${balance}, menos que o mínimo de ${currency} ${minimum} que se cobra.`,
  };
}

export function notIssued(day: Day): Words {
  const date = fromDay(day);
  return {
    en: `The invoice is dated ${date} and does not exist yet on this day.`,
    es: `La factura tiene fecha ${date} y aún no existe en este día.`,
    pt: `A fatura tem data de ${date} e ainda não existe neste dia.`,
  };
}

export function endOfCadence(last: Last, action: Words): Words {
  const before = lastContact(last);
  return {
    en: `Every step was taken and the debt is still open; ${before.en}, so a person should decide: ${action.en}.`,
    es: `Se dieron todos los pasos y la deuda sigue abierta; ${before.es}, así que una persona debe decidir: ${action.es}.`,
    pt: `Todos os passos foram dados e a dívida continua aberta; ${before.pt}, por isso uma pessoa deve decidir: ${action.pt}.`,
  };
}

export function allChannelsFailed(label: Words): Words {
  return {
    en: `The ${lower(label.en)} did not get through on any channel, so somebody should check the customer's address and number.`,
    es: `«${label.es}» no llegó por ningún canal, así que alguien debe revisar el correo y el teléfono del cliente.`,
    pt: `“${label.pt}” não chegou por nenhum canal, por isso alguém deve verificar o e-mail e o telefone do cliente.`,
  };
}

export function needsApproval(because: Words, label: Words): Words {
  return {
    en: `${because.en.slice(0, -1)}; the ${lower(label.en)} needs a person's approval.`,
    es: `${because.es.slice(0, -1)}; «${lower(label.es)}» necesita la aprobación de una persona.`,
    pt: `${because.pt.slice(0, -1)}; “${lower(label.pt)}” precisa da aprovação de uma pessoa.`,
  };
}

/** Adds to a reason that the money promised did not arrive, or only in part. */
export function afterPromise(because: Words, { kind, status, date, paid }: PromiseOutcome): Words {
  const some = status === 'partly_kept' ? `${paid.currency} ${paid.decimal}` : undefined;
  const what =
    kind === 'plan'
      ? {
          en: 'the payment plan that ended',
          es: 'el convenio de pago que terminó',
          pt: 'o acordo de pagamento que terminou',
        }
      : { en: 'the payment promised for', es: 'el pago prometido para', pt: 'o pagamento prometido para' };
  const on = kind === 'plan' ? { en: ' on', es: ' el', pt: ' em' } : { en: '', es: ' el', pt: '' };
  const but =
    some === undefined
      ? { en: 'was not kept', es: 'no se cumplió', pt: 'não foi cumprido' }
      : { en: `brought only ${some}`, es: `solo trajo ${some}`, pt: `trouxe apenas ${some}` };
  return {
    en: `${because.en.slice(0, -1)}; ${what.en}${on.en} ${date} ${but.en}.`,
    es: `${because.es.slice(0, -1)}; ${what.es}${on.es} ${date} ${but.es}.`,
    pt: `${because.pt.slice(0, -1)}; ${what.pt}${on.pt} ${date} ${but.pt}.`,
  };
}
