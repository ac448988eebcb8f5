import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { DunningData } from '../../dunning/item';

/** What earlier nodes of the package wrote on an item; empty for an item that comes from elsewhere. */
export function dunningOf(item: INodeExecutionData): DunningData {
  const data = item.json.dunning;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as DunningData) : {};
}

/** The item with one more part under `dunning`; every field it arrived with stays, binary data included. */
export function withDunning(item: INodeExecutionData, index: number | number[], part: DunningData): INodeExecutionData {
  const dunning = item.json.dunning === undefined ? part : { ...dunningOf(item), ...part };
  return {
    json: { ...item.json, dunning: dunning as unknown as IDataObject },
    ...(item.binary ? { binary: item.binary } : {}),
    pairedItem: Array.isArray(index) ? index.map((one) => ({ item: one })) : { item: index },
  };
}
