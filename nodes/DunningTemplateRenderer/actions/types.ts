import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RenderSettings } from '../../../dunning/message/settings';

/** One operation of the renderer: all items of a run at once. */
export type Execute = (
  context: IExecuteFunctions,
  settings: RenderSettings,
  items: INodeExecutionData[],
) => Promise<INodeExecutionData[]>;
