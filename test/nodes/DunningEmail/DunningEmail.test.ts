import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Delivery, DunningData } from '../../../dunning/item';
import type { ClaimResult } from '../../../dunning/ledger/ledger';
import type { EmailMessage } from '../../../dunning/message/message';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { execute } from './context';
import type { Run } from './context';
import { startInbox } from './inbox';
import type { Inbox } from './inbox';
import { claimFor, reminder } from './samples';

const PASSWORD = 'contraseña-secreta';
let folder: string;
let inbox: Inbox;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dunning-email-'));
  inbox = await startInbox({
    hideDSN: false,
    onAuth: ({ username, password }, _session, done) =>
      password === PASSWORD ? done(null, { user: username }) : done(new Error('5.7.8 wrong: ' + password)),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nadie')
        ? done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }))
        : done(),
  });
});

afterEach(async () => {
  await inbox.close();
  await rm(folder, { recursive: true, force: true });
});

const ledgerFile = () => path.join(folder, 'ledger.sqlite');
const now = () => new Date().toISOString();

function credentials(part: IDataObject = {}): IDataObject {
  return { host: '127.0.0.1', port: inbox.port, security: 'none', user: '', password: '', ...part };
}

async function claims(customers: string[]): Promise<ClaimResult[]> {
  const ledger = await openSqliteLedger(ledgerFile());
  const results = await ledger.claim(customers.map(claimFor), now(), 15 * 60_000);
  await ledger.close();
  return results;
}

async function statuses(...customers: string[]) {
  const ledger = await openSqliteLedger(ledgerFile());
  const lines = await Promise.all(customers.map((customer) => ledger.timeline('default', customer, now())));
  await ledger.close();
  return lines.map(({ contacts }) => contacts[0]?.status);
}

function item(dunning: DunningData, more: Partial<INodeExecutionData> = {}): INodeExecutionData {
  return { json: { invoice: 'A-1', dunning: dunning as unknown as IDataObject }, ...more };
}

/** One claimed message for each customer. */
async function items(customers: string[], part: Partial<EmailMessage> = {}): Promise<INodeExecutionData[]> {
  const contacts = await claims(customers);
  return contacts.map((contact, at) =>
    item({ message: reminder({ to: `${customers[at]}@cliente.example`, ...part }), contact }),
  );
}

async function run(
  part: Partial<Run> & { options?: IDataObject; parameters?: IDataObject },
): Promise<INodeExecutionData[]> {
  return await execute({
    items: [],
    credentials: credentials(),
    ...part,
    parameters: {
      fromEmail: 'cobranza@acme.example',
      fromName: 'Acme',
      ...part.parameters,
      options: { ledgerFile: ledgerFile(), ...part.options },
    },
  });
}

const deliveryOf = (out: INodeExecutionData | undefined) => (out?.json.dunning as { delivery: Delivery }).delivery;

