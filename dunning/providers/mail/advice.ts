import type { Words } from '../../common';
import type { ReturnedMail } from './bounce';
import { explainReason } from './explain';

const join = (...parts: Words[]): Words => ({
  en: parts.map(({ en }) => en).join(' '),
  es: parts.map(({ es }) => es).join(' '),
  pt: parts.map(({ pt }) => pt).join(' '),
});

const OTHER_CHANNEL: Words = {
  en: 'Do not write to this address again; use another channel until you have a new one.',
  es: 'No vuelva a escribir a esta dirección; use otro canal hasta tener una nueva.',
  pt: 'Não escreva mais para este endereço; use outro canal até ter um novo.',
};
const MAY_WORK: Words = {
  en: 'The address itself may still be good.',
  es: 'La dirección en sí puede seguir siendo válida.',
  pt: 'O endereço em si pode continuar válido.',
};
const COMPLAINED: Words = {
  en: 'The recipient marked the mail as spam. The record now refuses further mail to this customer; call instead.',
  es: 'El destinatario marcó el correo como no deseado. El registro ya no permite más correos a este cliente; llámelo.',
  pt: 'O destinatário marcou o e-mail como spam. O registro não permite mais e-mails a este cliente; telefone.',
};
const OPTED_OUT: Words = {
  en: 'The recipient asked not to get such mails any more. The record now refuses further mail to this customer; call instead.',
  es: 'El destinatario pidió no recibir más correos de este tipo. El registro ya no permite más correos a este cliente; llámelo.',
  pt: 'O destinatário pediu para não receber mais e-mails deste tipo. O registro não permite mais e-mails a este cliente; telefone.',
};
const DELAYED: Words = {
  en: 'The mail has not arrived yet; the server goes on trying. There is nothing to do.',
  es: 'El correo aún no ha llegado; el servidor sigue intentándolo. No hay nada que hacer.',
  pt: 'O e-mail ainda não chegou; o servidor continua tentando. Não há nada a fazer.',
};
const AUTO_REPLY: Words = {
  en: 'A machine answered in the customer’s name: the mail arrived, but nobody may have read it.',
  es: 'Respondió una máquina en nombre del cliente: el correo llegó, pero quizá nadie lo ha leído.',
  pt: 'Uma máquina respondeu em nome do cliente: o e-mail chegou, mas talvez ninguém o tenha lido.',
};
const REPLY: Words = {
  en: 'The customer answered. Read it before anything else is sent.',
  es: 'El cliente respondió. Lea su mensaje antes de enviar otra cosa.',
  pt: 'O cliente respondeu. Leia a mensagem antes de enviar outra.',
};
const ORDINARY: Words = {
  en: 'This mail answers none of the messages in the record.',
  es: 'Este correo no responde a ninguno de los mensajes del registro.',
  pt: 'Este e-mail não responde a nenhuma das mensagens do registro.',
};
const NO_CONTACT: Words = {
  en: 'The record knows no message that it belongs to.',
  es: 'El registro no tiene ningún mensaje al que corresponda.',
  pt: 'O registro não tem nenhuma mensagem à qual corresponda.',
};
const NO_HEADERS: Words = {
  en: 'The mail came without its headers, so this is a guess. In the Email Trigger (IMAP) choose the format Resolved.',
  es: 'El correo llegó sin sus cabeceras, así que esto es una suposición. En Email Trigger (IMAP) elija el formato Resolved.',
  pt: 'O e-mail chegou sem os cabeçalhos, portanto isto é uma suposição. No Email Trigger (IMAP) escolha o formato Resolved.',
};

/** What is known besides the mail itself. */
export interface MailFacts {
  /** Whether a contact in the record was found for it. */
  known: boolean;
  isReply: boolean;
  hasHeaders: boolean;
}

/** What happened and what to do, in words for a person. */
export function adviseOnMail(mail: ReturnedMail, { known, isReply, hasHeaders }: MailFacts): Words {
  const parts = [whatHappened(mail, isReply)];
  if (!known && mail.kind !== 'ordinary') parts.push(NO_CONTACT);
  if (!hasHeaders) parts.push(NO_HEADERS);
  return join(...parts);
}

function whatHappened(mail: ReturnedMail, isReply: boolean): Words {
  switch (mail.kind) {
    case 'bounce':
      return join(explainReason(mail.reason === '' ? 'undefined' : mail.reason), mail.hard ? OTHER_CHANNEL : MAY_WORK);
    case 'complaint':
      return mail.feedbackType === 'opt-out' ? OPTED_OUT : COMPLAINED;
    case 'delayed':
      return DELAYED;
    case 'delivered':
      return explainReason('delivered');
    case 'auto_reply':
      return AUTO_REPLY;
    case 'ordinary':
      return isReply ? REPLY : ORDINARY;
  }
}
