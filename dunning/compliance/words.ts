import type { Words } from '../common';
import type { Bound } from './compile';

export const NOTICE: Words = {
  en: 'This is not legal advice. It applies recorded rules with their sources; check them with counsel before you rely on them.',
  es: 'Esto no es asesoría legal. Aplica reglas registradas con sus fuentes; verifíquelas con un abogado antes de confiar en ellas.',
  pt: 'Isto não é aconselhamento jurídico. Aplica regras registradas com suas fontes; confirme-as com um advogado antes de confiar nelas.',
};

export const ALLOWED: Words = {
  en: 'Nothing that applies stands against this contact now.',
  es: 'Nada de lo que aplica se opone a este contacto ahora.',
  pt: 'Nada do que se aplica impede este contato agora.',
};

export type FixedReason = 'UNKNOWN_JURISDICTION' | 'UNKNOWN_TIME_ZONE' | 'NO_PACK';

/** Blocks because too little is known. */
export const FIXED_REASONS: Readonly<Record<FixedReason, Words>> = {
  UNKNOWN_JURISDICTION: {
    en: 'Neither the address nor the phone says in which country the customer is, so no law can be looked up. Add the country.',
    es: 'Ni la dirección ni el teléfono dicen en qué país está el cliente, así que no se puede consultar ninguna ley. Agregue el país.',
    pt: 'Nem o endereço nem o telefone dizem em que país está o cliente, então nenhuma lei pode ser consultada. Informe o país.',
  },
  UNKNOWN_TIME_ZONE: {
    en: 'The customer’s time zone is not known or not readable. Give the region, or a zone such as America/Mexico_City.',
    es: 'No se conoce o no se entiende la zona horaria del cliente. Indique la región o una zona como America/Mexico_City.',
    pt: 'O fuso horário do cliente não é conhecido ou não é legível. Informe a região ou um fuso como America/Sao_Paulo.',
  },
  NO_PACK: {
    en: 'There is no pack of rules for the customer’s country. Add one of your own before you contact customers there.',
    es: 'No hay un paquete de reglas para el país del cliente. Agregue uno propio antes de contactar clientes allí.',
    pt: 'Não há um pacote de regras para o país do cliente. Adicione um próprio antes de contatar clientes lá.',
  },
};

const EXTENDED: Words = {
  en: ' The rule is not written for this case; your profile keeps it all the same.',
  es: ' La regla no está escrita para este caso; su perfil la respeta igualmente.',
  pt: ' A regra não foi escrita para este caso; o seu perfil a respeita mesmo assim.',
};

const NOTHING: Words = { en: '', es: '', pt: '' };

/** What the rule says, and from when on the contact may be made. */
export function refusalWords({ rule, extended }: Bound, nextAllowedAt: string | null, zone: string): Words {
  const { text } = rule;
  const more = extended ? EXTENDED : NOTHING;
  if (nextAllowedAt === null) {
    return {
      en: `${text.en}${more.en} Waiting does not help.`,
      es: `${text.es}${more.es} Esperar no ayuda.`,
      pt: `${text.pt}${more.pt} Esperar não ajuda.`,
    };
  }
  const when = `${nextAllowedAt.slice(0, 10)} ${nextAllowedAt.slice(11, 16)} (${zone})`;
  return {
    en: `${text.en}${more.en} Next allowed: ${when}.`,
    es: `${text.es}${more.es} Próximo momento permitido: ${when}.`,
    pt: `${text.pt}${more.pt} Próximo momento permitido: ${when}.`,
  };
}
