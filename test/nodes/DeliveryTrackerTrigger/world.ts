import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { DeliveryTrackerTrigger } from '../../../nodes/DeliveryTrackerTrigger/DeliveryTrackerTrigger.node';

/** What of n8n the node is given. */
export interface World {
  parameters: IDataObject;
  credentials?: Record<string, IDataObject>;
  /** Answers what the node asks of the outside. */
  outside?: (url: string, authenticatedBy?: string) => { statusCode: number; body: unknown };
}

/** The node behind a real HTTP server, as n8n puts it behind its own. */
export interface Served {
  url: string;
  /** Everything that was put out, oldest first. */
  items: INodeExecutionData[];
  warnings: string[];
  close(): Promise<void>;
}

/** The context in which n8n calls the node; without a call, as when a workflow is published. */
export function contextOf(world: World, more: object = {}): IWebhookFunctions {
  const ask = async ({ url }: { url: string }, type?: string) => {
    if (!world.outside) throw new Error(`The test gave no outside for ${url}`);
    return world.outside(url, type);
  };
  return {
    getNode: () => ({ name: 'Events', type: 'deliveryTrackerTrigger', typeVersion: 1, parameters: world.parameters }),
    getNodeParameter: (name: string, fallback?: unknown) => world.parameters[name] ?? fallback,
    getCredentials: async (type: string) => {
      const found = world.credentials?.[type];
      if (!found) throw new Error(`No credential ${type}`);
      return found;
    },
    getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/1/events',
    helpers: {
      httpRequest: ask,
      httpRequestWithAuthentication: (type: string, options: { url: string }) => ask(options, type),
    },
    logger: { warn: () => undefined },
    ...more,
  } as unknown as IWebhookFunctions;
}

/** Serves the node. */
export async function serve(world: World): Promise<Served> {
  const served: Served = { url: '', items: [], warnings: [], close: async () => undefined };
  const node = new DeliveryTrackerTrigger();
  const server = createServer((request, response) => {
    const context = contextOf(world, {
      getRequestObject: () => Object.assign(request, { originalUrl: request.url }),
      getResponseObject: () => response,
      logger: { warn: (line: string) => served.warnings.push(line) },
    });
    void node.webhook.call(context).then((data: IWebhookResponseData) => {
      served.items.push(...(data.workflowData?.flat() ?? []));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/1/events`;
  served.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return served;
}
