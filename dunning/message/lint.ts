import type { TemplateContext } from './context';
import type { LocaleFormat } from './format';
import type { MessageWarning } from './message';
import { asksForPayment } from './texts/types';

/** Words that read as a threat; where one is lawful and decided, a person should still look at it. */
const THREATS =
  /(?<!\p{L})(?:embarg\p{L}*|demandarem\p{L}+|demandar(?:lo|la|le)|denunci\p{L}+|c[áa]rcel|penalmente|polic[íi]a|acciones? (?:legal|judicial)(?:es)?|juicio|lista negra|verg[üu]enza|moros[oa]s?|processar\p{L}*|protestar\p{L}*|penhor\p{L}*|a[çc][õo]es judiciais|serasa|negativar\p{L}*|lawsuit|sue you|arrest\p{L}*|seiz\p{L}+|legal action|blacklist\p{L}*|shame)(?!\p{L})/iu;

/** Words that mail filters and readers punish. */
const SPAM =
  /(?<!\p{L})(?:urgente|urgent|gratis|grátis|free money|oferta|ofertas|promoci[óo]n|promoção|act now|haga clic aqu[íi]|clique aqui|click here|[úu]ltima oportunidad|[úu]ltima chance|last chance|winner|ganador)(?!\p{L})/iu;

/** A quick look for the stems of all the words above; only a text that has one is looked at closely. */
const SUSPECT =
  /embarg|demandar|denunci|rcel|penalm|polic|legal|judicia|juicio|lista neg|verg|moros|processar|protestar|penhor|serasa|negativ|lawsuit|sue you|arrest|seiz|blacklist|shame|urgent|gratis|grátis|free money|ofert|promo[cç]|act now|clic aqu|clique aqui|click here|ltim[ao] |last chance|winner|ganador|aviso final|final notice/i;
const SAYS_TODAY: ReadonlySet<string> = new Set(['due_today', 'statement']);
const LAST_NOTICE = /(?<!\p{L})(?:[úu]ltimo aviso|aviso final|final notice|[úu]ltimo lembrete)(?!\p{L})/iu;
/** Two long words in capitals in a row; one may be a name or an abbreviation. */
const SHOUTING = /\p{Lu}{4,}[\s,]+\p{Lu}{4,}/u;
const EXCLAMATIONS = /!.*!/su;
/** A quick look for what may be a card number. */
const MANY_DIGITS = /\d(?:[ -]?\d){11}/;
const DIGIT_RUNS = /(?<![\d\w])\d(?:[ -]?\d){11,18}(?![\d\w])/g;
const ANCHORS = /<a\s[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi;
const HOST_IN_TEXT = /(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})/iu;

const LONGEST_BODY_WORDS = 150;
const LONGEST_SUBJECT = 110;
const MOST_SEGMENTS = 2;

/** What of a message is looked at. */
export interface Linted {
  stage: string;
  subject?: string;
  /** The sentences, without layout. */
  text: string;
  /** Looked at for links whose text names another address. */
  html?: string;
  /** No template or block of the user took part. */
  ours: boolean;
  /** Words that count towards the limit. */
  words?: number;
  segments?: number;
}

/**
 * What a person may want to mend before the message goes out. Warnings only: the message is as asked for. Where a
 * template of the user took part, what customers are called is judged with it, so a name can cause one.
 */
export function lint(message: Linted, context: TemplateContext, format: LocaleFormat): MessageWarning[] {
  const warnings: MessageWarning[] = [];
  const { text } = message;
  // Our own sentences are tested; words and facts are looked at where a template of the user took part.
  if (!message.ours) lintWording(message, context, format, warnings);
  if (message.words !== undefined && message.words > LONGEST_BODY_WORDS) {
    warn(warnings, 'TOO_LONG', `The text has ${message.words} words; up to ${LONGEST_BODY_WORDS} are read.`);
  }
  if (message.segments !== undefined && message.segments > MOST_SEGMENTS) {
    warn(warnings, 'SMS_LONG', `The SMS takes ${message.segments} segments; each is paid for.`);
  }
  lintNumbers(text, context, warnings);
  return warnings;
}

