import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { ANSWERS } from '../../../dunning/providers/answers';
import { signLink } from '../../../dunning/providers/tracking';
import { DeliveryTrackerTrigger } from '../../../nodes/DeliveryTrackerTrigger/DeliveryTrackerTrigger.node';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import {
  basicCall,
  mailgunCall,
  mercadoPagoCall,
  metaCall,
  standardCall,
  stripeCall,
  twilioCall,
} from '../../harness/senders';
import type { SignedCall } from '../../harness/senders';
import { claimOf, deliver } from '../../e2e/webhook-bench';
import { contextOf, serve } from './world';
import type { Served, World } from './world';

const SECRET = 'whsec_' + Buffer.from('a secret of this test').toString('base64');
const LINK_KEY = 'links-are-signed-with-this-key-of-many-letters';
const ADDRESS = 'https://n8n.example.com/webhook/1/events';
let folder: string;
let served: Served | undefined;
const file = () => path.join(folder, 'ledger.sqlite');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trigger-'));
});

afterEach(async () => {
  await served?.close();
  served = undefined;
  await rm(folder, { recursive: true, force: true });
});

const world = (provider: string, type: string, credential: IDataObject, more: IDataObject = {}): World => ({
  parameters: {
    provider,
    settings: { ledgerFile: file(), ...(more.settings as IDataObject) },
    ...(more.parameters as IDataObject),
  },
  credentials: { [type]: credential },
});

/** A call of each provider that can be made without keys of its own, and the credential it is checked with. */
const callers: Record<string, [type: string, credential: IDataObject, call: (now: number) => SignedCall]> = {
  whatsapp: [
    'dunningWebhookApi',
    { webhookSecrets: 's', verifyToken: 'w' },
    () => metaCall({ entry: [{ changes: [{ value: { statuses: [{ id: 'w1', status: 'read' }] } }] }] }, 's'),
  ],
  mailgun: [
    'dunningWebhookApi',
    { webhookSecrets: 's' },
    // A token is good for one body, and the body holds the second it was signed in.
    (now) => mailgunCall({ event: 'delivered', id: 'm1' }, 's', `t${Math.floor(now / 1000)}`, now),
  ],
  postmark: [
    'dunningWebhookApi',
    { user: 'u', password: 'p' },
    () => basicCall({ RecordType: 'Delivery', MessageID: 'p' }, 'u', 'p'),
  ],
  brevo: ['dunningWebhookApi', { user: 'u', password: 'p' }, () => basicCall({ event: 'delivered' }, 'u', 'p')],
  resend: [
    'dunningWebhookApi',
    { webhookSecrets: SECRET },
    (now) =>
      standardCall({ type: 'email.delivered', created_at: '2026-11-23T12:00:00Z', data: {} }, SECRET, 'm', now, 'svix'),
  ],
  standard_webhooks: [
    'dunningWebhookApi',
    { webhookSecrets: SECRET },
    (now) => standardCall({ type: 'message.delivered' }, SECRET, 'm', now),
  ],
  twilio: [
    'dunningWebhookApi',
    { webhookSecrets: 's' },
    () => twilioCall({ MessageSid: 'SM1', MessageStatus: 'sent' }, 's', ADDRESS),
  ],
  stripe: [
    'dunningStripeApi',
    { webhookSecrets: 's' },
    (now) => stripeCall({ id: 'evt_1', type: 'charge.failed', data: {} }, 's', now),
  ],
};

describe.each(Object.entries(callers))('a call of %s', (provider, [type, credential, call]) => {
  it('is stored, answered as its sender expects, and starts the workflow once', async () => {
    served = await serve(world(provider, type, credential));
    const first = await deliver(served.url, call(Date.now()));
    expect([first.status, await first.text()]).toEqual([200, provider === 'twilio' ? '<Response/>' : '']);
    expect((await deliver(served.url, call(Date.now()))).status).toBe(200);
    expect(served.items).toHaveLength(1);
    expect(served.items[0]?.json).toMatchObject({ dunning: { event: { provider, isNew: true, isMatched: false } } });
  });

  it('is answered so that it comes again when the ledger cannot store it, and starts nothing', async () => {
    await writeFile(file(), 'this is no database, but somebody’s own file');
    served = await serve(world(provider, type, credential));
    expect((await deliver(served.url, call(Date.now()))).status).toBe(ANSWERS[provider as 'stripe'].notStored);
    expect(served.items).toEqual([]);
    expect(served.warnings.join()).toMatch(/could not be stored/);
  });

  it('is refused without a secret, and answered so that it comes again without a credential', async () => {
    served = await serve(world(provider, type, { webhookSecrets: ' \n ' }));
    expect((await deliver(served.url, call(Date.now()))).status).toBe(ANSWERS[provider as 'stripe'].refused);
    await served.close();
    served = await serve({ ...world(provider, type, credential), credentials: {} });
    expect((await deliver(served.url, call(Date.now()))).status).toBe(ANSWERS[provider as 'stripe'].notStored);
    expect(served.items).toEqual([]);
  });

  it('cannot be published without a secret', async () => {
    const { checkExists } = new DeliveryTrackerTrigger().webhookMethods.default;
    const publish = (given: IDataObject) =>
      checkExists.call(contextOf(world(provider, type, given)) as unknown as IHookFunctions);
    await expect(publish({ webhookSecrets: '' })).rejects.toThrow(
      /must be filled in before the workflow can be published/,
    );
    await expect(publish(credential)).resolves.toBe(true);
  });
});

