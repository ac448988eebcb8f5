import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PROVIDERS } from '../../dunning/providers';
import { CONTRACTS } from './index';
import type { ContractName } from './index';
import { NotPayable } from './base/provider';
import type { ProviderServer } from './base/provider';
import { ready } from './support';

const NAMES = Object.keys(CONTRACTS) as ContractName[];
const open: ProviderServer[] = [];

async function start(name: ContractName, options: Parameters<typeof ready>[1] = {}) {
  const started = await ready(name, options);
  open.push(started.server);
  return { ...started, server: started.server as ProviderServer };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

/** Something that takes webhooks and answers with the next of the given statuses. */
async function receiver(statuses: number[] = []) {
  const got: Array<{ url: string; headers: Record<string, string>; body: Buffer }> = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    got.push({ url: request.url ?? '', headers, body: Buffer.concat(chunks) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/pagos`;
  return { url, got, stop: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
}

const hmac = (key: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(text).digest(encoding);

/** The signatures of providers that the trigger does not read yet, as docs.fintoc.com and docs.khipu.com say to check them. */
const UNREAD: Partial<Record<ContractName, (headers: Record<string, string>, body: Buffer, key: string) => boolean>> = {
  fintoc: ({ 'fintoc-signature': given = '' }, body, key) => {
    const { t = '', v1 } = partsOf(given);
    return v1 === hmac(key, `${t}.${body}`, 'hex') && /^\d{10}$/.test(t);
  },
  khipu: ({ 'x-khipu-signature': given = '' }, body, key) => {
    const { t = '', s } = partsOf(given);
    return s === hmac(key, `${t}.${body}`, 'base64') && /^\d{13}$/.test(t);
  },
};

/** `t=1,v1=ab` as an object. */
function partsOf(header: string): Record<string, string> {
  return Object.fromEntries(header.split(',').map((part) => [part.split('=')[0], part.slice(part.indexOf('=') + 1)]));
}

describe.each(NAMES)('%s', (name) => {
  it('makes a link that carries the reference, and can be paid once it is there', async () => {
    const { server, client } = await start(name);
    const answer = await client.create('F-1001');
    expect(answer.status).toBeLessThan(300);
    const [link, ...others] = server.live('F-1001');
    expect(others).toEqual([]);
    expect(Number(link?.amount)).toBeGreaterThan(0);
    const payment = server.pay(link?.url ?? '');
    expect(payment).toMatchObject({ status: 'approved', amount: link?.amount });
    expect(server.live('F-1002')).toEqual([]);
  });

  it('refuses a wrong key before it does anything', async () => {
    const { server, client } = await start(name);
    const made = await client.create('F-1001');
    for (const header of Object.keys(client.authorised)) client.authorised[header] = 'wrong';
    if (name === 'flow') {
      const wrong = new URLSearchParams({ apiKey: 'wrong', commerceOrder: 'F-1', s: 'wrong' });
      const answer = await fetch(`${server.url}/api/payment/create`, { method: 'POST', body: wrong });
      expect(answer.status).toBe(401);
    } else {
      expect((await client.create('F-2002')).status).toBe(401);
    }
    expect(made.status).toBeLessThan(300);
    expect(server.links).toHaveLength(1);
  });

  it('loses the answer when the connection is cut after the link was made', async () => {
    const { server, client } = await start(name);
    server.fail({ kind: 'cut', when: 'after' });
    await expect(client.create('F-1001')).rejects.toThrow();
    expect(server.withReference('F-1001')).toHaveLength(1);
  });

  it('makes nothing when the connection is cut before', async () => {
    const { server, client } = await start(name);
    server.fail({ kind: 'cut', when: 'before' });
    await expect(client.create('F-1001')).rejects.toThrow();
    expect(server.links).toEqual([]);
    expect((await client.create('F-1001')).status).toBeLessThan(300);
  });

  it.each([
    [502, 'before', 0],
    [503, 'during', 0],
    [500, 'after', 1],
    [401, 'before', 0],
  ] as const)('answers %i %s it is done', async (status, when, links) => {
    const { server, client } = await start(name);
    server.fail({ kind: 'status', status, when });
    expect((await client.create('F-1001')).status).toBe(status);
    expect(server.links).toHaveLength(links);
  });

  it('answers something that is not what was promised, with the link made', async () => {
    const { server, client } = await start(name);
    server.fail({ kind: 'malformed' });
    const answer = await client.create('F-1001').catch(() => undefined);
    if (name !== 'paypal') expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(server.withReference('F-1001')).toHaveLength(1);
  });

  it('answers 429 with Retry-After when there are too many calls, and takes them a minute later', async () => {
    const { server, client, clock } = await start(name, { callsPerMinute: 4 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) statuses.push((await client.create(`F-${turn}`)).status);
    const limited = server.calls.findIndex(({ status }) => status === 429);
    expect(limited).toBe(4);
    clock.pass(59);
    const still = await client.create('F-8');
    expect(still.status).toBe(429);
    expect(still.headers.get('retry-after')).toMatch(/^\d+$/);
    clock.pass(1);
    expect((await client.create('F-9')).status).toBeLessThan(300);
  });

  it('lets nobody pay a link that was taken back', async () => {
    const { server, client } = await start(name);
    await client.create('F-1001');
    const [link] = server.live('F-1001');
    expect((await client.cancel(link?.id ?? '')).status).toBeLessThan(300);
    expect(server.live('F-1001')).toEqual([]);
    expect(() => server.pay(link?.url ?? '')).toThrow(NotPayable);
  });

  it('takes the amount of the link and no other, unless it takes parts', async () => {
    const { server, client } = await start(name);
    await client.create('F-1001');
    const [link] = server.live('F-1001');
    expect(() => server.pay(link?.id ?? '', { amount: '1' })).toThrow(NotPayable);
    if (name === 'paypal') {
      server.payPartially(link?.id ?? '', '100');
      expect(server.live('F-1001')).toHaveLength(1);
    } else {
      expect(() => server.payPartially(link?.id ?? '', '100')).toThrow(NotPayable);
    }
  });

  it('repeats its event until it is accepted, and then no more', async () => {
    const { server, client } = await start(name);
    await client.create('F-1001');
    server.pay(server.live('F-1001')[0]?.id ?? '');
    const events = server.deliveries.length;
    expect(events).toBeGreaterThan(0);
    const statuses = [500, 404, ...Array.from({ length: events }, () => 200)];
    const hook = await receiver(statuses);
    await server.deliver(hook.url);
    await server.deliver(hook.url);
    await server.deliver(hook.url);
    const attempts = server.deliveries.reduce((sum, delivery) => sum + delivery.attempts.length, 0);
    expect(attempts).toBe(events + 2);
    expect(server.deliveries.every(({ accepted }) => accepted)).toBe(true);
    await server.deliver(hook.url, { again: true });
    expect(hook.got).toHaveLength(events * 2 + 2);
    await hook.stop();
  });

  it('gives up after as many attempts as it publishes', async () => {
    const { server, client } = await start(name);
    await client.create('F-1001');
    server.pay(server.live('F-1001')[0]?.id ?? '');
    const nobody = 'http://127.0.0.1:9/webhook';
    for (let turn = 0; turn < 30; turn += 1) await server.deliver(nobody);
    const [delivery] = server.deliveries;
    expect(delivery?.nextAttemptAt).toBeUndefined();
    expect(delivery?.attempts.length).toBeGreaterThan(3);
    expect(delivery?.attempts.length).toBeLessThan(30);
  });

  it('signs what our own check of this provider accepts, and nothing that was changed', async () => {
    const { server, client, clock } = await start(name);
    const known = Object.values(PROVIDERS).find(({ id }) => id === name);
    await client.create('F-1001');
    server.pay(server.live('F-1001')[0]?.id ?? '');
    const hook = await receiver();
    // Flow and the Pix API sign nothing; there the address holds a secret.
    const signs = known?.covers !== 'nothing';
    await server.deliver(signs ? hook.url : `${hook.url}?secret=${server.webhookKey}`);
    await hook.stop();
    expect(hook.got.length).toBeGreaterThan(0);
    for (const { headers, body } of hook.got)
      expect(UNREAD[name]?.(headers, body, server.webhookKey) ?? true).toBe(true);
    if (!known) return;
    const certificate = 'certificate' in server ? String(server.certificate) : undefined;
    const secrets = { keys: [server.webhookKey], ...(certificate === undefined ? {} : { certificate }) };
    for (const { url, headers, body } of hook.got) {
      const query = Object.fromEntries(new URL(url, hook.url).searchParams);
      const request = {
        method: 'POST',
        url: `https://n8n.example${url}`,
        query,
        headers,
        body,
        receivedAt: new Date(clock.now).toISOString(),
      };
      expect(known.verify(request, secrets, clock.now)).toMatchObject({ ok: true });
      // What such a call says is read from the provider before it counts.
      if (!signs) {
        expect(known.fetches?.(request)).toHaveLength(1);
        continue;
      }
      const changed = {
        ...request,
        body: Buffer.from(body.toString().replace('1', '2')),
        headers: { ...headers, 'x-request-id': 'other' },
      };
      expect(known.verify(changed, secrets, clock.now).ok).toBe(false);
    }
  });
});
