import { simpleParser } from 'mailparser';

import { signLink } from '../../dunning/providers/tracking';
import { Inbox } from '../../scripts/demo/inbox';
import { claimOf, WebhookBench } from './webhook-bench';
import type { Published } from './webhook-bench';

const KEY = 'links-are-signed-with-this-key-of-many-letters';
const PERSON =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': PERSON };

/** From the mail that leaves to the click that comes back: Dunning Email writes the links, the trigger answers them. */
describe('our own links, from the mail to the ledger, at a real n8n', () => {
  let bench: WebhookBench;
  let inbox: Inbox;
  let trigger: Published;
  const ana = claimOf('ana');
  const bob = claimOf('bob');
  const of: Record<string, Record<string, string>> = {};
  const standing = (customer: string) =>
    bench.withLedger(async (ledger) =>
      (await ledger.standing('acme', [customer], new Date().toISOString())).get(customer),
    );
  const statusOf = (key: string) =>
    bench.withLedger(async (ledger) => (await ledger.identify([{ key }], new Date().toISOString()))[0]?.status);

  beforeAll(async () => {
    [bench, inbox] = await Promise.all([WebhookBench.start(), Inbox.start({})]);
    const { client } = bench.n8n;
    const data = { signingSecret: KEY, allowedHosts: 'pay.example.com' };
    trigger = await bench.publish({
      provider: 'tracking',
      parameters: { senderName: 'Acme <SA>' },
      credential: { type: 'dunningLinksApi', data },
    });
    const links = await client.importCredential({
      name: 'Links',
      type: 'dunningLinksApi',
      data: { ...data, address: trigger.url },
    });
    const smtp = await client.importCredential({
      name: 'SMTP',
      type: 'dunningSmtpApi',
      data: { host: '127.0.0.1', port: inbox.smtpPort, security: 'none', user: '', password: '' },
    });
    const claims = await bench.withLedger((ledger) => ledger.claim([ana, bob], new Date().toISOString(), 900_000));
    const items = claims.map((claim, index) => ({
      dunning: {
        contact: claim,
        message: {
          channel: 'email',
          template: 't',
          locale: 'es-MX',
          to: `${index === 0 ? 'ana' : 'bob'}@example.com`,
          warnings: [],
          subject: 'Recordatorio',
          preheader: '',
          html: '<body><a href="https://pay.example.com/F-1">Pagar</a></body>',
          text: 'Pagar',
          headers: {},
        },
      },
    }));
    const { id } = await client.importWorkflow({
      name: 'send',
      nodes: [
        { name: 'Go', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
        {
          name: 'Items',
          type: 'n8n-nodes-base.code',
          typeVersion: 2,
          position: [200, 0],
          parameters: { jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }));` },
        },
        {
          name: 'Mail',
          type: 'n8n-nodes-dunning.dunningEmail',
          typeVersion: 1,
          position: [400, 0],
          parameters: {
            fromEmail: 'cobranza@acme.example',
            trackingLinks: true,
            links: ['clicks', 'opens', 'preferences', 'unsubscribe'],
          },
          credentials: { dunningSmtpApi: smtp, dunningLinksApi: links },
        },
      ],
      connections: {
        Go: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
        Items: { main: [[{ node: 'Mail', type: 'main', index: 0 }]] },
      },
    });
    const { status } = await client.run(id, 'Go');
    expect(status).toBe('success');
    for (const arrived of inbox.mails) {
      const mail = await simpleParser(arrived.raw);
      const html = String(mail.html);
      const addresses = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, one = '']) =>
        one.replaceAll('&amp;', '&'),
      );
      const [click = '', preferences = '', open = ''] = addresses;
      const header = String(
        (mail.headers.get('list') as { unsubscribe?: { url: string } } | undefined)?.unsubscribe?.url,
      );
      const to = [mail.to].flat()[0]?.text.split('@')[0] ?? '';
      of[to] = { click, preferences, open, unsubscribe: header };
    }
  });

  afterAll(async () => {
    await bench?.stop();
    await inbox?.stop();
  });

  const get = (url: string | undefined, headers: Record<string, string> = {}) =>
    fetch(url ?? '', { redirect: 'manual', headers: { 'user-agent': PERSON, ...headers } });

  it('counts the picture that a machine loads as delivered, and a person’s click as read', async () => {
    const picture = await get(of.ana?.open, { 'user-agent': 'Mozilla/5.0', accept: 'image/avif,image/*' });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(await statusOf(ana.key)).toBe('delivered');

    const click = await get(of.ana?.click);
    expect([click.status, click.headers.get('location')]).toEqual([302, 'https://pay.example.com/F-1']);
    expect(await statusOf(ana.key)).toBe('read');
  });

  it('lets nobody be unsubscribed by a program that only opens the link', async () => {
    const visits: Array<Record<string, string>> = [
      {},
      { 'sec-purpose': 'prefetch' },
      { 'user-agent': 'GoogleImageProxy' },
    ];
    for (const headers of visits) {
      const page = await get(of.ana?.unsubscribe, headers);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('¿Dejar de recibir estos mensajes?');
    }
    expect((await standing('ana'))?.refused).toEqual([]);
  });

  it('takes a customer off the channel with the one click of RFC 8058, in both forms, and only that customer', async () => {
    const post = (body: string | FormData, headers = {}) =>
      fetch(of.ana?.unsubscribe ?? '', { method: 'POST', body, headers });
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    expect((await post(multipart)).status).toBe(200);
    expect((await standing('ana'))?.refused).toEqual(['email']);
    expect((await post('List-Unsubscribe=One-Click', FORM)).status).toBe(200);
    expect((await standing('ana'))?.consent).toHaveLength(1);
    expect((await standing('bob'))?.refused).toEqual([]);
  });

  it('shows a customer their own choice, and records a new one', async () => {
    const page = await (await get(of.ana?.preferences, { 'accept-language': 'es-MX' })).text();
    expect(page).toContain('Acme &lt;SA&gt;');
    expect(page).toMatch(/value="email">/);
    expect(page).toMatch(/value="whatsapp" checked>/);
    const body = 'save=1&channel=email&channel=letter';
    const saved = await fetch(of.ana?.preferences ?? '', { method: 'POST', body, headers: FORM });
    expect(await saved.text()).toContain('Guardado');
    expect((await standing('ana'))?.refused).toEqual(['whatsapp', 'sms', 'call']);
    expect(await (await get(of.bob?.preferences)).text()).toMatch(/value="whatsapp" checked>/);
  });

  it('leads nowhere else, and opens for no token that was changed, made up or is over', async () => {
    const to = (token: string) => `${trigger.url}?t=${token}`;
    const token = new URL(of.ana?.click ?? '').searchParams.get('t') ?? '';
    const [payload = '', mac = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...said, t: 'https://evil.example/' })).toString('base64url');
    const later = Date.now() + 86_400_000;
    const click = (target: string, key: string, expiresAt = later) =>
      signLink({ kind: 'click', contactKey: ana.key, expiresAt, target }, key);
    expect((await get(to(`${other}.${mac}`))).status).toBe(404);
    expect(
      (await get(to(click('https://pay.example.com/', 'a key of somebody else, which is long enough')))).status,
    ).toBe(404);
    expect((await get(to(click('https://evil.example/', KEY)))).status).toBe(404);
    expect((await get(to(click('https://pay.example.com/', KEY, Date.now() - 1_000)))).status).toBe(410);
    for (const junk of ['', 'x', 'x.y', '%00', '..%2f..', 'a'.repeat(5_000)]) {
      const answer = await get(to(junk));
      expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    }
    expect((await get(`${to(token)}&t=${click('https://evil.example/', KEY)}`)).headers.get('location')).toBe(
      'https://pay.example.com/F-1',
    );
  });

  it('starts the workflow with what customers did and chose', async () => {
    const items = (await bench.items(trigger, 4)) as Array<{ dunning: { event?: { type: string }; choice?: object } }>;
    const types = items.map(({ dunning }) => dunning.event?.type ?? 'choice');
    expect(types.sort()).toEqual(['choice', 'clicked', 'opened', 'unsubscribed']);
    expect(items.find(({ dunning }) => dunning.choice)?.dunning.choice).toEqual({
      accepted: ['email', 'letter'],
      refused: ['whatsapp', 'sms', 'call'],
    });
  });
});
