import { itemsOf } from '../../../scripts/host/n8n-types';
import { MariaDbServer, mariaDbIsInstalled } from '../../harness/mariadb-server';
import { Relay } from '../../harness/relay';
import type { Imported, LibraryBench } from '../library/bench';
import { CLASSIFY, due, dunningOf, emailsOf, why } from '../library/reading';
import { debtors } from '../stand-ins/debtors';
import type { Debtor } from '../stand-ins/debtors';

const DATABASE = 'acme';
const ACCOUNT = { user: 'reader', password: 'geheim-1' };
/** MySQL’s packet for error 1040, as a full server sends it in place of its greeting. */
const TOO_MANY = (() => {
  const body = Buffer.concat([Buffer.from([0xff, 0x10, 0x04]), Buffer.from('Too many connections')]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
})();

/** What somebody may type into the field of a name; each must stay a name. */
const HOSTILE = [
  `Robert'); DROP TABLE open_invoices; --`,
  'x" OR 1=1 /*',
  '={{ $env }} {{ 7 * 7 }}',
  '$1 :name ? `id`',
  '<script>alert(1)</script>',
  'Peña & Núñez «Ñandú» 💶, S.A. de C.V.',
  'back\\slash\\',
];

const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const decimal = (hundredths: bigint) => `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;

interface Row extends Debtor {
  exact: bigint;
}

/** Amounts whose hundredths a floating-point number holds only just, up to the largest there is. */
const AMOUNTS = [100_010n, 1_000_000_030n, 123_456_789_012n, 9_007_199_254_740_991n];

/** Each of them once on an invoice that is due and once on one that is not yet. */
function rows(): Row[] {
  let waiting = 0;
  let dueSofar = 0;
  return debtors('MY').map((one) => {
    const at = one.isDue ? dueSofar++ : waiting++;
    return { ...one, name: HOSTILE[at] ?? one.name, exact: AMOUNTS[at] ?? BigInt(one.open) };
  });
}

const TABLE = `CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4;
USE ${DATABASE};
CREATE TABLE open_invoices (number VARCHAR(40) PRIMARY KEY, customer_id VARCHAR(40), customer_name VARCHAR(200), email VARCHAR(200),
  issue_date DATE, due_date DATE, total DECIMAL(22,2), balance DECIMAL(22,2), currency CHAR(3), seen_at TIMESTAMP NULL);
CREATE USER '${ACCOUNT.user}'@'%' IDENTIFIED BY '${ACCOUNT.password}';
GRANT SELECT ON ${DATABASE}.* TO '${ACCOUNT.user}'@'%';
`;

const insert = (book: readonly Row[]) =>
  `INSERT INTO ${DATABASE}.open_invoices VALUES ${book
    .map(
      (one) =>
        `(${[one.number, one.customer, one.name, one.email, one.issued, one.due].map(text).join(',')},${decimal(one.exact)},${decimal(one.exact)},'MXN',NULL)`,
    )
    .join(',')};`;

/** The SQL feeder in its MySQL form, on a real server, in an n8n that lives east of its customers. */
export function mysqlSuite(inBench: () => LibraryBench): void {
  const whereInstalled = mariaDbIsInstalled() ? describe : describe.skip;
  whereInstalled('a MySQL query', () => {
    const book = rows();
    let bench: LibraryBench;
    let server: MariaDbServer;
    let relay: Relay;
    let core: Imported;
    let feeder: Imported;
    let shipped: string;
    let before: number;

    beforeAll(async () => {
      bench = inBench();
      server = await MariaDbServer.start();
      relay = await Relay.start(server.port);
      server.sql(TABLE + insert(book));
      core = await bench.core('cores/email', 'core for mysql');
      await account(ACCOUNT);
      feeder = await bench.use('feeders/mysql', { core });
      const { assignments } = feeder.workflow.nodes.find(({ name }) => name === 'Your settings')?.parameters
        .assignments as { assignments: Array<{ value: string }> };
      shipped = assignments[0]?.value ?? '';
      before = bench.inbox.mails.length;
    });

    beforeEach(() => {
      relay.options = {};
      relay.connections = 0;
    });

    afterAll(async () => {
      await relay?.stop();
      await server?.stop();
    });

    const account = async (login: typeof ACCOUNT) =>
      await bench.credential('mySql', {
        host: '127.0.0.1',
        port: relay.port,
        database: DATABASE,
        ssl: false,
        ...login,
      });

    /** Runs the feeder with another query or another account. */
    const pressWith = async (name: string, query: string) =>
      await bench.press(await bench.use('feeders/mysql', { name, core, settings: { query } }));

    const fails = async (name: string, query: string) => {
      const calls = (await bench.n8n.client.executions(core.id)).length;
      const execution = await pressWith(name, query);
      expect(execution.status).toBe('error');
      expect((await bench.n8n.client.executions(core.id)).length).toBe(calls);
      expect(bench.recipients(before)).toEqual([]);
      return why(execution);
    };

    it('with a wrong password: nothing is handed over, and it says whose access is denied', async () => {
      await account({ ...ACCOUNT, password: 'geheim-2' });
      expect(await fails('wrong password', shipped)).toMatch(/Access denied for user 'reader'/);
      await account(ACCOUNT);
    });

    it('when the server dies in the middle of its answer: nothing is handed over', async () => {
      let passed = 0;
      let died: Promise<void> | undefined;
      relay.options.onAnswer = (bytes) => {
        passed = Math.max(passed, bytes);
        if (bytes > 16_000) died ??= server.crash();
      };
      // Each row takes its time, so that the server is still at it when half of the rows are on their way.
      const slow = shipped.replace(' FROM ', ', SLEEP(0.01) AS `pause` FROM ');
      expect(await fails('server dies', slow)).toMatch(/Connection (refused|lost)|ECONNRESET|closed/i);
      await died;
      expect(died).toBeInstanceOf(Promise);
      expect(passed).toBeLessThan(40_000);
      expect(relay.connections).toBe(3);
      await server.startAgain();
    });

    it('when the query fails: it says which table is missing', async () => {
      const said = await fails('no such table', shipped.replace('open_invoices', 'facturas'));
      expect(said).toMatch(/Table 'acme\.facturas' doesn't exist/);
    });

    it('when the account may not read the table: it says so', async () => {
      expect(await fails('no rights', shipped.replace('open_invoices', 'mysql.user'))).toMatch(/denied/);
    });

    it('reads every row exactly, over one “too many connections”, and writes to whoever is due', async () => {
      relay.options.refuse = (connection) => (connection === 1 ? TOO_MANY : undefined);
      const execution = await bench.press(feeder);
      expect({ status: execution.status, why: why(execution) }).toEqual({ status: 'success', why: '' });
      expect(relay.connections).toBe(2);

      const read = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
      expect(read).toHaveLength(book.length);
      const seen = read.map(({ debt }) => {
        const [open] = debt?.openItems ?? [];
        return {
          number: open?.number,
          name: debt?.customer.name,
          issued: open?.issueDate,
          due: open?.dueDate,
          balance: open?.balance,
        };
      });
      const wanted = book.map((one) => ({
        number: one.number,
        name: one.name,
        issued: one.issued,
        due: one.due,
        balance: { currency: 'MXN', decimal: decimal(one.exact), minor: Number(one.exact) },
      }));
      const sorted = <T extends { number?: string }>(list: T[]) =>
        list.sort((a, b) => (a.number ?? '').localeCompare(b.number ?? ''));
      expect(sorted(seen)).toEqual(sorted(wanted));

      expect(bench.recipients(before)).toEqual(emailsOf(due(book)));
      const pages = bench.inbox.mails.slice(before).map(({ parsed }) => String(parsed.html));
      expect(pages.filter((page) => page.includes('<script'))).toEqual([]);
      expect(pages.filter((page) => page.includes('&lt;script&gt;alert(1)'))).toHaveLength(1);
      expect(server.sql(`SELECT COUNT(*) FROM ${DATABASE}.open_invoices`).trim()).toBe(String(book.length));
    });

    it('again: nobody a second time; what was paid meanwhile is left alone', async () => {
      const sofar = bench.inbox.mails.length;
      server.sql(`DELETE FROM ${DATABASE}.open_invoices WHERE number = '${due(book)[0]?.number}'`);
      expect(why(await bench.press(feeder))).toBe('');
      expect(bench.recipients(sofar)).toEqual([]);
    });

    it('with a query of the user’s own: dates with a time, numbers, nothing at all', async () => {
      const own = `SELECT 'V-1' AS Factura, 'v1' AS Cliente, 'v1@my.example' AS Correo, CAST('2026-11-20 00:00:00' AS DATETIME) AS Vencimiento, CAST(0.1 + 0.2 AS DOUBLE) AS Saldo, 'MXN' AS Moneda;`;
      const execution = await pressWith('own query', own);
      expect(why(execution)).toBe('');
      const [read] = itemsOf(await bench.lastRunOf(core), CLASSIFY).map(dunningOf);
      expect(read?.debt?.openItems[0]).toMatchObject({ dueDate: '2026-11-20', balance: { decimal: '0.30' } });

      const calls = (await bench.n8n.client.executions(core.id)).length;
      const nothing = await pressWith('nothing is open', `${shipped} WHERE 1 = 0`);
      expect({ status: nothing.status, why: why(nothing) }).toEqual({ status: 'success', why: '' });
      expect((await bench.n8n.client.executions(core.id)).length).toBe(calls);
    });
  });
}
