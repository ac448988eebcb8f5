/**
 * A text as the phrases expect it: lower case, single spaces, every address as `<address>`, so that nobody's name is taken for a
 * word, and links without the anchor, which names a chapter of a help page.
 */
export function wordsOf(text: string): string {
  return (
    text
      .slice(0, 6_000)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      // Names of errors: NO_SUCH_USER.
      .replace(/(?<=[A-Z])_(?=[A-Z])/g, ' ')
      .replace(/(?<=^\d{3}[ _-])[a-z]{2,20}(?:_[a-z]{2,20}){1,6}/i, (name) => name.replaceAll('_', ' '))
      .replace(/^(\d{3})_/, '$1 ')
      .toLowerCase()
      // KDDI writes its reason where the address should stand.
      .replace(/<this-message-rejected-by-the-domain-filter@[^\s<>]{1,100}>/g, 'message filtered')
      .replace(/<?[^\s<>()"',;:@]{1,128}@[^\s<>()"',;:@]{1,255}>?/g, '<address>')
      // The code that servers repeat at the start of every line of a long reply.
      .replace(/(?<=\S )[45]\d\d[ -][45]\.\d\.\d{1,3} /g, '')
      .replace(/(https?:\/\/[^\s#]{1,200})#\S{0,200}/g, '$1')
  );
}
