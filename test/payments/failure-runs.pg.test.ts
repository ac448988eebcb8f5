import type { FullLedger } from '../../dunning/ledger/records';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { PostgresServer, postgresPrograms } from '../stores/postgres-server';
import { describeFailures } from './runs/suite';

const bin = postgresPrograms();
const there = bin ? describe : describe.skip;
/** A third of them, which is enough to see what only this store does; `FAILURE_STORIES=1000` tells all of them. */
const STORIES = Number(process.env['FAILURE_STORIES'] ?? 333);

there(`stories of failure, with the record in PostgreSQL${bin ? '' : ' (not installed here)'}`, () => {
  let server: PostgresServer;
  let ledger: FullLedger;

  beforeAll(async () => {
    server = await PostgresServer.start(bin ?? '', 'fsync=off');
    ledger = await openPostgresLedger(server.options('links'));
  });
  afterAll(async () => {
    await ledger?.close();
    await server?.stop();
  });

  describeFailures(STORIES, () => ledger);
});