describe('Dunning Email', () => {
  it('sends the message of each item, notes the result, and keeps everything else on the item', async () => {
    const out = await run({ items: await items(['ana', 'beto']) });
    expect(inbox.mails.map(({ mail }) => mail.headers.get('to'))).toHaveLength(2);
    expect(out.map((one) => [one.json.invoice, one.pairedItem, deliveryOf(one).outcome])).toEqual([
      ['A-1', { item: 0 }, 'sent'],
      ['A-1', { item: 1 }, 'sent'],
    ]);
    const { key } = (out[0]!.json.dunning as unknown as DunningData).contact!;
    expect(deliveryOf(out[0])).toMatchObject({ provider: 'smtp', providerMessageId: `<${key}@acme.example>` });
    expect(inbox.mails.map(({ mail }) => mail.messageId)).toContain(`<${key}@acme.example>`);
    expect(await statuses('ana', 'beto')).toEqual(['sent', 'sent']);
  });

  it('sends nothing more when the workflow runs again on the same items', async () => {
    const given = await items(['ana']);
    await run({ items: given });
    const out = await run({ items: given });
    expect(inbox.mails).toHaveLength(1);
    expect(deliveryOf(out[0]).outcome).toBe('not_sent');
  });

  it('attaches the binary fields that are named', async () => {
    const [first] = await items(['ana']);
    const data = Buffer.from('factura').toString('base64');
    const binary = { factura: { data, mimeType: 'application/pdf', fileName: 'A-1.pdf' } };
    const out = await run({ items: [{ ...first!, binary }], parameters: { attachments: ' factura , ' } });
    expect(deliveryOf(out[0]).outcome).toBe('sent');
    expect(inbox.mails[0]!.mail.attachments[0]).toMatchObject({ filename: 'A-1.pdf', content: Buffer.from('factura') });
    expect(out[0]!.binary).toEqual(binary);
  });

  it('fails only the item whose attachment is missing, and names what the item has', async () => {
    const [first, second] = await items(['ana', 'beto']);
    const binary = { pdf: { data: '', mimeType: 'application/pdf' } };
    const out = await run({ items: [first!, { ...second!, binary }], parameters: { attachments: 'pdf' } });
    expect(deliveryOf(out[0])).toMatchObject({
      outcome: 'failed',
      detail: expect.stringMatching(/“pdf”.*no binary data/),
    });
    expect(deliveryOf(out[1]).outcome).toBe('sent');
  });

  it('notes a refused recipient as a result and sends to the others', async () => {
    const out = await run({ items: await items(['nadie', 'beto']) });
    expect(deliveryOf(out[0])).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('5.1.1 no such user'),
    });
    expect(out[0]!.error).toBeUndefined();
    expect(deliveryOf(out[1]).outcome).toBe('sent');
    expect(await statuses('nadie', 'beto')).toEqual(['failed', 'sent']);
  });

  it('gives a refused recipient an error when the node is set to continue on errors', async () => {
    const out = await run({ items: await items(['nadie', 'beto']), continueOnFail: true });
    expect(out[0]).toMatchObject({ pairedItem: { item: 0 }, json: { error: expect.stringContaining('no such user') } });
    // Never as n8n’s own `error` property: n8n would then throw the fields of the item away.
    expect(deliveryOf(out[0]).outcome).toBe('failed');
    expect(out[0]!.error).toBeUndefined();
    expect(out[1]!.json.error).toBeUndefined();
  });

  it('fails only the item whose address is wrong', async () => {
    const [bad] = await items(['ana'], { to: 'ana@cliente.example, eve@evil.example' });
    const [good] = await items(['beto']);
    const out = await run({ items: [bad!, good!] });
    expect(deliveryOf(out[0])).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('more than one') });
    expect(deliveryOf(out[1]).outcome).toBe('sent');
    expect(inbox.mails.map(({ envelope }) => envelope.rcptTo.map(({ address }) => address))).toEqual([
      ['beto@cliente.example'],
    ]);
  });

  it('passes on with its reason what the tracker said to skip', async () => {
    await items(['ana']);
    const [skip] = await claims(['ana']);
    const out = await run({ items: [item({ message: reminder(), contact: skip })] });
    expect(skip!.decision).toBe('skip');
    expect(deliveryOf(out[0]).outcome).toBe('not_sent');
    expect(deliveryOf(out[0]).detail).toMatch(/\S/);
    expect(inbox.mails).toHaveLength(0);
  });

  it('asks the server for delivery reports', async () => {
    await run({ items: await items(['ana']), options: { deliveryReports: 'all' } });
    expect(inbox.mails[0]!.envelope.rcptTo[0]).toMatchObject({
      dsn: { notify: ['FAILURE', 'DELAY', 'SUCCESS'], orcpt: 'rfc822;ana@cliente.example' },
    });
  });
});

