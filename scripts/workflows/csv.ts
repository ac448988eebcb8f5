import { n8n } from './parts';

/** The node that looks at a CSV file before it is read. */
export const HOW_WRITTEN = 'How is it written?';

/**
 * Code for n8n's Code node: tells of each file what stands between its columns, and its letters. Excel writes semicolons where people
 * write decimals with a comma, and the letters of Windows unless asked for UTF-8.
 * @param property the binary field with the file
 */
export const howWritten = (property: string): string => `const files = [];
for (const [index, item] of $input.all().entries()) {
  const bytes = await this.helpers.getBinaryDataBuffer(index, '${property}');
  const text = bytes.toString('utf8');
  const heads = text.split(/\\r?\\n/, 1)[0].replace(/"[^"]*"/g, '');
  const [delimiter] = [',', ';', '\\t'].sort((one, other) => heads.split(other).length - heads.split(one).length);
  const encoding = text.includes('\\uFFFD') ? 'latin1' : 'utf8';
  files.push({ json: { delimiter, encoding }, binary: item.binary, pairedItem: index });
}
return files;`;

/** How n8n's *Extract from File* reads what `howWritten` looked at; “CSV UTF-8” of Excel begins with a mark of three bytes. */
export const CSV_OPTIONS = {
  delimiter: '={{ $json.delimiter }}',
  encoding: '={{ $json.encoding }}',
  enableBOM: true,
};

/** The node for `howWritten`. */
export const howWrittenNode = (property: string, at: [number, number]) =>
  n8n('code', 2, { jsCode: howWritten(property) }, at);
