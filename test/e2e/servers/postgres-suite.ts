import { itemsOf } from '../../../scripts/host/n8n-types';
import { PostgresServer, postgresPrograms } from '../../stores/postgres-server';
import { Relay } from '../../harness/relay';
import type { Imported, LibraryBench } from '../library/bench';
import { CLASSIFY, due, dunningOf, emailsOf, why } from '../library/reading';
import { amount, debtors } from '../stand-ins/debtors';

/** The SQL feeder in its PostgreSQL form, on a real server, in an n8n that lives east of its customers. */
export function postgresSuite(inBench: () => LibraryBench): void {
  const programs = postgresPrograms();
  const whereInstalled = programs === undefined ? describe.skip : describe;
  whereInstalled('a PostgreSQL query', () => {
    const book = debtors('PG');
    const values = book.map(
      (one) =>
        `('${one.number}','${one.customer}','${one.name}','${one.email}',date '${one.issued}',date '${one.due}',${amount(one.total)},${amount(one.open)},'MXN')`,
    );
    /** The rows stand in the query itself, under the name of the table that the shipped query asks. */
    const table = `(VALUES ${values.join(',')}) AS open_invoices (number, customer_id, customer_name, email, issue_date, due_date, total, balance, currency)`;
    let bench: LibraryBench;
    let server: PostgresServer;
    let relay: Relay;
    let core: Imported;
    let query: string;
    let before: number;

    beforeAll(async () => {
      bench = inBench();
      server = await PostgresServer.start(programs ?? '');
      relay = await Relay.start(server.port);
      core = await bench.core('cores/email', 'core for postgresql');
      const shipped = await bench.use('feeders/postgresql', { name: 'as it is' });
      const { assignments } = shipped.workflow.nodes.find(({ name }) => name === 'Your settings')?.parameters
        .assignments as { assignments: Array<{ value: string }> };
      query = (assignments[0]?.value ?? '').replace('open_invoices', table);
      before = bench.inbox.mails.length;
    });

    afterAll(async () => {
      await relay?.stop();
      await server?.stop();
    });

    const press = async (name: string, asked: string, account: Record<string, unknown> = {}) => {
      const { host, user, database } = server.options('public') as { host?: string; user?: string; database?: string };
      await bench.credential('postgres', {
        host,
        user,
        database,
        port: relay.port,
        password: '',
        ssl: 'disable',
        ...account,
      });
      return await bench.press(await bench.use('feeders/postgresql', { name, core, settings: { query: asked } }));
    };

    it('with an account that is refused, or a query that is wrong: nothing is handed over, and it says why', async () => {
      expect(why(await press('refused', query, { user: 'stranger' }))).toMatch(/role "stranger" does not exist/);
      expect(why(await press('no table', 'SELECT * FROM facturas'))).toMatch(/relation "facturas" does not exist/);
      expect(await bench.n8n.client.executions(core.id)).toEqual([]);
      expect(bench.recipients(before)).toEqual([]);
    });

    it('the line breaks in the middle of the answer: it is read again, and every row once and exactly', async () => {
      let isCut = false;
      relay.options.onAnswer = (bytes) => {
        if (isCut || bytes < 8_000) return undefined;
        isCut = true;
        return 'hang up';
      };
      // Each row takes its time, so that the answer is under way for a while.
      const slow = query.replace(' FROM ', ', pg_sleep(0.01) AS pause FROM ');
      const execution = await press('broken line', slow);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(isCut).toBe(true);
      const read = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
      const seen = read
        .map(({ debt }) => debt?.openItems[0])
        .map((open) => [open?.number, open?.issueDate, open?.dueDate, open?.balance.minor]);
      expect(seen.sort()).toEqual(book.map((one) => [one.number, one.issued, one.due, one.open]).sort());
      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
    });
  });
}
