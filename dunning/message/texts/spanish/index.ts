import type { CallTexts, LocaleTexts, StageKey, StageTexts, Terms } from '../types';
import { castilian } from './castilian';
import { events } from './events';
import { LOCAL } from './local';
import { reminders } from './reminders';
import { SPANISH_COUNTRIES } from './words';
import type { Words } from './words';

/** The Spanish of every country there is: one grammar, the words of each country, and its own sentences where they differ. */
export const SPANISH: readonly LocaleTexts[] = SPANISH_COUNTRIES.map((words) => ({
  locale: words.locale,
  language: 'es',
  terms: words.locale === 'es-ES' ? castilian(terms(words)) : terms(words),
  call: words.locale === 'es-ES' ? castilian(call(words)) : call(words),
  stages: localised(shared(words), LOCAL[words.locale] ?? {}),
}));

function shared(words: Words): Record<StageKey, StageTexts> {
  const stages = { ...reminders(words), ...events(words) };
  return words.locale === 'es-ES' ? castilian(stages) : stages;
}

function localised(
  stages: Record<StageKey, StageTexts>,
  local: Partial<Record<StageKey, Partial<StageTexts>>>,
): Record<StageKey, StageTexts> {
  const merged = { ...stages };
  for (const [key, own] of Object.entries(local) as Array<[StageKey, Partial<StageTexts>]>) {
    merged[key] = { ...merged[key], ...own };
  }
  return merged;
}

function terms(w: Words): Terms {
  return {
    greeting: w.greeting,
    greetingNoName: w.greetingNoName,
    letterGreeting: w.letterGreeting,
    signOff: w.signOff,
    team: w.team,
    invoice: 'Factura',
    issued: 'Emisión',
    due: 'Vencimiento',
    total: 'Total',
    paid: 'Pagado',
    balance: 'Saldo',
    amountDue: 'Saldo por pagar',
    overdueAmount: 'Vencido',
    notYetDue: 'Por vencer',
    credit: 'Saldo a favor',
    received: `${capital(w.amount)} recibido`,
    receivedOn: 'Fecha de pago',
    promised: 'Pago acordado',
    promisedFor: 'Para el',
    instalment: 'Pago',
    date: 'Fecha',
    amount: capital(w.amount),
    underReview: 'En revisión',
    statement: capital(w.statement),
    day: 'día',
    days: 'días',
    howToPay: 'Cómo pagar',
    payNow: 'Pagar en línea',
    reference: w.reference,
    document: w.documentLink,
    attachments: 'Adjuntos',
    taxId: w.taxId,
    bank: 'Banco',
    beneficiary: 'Beneficiario',
    account: 'Cuenta',
    purchaseOrder: w.purchaseOrder,
    phone: w.locale === 'es-ES' ? 'Tel.:' : 'Tel.',
    page: 'Página',
    of: 'de',
    to: 'Para',
    subjectLine: 'Asunto',
    oneDocument: 'la factura {{number}}',
    manyDocuments: '{{count}} facturas ({{numbers}})',
    firstOfMany: '{{date}} (la primera)',
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function call(w: Words): CallTexts {
  return {
    title: 'Guion de llamada',
    opening: `«${w.phoneHello}. ¿Hablo con {{greetingName}}? Le llamo de {{company.name}}; mi nombre es (su nombre)».`,
    thirdPerson:
      'Si contesta otra persona: no mencione facturas, saldos ni pagos. Pida solo que {{#if contact.phone}}le devuelvan la llamada al {{contact.phone}}{{else}}escriban a {{contact.reach}}{{/if}}.',
    identity:
      'Antes de seguir, confirme con quién habla: «Para estar seguro de que hablo con la persona correcta, ¿me confirma su nombre completo y la empresa?». Si no lo confirma, despídase con amabilidad.',
    reasonTitle: 'Motivo',
    questionsTitle: 'Tres preguntas',
    questions: {
      preventive: [
        `¿Recibió ${w.document} y está todo en orden?`,
        '¿Qué día quedó programado el pago?',
        `¿Le hace falta algún dato para la ${w.bankTransfer}?`,
      ],
      pending: [
        '¿Hubo algún inconveniente con la factura o con el servicio?',
        `¿Qué día puede realizar el pago y por qué ${w.amount}?`,
        `Si no es posible todo junto, ¿le ayudaría ${w.plan}?`,
      ],
      notice: [
        `¿Tiene ${w.query} que debamos revisar antes de seguir?`,
        `¿Qué ${w.amount} puede pagar y en qué fecha?`,
        `¿Le conviene que formalicemos ${w.plan}?`,
      ],
      event: [
        '¿La información coincide con sus registros?',
        '¿Hay algo que debamos corregir?',
        '¿Por qué medio prefiere recibir la confirmación?',
      ],
    },
    closeTitle: 'Cierre',
    close: `Repita la fecha y el ${w.amount} acordados: «Entonces anoto (${w.amount}) para el (fecha). Le envío la confirmación por escrito. Muchas gracias por su tiempo».`,
    closeEvent:
      'Resuma lo que quedó claro y quién da el siguiente paso: «Le envío la confirmación por escrito. Muchas gracias por su tiempo».',
    voicemail: `Buzón de voz: deje solo su nombre, {{company.name}} y {{#if contact.phone}}el teléfono {{contact.phone}}{{else}}la dirección {{contact.reach}}{{/if}}. No mencione la factura ni el ${w.amount}.`,
  };
}
