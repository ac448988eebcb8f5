import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FullLedger } from '../../../dunning/ledger/records';

/** What an operation does with one item. */
export type Operate = (item: INodeExecutionData, index: number) => Promise<INodeExecutionData>;

/** One operation: prepared once for the run, then asked for each item. */
export type Prepare = (context: IExecuteFunctions, ledger: FullLedger) => Promise<Operate>;
