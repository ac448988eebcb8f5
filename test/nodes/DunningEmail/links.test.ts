import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { readLink } from '../../../dunning/providers/tracking';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { execute } from './context';
import { startInbox } from './inbox';
import type { Inbox } from './inbox';
import { claimFor, reminder } from './samples';

const KEY = 'links-are-signed-with-this-key-of-many-letters';
const ADDRESS = 'https://n8n.example.com/webhook/1/events';
let folder: string;
let inbox: Inbox;
const ledgerFile = () => path.join(folder, 'ledger.sqlite');
const now = () => new Date().toISOString();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dunning-links-'));
  inbox = await startInbox();
});

afterEach(async () => {
  await inbox.close();
  await rm(folder, { recursive: true, force: true });
});

async function claimedItem(): Promise<INodeExecutionData> {
  const ledger = await openSqliteLedger(ledgerFile());
  const [contact] = await ledger.claim([claimFor('ana')], now(), 15 * 60_000);
  await ledger.close();
  const html = '<p><a href="https://pay.example.com/A-1">Pagar</a></p>';
  return { json: { dunning: { contact, message: reminder({ html }) } as unknown as IDataObject } };
}

async function send(parameters: IDataObject, credential: IDataObject): Promise<INodeExecutionData[]> {
  return await execute({
    parameters: { fromEmail: 'cobranza@acme.example', options: { ledgerFile: ledgerFile() }, ...parameters },
    credentials: { host: '127.0.0.1', port: inbox.port, security: 'none', user: '', password: '', ...credential },
    items: [await claimedItem()],
  });
}

describe('tracking links in a mail', () => {
  const good = { signingSecret: KEY, address: ADDRESS, allowedHosts: 'pay.example.com' };

  it('are in no mail unless somebody turns them on', async () => {
    await send({}, good);
    expect(inbox.mails[0]?.raw).not.toContain('n8n.example.com');
  });

  it('are the ones that were chosen, for the contact that was claimed, as long as they are to work', async () => {
    const begun = Date.now();
    const options = { ledgerFile: ledgerFile(), linkDays: 2 };
    await send({ trackingLinks: true, links: ['clicks', 'unsubscribe'], options }, good);
    const raw = inbox.mails[0]?.raw.replace(/\r\n[ \t]+/g, '') ?? '';
    const header = /^List-Unsubscribe: ?<([^>]+)>/im.exec(raw)?.[1] ?? '';
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/im);
    const said = readLink(new URL(header).searchParams.get('t') ?? '', [KEY], begun);
    expect(said).toMatchObject({ ok: true, link: { kind: 'unsubscribe', contactKey: claimFor('ana').key } });
    const expires = said.ok ? said.link.expiresAt : 0;
    expect(expires - begun).toBeGreaterThan(2 * 86_400_000 - 2_000);
    expect(expires - begun).toBeLessThan(2 * 86_400_000 + 120_000);
    const html = String(inbox.mails[0]?.mail.html);
    expect(html).toMatch(/href="https:\/\/n8n\.example\.com\/webhook\/1\/events\?t=/);
    expect(html).not.toContain('<img');
  });

  it.each([
    ['a short key', { ...good, signingSecret: 'short' }, /32 characters|missing or too short/],
    ['no address', { ...good, address: '' }, /Address of the Links/],
  ])('with %s send nothing, and give the claim back', async (_, credential, message) => {
    await expect(send({ trackingLinks: true }, credential)).rejects.toThrow(message);
    expect(inbox.mails).toEqual([]);
    const ledger = await openSqliteLedger(ledgerFile());
    const [again] = await ledger.claim([claimFor('ana')], new Date(Date.now() + 1_000).toISOString(), 60_000);
    await ledger.close();
    expect(again?.decision).toBe('send');
  });
});