describe('what starts the workflow', () => {
  const [type, credential] = callers.standard_webhooks ?? [];
  const send = (id: string, event: string, data: object = {}) =>
    deliver(served?.url ?? '', standardCall({ type: event, data }, SECRET, id, Date.now()));

  it('is every event when known ones are wanted too, and the call with it where that is asked for', async () => {
    served = await serve(
      world('standard_webhooks', type ?? '', credential ?? {}, { settings: { alsoKnown: true, includeCall: true } }),
    );
    await send('m1', 'message.delivered', { recipient: 'a@example.com' });
    await send('m1', 'message.delivered', { recipient: 'a@example.com' });
    expect(served.items.map(({ json }) => (json.dunning as { event: { isNew: boolean } }).event.isNew)).toEqual([
      true,
      false,
    ]);
    expect(served.items[0]?.json.call).toEqual({
      method: 'POST',
      body: { type: 'message.delivered', data: { recipient: 'a@example.com' } },
    });
  });

  it('is no machine’s open when those are to be skipped; they are recorded all the same', async () => {
    const claim = claimOf('m');
    const ledger = await openSqliteLedger(file());
    await ledger.claim([claim], new Date().toISOString(), 60_000);
    served = await serve(
      world('standard_webhooks', type ?? '', credential ?? {}, { settings: { skipMachines: true } }),
    );
    await send('m1', 'message.opened', { machine: true, dunning_contact: claim.key });
    await send('m2', 'message.opened', { machine: false });
    expect(served.items).toHaveLength(1);
    const [contact] = await ledger.identify([{ key: claim.key }], new Date().toISOString());
    await ledger.close();
    expect(contact?.status).toBe('delivered');
  });
});

describe('Mercado Pago, asked for the payment that a call only names', () => {
  const call = () => mercadoPagoCall({ data: { id: '77' } }, 's', 'r-1', Date.now());
  const credential = { webhookSecrets: 's', accessToken: 't', baseUrl: 'https://api.mercadopago.com/' };
  const asking = (outside: World['outside']) =>
    serve({ ...world('mercadopago', 'dunningMercadoPagoApi', credential), outside });

  it.each([401, 429, 500])('comes again when it is answered with %i', async (statusCode) => {
    served = await asking(() => ({ statusCode, body: {} }));
    expect(
      (await deliver(served.url, { ...call(), body: JSON.stringify({ type: 'payment', data: { id: '77' } }) })).status,
    ).toBe(503);
    expect(served.items).toEqual([]);
  });

  it('is asked at its own address with the token of the account', async () => {
    const asked: unknown[] = [];
    served = await asking((url, authenticatedBy) => {
      asked.push([url, authenticatedBy]);
      return { statusCode: 200, body: { id: 77, status: 'rejected', currency_id: 'MXN', transaction_amount: 5 } };
    });
    const status = (
      await deliver(served.url, { ...call(), body: JSON.stringify({ type: 'payment', data: { id: '77' } }) })
    ).status;
    expect([status, asked]).toEqual([200, [['https://api.mercadopago.com/v1/payments/77', 'dunningMercadoPagoApi']]]);
    expect(served.items[0]?.json).toMatchObject({ dunning: { event: { type: 'payment_failed' } } });
  });
});

describe('our own links', () => {
  const claim = claimOf('ana');
  const token = (kind: 'click' | 'unsubscribe' | 'preferences', contactKey = claim.key) =>
    signLink({ kind, contactKey, expiresAt: Date.now() + 86_400_000, target: 'https://pay.example.com/' }, LINK_KEY);
  const links = (key = LINK_KEY) =>
    serve(world('tracking', 'dunningLinksApi', { signingSecret: key, allowedHosts: 'pay.example.com' }));
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
  const post = (kind: 'unsubscribe' | 'preferences', body: string) =>
    fetch(`${served?.url}?t=${token(kind)}`, {
      method: 'POST',
      body,
      headers: { ...agent, 'content-type': 'application/x-www-form-urlencoded' },
    });

  it('lead the customer on also when the click cannot be stored, but never say that an opt-out is done when it is not', async () => {
    await writeFile(file(), 'this is no database, but somebody’s own file');
    served = await links();
    const click = await fetch(`${served.url}?t=${token('click')}`, { redirect: 'manual', headers: agent });
    expect([click.status, click.headers.get('location')]).toEqual([302, 'https://pay.example.com/']);
    const out = await post('unsubscribe', 'List-Unsubscribe=One-Click');
    expect([out.status, out.headers.get('retry-after')]).toEqual([503, '300']);
    expect(await out.text()).toMatch(/Inténtelo de nuevo/);
    expect((await post('preferences', 'save=1')).status).toBe(503);
  });

  it('of a contact that the ledger does not know show no preferences and save none', async () => {
    served = await links();
    expect((await post('preferences', 'save=1&channel=email')).status).toBe(404);
  });

  it('are read with an earlier key after a change, and with none when no key is long enough', async () => {
    const credential = { signingSecret: 'a new key that was made today, long enough', earlierSecrets: `x ${LINK_KEY}` };
    served = await serve(world('tracking', 'dunningLinksApi', { ...credential, allowedHosts: 'pay.example.com' }));
    expect((await fetch(`${served.url}?t=${token('unsubscribe')}`)).status).toBe(200);
    await served.close();
    served = await links('short');
    expect((await fetch(`${served.url}?t=${token('unsubscribe')}`)).status).toBe(404);
  });
});
