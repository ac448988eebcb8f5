import { randomUUID } from 'node:crypto';

import { itemsOf } from '../../../scripts/host/n8n-types';
import type { Execution, NodeJson } from '../../../scripts/host/n8n-types';
import { BOOK_SIZE, debtors, pageOf } from '../stand-ins/debtors';
import { demand } from '../stand-ins/stand-in';
import type { StandIn } from '../stand-ins/stand-in';
import { tokenServers } from '../stand-ins/tokens';
import { xero, XERO_TENANT, XERO_TOKEN } from '../stand-ins/xero';
import type { LibraryBench } from './bench';
import { why } from './reading';
import { signedIn } from './systems';

const TOKEN = 'quickbooks-token';

/** QuickBooks with the queries that n8n’s own node asks: 1,200 invoices, of which `open` ones are not paid. */
function quickBooksOfN8n(open: number): StandIn {
  const all = Array.from({ length: 1200 }, (_, index) => ({ Id: String(index + 1), Balance: index < open ? 100 : 0 }));
  return {
    hosts: ['quickbooks.api.intuit.com'],
    answer({ url, headers }) {
      demand(headers.authorization === `Bearer ${TOKEN}`, 'wants the access token', 401);
      const query = url.searchParams.get('query') ?? '';
      if (/^select count/i.test(query)) return { body: { QueryResponse: { totalCount: all.length } } };
      const [, where, max = '100', start = '1'] =
        /^select \* from invoice(.*?)(?: maxresults (\d+))?(?: startposition (\d+))?$/i.exec(query) ?? [];
      const found = where?.includes('Balance') ? all.filter(({ Balance }) => Balance > 0) : all;
      const page = found.slice(Number(start) - 1, Number(start) - 1 + Number(max));
      return { body: { QueryResponse: page.length > 0 ? { Invoice: page } : {} } };
    },
  };
}

type Asking = Pick<NodeJson, 'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/**
 * Why three feeders ask with HTTP Request and not with n8n’s own node. When one of these fails, n8n has mended its node, and the
 * feeder can use it (docs/decisions/workflow-library.md).
 */
export function ownNodesSuite(inBench: () => LibraryBench): void {
  describe('n8n’s own nodes for invoices', () => {
    const run = async (node: Asking): Promise<Execution> => {
      const bench = inBench();
      const start: Asking = {
        name: 'Run it now',
        type: 'n8n-nodes-base.manualTrigger',
        typeVersion: 1,
        parameters: {},
      };
      const placed = [start, node].map((one) => ({ ...one, id: randomUUID(), position: [0, 0] as [number, number] }));
      const { id } = await bench.n8n.client.importWorkflow({
        name: node.name,
        nodes: placed,
        connections: { [start.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
      });
      return await bench.n8n.client.run(id, start.name);
    };
    const account = async (type: string, data: Record<string, unknown>) => ({
      [type]: await inBench().n8n.client.importCredential({ name: `${type} of n8n’s own node`, type, data }),
    });

    it('QuickBooks: all invoices with something open are none, without an error', async () => {
      inBench().world.with(quickBooksOfN8n(30), tokenServers('no longer good'));
      const credentials = await account('quickBooksOAuth2Api', {
        ...signedIn(TOKEN, { callbackQueryString: { realmId: '4620816365' } }),
        environment: 'production',
      });
      const parameters = { resource: 'invoice', operation: 'getAll', returnAll: true };
      const node = { name: 'Open invoices', type: 'n8n-nodes-base.quickbooks', typeVersion: 1, credentials };
      const open = await run({ ...node, parameters: { ...parameters, filters: { query: "WHERE Balance > '0'" } } });
      expect([why(open), itemsOf(open, node.name)]).toEqual(['', []]);
      const all = await run({ ...node, parameters: { ...parameters, filters: {} } });
      expect(itemsOf(all, node.name)).toHaveLength(1200);
    });

    it('Xero: the second page does not name the organisation and is refused', async () => {
      inBench().world.with(xero(debtors('XO', BOOK_SIZE)), tokenServers('no longer good'));
      const node = {
        name: 'All invoices',
        type: 'n8n-nodes-base.xero',
        typeVersion: 1,
        credentials: await account('xeroOAuth2Api', signedIn(XERO_TOKEN)),
        parameters: {
          resource: 'invoice',
          operation: 'getAll',
          organizationId: XERO_TENANT,
          returnAll: true,
          options: {},
        },
      };
      expect((await run(node)).status).toBe('error');
      const tenants = inBench().world.asked.map(({ headers }) => headers['xero-tenant-id']);
      expect(tenants).toEqual([XERO_TENANT, undefined]);
      expect(pageOf(debtors('XO', BOOK_SIZE), 2, 100)).toHaveLength(100);
    });
  });
}
