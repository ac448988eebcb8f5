import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DunningEmail } from '../../../nodes/DunningEmail/DunningEmail.node';

/** What one run of the node is given. */
export interface Run {
  parameters: IDataObject;
  credentials: IDataObject;
  items: INodeExecutionData[];
  continueOnFail?: boolean;
  cancel?: AbortSignal;
}

/** Runs the node on items, with the few things of n8n that it uses. */
export async function execute(run: Run): Promise<INodeExecutionData[]> {
  const parameters: IDataObject = { attachments: '', fromName: '', options: {}, ...run.parameters };
  const context = {
    getInputData: () => run.items,
    getNode: () => ({ name: 'Dunning Email', type: 'dunningEmail', typeVersion: 1, parameters }),
    getNodeParameter: (name: string, _index: number, fallback?: unknown) => parameters[name] ?? fallback,
    getCredentials: async () => run.credentials,
    continueOnFail: () => run.continueOnFail ?? false,
    getExecutionCancelSignal: () => run.cancel,
    helpers: {
      getBinaryDataBuffer: async (index: number, name: string) =>
        Buffer.from((run.items[index]?.binary?.[name] as IBinaryData).data, 'base64'),
    },
  };
  const [items] = await new DunningEmail().execute.call(context as unknown as IExecuteFunctions);
  return items ?? [];
}
