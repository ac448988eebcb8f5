import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FullLedger } from '../../../dunning/ledger/records';

/** One operation of the tracker: all items of a run at once, one list of items per output. */
export type Execute = (
  context: IExecuteFunctions,
  ledger: FullLedger,
  items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;
