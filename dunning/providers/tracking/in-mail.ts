import type { EmailMessage } from '../../message/message';
import type { PageLanguage } from './page';
import { escapeHtml, pageLanguage } from './page';
import type { MessageLinks } from './links';

/** Which links a mail gets. */
export interface MailLinkChoice {
  /** The header with which mail programs offer to unsubscribe (RFC 2369, RFC 8058). */
  unsubscribe: boolean;
  /** A line at the end of the mail that leads to the preferences page. */
  preferences: boolean;
  /** Lead clicks on allowed hosts, such as the pay button, through our address. */
  clicks: boolean;
  /** A picture of one pixel. */
  opens: boolean;
}

const PREFERENCES: Readonly<Record<PageLanguage, string>> = {
  en: 'Choose how we may write to you',
  es: 'Elija por qué medios podemos escribirle',
  pt: 'Escolha por quais canais podemos escrever para você',
};

/** An address in quotes in an `href`, as our templates and most others write it. */
const HREF = /(<(?:a|v:roundrect)\b[^>]*?\shref=)(["'])(https:\/\/[^"'<>]{1,4000})\2/gi;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', '#38': '&', '#x26': '&', '#x3d': '=', '#61': '=' };

function decoded(value: string): string {
  return value.replace(/&(amp|#38|#x26|#x3d|#61);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

function withClicks(html: string, links: MessageLinks): string {
  return html.replace(HREF, (whole, start: string, quote: string, target: string) => {
    const wrapped = links.click(decoded(target));
    return wrapped === undefined ? whole : `${start}${quote}${escapeHtml(wrapped)}${quote}`;
  });
}

/** Puts something at the end of a page: before the last `</body>`, or at the very end where there is none. */
function atTheEnd(html: string, addition: string): string {
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + addition : html.slice(0, end) + addition + html.slice(end);
}

function preferencesLine(url: string, language: PageLanguage): string {
  const words = PREFERENCES[language];
  return `<p style="font:12px/1.5 sans-serif;text-align:center;margin:16px"><a href="${escapeHtml(url)}" style="color:#666666">${words}</a></p>`;
}

function pixelTag(url: string): string {
  return `<img src="${escapeHtml(url)}" width="1" height="1" alt="" style="display:block;border:0">`;
}

/**
 * The mail with our links in it. What the template wrote stays: an unsubscribe header of its own is kept, a link to a host that
 * is not allowed leads where it did, and the plain text only gains the line about preferences.
 */
export function mailWithLinks(message: EmailMessage, links: MessageLinks, choice: MailLinkChoice): EmailMessage {
  const language = pageLanguage(message.locale);
  let { html, text } = message;
  const headers = { ...message.headers };
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'list-unsubscribe');
  if (choice.unsubscribe && !named) {
    headers['List-Unsubscribe'] = `<${links.unsubscribe}>`;
    // RFC 8058 2: one click needs https; without it the header alone leads to a page that asks.
    if (links.unsubscribe.startsWith('https:')) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  if (choice.clicks) html = withClicks(html, links);
  if (choice.preferences) {
    html = atTheEnd(html, preferencesLine(links.preferences, language));
    text = `${text.trimEnd()}\n\n${PREFERENCES[language]}: ${links.preferences}\n`;
  }
  if (choice.opens) html = atTheEnd(html, pixelTag(links.open));
  return { ...message, html, text, headers };
}
