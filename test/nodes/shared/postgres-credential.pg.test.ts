import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import { Client } from 'pg';

import { DeliveryTracker } from '../../../nodes/DeliveryTracker/DeliveryTracker.node';
import { openPostgresLedger } from '../../../stores/postgres/ledger';
import { PostgresServer, postgresPrograms } from '../../stores/postgres-server';

const bin = postgresPrograms();
const there = bin ? describe : describe.skip;

/** Who may come in how; nobody named `stranger` may. */
const HBA = `
host all tester 127.0.0.1/32 trust
host all clerk 127.0.0.1/32 scram-sha-256
host all guest 127.0.0.1/32 scram-sha-256
hostssl all sealed 127.0.0.1/32 scram-sha-256
`;

there(
  bin ? 'testing the credential of PostgreSQL' : 'testing the credential (PostgreSQL is not installed here)',
  () => {
    let server: PostgresServer;
    let folder: string;
    const { postgresConnectionTest } = new DeliveryTracker().methods.credentialTest;

    const admin = async (...statements: string[]) => {
      const client = new Client(server.options(''));
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    };

    async function tryOut(data: ICredentialDataDecryptedObject) {
      const base = {
        host: '127.0.0.1',
        port: server.port,
        database: 'postgres',
        user: 'clerk',
        password: 'right',
        tls: 'off',
      };
      const credential = { id: '1', name: 'Record', type: 'dunningPostgresApi', data: { ...base, ...data } };
      return await postgresConnectionTest.call(
        {} as ICredentialTestFunctions,
        credential as ICredentialsDecrypted<ICredentialDataDecryptedObject>,
      );
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'dunning-tls-'));
      const [cert, key, hba] = ['server.crt', 'server.key', 'hba.conf'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '36500', '-keyout', key, '-out', cert],
          ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'],
        ],
        { stdio: 'ignore' },
      );
      writeFileSync(hba, HBA);
      chmodSync(folder, 0o755);
      chmodSync(key, 0o600);
      if (process.getuid?.() === 0) {
        const id = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
        for (const file of [cert, key, hba]) chownSync(file, id('-u'), id('-g'));
      }
      server = await PostgresServer.start(
        bin ?? '',
        'fsync=off',
        'ssl=on',
        `ssl_cert_file=${cert}`,
        `ssl_key_file=${key}`,
        `hba_file=${hba}`,
      );
      // The first to come waits until the server is up.
      await (await openPostgresLedger(server.options('there_already'))).close();
      await admin(
        "CREATE ROLE clerk LOGIN PASSWORD 'right'",
        "CREATE ROLE guest LOGIN PASSWORD 'right'",
        "CREATE ROLE sealed LOGIN PASSWORD 'right'",
        'GRANT CREATE ON DATABASE postgres TO clerk, sealed',
        'CREATE SCHEMA made_for_guest AUTHORIZATION guest',
      );
    });
    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it('says that the record will be made on first use, and makes nothing itself', async () => {
      expect(await tryOut({ schema: 'brand_new' })).toEqual({
        status: 'OK',
        message: 'PostgreSQL answers and lets this user in. The record will be made here on first use.',
      });
      const client = new Client(server.options(''));
      await client.connect();
      const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'brand_new'");
      await client.end();
      expect(rows).toEqual([]);
    });

    it('says that the record is there', async () => {
      const found = await tryOut({ user: 'tester', schema: 'there_already' });
      expect(found).toEqual({ status: 'OK', message: expect.stringContaining('The record is there.') });
    });

    const refused: Array<[string, ICredentialDataDecryptedObject, string, string]> = [
      [
        'a wrong password',
        { password: 'wrong' },
        'does not accept this user or password',
        'Check the user and the password',
      ],
      ['no password', { password: '' }, 'does not accept this user or password', 'Check the user and the password'],
      ['no such database', { database: 'nowhere' }, 'There is no such database', 'Create the database'],
      [
        'a user who may not come from here',
        { user: 'stranger', tls: 'on', ignoreTlsIssues: true },
        'does not let this user in',
        'pg_hba.conf',
      ],
      [
        'a user who may not make a schema',
        { user: 'guest' },
        'The user guest may neither use nor create the schema dunning',
        'CREATE SCHEMA "dunning" AUTHORIZATION "guest";',
      ],
      [
        'a user who may not use the record',
        { user: 'guest', schema: 'there_already' },
        'The user guest may neither',
        'AUTHORIZATION "guest"',
      ],
      [
        'a server that wants TLS',
        { user: 'sealed' },
        'does not let this user in without encryption',
        'Turn the encryption (TLS) on',
      ],
      [
        'a certificate nobody vouches for',
        { tls: 'on' },
        'certificate of PostgreSQL cannot be trusted',
        'Give the certificate authority',
      ],
      [
        'an authority that is no certificate',
        { tls: 'on', ca: 'MIIB' },
        'CA Certificate: found “MIIB”',
        'BEGIN CERTIFICATE',
      ],
      ['a host that does not exist', { host: 'no-such-host.invalid' }, 'There is no such host', 'Check the host'],
      ['a port where nobody is', { port: 1 }, 'PostgreSQL cannot be reached', 'Check that it is running'],
      ['a port that is none', { port: 70_000 }, 'Port: found “70000”, which is not a port', '5432'],
      [
        'a schema that is none',
        { schema: 'x"; DROP SCHEMA public; --' },
        'is not a name that can be used',
        'small letters',
      ],
      ['no host', { host: ' ' }, 'Host', 'Open the credential'],
    ];
    it.each(refused)('%s: says what is wrong and what to change', async (_what, data, problem, advice) => {
      const { status, message } = await tryOut(data);
      expect(status).toBe('Error');
      expect(message).toContain(problem);
      expect(message).toContain(advice);
      expect(message).not.toContain('wrong');
    });

    it('takes a schema that was made for the user, and TLS with the authority given, in one line or many, or ignored', async () => {
      const ca = readFileSync(join(folder, 'server.crt'), 'utf8');
      const answers = await Promise.all([
        tryOut({ user: 'guest', schema: 'made_for_guest' }),
        tryOut({ user: 'sealed', tls: 'on', ca }),
        tryOut({ user: 'sealed', tls: 'on', ca: ca.replaceAll('\n', ' ') }),
        tryOut({ user: 'sealed', tls: 'on', ca: ca.replaceAll('\n', '\\n') }),
        tryOut({ user: 'sealed', tls: 'on', ignoreTlsIssues: true }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['OK', 'OK', 'OK', 'OK', 'OK']);
    });
  },
);
