import { Client } from 'pg';

import type { NodeJson } from '../../scripts/host/n8n-types';
import { itemsOf } from '../../scripts/host/n8n-types';
import { startN8n } from '../harness/real-n8n';
import type { RealN8n } from '../harness/real-n8n';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { PostgresServer, postgresPrograms } from '../stores/postgres-server';

const bin = postgresPrograms();
const there = bin ? describe : describe.skip;
const TYPE = 'n8n-nodes-dunning.deliveryTracker';

interface NodeType {
  name: string;
  properties: Array<{
    name: string;
    options?: Array<{ value: string }>;
    displayOptions?: { show?: Record<string, unknown[]> };
  }>;
}

there(
  bin ? 'the tracker in a real n8n, record in PostgreSQL' : 'the tracker (PostgreSQL is not installed here)',
  () => {
    let server: PostgresServer;
    let n8n: RealN8n;

    beforeAll(async () => {
      server = await PostgresServer.start(bin ?? '', 'fsync=off');
      // The first to come waits until the server is up.
      await (await openPostgresLedger(server.options('warm_up'))).close();
      n8n = await startN8n();
    });
    afterAll(async () => {
      await n8n?.stop();
      await server?.stop();
    });

    const data = () => ({
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'tester',
      password: '',
      schema: 'dunning',
      tls: 'off',
      maxConnections: 4,
    });

    it('tests the credential, and says what is wrong with a bad one', async () => {
      const credential = { name: 'Record', type: 'dunningPostgresApi', data: data() };
      const { id } = await n8n.client.importCredential(credential);
      const good = await n8n.client.testCredential({ ...credential, id });
      expect(good).toMatchObject({ status: 'OK', message: expect.stringContaining('lets this user in') });
      const bad = { ...credential, id, data: { ...data(), database: 'nowhere' } };
      expect(await n8n.client.testCredential(bad)).toMatchObject({
        status: 'Error',
        message: expect.stringMatching(/There is no such database.*Create the database/s),
      });
    });

    it('records a promise and an opt-out, shows them, and opens few connections', async () => {
      const credential = await n8n.client.importCredential({
        name: 'Record',
        type: 'dunningPostgresApi',
        data: data(),
      });
      const tracker = (name: string, at: number, parameters: Record<string, unknown>): NodeJson => ({
        name,
        type: TYPE,
        typeVersion: 1,
        position: [at * 200, 0],
        parameters: { ledgerStore: 'postgres', customerId: 'C-1', ...parameters },
        credentials: { dunningPostgresApi: { id: credential.id, name: credential.name } },
      });
      const nodes: NodeJson[] = [
        { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
        tracker('Promise', 1, {
          resource: 'hold',
          operation: 'recordPromise',
          about: 'everything',
          promisedDay: '2026-12-15',
        }),
        tracker('Opt out', 2, { resource: 'customer', operation: 'optOut', consentChannel: 'sms' }),
        tracker('Timeline', 3, { resource: 'customer', operation: 'getTimeline' }),
        tracker('File', 4, { resource: 'customer', operation: 'exportTimeline', format: 'csv' }),
      ];
      const names = nodes.map(({ name }) => name);
      const connections = Object.fromEntries(
        names.slice(0, -1).map((name, at) => [name, { main: [[{ node: names[at + 1], type: 'main', index: 0 }]] }]),
      );
      const { id } = await n8n.client.importWorkflow({ name: 'tracker', nodes, connections });
      const execution = await n8n.client.run(id, 'Start');
      expect(execution.data.resultData.error).toBeUndefined();
      expect(itemsOf(execution, 'Timeline')[0]?.json.standing).toMatchObject({
        refused: ['sms'],
        holds: [{ hold: { kind: 'promise' } }],
      });
      expect(itemsOf(execution, 'File')).toHaveLength(1);
      const client = new Client(server.options(''));
      await client.connect();
      const { rows } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'n8n-nodes-dunning'",
      );
      await client.end();
      expect(rows.length).toBeLessThanOrEqual(4);
    });

    it('is offered to AI agents with what only reads', async () => {
      const types = await n8n.client.page<NodeType[]>('/types/nodes.json');
      const tool = types.find(({ name }) => name === `${TYPE}Tool`);
      const forTools = tool?.properties.filter(
        ({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.['@tool']?.[0] === true,
      );
      expect(forTools?.flatMap(({ options = [] }) => options.map(({ value }) => value)).sort()).toEqual([
        'find',
        'getTimeline',
        'listUncertain',
      ]);
    });
  },
);
