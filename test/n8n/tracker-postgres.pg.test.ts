import { Client } from 'pg';

import { DeliveryTracker } from '../../nodes/DeliveryTracker/DeliveryTracker.node';
import { runNode } from '../harness/engine';
import { PostgresServer, postgresPrograms } from '../stores/postgres-server';
import { describeHostile } from './tracker-hostile';
import { claimable, dunning } from './tracker-items';
import { trackerNode } from './tracker';

const bin = postgresPrograms();
const there = bin ? describe : describe.skip;

there(bin ? 'the record in PostgreSQL' : 'the record in PostgreSQL (not installed here)', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start(bin ?? '', 'fsync=off');
  });
  afterAll(() => server.stop());

  const credentials = (schema: string) => ({
    dunningPostgresApi: {
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'tester',
      tls: 'off',
      schema,
    },
  });
  const run = (schema: string, parameters: Record<string, string>, count = 1) =>
    runNode(
      new DeliveryTracker(),
      { ledgerStore: 'postgres', ...parameters },
      {
        items: Array.from({ length: count }, (_, index) => claimable({ invoice: `F-${index}` })),
        credentials: credentials(schema),
      },
    );

  it('gives each message a yes once, and shows the timeline', async () => {
    const first = await run('twice', { operation: 'claim' }, 3);
    const second = await run('twice', { operation: 'claim' }, 3);
    expect(first.error).toBeUndefined();
    expect(first.outputs[0]?.map((item) => dunning(item).contact?.decision)).toEqual(['send', 'send', 'send']);
    expect(second.outputs[0]).toEqual([]);
    expect(second.outputs[1]?.map((item) => dunning(item).contact)).toMatchObject([
      { reasonCode: 'in_progress' },
      { reasonCode: 'in_progress' },
      { reasonCode: 'in_progress' },
    ]);
    const timeline = await run('twice', { resource: 'customer', operation: 'getTimeline' });
    expect(timeline.outputs[0]?.[0]?.json.contacts).toHaveLength(3);
  });

  it('forty executions at once and forty more share one pool of at most four connections', async () => {
    const many = () => Promise.all(Array.from({ length: 40 }, () => run('busy', { operation: 'claim' }, 2)));
    const connections = async () => {
      const client = new Client(server.options(''));
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'n8n-nodes-dunning' ORDER BY pid",
      );
      await client.end();
      return rows.map(({ pid }) => pid);
    };
    const before = await connections();
    const first = await many();
    const opened = (await connections()).filter((pid) => !before.includes(pid));
    const second = await many();
    const runs = [...first, ...second];
    expect(runs.filter(({ error }) => error)).toEqual([]);
    expect(runs.flatMap(({ outputs }) => outputs[0] ?? [])).toHaveLength(2);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.length).toBeLessThanOrEqual(4);
    expect((await connections()).filter((pid) => !before.includes(pid))).toEqual(opened);
  });

  it('names what is wrong with the credential', async () => {
    const { error } = await runNode(
      new DeliveryTracker(),
      { ledgerStore: 'postgres', operation: 'claim' },
      {
        items: [claimable()],
        credentials: { dunningPostgresApi: { ...credentials('x').dunningPostgresApi, database: 'nowhere' } },
      },
    );
    expect(error?.message).toMatch(/^There is no such database: 127\.0\.0\.1:\d+\/nowhere/);
    expect((error as { description?: string }).description).toMatch(/^Create the database/);
  });

  describe('hostile words', () => {
    let schema = '';
    let schemas = 0;
    beforeEach(() => {
      schema = `hostile_${(schemas += 1)}`;
    });
    describeHostile((operation, parameters = {}, items = [{ json: {} }], node = {}) =>
      runNode(
        new DeliveryTracker(),
        { ...trackerNode(operation), ledgerStore: 'postgres', ...parameters },
        { items, node, credentials: credentials(schema), timezone: 'America/Mexico_City' },
      ),
    );
  });
});
