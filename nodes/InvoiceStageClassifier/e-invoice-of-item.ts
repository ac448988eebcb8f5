import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { guessMapping } from '../../dunning/invoice/readers/generic';
import { detect, documentsOf, readerOf } from '../../dunning/invoice/readers/index';
import { COLUMNS, RECOGNISE } from './description/reading';
import { xmlOf } from './xml-of-item';

/**
 * The e-invoice of an item, when what is to be read can be one. Systems keep HTML in notes and terms, and people write anything into
 * a name; a text that merely starts like XML does not make an e-invoice of an item that says otherwise what it is.
 * @throws InputError when the named field holds none, or it is too large
 */
export async function eInvoiceOf(
  context: IExecuteFunctions,
  item: INodeExecutionData,
  index: number,
  { source, xmlField }: { source: string; xmlField?: string },
): Promise<string | undefined> {
  if (source === COLUMNS) return undefined;
  if (xmlField !== undefined) return await xmlOf(context, item, index, xmlField);
  if (source !== RECOGNISE) {
    return readerOf(source).format === 'xml' ? await xmlOf(context, item, index, undefined) : undefined;
  }
  const xml = await xmlOf(context, item, index, undefined);
  if (xml === undefined || detect(xml) !== undefined) return xml;
  return isReadableWithout(item.json as Record<string, unknown>) ? undefined : xml;
}

/** Whether the fields are the document of a known system, or a row with what every invoice has. */
function isReadableWithout(row: Record<string, unknown>): boolean {
  if (documentsOf(row).some((document) => detect(document) !== undefined)) return true;
  const { total, balance, dueDate } = guessMapping(Object.keys(row)).mapping;
  return (total ?? balance) !== undefined && dueDate !== undefined;
}
