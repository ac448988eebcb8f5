import { LibraryBench } from './library/bench';
import { cfdiSuite } from './servers/cfdi-suite';
import { inboxServerSuite } from './servers/inbox-suite';
import { mysqlSuite } from './servers/mysql-suite';
import { postgresSuite } from './servers/postgres-suite';

/**
 * The workflows that speak with a server of one’s own, whole, in one real n8n: databases and mailboxes (IMAP), all real.
 * n8n lives in Madrid and the customers in Mexico, so that a day that is shifted on the way shows.
 */
let bench: LibraryBench;

beforeAll(async () => {
  bench = await LibraryBench.start({}, { TZ: 'Europe/Madrid', GENERIC_TIMEZONE: 'Europe/Madrid' });
});

afterAll(async () => {
  await bench?.stop();
});

const inBench = () => bench;

mysqlSuite(inBench);
postgresSuite(inBench);
cfdiSuite(inBench);
inboxServerSuite(inBench);
