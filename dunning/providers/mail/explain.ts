import type { Words } from '../../common';
import type { BounceReason } from './reasons';

/** What each reason means for somebody who waits for a payment, in the three languages of the product. */
const MEANING: Record<BounceReason, Words> = {
  userunknown: {
    en: 'This address does not exist. Ask the customer for another one.',
    es: 'Esta dirección no existe. Pida otra al cliente.',
    pt: 'Este endereço não existe. Peça outro ao cliente.',
  },
  hostunknown: {
    en: 'The part after the @ does not exist. Check the spelling or ask the customer.',
    es: 'La parte después de la @ no existe. Revise cómo está escrita o pregunte al cliente.',
    pt: 'A parte depois do @ não existe. Verifique a grafia ou pergunte ao cliente.',
  },
  hasmoved: {
    en: 'The mailbox was given up or moved. Ask the customer for the new address.',
    es: 'El buzón se cerró o se mudó. Pida la dirección nueva al cliente.',
    pt: 'A caixa foi encerrada ou mudou. Peça o novo endereço ao cliente.',
  },
  notaccept: {
    en: 'The domain does not take any mail at all.',
    es: 'El dominio no recibe ningún correo.',
    pt: 'O domínio não recebe nenhum e-mail.',
  },
  mailboxfull: {
    en: 'The mailbox is full. It may work again later.',
    es: 'El buzón está lleno. Puede que funcione más adelante.',
    pt: 'A caixa está cheia. Pode voltar a funcionar mais tarde.',
  },
  suspend: {
    en: 'The mailbox is switched off or suspended.',
    es: 'El buzón está desactivado o suspendido.',
    pt: 'A caixa está desativada ou suspensa.',
  },
  filtered: {
    en: "The recipient's own filter refused the mail, or the mailbox does not take it.",
    es: 'El filtro del destinatario rechazó el correo, o el buzón no lo admite.',
    pt: 'O filtro do destinatário recusou o e-mail, ou a caixa não o aceita.',
  },
  expired: {
    en: 'The other server could not be reached in time.',
    es: 'No se pudo contactar a tiempo con el otro servidor.',
    pt: 'Não foi possível contactar o outro servidor a tempo.',
  },
  spamdetected: {
    en: 'The mail was taken for spam.',
    es: 'El correo se tomó por no deseado.',
    pt: 'O e-mail foi tomado por spam.',
  },
  virusdetected: {
    en: 'The mail or an attachment was taken for a virus.',
    es: 'El correo o un adjunto se tomó por un virus.',
    pt: 'O e-mail ou um anexo foi tomado por vírus.',
  },
  blocked: {
    en: 'The other side does not accept mail from your mail server. Tell whoever runs it.',
    es: 'El otro lado no acepta correo de su servidor. Avise a quien lo administra.',
    pt: 'O outro lado não aceita e-mails do seu servidor. Avise quem o administra.',
  },
  badreputation: {
    en: 'Your mail server has a bad reputation there. Tell whoever runs it.',
    es: 'Su servidor tiene mala reputación allí. Avise a quien lo administra.',
    pt: 'O seu servidor tem má reputação lá. Avise quem o administra.',
  },
  requireptr: {
    en: 'Your mail server has no name for its address (reverse DNS). Tell whoever runs it.',
    es: 'La dirección de su servidor no tiene nombre (DNS inverso). Avise a quien lo administra.',
    pt: 'O endereço do seu servidor não tem nome (DNS reverso). Avise quem o administra.',
  },
  authfailure: {
    en: 'Your domain is not set up to prove its mails (SPF, DKIM, DMARC). Tell whoever runs it.',
    es: 'Su dominio no demuestra que los correos son suyos (SPF, DKIM, DMARC). Avise a quien lo administra.',
    pt: 'O seu domínio não comprova os seus e-mails (SPF, DKIM, DMARC). Avise quem o administra.',
  },
  rejected: {
    en: 'Your sender address was refused.',
    es: 'Se rechazó su dirección de remitente.',
    pt: 'O seu endereço de remetente foi recusado.',
  },
  norelaying: {
    en: 'That server does not take mail for this address. Check the address.',
    es: 'Ese servidor no recibe correo para esta dirección. Revise la dirección.',
    pt: 'Esse servidor não recebe e-mails para este endereço. Verifique o endereço.',
  },
  policyviolation: {
    en: "The mail breaks a rule of the recipient's organisation.",
    es: 'El correo incumple una regla de la organización del destinatario.',
    pt: 'O e-mail viola uma regra da organização do destinatário.',
  },
  securityerror: {
    en: 'The other server refused the mail for security reasons.',
    es: 'El otro servidor rechazó el correo por seguridad.',
    pt: 'O outro servidor recusou o e-mail por segurança.',
  },
  mesgtoobig: {
    en: 'The mail is too large. Send it without attachments.',
    es: 'El correo es demasiado grande. Envíelo sin adjuntos.',
    pt: 'O e-mail é grande demais. Envie-o sem anexos.',
  },
  exceedlimit: {
    en: 'The mail is larger than this mailbox takes. Send it without attachments.',
    es: 'El correo supera lo que admite este buzón. Envíelo sin adjuntos.',
    pt: 'O e-mail excede o que esta caixa aceita. Envie-o sem anexos.',
  },
  contenterror: {
    en: 'The mail is built in a way that the other server does not take.',
    es: 'El otro servidor no admite la forma en que está hecho el correo.',
    pt: 'O outro servidor não aceita a forma como o e-mail foi feito.',
  },
  notcompliantrfc: {
    en: 'The mail breaks the rules for e-mail headers.',
    es: 'El correo incumple las normas de las cabeceras.',
    pt: 'O e-mail viola as normas dos cabeçalhos.',
  },
  speeding: {
    en: 'Too many mails in a short time. Send more slowly.',
    es: 'Demasiados correos en poco tiempo. Envíe más despacio.',
    pt: 'E-mails demais em pouco tempo. Envie mais devagar.',
  },
  toomanyconn: {
    en: 'Too many connections or recipients at once. Send more slowly.',
    es: 'Demasiadas conexiones o destinatarios a la vez. Envíe más despacio.',
    pt: 'Conexões ou destinatários demais ao mesmo tempo. Envie mais devagar.',
  },
  networkerror: {
    en: 'The way to the other server is broken.',
    es: 'El camino al otro servidor está interrumpido.',
    pt: 'O caminho até o outro servidor está interrompido.',
  },
  systemerror: {
    en: 'The other server has a fault of its own.',
    es: 'El otro servidor tiene un fallo propio.',
    pt: 'O outro servidor tem uma falha própria.',
  },
  systemfull: {
    en: 'The other server has no space left.',
    es: 'El otro servidor no tiene espacio.',
    pt: 'O outro servidor está sem espaço.',
  },
  mailererror: {
    en: 'A program on the other server failed.',
    es: 'Falló un programa del otro servidor.',
    pt: 'Um programa do outro servidor falhou.',
  },
  syntaxerror: {
    en: 'The two servers did not understand each other.',
    es: 'Los dos servidores no se entendieron.',
    pt: 'Os dois servidores não se entenderam.',
  },
  failedstarttls: {
    en: 'The other server asks for an encrypted connection that could not be made.',
    es: 'El otro servidor exige una conexión cifrada que no se pudo establecer.',
    pt: 'O outro servidor exige uma conexão cifrada que não pôde ser feita.',
  },
  suppressed: {
    en: 'Your mail provider no longer sends to this address.',
    es: 'Su proveedor de correo ya no envía a esta dirección.',
    pt: 'O seu provedor de e-mail já não envia para este endereço.',
  },
  feedback: {
    en: 'The recipient marked the mail as spam, or a provider reports on your mail.',
    es: 'El destinatario marcó el correo como no deseado, o un proveedor informa sobre sus correos.',
    pt: 'O destinatário marcou o e-mail como spam, ou um provedor informa sobre os seus e-mails.',
  },
  vacation: {
    en: 'An automatic reply.',
    es: 'Una respuesta automática.',
    pt: 'Uma resposta automática.',
  },
  delivered: { en: 'The mail was delivered.', es: 'El correo se entregó.', pt: 'O e-mail foi entregue.' },
  onhold: {
    en: 'The mail came back; what the server says fits no known reason.',
    es: 'El correo volvió; lo que dice el servidor no encaja en ningún motivo conocido.',
    pt: 'O e-mail voltou; o que o servidor diz não corresponde a nenhum motivo conhecido.',
  },
  undefined: {
    en: 'The mail came back without a reason.',
    es: 'El correo volvió sin motivo.',
    pt: 'O e-mail voltou sem motivo.',
  },
};

/** A sentence or two for a person: what happened, and where there is something to do, what. */
export function explainReason(reason: BounceReason): Words {
  return MEANING[reason];
}
