import { filled } from './parameters';

/** A block in PEM form, with the line break after it that a field of one line writes as two letters. */
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s\\]*?)-----END \1-----(?:\\n)*/g;

/**
 * The secrets in a field, one per line. A field of one line swallows line breaks or makes blanks of them, so blanks part secrets
 * too, and keys in PEM form are put back into their lines.
 */
export function secretList(value: unknown): string[] {
  const text = filled(value) ?? '';
  const pems = [...text.matchAll(PEM_BLOCK)].map(([, kind = '', body = '']) => {
    const lines = body.replace(/\\n|\s/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
  });
  const others = text.replace(PEM_BLOCK, ' ').split(/\s+/).filter(Boolean);
  return [...pems, ...others];
}

/** Names or networks in a field, separated by commas, blanks or lines. */
export function wordList(value: unknown): string[] {
  return (filled(value) ?? '').split(/[\s,;]+/).filter(Boolean);
}