function lintWording(
  message: Linted,
  context: TemplateContext,
  format: LocaleFormat,
  warnings: MessageWarning[],
): void {
  const { subject = '', text, stage, html } = message;
  const all = `${subject}\n${text}`;
  if (SUSPECT.test(all)) lintWords(all, stage, warnings);
  if (SHOUTING.test(subject)) warn(warnings, 'CAPITALS', 'The subject shouts: several words are in capitals.');
  if (EXCLAMATIONS.test(subject)) warn(warnings, 'EXCLAMATION', 'The subject has more than one exclamation mark.');
  if (subject.length > LONGEST_SUBJECT) {
    const text = `The subject has ${subject.length} characters; most readers see the first 60 to 80.`;
    warn(warnings, 'SUBJECT_LONG', text);
  }
  if (asksForPayment(stage) && context.hasBalance) lintFacts(message, context, format, warnings);
  if (html) lintLinks(html, warnings);
}

function lintWords(all: string, stage: string, warnings: MessageWarning[]): void {
  const threat = THREATS.exec(all);
  if (threat) warn(warnings, 'THREAT_WORD', `“${threat[0]}” can be read as a threat; say as a fact what happens next.`);
  const spam = SPAM.exec(all);
  if (spam) warn(warnings, 'SPAM_WORD', `“${spam[0]}” is a word that mail filters punish.`);
  const last = stage === 'final_notice' ? null : LAST_NOTICE.exec(all);
  if (last) warn(warnings, 'NOT_THE_LAST', `“${last[0]}” is said before the final notice.`);
}

function lintFacts(
  { text, stage }: Linted,
  context: TemplateContext,
  format: LocaleFormat,
  warnings: MessageWarning[],
): void {
  const amounts = [
    context.amountDue,
    context.promise.amount ?? [],
    context.plan.total ?? [],
    context.plan.instalments.map(({ amount }) => amount),
  ].flat();
  if (!amounts.some((amount) => text.includes(format.money(amount).replace(/[\u00a0\u202f]/g, ' ')))) {
    warn(warnings, 'NO_AMOUNT', 'The amount due does not stand in the text.');
  }
  // “Today” is a date.
  if (SAYS_TODAY.has(stage)) return;
  const dates = [context.dueDate, context.deadline, context.promise.date, context.plan.first, context.asOf];
  const written = dates.flatMap((date) => (date ? [format.date(date), format.shortDate(date)] : []));
  if (!written.some((date) => text.includes(date))) warn(warnings, 'NO_DATE', 'No date stands in the text.');
}

function lintNumbers(text: string, context: TemplateContext, warnings: MessageWarning[]): void {
  const { taxId } = context.customer;
  if (taxId && text.includes(taxId))
    warn(warnings, 'TAX_ID', 'The customer’s tax id stands in the text; it is rarely needed.');
  const start = text.search(MANY_DIGITS);
  if (start < 0) return;
  // Most messages hold the sender's own account number, so this is not rare.
  DIGIT_RUNS.lastIndex = start;
  for (let run = DIGIT_RUNS.exec(text); run; run = DIGIT_RUNS.exec(text)) {
    const digits = digitsOf(run[0]);
    if (!context.payment.ownNumbers.has(digits) && passesLuhn(digits)) {
      warn(
        warnings,
        'CARD_NUMBER',
        `“•••• ${digits.slice(-4)}” may be a full card number; show at most its last four digits.`,
      );
      return;
    }
  }
}

function lintLinks(html: string, warnings: MessageWarning[]): void {
  for (const [, href = '', inner = ''] of html.matchAll(ANCHORS)) {
    const shown = HOST_IN_TEXT.exec(inner.replace(/<[^>]*>/g, ''))?.[1]?.toLowerCase();
    if (!shown || href.startsWith('mailto:') || !URL.canParse(href)) continue;
    const host = new URL(href).hostname;
    if (host !== shown && !host.endsWith(`.${shown}`)) {
      warn(warnings, 'HIDDEN_LINK', `A link reads “${shown}” and opens ${host}.`);
    }
  }
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** The check digit of payment cards (ISO/IEC 7812). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length >= 13 && sum % 10 === 0;
}

function warn(warnings: MessageWarning[], code: string, text: string): void {
  warnings.push({ code, text });
}
