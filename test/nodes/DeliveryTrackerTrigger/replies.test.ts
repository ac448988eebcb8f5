import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { FullLedger } from '../../../dunning/ledger/records';
import { recipientHash } from '../../../dunning/providers/shared/events';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { deliver } from '../../e2e/webhook-bench';
import { metaCall, twilioCall } from '../../harness/senders';
import { request } from '../../stores/requests';
import { serve } from './world';
import type { Served } from './world';

const ADDRESS = 'https://n8n.example.com/webhook/1/events';
const PHONE = '+5215512345678';
const NOW = '2026-11-23T15:00:00.000Z';
let folder: string;
let served: Served;
let ledger: FullLedger;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'replies-'));
  ledger = await openSqliteLedger(path.join(folder, 'ledger.sqlite'));
});

afterEach(async () => {
  await served.close();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

const listen = async (provider: string) => {
  served = await serve({
    parameters: { provider, settings: { ledgerFile: path.join(folder, 'ledger.sqlite') } },
    credentials: { dunningWebhookApi: { webhookSecrets: 's', verifyToken: 'w' } },
  });
};

async function written(customerId: string, channel: 'sms' | 'whatsapp', stage = 'first'): Promise<void> {
  const [claim] = await ledger.claim([request({ customerId, channel, stage })], NOW, 60_000);
  if (claim?.decision !== 'send') throw new Error('not won');
  const result = { key: claim.key, token: claim.token, outcome: 'sent', at: NOW, provider: 'twilio' } as const;
  await ledger.recordResults([{ ...result, recipientHash: recipientHash(PHONE) }], NOW);
}

const refused = async (customerId: string) =>
  (await ledger.standing('acme', [customerId], NOW)).get(customerId)?.refused ?? [];

const putOut = () => served.items.map(({ json }) => json.dunning as { event: IDataObject; record?: IDataObject });

describe('an SMS from a customer, which names no message', () => {
  const sms = (Body: string, MessageSid: string) =>
    deliver(served.url, twilioCall({ MessageSid, SmsStatus: 'received', From: PHONE, Body }, 's', ADDRESS));

  it('that says STOP, in whatever language, ends the SMS to that customer and says whose it was', async () => {
    await written('ana', 'sms');
    await listen('twilio');
    expect((await sms('Baja, por favor', 'SM1')).status).toBe(200);
    expect(putOut()).toMatchObject([
      {
        event: { type: 'unsubscribed', isOptOut: true, isMatched: true, matchedBy: 'address', causedBy: 'person' },
        record: { customerId: 'ana', channel: 'sms' },
      },
    ]);
    expect(await refused('ana')).toEqual(['sms']);
  });

  it('that says anything else is an answer of that customer, and refuses nothing', async () => {
    await written('ana', 'sms');
    await listen('twilio');
    await sms('Ya pagué, baje el recargo por favor', 'SM1');
    expect(putOut()).toMatchObject([{ event: { type: 'replied', isOptOut: false }, record: { customerId: 'ana' } }]);
    expect(await refused('ana')).toEqual([]);
  });

  it('from a phone that several customers have ends the SMS to all of them, and is nobody’s in particular', async () => {
    await written('ana', 'sms');
    await written('luis', 'sms');
    await listen('twilio');
    await sms('STOP', 'SM1');
    const [item] = putOut();
    expect(item).toMatchObject({ event: { isOptOut: true, isMatched: false } });
    expect(item).not.toHaveProperty('record');
    expect([await refused('ana'), await refused('luis')]).toEqual([['sms'], ['sms']]);
  });
});

describe('a message by WhatsApp that quotes none of ours', () => {
  it('is placed by the phone, on that channel only', async () => {
    await written('ana', 'whatsapp');
    await written('ana', 'sms', 'second');
    await listen('whatsapp');
    const message = {
      from: PHONE.slice(1),
      id: 'wamid.1',
      timestamp: '1772532000',
      type: 'text',
      text: { body: 'sair' },
    };
    const value = { messaging_product: 'whatsapp', messages: [message] };
    const body = { entry: [{ id: '1', changes: [{ field: 'messages', value }] }] };
    expect((await deliver(served.url, metaCall(body, 's'))).status).toBe(200);
    expect(putOut()).toMatchObject([{ event: { matchedBy: 'address' }, record: { channel: 'whatsapp' } }]);
    expect(await refused('ana')).toEqual(['whatsapp']);
  });
});

describe('a callback of Twilio that was set to GET', () => {
  it('is an event like any other; without a signature it only says that the address works', async () => {
    await listen('twilio');
    const search = '?MessageSid=SM9&MessageStatus=delivered&To=%2B5215512345678';
    const signature = createHmac('sha1', 's')
      .update(ADDRESS + search)
      .digest('base64');
    const signed = await fetch(served.url + search, { headers: { 'x-twilio-signature': signature } });
    expect([signed.status, await signed.text()]).toEqual([200, '<Response/>']);
    expect(putOut()).toMatchObject([{ event: { type: 'delivered', providerMessageId: 'SM9' } }]);
    const forged = await fetch(`${served.url}${search}0`, { headers: { 'x-twilio-signature': signature } });
    expect(forged.status).toBe(401);
    expect(await (await fetch(served.url + search)).text()).toMatch(/It works/);
    expect(served.items).toHaveLength(1);
  });
});
