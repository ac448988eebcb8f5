import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, nodeError } from '../../shared/errors';

/** One item that could be read, and what it asks for. */
export interface Entry<T> {
  index: number;
  item: INodeExecutionData;
  value: T;
}

/** The items of a run on their way through one operation; each keeps its place among the others. */
export interface Batch<T> {
  readonly entries: ReadonlyArray<Entry<T>>;
  /** What comes out for an item. */
  put(index: number, item: INodeExecutionData, output?: number): void;
  /** An item that failed. Throws unless the node is to go on. */
  fail(index: number, error: unknown): void;
  outputs(count?: number): INodeExecutionData[][];
}

/**
 * Reads what every item asks for, before anything is written: a batch with a mistake in it writes nothing unless the node is to
 * go on, and then the other items are done.
 * @param errorOutput where failed items go
 */
export function batchOf<T>(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
  read: (item: INodeExecutionData, index: number) => T,
  errorOutput = 0,
): Batch<T> {
  const entries: Entry<T>[] = [];
  const slots = new Map<number, Array<{ output: number; item: INodeExecutionData }>>();
  const put = (index: number, item: INodeExecutionData, output = 0): void => {
    const slot = slots.get(index) ?? [];
    slot.push({ output, item });
    slots.set(index, slot);
  };
  const fail = (index: number, error: unknown): void => {
    const shown = nodeError(context, error, index);
    if (!context.continueOnFail()) throw shown;
    put(index, errorItem(context, items[index] ?? { json: {} }, index, shown), errorOutput);
  };
  items.forEach((item, index) => {
    try {
      entries.push({ index, item, value: read(item, index) });
    } catch (error) {
      fail(index, error);
    }
  });
  const outputs = (count = 1): INodeExecutionData[][] => {
    const lists: INodeExecutionData[][] = Array.from({ length: count }, () => []);
    for (let index = 0; index < items.length; index += 1) {
      for (const { output, item } of slots.get(index) ?? []) lists[output]?.push(item);
    }
    return lists;
  };
  return { entries, put, fail, outputs };
}
