import type { TemplateContext } from './context';
import type { Compiled } from './engine/compile';
import { cleanValue } from './engine/clean';
import { Scope } from './engine/reading';
import type { LocaleFormat } from './format';
import { EMAIL_FRAME } from './layout/email-frame';
import { HTML_PARTS, TEXT_FRAME, TEXT_PARTS } from './layout/email-parts';
import type { TemplateSet } from './template-set';
import { asksForPayment, factsOf } from './texts/types';
import type { StageTexts, Toned } from './texts/types';
import type { EmailSettings, MessageExtras } from './settings';
import { webAddress } from './payment';

/** A mail's compiled templates; they share what they read of the context. */
export interface EmailTemplates {
  subject: Compiled;
  preheader: Compiled;
  html: Compiled;
  text: Compiled;
}

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
  const scope = new Scope();
  const finder = block(TEXT_PARTS);
  const plain = (name: string) => set.compile('text', '', `{{> ${name}}}`, finder, scope);
  return {
    subject: plain('subject'),
    preheader: plain('preheader'),
    text: plain('text'),
    html: set.compile('html', 'html', set.own('html', EMAIL_FRAME), block(HTML_PARTS), scope),
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
  const subject = cleanValue(templates.subject(context, format, budget).trim(), LONGEST_SUBJECT);
  const preheader = cleanValue(templates.preheader(context, format, budget).trim(), LONGEST_SUBJECT);
  const text = evenly(templates.text(context, format, budget));
  return { subject, preheader, html: templates.html(context, format, budget), text };
}

/** At most one empty line at a time, none at either end, and a line break last. Most texts are so already. */
function evenly(text: string): string {
  const even = text.includes('\n\n\n') ? text.replace(/\n{3,}/g, '\n\n') : text;
  const last = even.length - 1;
  const isSettled =
    even.charCodeAt(last) === LINE_BREAK && isInk(even.charCodeAt(last - 1)) && isInk(even.charCodeAt(0));
  return isSettled ? even : `${even.trim()}\n`;
}

const LINE_BREAK = 10;

/** Whether a character is surely no space; beyond Latin nobody asks. */
function isInk(code: number): boolean {
  return (code > 0x20 && code < 0x7f) || (code > 0xa0 && code < 0x1680);
}

/**
 * Headers beside From, To and Subject that every mail of a language and of these settings has. `Auto-Submitted` (RFC 3834) keeps
 * out-of-office replies away; `List-Unsubscribe` and its one-click form (RFC 2369, RFC 8058) where the settings name an address.
 * @throws InputError when that is not a web address
 */
export function sharedHeaders(locale: string, settings: EmailSettings | undefined): Record<string, string> {
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale };
  const { url, mailto } = settings?.unsubscribe ?? {};
  const targets: string[] = [];
  if (url) targets.push(`<${webAddress(url, 'email.unsubscribe.url')}>`);
  if (mailto) targets.push(`<mailto:${encodeURI(cleanValue(mailto).replace(/[<>\s]/g, ''))}>`);
  if (targets.length > 0) headers['List-Unsubscribe'] = targets.join(', ');
  if (url?.startsWith('https:')) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  return headers;
}

/** The headers of one mail: the shared ones, and threading (RFC 5322 section 3.6.4) from what was sent before. */
export function emailHeaders(shared: Record<string, string>, extras: MessageExtras): Record<string, string> {
  const headers = { ...shared };
  const { contactKey, messageIdDomain } = extras;
  if (contactKey && messageIdDomain) headers['Message-ID'] = messageId(contactKey, messageIdDomain);
  if (!extras.thread) return headers;
  const thread = extras.thread.map((id) => id.trim()).filter((id) => /^<[^<>\s]+@[^<>\s]+>$/.test(id));
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
