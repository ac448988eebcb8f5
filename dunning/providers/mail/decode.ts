/**
 * Turns what stands in a mail into text: transfer encodings (RFC 2045), character sets and encoded words (RFC 2047).
 * Input is a "byte string", one character for each byte, or a text that somebody decoded before. Nothing here throws: what is
 * broken comes out as far as it can be read.
 */

/** Whether every character fits into a byte, so that the text may still be undecoded bytes. */
function isByteString(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

/** Names of character sets in old mails that the platform knows under another name. */
const CHARSET_ALIAS: Record<string, string> = {
  'unicode-1-1-utf-7': 'us-ascii',
  'utf-7': 'us-ascii',
  'x-unknown': 'utf-8',
  'cp-850': 'windows-1252',
  cp932: 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
};

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  const name = charset.trim().toLowerCase();
  try {
    return new TextDecoder(CHARSET_ALIAS[name] ?? name);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** Reads a byte string in its character set. Without one, UTF-8 is tried before the Western set. */
export function decodeCharset(bytes: string, charset: string): string {
  if (!isByteString(bytes)) return bytes;
  const raw = Buffer.from(bytes, 'latin1');
  if (charset === '' || /^(us-)?ascii$/i.test(charset)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(raw);
    } catch {
      return new TextDecoder('windows-1252').decode(raw);
    }
  }
  return decoderFor(charset).decode(raw);
}

/** RFC 2045 6.7. A `=` that starts nothing stays as it is. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .replace(/=\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Undoes a Content-Transfer-Encoding. An unknown one is taken for none. */
export function decodeTransfer(body: string, encoding: string): string {
  switch (encoding.trim().toLowerCase()) {
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'base64':
      return Buffer.from(body, 'base64')
        .toString('latin1')
        .replace(/\r+\n?/g, '\n');
    default:
      return body;
  }
}

/** Decodes the encoded words of a header (RFC 2047); words that follow each other are joined. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return decodeCharset(value, '');
  return value
    .replace(/(\?=)[ \t\n]{1,20}(?==\?)/g, '$1')
    .replace(/=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,2000})\?=/gi, (_, charset: string, kind: string, text: string) => {
      const bytes =
        kind.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64').toString('latin1')
          : decodeQuotedPrintable(text.replaceAll('_', ' '));
      return decodeCharset(bytes, charset.split('*')[0] ?? '');
    });
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

function withoutElement(html: string, name: string): string {
  const parts: string[] = [];
  const lower = html.toLowerCase();
  let from = 0;
  for (;;) {
    const start = lower.indexOf(`<${name}`, from);
    if (start < 0) return parts.join('') + html.slice(from);
    parts.push(html.slice(from, start));
    const end = lower.indexOf(`</${name}`, start);
    if (end < 0) return parts.join('');
    from = end;
  }
}

/** The words of an HTML mail, one block to a line. */
export function htmlToText(html: string): string {
  return withoutElement(withoutElement(html, 'style'), 'script')
    .replace(/<(?:br|\/p|\/div|\/tr|\/td|\/h[1-6]|\/li|\/pre)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos|nbsp|#39);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? ' ')
    .replace(/[ \t]{2,}/g, ' ');
}