describe('a mistake in the workflow', () => {
  it.each<[string, DunningData, RegExp]>([
    ['no message', {}, /The message \(dunning\.message\): found nothing/],
    [
      'a message for another channel',
      { message: { ...reminder(), channel: 'sms' } as never },
      /not a message for e-mail/,
    ],
    ['no claim', { message: reminder() }, /The claim \(dunning\.contact\): found nothing/],
  ])('%s stops the run before anything is sent, and names the item', async (_name, dunning, text) => {
    const good = await items(['ana']);
    await expect(run({ items: [...good, item(dunning)] })).rejects.toThrow(text);
    await expect(run({ items: [...good, item(dunning)] })).rejects.toThrow(/^Item 1: /);
    expect(inbox.mails).toHaveLength(0);
    expect(await statuses('ana')).toEqual(['released']);
  });

  it('fails only that item when the node is set to continue on errors', async () => {
    const out = await run({ items: [item({ message: reminder() }), ...(await items(['ana']))], continueOnFail: true });
    expect(out[0]).toMatchObject({
      pairedItem: { item: 0 },
      json: { error: expect.stringContaining('dunning.contact') },
    });
    expect(deliveryOf(out[0]).outcome).toBe('not_sent');
    expect(deliveryOf(out[1]).outcome).toBe('sent');
  });

  it('is no claim, unless the user chose to send anyway', async () => {
    const out = await run({ items: [item({ message: reminder() })], options: { withoutClaim: 'send' } });
    expect(deliveryOf(out[0]).outcome).toBe('sent');
    expect(inbox.mails[0]!.mail.messageId).toBe(deliveryOf(out[0]).providerMessageId);
  });

  it.each(['', 'acme', 'a@b.example\r\nBcc: eve@evil.example'])('is the sender address %j', async (fromEmail) => {
    await expect(run({ items: await items(['ana']), parameters: { fromEmail } })).rejects.toThrow(/From Email: found/);
  });
});

describe('a mail server that cannot be used', () => {
  it('stops the run with cause and cure when the password is wrong, and shows it nowhere', async () => {
    const given = await items(['ana', 'beto']);
    const wrong = credentials({ security: 'starttls', allowSelfSigned: true, user: 'ar', password: 'clave-errada' });
    const error = await run({ items: given, credentials: wrong }).catch((thrown) => thrown);
    expect(error.message).toMatch(/does not accept this user and password/);
    expect(error.description).toMatch(/app password.*0 of 2 messages/);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('clave-errada');
    expect(await statuses('ana', 'beto')).toEqual(['released', 'released']);

    const right = { ...wrong, password: PASSWORD };
    const again = await items(['ana', 'beto']);
    expect((await run({ items: again, credentials: right })).map((one) => deliveryOf(one).outcome)).toEqual([
      'sent',
      'sent',
    ]);
  });

  it('stops the run when nothing is listening, and gives the claims back', async () => {
    const given = await items(['ana']);
    const { port } = inbox;
    await inbox.close();
    await expect(run({ items: given, credentials: credentials({ port }) })).rejects.toThrow(/Nothing answers at 127/);
    expect(await statuses('ana')).toEqual(['released']);
  }, 20_000);

  it('gives every unsent item an error when the node is set to continue on errors', async () => {
    const out = await run({
      items: await items(['ana', 'beto']),
      credentials: credentials({ security: 'starttls', allowSelfSigned: false }),
      continueOnFail: true,
    });
    expect(out.map((one) => one.json.error)).toEqual(
      Array(2).fill(expect.stringMatching(/certificate of the mail server|for the certificate/)),
    );
    expect(out.map((one) => deliveryOf(one).outcome)).toEqual(['not_sent', 'not_sent']);
  });

  it('names the field of the credential that cannot be right, and gives the claims back', async () => {
    const given = await items(['ana']);
    await expect(run({ items: given, credentials: credentials({ port: 70_000 }) })).rejects.toThrow(
      /^Port: found “70000”/,
    );
    expect(await statuses('ana')).toEqual(['released']);
  });
});
