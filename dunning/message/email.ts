import type { TemplateContext } from './context';
import type { Compiled } from './engine/compile';
import { cleanValue } from './engine/clean';
import type { LocaleFormat } from './format';
import { EMAIL_FRAME } from './layout/email-frame';
import { HTML_PARTS, TEXT_FRAME, TEXT_PARTS } from './layout/email-parts';
import type { TemplateSet } from './template-set';
import { asksForPayment, factsOf } from './texts/types';
import type { StageTexts, Toned } from './texts/types';
import type { EmailSettings, MessageExtras } from './settings';
import { webAddress } from './payment';

/** A mail's compiled templates. Subject, preheader and text are one, because starting a template costs more than a line of it. */
export interface EmailTemplates {
  html: Compiled;
  /** Subject, preheader and text, parted by `SEPARATOR`. */
  plain: Compiled;
}

/** No value and no template can hold it: both lose their control characters. */
const SEPARATOR = '\u0001';

export interface EmailParts {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

/** Compiles the mail of one stage, language and tone. Blocks of the user take the place of ours. */
export function emailTemplates(set: TemplateSet, texts: StageTexts['email'], stage: string): EmailTemplates {
  const prose = {
    subject: set.toned('subject', texts.subject),
    preheader: set.own('preheader', texts.preheader),
    opening: set.toned('opening', unbroken(texts.opening)),
    closing: set.toned('closing', unbroken(texts.closing)),
  };
  const block = (parts: Readonly<Record<string, string>>) =>
    set.finder((name) => {
      if (name === 'subject' || name === 'preheader') return { source: prose[name], kind: 'inline' };
      if (name === 'opening' || name === 'closing') return { source: prose[name], kind: 'prose' };
      if (name === 'text') return { source: set.own('text', TEXT_FRAME), kind: 'layout' };
      if (name === 'locale') return { source: set.locale, kind: 'inline' };
      if (name === 'pay' && !asksForPayment(stage)) return { source: '', kind: 'layout' };
      if (name === 'facts') return { source: `{{> ${factsOf(stage)}}}`, kind: 'layout' };
      return Object.hasOwn(parts, name) ? { source: parts[name] ?? '', kind: 'layout' } : undefined;
    });
  return {
    html: set.compile('html', 'html', set.own('html', EMAIL_FRAME), block(HTML_PARTS)),
    plain: set.compile(
      'text',
      '',
      ['{{> subject}}', '{{> preheader}}', '{{> text}}'].join(SEPARATOR),
      block(TEXT_PARTS),
    ),
  };
}

/** Invoice numbers in our sentences, put in so that no line ends at one of their hyphens. */
function unbroken(texts: Toned): Toned {
  const whole = (text: string) => text.replaceAll('{{invoice.number}}', '{{> wholeNumber}}');
  if (typeof texts === 'string') return whole(texts);
  const { neutral, warm, firm } = texts;
  return { neutral: whole(neutral), ...(warm ? { warm: whole(warm) } : {}), ...(firm ? { firm: whole(firm) } : {}) };
}

/** Longest subject that is not cut everywhere; mail systems allow more, readers do not. */
const LONGEST_SUBJECT = 200;

/** Writes the mail. The subject is one line whatever the values hold. */
export function renderEmail(templates: EmailTemplates, context: TemplateContext, format: LocaleFormat): EmailParts {
  const budget = { rounds: 0 };
  const [subject = '', preheader = '', text = ''] = templates.plain(context, format, budget).split(SEPARATOR);
  return {
    subject: cleanValue(subject.trim(), LONGEST_SUBJECT),
    preheader: cleanValue(preheader.trim(), LONGEST_SUBJECT),
    html: templates.html(context, format, budget),
    text: `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`,
  };
}

/**
 * Headers beside From, To and Subject. `Auto-Submitted` (RFC 3834) keeps out-of-office replies away; `List-Unsubscribe` and its
 * one-click form (RFC 2369, RFC 8058) where the settings name an address; threading (RFC 5322 section 3.6.4) from what was sent before.
 */
export function emailHeaders(
  locale: string,
  settings: EmailSettings | undefined,
  extras: MessageExtras,
): Record<string, string> {
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale };
  const { url, mailto } = settings?.unsubscribe ?? {};
  const targets: string[] = [];
  if (url) targets.push(`<${webAddress(url, 'email.unsubscribe.url')}>`);
  if (mailto) targets.push(`<mailto:${encodeURI(cleanValue(mailto).replace(/[<>\s]/g, ''))}>`);
  if (targets.length > 0) headers['List-Unsubscribe'] = targets.join(', ');
  if (url?.startsWith('https:')) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  const { contactKey, messageIdDomain } = extras;
  if (contactKey && messageIdDomain) headers['Message-ID'] = messageId(contactKey, messageIdDomain);
  const thread = (extras.thread ?? []).map((id) => id.trim()).filter((id) => /^<[^<>\s]+@[^<>\s]+>$/.test(id));
  const last = thread.at(-1);
  if (last) {
    headers['In-Reply-To'] = last;
    headers['References'] = thread.slice(-LONGEST_THREAD).join(' ');
  }
  return headers;
}

const LONGEST_THREAD = 20;

/** The Message-ID of a contact: always the same for the same key, so that a repeated send is recognised. */
export function messageId(contactKey: string, domain: string): string {
  return `<${contactKey.replace(/[^A-Za-z0-9._-]/g, '')}@${domain.replace(/[^A-Za-z0-9.-]/g, '')}>`;
}
