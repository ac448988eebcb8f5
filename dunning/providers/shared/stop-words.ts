/**
 * Whether a person's words ask us to stop writing to them. Senders must take the usual words in whatever case and spelling
 * (CTIA Messaging Principles 5.1.3; 47 CFR 64.1200(a)(10): “any reasonable means”; in Spanish ALTO and BAJA, in
 * Portuguese PARAR and SAIR). A word counts only as the whole of what was said, because “baja” is also a discount asked for and
 * “cancelar” is also to pay; a phrase that can mean nothing else counts at the beginning of any clause.
 */

/** Single words that are a request when they are all that was said. */
const WHOLE = new Set(
  `stop|stopall|stop all|unsubscribe|unsubscribe me|cancel|end|quit|revoke|optout|opt out|remove|remove me
  |alto|baja|basta|detener|parar|pare|paren|salir|cancelar|eliminar|borrar|desuscribir|desuscribirme|desuscribirse|desinscribir
  |dar baja|anular suscripcion|no mas
  |sair|parem|remover|descadastrar|descadastre|descadastrar me|cancelar inscricao|cancelar assinatura`
    .split('|')
    .map((word) => word.trim()),
);

/** Of these the first clause is enough: “Stop. I have paid.” */
const FIRST = new Set(['stop', 'stopall', 'stop all', 'unsubscribe', 'unsubscribe me', 'optout', 'opt out']);

/** What nobody says who wants to go on getting messages. Written without accents, capitals and marks. */
const PHRASES: readonly RegExp[] = [
  // English
  /^(?:please )?(?:stop|quit|cease) (?:all )?(?:texting|messaging|emailing|e mailing|writing|contacting|sending|messages|texts|emails|promotions)\b/,
  /^(?:do not|don t|dont|never) (?:ever )?(?:text|message|email|e mail|write|contact) (?:to )?(?:me|us|this number|this address)\b/,
  /^(?:take|remove) (?:me|us|my (?:number|email|address|name)|this number) (?:off|from)\b/,
  /^(?:i (?:want|wish|would like) to )?(?:unsubscribe|opt out|be removed)\b(?! from your (?:terms|plan))/,
  /^no more (?:messages|texts|emails|e mails|sms|reminders)\b/,
  // Spanish
  /^(?:quiero |quisiera |deseo |solicito |pido |(?:por )?favor de |de )?(?:dar(?:me|nos)?|den(?:me|nos)|de(?:me|nos)|dame|danos|me (?:den|doy|dan)) (?:de )?baja\b/,
  /^(?:quiero|quisiera|deseo|solicito|pido) (?:la |mi )?baja\b/,
  /^(?:ya )?no (?:me|nos) (?:escriba[ns]?|moleste[ns]?|contacte[ns]?|(?:vuelvan?|vuelvas) a (?:escribir|molestar|contactar|enviar|mandar)|sigan? (?:escribiendo|molestando|enviando|mandando))\b/,
  /^(?:ya )?no (?:me|nos) (?:mand|envi)(?:en?|es) (?:mas|(?:mas )?(?:mensajes|correos|mails|sms|avisos|recordatorios|nada))\b/,
  /^(?:ya )?no (?:quiero|queremos|deseo|deseamos) (?:recibir |que me (?:escriban|manden|envien|contacten)|mas (?:mensajes|correos|avisos))/,
  /^(?:(?:por )?favor de |de )?no (?:(?:escribir|contactar|molestar)(?:me|nos)|(?:enviar|mandar)(?:me|nos)? mas)\b/,
  /^(?:ya )?no mas (?:mensajes|correos|mails|sms|avisos|recordatorios)\b/,
  /^(?:dejen?|paren?|deja|para) de (?:escribir|mandar|enviar|contactar|molestar)\w*/,
  /^dejar de recibir (?:mensajes|correos|avisos|promociones|estos|esto|sms)\b/,
  /^(?:cancelar|anular|eliminar|quitar) (?:la |mi |esta )?suscripcion\b/,
  /^(?:detener|parar) (?:las )?(?:promociones|mensajes|correos|sms)\b/,
  /^(?:quit|elimin|borr|retir|sac)(?:en|e|a|ar)?(?:me|nos) de (?:la|su|sus|esta) (?:lista|base|registros)\b/,
  // Portuguese
  /^(?:nao quero|nao queremos|nao desejo|nao gostaria de) (?:mais )?(?:receber|mensagens|e ?mails|que me)\b/,
  /^nao (?:me )?(?:mandem?|enviem?|escrevam?|contatem?|manda|envia)(?: me)? mais\b/,
  /^(?:parem?|pare|para|deixem?) de (?:me )?(?:mandar|enviar|escrever|contatar|incomodar)\w*/,
  /^(?:quero |queria |gostaria de |por favor )?(?:me )?(?:descadastr|desinscrev|remov)\w*(?: me)?(?: da| de| desta| dessa) (?:lista|base)\b/,
  /^(?:quero |por favor )?(?:me )?descadastr\w*(?: me)?$/,
  /^(?:quero |queria )?sair d(?:a|essa|esta) lista\b/,
  /^(?:cancelar|encerrar) (?:a |minha )?(?:inscricao|assinatura)\b/,
  /^(?:interromper|parar) (?:as )?(?:promocoes|mensagens)\b/,
  /^(?:sem|chega de) mais mensagens\b/,
];

/** Words of courtesy, which change nothing about what is asked. */
const COURTESY =
  /^(?:(?:hi|hello|hola|ola|buen(?:os|as) (?:dias|tardes|noches)|bom dia|boa (?:tarde|noite)|please|pls|por favor|favor|porfavor|thanks|thank you|gracias|muchas gracias|obrigad[oa]|ya|now|ahora|agora)(?: |$))+|(?: (?:please|pls|por favor|porfavor|favor|thanks|thank you|gracias|muchas gracias|obrigad[oa]|ya|now|ahora|agora|ja))+$/g;

const LONGEST = 1_000;

/** Small letters without accents, words separated by one space; clauses apart. */
function clausesOf(words: string): string[] {
  return words
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[.,;:!?¡¿\n\r…()"“”«»]+/)
    .map((clause) =>
      clause
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
        .replace(COURTESY, '')
        .trim(),
    )
    .filter((clause) => clause !== '');
}

/** Whether these words of a customer, in Spanish, Portuguese or English, ask for no more messages on the channel. */
export function asksToStop(words: string | undefined): boolean {
  if (words === undefined) return false;
  const clauses = clausesOf(words);
  const [first] = clauses;
  if (first === undefined) return false;
  if (WHOLE.has(clauses.join(' ')) || FIRST.has(first)) return true;
  return clauses.some((clause) => PHRASES.some((phrase) => phrase.test(clause)));
}
