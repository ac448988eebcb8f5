import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { contactKey } from '../../dunning/ledger/key';
import type { DunningData } from '../../dunning/item';
import { NODE, ROOT } from '../../scripts/host/host';
import { itemsOf } from '../../scripts/host/n8n-types';
import { generateBook } from '../../scripts/sample-book/book';
import { CadenceBench } from './cadence-bench';

const AS_OF = '2026-11-23';

describe('the daily cadence in a real n8n, on the sample book', () => {
  let bench: CadenceBench;

  beforeAll(async () => {
    bench = await CadenceBench.start();
  });

  afterAll(async () => {
    await bench?.stop();
  });

  it('writes to each customer that may be written to, once, and to nobody on a second run', async () => {
    const workflow = await bench.prepare({ name: 'sample', csv: generateBook(1, AS_OF), asOf: AS_OF });
    const { execution, figures } = await bench.run(workflow);

    expect(figures.rows).toBe(2000);
    expect(figures.customers).toBe(300);
    const { due, waiting, on_hold, needs_review, closed } = figures.outcomes;
    expect(due + waiting + on_hold + needs_review + closed + figures.unreadable.length).toBe(2000);
    const { allow, defer, block } = figures.verdicts;
    expect(allow + defer + block + figures.unwritable.length).toBe(due);
    expect(allow).toBeGreaterThan(20);
    expect(figures.claimed).toBe(allow);
    expect(figures.deliveries).toEqual([expect.objectContaining({ code: 'sent', count: allow })]);

    // What arrived is what was sent: one mail for each contact key, to the address on the invoice, in both forms.
    const sent = itemsOf(execution, 'Send the e-mail').map(({ json }) => json.dunning as DunningData);
    expect(bench.inbox.mails).toHaveLength(allow);
    for (const { debt, stage, message, contact } of sent) {
      if (!debt || !stage?.key || message?.channel !== 'email') throw new Error('A mail was sent that nobody wrote');
      const { account, customer, scope, cycle } = debt;
      const identity = {
        account,
        customerId: customer.id,
        scope,
        cycle,
        stage: stage.key,
        attempt: stage.attempt ?? 1,
      };
      expect(contact?.key).toBe(contactKey({ ...identity, channel: 'email' }));
      const mails = bench.inbox.mails.filter(({ parsed }) => parsed.messageId?.includes(contact?.key ?? '?'));
      expect(mails.map(({ recipients }) => recipients)).toEqual([[message.to]]);
      expect(mails[0]?.parsed.subject).toBe(message.subject);
      expect(mails[0]?.parsed.html).toContain(debt.openItems[0]?.number);
      expect(mails[0]?.parsed.text).toContain(debt.openItems[0]?.number);
    }

    const again = await bench.run(workflow);
    expect(again.figures.claimed).toBe(0);
    expect(bench.inbox.mails).toHaveLength(allow);
  });

  it.each(['latin1', 'utf8'] as const)(
    'reads what Excel saves in Spanish: semicolons, decimals with a comma, %s',
    async (letters) => {
      const rows = [
        'Número de factura;Cliente;Correo electrónico;País;Fecha de vencimiento;Importe;Saldo;Moneda',
        `N-1-${letters};Ñandú Logística;nandu-${letters}@cliente.example;México;08/11/2026;12.500,50;1.250,75;MXN`,
        `N-2-${letters};"Peña; Hijos, S.A.";pena-${letters}@cliente.example;México;20/11/2026;900,00;900,00;MXN`,
      ];
      const text = `${letters === 'utf8' ? '\uFEFF' : ''}${rows.join('\r\n')}\r\n`;
      const before = bench.inbox.mails.length;
      const workflow = await bench.prepare({ name: `excel-${letters}`, csv: Buffer.from(text, letters), asOf: AS_OF });
      const { execution } = await bench.run(workflow);
      const mails = bench.inbox.mails.slice(before).map(({ parsed }) => parsed.text ?? '');
      const seen = itemsOf(execution, 'Which stage is each invoice at?').map(
        ({ json }) => (json.dunning as DunningData).debt,
      );
      expect(seen.map((debt) => [debt?.customer.name, debt?.balance.minor])).toEqual([
        ['Ñandú Logística', 125_075],
        ['Peña; Hijos, S.A.', 90_000],
      ]);
      expect(mails).toHaveLength(2);
      expect(mails.find((mail) => mail.includes(`N-1-${letters}`))).toMatch(/Ñandú Logística[^]*\$1,250\.75/);
    },
  );

  it('publishes: its schedule goes live without a complaint', async () => {
    const workflow = await bench.prepare({ name: 'published', csv: generateBook(3, AS_OF), asOf: AS_OF });
    await bench.n8n.client.activate(workflow.id);
    const stored = await bench.n8n.client.request<{ active: boolean }>('GET', `/rest/workflows/${workflow.id}`);
    expect(stored.active).toBe(true);
  });

  it('tests its SMTP credential: says that the inbox answers, and what is wrong where nothing listens', async () => {
    const { client } = bench.n8n;
    const data = { host: '127.0.0.1', port: bench.inbox.smtpPort, security: 'none', user: '', password: '' };
    const { id, name } = await client.importCredential({ name: 'Tried', type: 'dunningSmtpApi', data });
    const good = await client.testCredential({ id, name, type: 'dunningSmtpApi', data });
    expect(good).toMatchObject({ status: 'OK' });
    const bad = await client.testCredential({ id, name, type: 'dunningSmtpApi', data: { ...data, port: 1 } });
    expect(bad.status).toBe('Error');
    expect(bad.message).toMatch(/127\.0\.0\.1/);
  });
});

describe('npm run demo', () => {
  it('prints what happened in words and tables, and that nobody was written to twice', async () => {
    const { stdout } = await promisify(execFile)(
      NODE,
      [path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'), path.join(ROOT, 'scripts/demo/cli.ts')],
      { cwd: ROOT },
    );
    expect(stdout).toMatch(/2,000 invoices read, of 300 customers/);
    expect(stdout).toMatch(/Final notice +\d+/);
    expect(stdout).toMatch(/ +\d+ +may go out/);
    expect(stdout).toMatch(/MXN +[\d,]+\.\d\d/);
    expect(stdout).toMatch(/Nobody was written to twice: (\d+) mails in the inbox before, \1 after/);
  });
});
