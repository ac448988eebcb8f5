import type { Headers } from './mime';
import { header } from './mime';

/** Who wrote a mail, judged by its header and its first words, not by what it is about. */

const DAEMON_ADDRESS =
  /(?:^|[<\s"])(?:mailer-daemon|mail-?daemon|mailerdaemon|mdaemon|daemon|po+st[_-]?master|mail-?admin(?:istrator)?|mail-?delivery|mailsystem|mmdf|uucp|smtp-?gateway)(?:$|[@>\s"+.\\-])/i;
/** Addresses that no person ever writes from. */
const MAILER_ADDRESS = /(?:^|[<\s"])(?:mailer-daemon|mail-?daemon|mailerdaemon|mdaemon|mmdf|uucp)(?:$|[@>\s"+.-])/i;
const DAEMON_NAME =
  /(?:mail|message|e-?mail) (?:delivery|administrator|system|router|service)|delivery (?:sub)?system|system administrator|courier mail server|content-?filter|mailer.?daemon|non-?delivery|postmaster|administrador del (?:sistema|correo)|sistema de (?:entrega|correio)|internet mail|interscan|microsoft outlook$|microsoft exchange/i;
const ROBOT_ADDRESS =
  /(?:^|[<\s"])(?:no-?reply|do-?not-?reply|bounces?|noresponder|no-responder|nao-?responda|mailer|system|root|admin(?:istrator)?|info)[^@<>\s]{0,40}@|(?:smtp|anti-?virus|gateway|mail-?(?:server|gate|relay|filter|sweeper|scan))[^@<>\s]{0,40}@/i;

const RETURN_SUBJECT =
  /^\[bounce\]$|automatically rejected (?:e-?)?mail|delivery warning|malformed recipient address|^loop (?:alert|back warning):|error sending your mail|delivery_failure|not member article|message frozen|undeliver|un-?delivered|non-?deliver|not (?:be )?delivered|non recapitabil|failure notice|delivery (?:status|failure|failed|report|problem|error|notification|unsuccessful|delayed|has failed)|mail (?:delivery|system) (?:failed|failure|error|problem)|returned (?:e-?)?mail|mail (?:failure|could not|returned|not delivered)|message (?:not delivered|delayed|undeliver|you sent (?:blocked|was|could))|could ?n[o'’]t be delivered|failed mail|bounced mail|unzustellbar|nicht zugestellt|unable to deliver|postmaster notify|delivery (?:notification|report)|warning: (?:could not send|message)|delayed mail|mail status report|error (?:while )?sending|notice: mail delivery|mail error|no se (?:pudo|ha podido|puede) (?:entregar|enviar)|no entregad|correo devuelto|mensaje (?:devuelto|no entregado|rechazado)|devoluci[oó]n de(?:l)? (?:correo|mensaje)|error (?:de|en la|al) ent?re?ga|n[aã]o (?:foi )?(?:poss[ií]vel entregar|entregue|pode ser entregue)|mensagem (?:devolvida|n[aã]o entregue)|devolvid[ao]|falha (?:na|de) entrega|notification d'[ée]tat|non remis|impossible de remettre|недостав|не доставлен|エラー|配信|送信/i;

/** The first sentences of the servers' own texts. */
const RETURN_OPENING =
  /(?:could|can|was|were|is|has|have|did)\s?(?:not|n't|n’t|nnot)\s+(?:be\s+|been\s+|being\s+|yet been\s+)?(?:successfully\s+)?(?:deliver|sent\b|relayed|reach|received by)|unable to deliver|undeliver|wasn'?t (?:able to be )?delivered|not able to (?:be\s+)?deliver|delivery (?:has|to|of|attempt|status|failed|for)\b.{0,80}(?:fail|delay|notification|unsuccess|not)|(?:fatal|permanent|delivery|transient non-fatal) (?:fatal )?errors?|failed (?:to deliver|permanently|addresses|recipient)|message (?:was )?(?:not delivered|undeliverable|has been (?:rejected|delayed|blocked)|is delayed|rejected)|delivery (?:failed|problems?|failure)|did not reach|(?:returned|bounced) (?:to|mail|because)|transcript of session|following (?:addresses|recipients?).{0,60}(?:fail|error|problem|not|reject|delay)|error(?: has)?(?: occurred)? (?:while |when )?(?:trying to |attempting to )?(?:deliver|sending)|was blocked by|qmail-send program|mail delivery (?:system|agent|failed)|not be delivered|\*\* (?:address not found|message (?:not delivered|blocked)|delivery (?:incomplete|failed)|recipient inbox full)|has been delayed|rejected by|failure notice|mail is returned|no (?:se )?(?:pudo|ha podido|fue posible) (?:ser )?(?:entreg|envia)|n[aã]o (?:foi poss[ií]vel|p[oô]de ser) (?:entreg|envia)|n[aã]o foi entregue|konnte nicht|recapito non|n'a pas (?:pu|été)|не может быть доставлен|group you tried to contact|groups\.google\.com\/support|error message below|failure reasons|had trouble delivering|could not be delivered because of|following recipients were affected|recipient addresses that were incorrectly constructed|duplicated message-id in|loop back warning|not (?:a )?member of this mailing list|(?:has been|was) frozen|was automatically rejected|delivery of (?:your )?(?:e-?mail|message|mail)\b.{0,120}(?:postponed|deferred)/i;

/** Said of a mail, not of a parcel. */
const MAIL_RETURNED =
  /\b(?:messages?|e-?mails?|mail)\b.{0,160}\b(?:(?:could|can|was|were)\s?(?:not|n't|nnot) (?:be )?(?:delivered|sent)|undeliverable)|non-delivery (?:report|notification)|delivery (?:status|failure) notification/i;

const ANSWERED = /^\s*(?:re|rv|res|aw|sv|fw|fwd|enc|tr|wg|i)\s*(?:\[\d+\])?\s*:/i;

/** How a mail system begins its notices, word for word, whatever its address. */
const MACHINE_OPENING =
  /^\W{0,12}(?:message from interscan|this message was (?:created|generated) automatically by (?:the )?mail delivery (?:software|system)|this is an automatically generated delivery status notification|this is the mail system at|this is the postfix program at|hi\. this is the qmail-send program|this is a delivery (?:failure|status) notification message|the original message was received at .{10,200}----- the following addresses had|delivery has failed to these recipients|\*\* (?:address not found|message (?:not delivered|blocked)|delivery (?:incomplete|failed)|recipient inbox full) \*\*|message from .{3,80} unable to deliver message to|delivery to the following recipients? (?:failed|has been delayed)|an error occurred while trying to deliver the mail to the following)/i;

/** Judged by the header alone. */
export interface SenderTraits {
  /** The mail system itself, by its name or address. */
  daemon: boolean;
  /** By the name beside the address alone. */
  called: boolean;
  /** An address that writes nothing else, or an empty one: whatever its language, what names a mailbox is a return. */
  mailer: boolean;
  /** Some machine's address, or an empty return path, which automatic replies have too. */
  robot: boolean;
  returnSubject: boolean;
  /** The mail came without its headers: only its own form and first words can tell. */
  headless: boolean;
  /** The subject of an answer or of a forwarded mail, whatever it is about. */
  answered: boolean;
  /** The subject of an answer: a report under it is a machine's way to say something else. */
  answers: boolean;
}

/** What the header says about who sent the mail. */
export function senderTraits(headers: Headers): SenderTraits {
  const from = header(headers, 'from');
  const returnPath = headers.get('return-path')?.at(-1);
  const nullPath = returnPath !== undefined && /^<?(?:>|mailer-daemon)/i.test(returnPath.trim());
  const empty = /^(?:<>)?$/.test(from) && headers.size > 1;
  const daemon =
    DAEMON_ADDRESS.test(from) ||
    DAEMON_NAME.test(from) ||
    empty ||
    headers.has('x-failed-recipients') ||
    headers.has('x-mlserver');
  // n8n's IMAP node with the format Raw gives the body alone.
  const headless = !['from', 'subject', 'to', 'date', 'received', 'return-path'].some((name) => headers.has(name));
  const mailer = MAILER_ADDRESS.test(from) || (headers.has('from') && /^<>$/.test(from));
  const robot = daemon || nullPath || ROBOT_ADDRESS.test(from);
  const subject = header(headers, 'subject');
  // Who answers or forwards a notice keeps its subject.
  const returned = RETURN_SUBJECT.test(subject);
  const answered = ANSWERED.test(subject);
  const called = daemon && !DAEMON_ADDRESS.test(from) && !empty && !headers.has('x-failed-recipients');
  return {
    daemon,
    called,
    mailer,
    robot,
    headless,
    returnSubject: returned && !answered,
    answered,
    answers: answered && !returned,
  };
}

/** Whether the text opens as a mail system's notice does. Only its beginning counts: what a person quotes comes later. */
export function opensAsReturn(text: string): boolean {
  return RETURN_OPENING.test(text.slice(0, 3_000).replace(/\s+/g, ' '));
}

/** Whether the text begins with a mail system's own words. */
export function beginsAsMachine(text: string): boolean {
  return MACHINE_OPENING.test(text.slice(0, 700).replace(/\s+/g, ' '));
}

/** Whether the first words speak of a mail that could not be delivered. */
export function speaksOfMail(text: string): boolean {
  return MAIL_RETURNED.test(text.slice(0, 600).replace(/\s+/g, ' '));
}

/** How filters ask an unknown sender to prove that he is a person (challenge and response). */
const CHALLENGE =
  /\btira-?teima\b|anti-?spam uol|challenge[ -\/](?:and[ -])?response|has been waitlisted|(?:list of|my) approved senders|(?:add|added|adding) (?:yourself|your (?:e-?mail )?address|you) to .{0,40}\b(?:allowed|approved|guest|safe|white) ?-?(?:list|senders)|your (?:e-?mail )?address added to .{0,40}\b(?:allowed|approved|guest|safe|white) ?-?list|(?:only (?:allow|accept)\w{0,3} (?:incoming )?(?:messages|e-?mails?|mail)|(?:allow|accept)\w{0,3} (?:incoming )?(?:messages|e-?mails?|mail) only) from (?:senders|people|addresses) (?:that )?i have|(?:confirm|verify|prove) that (?:you are|you're) (?:a (?:real |legitimate )?(?:human|person|sender)|not a (?:robot|spammer|machine))|confirm[ae]r? que (?:usted |você )?(?:es|é) (?:una persona|uma pessoa|humano)|lista de remet?entes (?:autorizad|permitid|confi[aá]ve)/i;

/** Whether a filter asks us to confirm a mail before its owner sees it. */
export function asksForConfirmation(text: string): boolean {
  return CHALLENGE.test(text.slice(0, 3_000).replace(/\s+/g, ' '));
}

const AUTO_SUBJECT =
  /^\s*\[?(?:auto(?:matic|matisch\w*|m[aá]tic[ao])?[ -]?(?:reply|response|antwort|svar)|autoreply|auto:|auto-?responder|out of (?:the )?office(?: (?:auto-?reply|re(?:ply|sponse))|:|$)|ooo:|vacation (?:reply|response|message|notice)|respuesta (?:autom[aá]tica|de fuera)|auto-?respuesta|resposta autom[aá]tica|fuera de (?:la )?oficina(?::|$)|fora do escrit[oó]rio(?::|$)|ausencia(?: de la oficina)?:|aus[eê]ncia(?: tempor[aá]ria)?:|r[ée]ponse automatique|automatische antwort|abwesen|risposta automatica|自動(?:応答|返信|回覆)|自动(?:回复|答复)|자동 ?(?:회신|응답)|automatyczna odpowied|automatisk[ta]? (?:svar|vastaus)|otomatik yan[iı]t|automatick[aáý] odpov|automatikus v[aá]lasz|автоответ|automatiskt svar)/i;

/** Whether a machine answered in somebody's name (RFC 3834; the older headers; the subjects of the common mail programs). */
export function isAutoReply(headers: Headers): boolean {
  const field = (name: string) => header(headers, name).toLowerCase();
  const subject = header(headers, 'subject');
  const submitted = field('auto-submitted');
  if (/^auto-(?:replied|reply)/.test(submitted)) return true;
  const answers =
    headers.has('in-reply-to') || headers.has('references') || /^\s*(?:re|rv|res|aw|sv)\s*:/i.test(subject);
  if (/^auto-/.test(submitted) && answers) return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-auto-reply', 'x-vacation'].some(
      (name) => field(name) !== '' && field(name) !== 'no',
    )
  ) {
    return true;
  }
  if (/\boof\b|autoreply/.test(field('x-auto-response-suppress')) && answers) return true;
  if (field('x-apple-action') === 'vacation') return true;
  if (/^(?:auto[_-]?reply|auto)/.test(field('precedence')) || /auto-?reply|vacation/.test(field('x-precedence')))
    return true;
  return AUTO_SUBJECT.test(subject.replace(/^\s*(?:(?:re|rv|res|aw|sv|fw|fwd)\s*:\s*){1,3}/i, ''));
}
