import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Ledger } from '../../../dunning/ledger/ledger';

/** One operation of the tracker: all items of a run at once, one list of items per output. */
export type Execute = (
  context: IExecuteFunctions,
  ledger: Ledger,
  items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;
