import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { FullLedger } from '../../dunning/ledger/records';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { describeFailures } from './runs/suite';

const STORIES = 1_000;

let folder: string;
let ledger: FullLedger;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'links-'));
  ledger = await openSqliteLedger(path.join(folder, 'ledger.sqlite'));
});

afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

describe('stories of failure, with the record in SQLite', () => {
  describeFailures(STORIES, () => ledger);
});
