import { STAGE_LABELS } from '../cadence/presets';
import type { Channel, Words } from '../common';

/** What the occasions that are no stage of a cadence are called. */
const OCCASIONS: Readonly<Record<string, Words>> = {
  promise_reminder: { en: 'Reminder of a promise', es: 'Recordatorio de una promesa', pt: 'Lembrete de uma promessa' },
  broken_promise: { en: 'A promise was broken', es: 'Promesa incumplida', pt: 'Promessa não cumprida' },
  payment_received: { en: 'Payment received', es: 'Pago recibido', pt: 'Pagamento recebido' },
  plan_confirmed: { en: 'Payment plan confirmed', es: 'Plan de pagos confirmado', pt: 'Parcelamento confirmado' },
  dispute_received: { en: 'Dispute received', es: 'Aclaración recibida', pt: 'Contestação recebida' },
  statement: { en: 'Statement of account', es: 'Estado de cuenta', pt: 'Extrato de conta' },
};

const CHANNEL_NAMES: Readonly<Record<Channel, Words>> = {
  email: { en: 'E-mail', es: 'Correo', pt: 'E-mail' },
  whatsapp: { en: 'WhatsApp', es: 'WhatsApp', pt: 'WhatsApp' },
  sms: { en: 'SMS', es: 'SMS', pt: 'SMS' },
  call: { en: 'Call script', es: 'Guion de llamada', pt: 'Roteiro de ligação' },
  letter: { en: 'Letter', es: 'Carta', pt: 'Carta' },
};

const TEMPLATE: Words = { en: 'approved template', es: 'plantilla aprobada', pt: 'modelo aprovado' };
const FREE_FORM: Words = { en: 'open conversation', es: 'conversación abierta', pt: 'conversa aberta' };

/** The language of `Words` that a locale reads; English for one that is neither Spanish nor Portuguese. */
export function wordsLanguage(locale: string): keyof Words {
  const language = locale.slice(0, 2).toLowerCase();
  return language === 'es' || language === 'pt' ? language : 'en';
}

/** What a stage is called on the preview; a stage of the user keeps its own name. */
export function stageName(key: string, language: keyof Words): string {
  return (STAGE_LABELS[key] ?? OCCASIONS[key])?.[language] ?? key;
}

/** What stands over one message: the channel, and what sets this message of it apart. */
export function messageHeading(channel: Channel, note: string | undefined, language: keyof Words): string {
  const name = CHANNEL_NAMES[channel][language];
  return note === undefined ? name : `${name} · ${note}`;
}

/** Which kind of WhatsApp message it is. */
export function whatsappNote(form: 'template' | 'free_form', language: keyof Words): string {
  return (form === 'free_form' ? FREE_FORM : TEMPLATE)[language];
}
