import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { generateCACertificate, getLocal } from 'mockttp';
import type { CompletedRequest, Mockttp } from 'mockttp';

import type { ContractBreach } from './stand-in';
import type { Answer, Asked, StandIn, Trouble } from './stand-in';

/** n8n looks its own services up now and then; these calls are none of the workflow's. */
const OF_N8N = /(^|\.)n8n\.(io|cloud)$/;

/**
 * Everything that n8n can reach: a proxy with an authority of its own, behind which the stand-ins answer under the providers'
 * real names. Whatever nobody stands in for is refused and written down.
 */
export class OutsideWorld {
  /** Requests that a provider would have refused, and hosts that nobody stands in for. */
  readonly breaches: string[] = [];
  readonly asked: Asked[] = [];
  #standIns = new Map<string, StandIn>();
  #trouble: Array<Trouble & { seen: number }> = [];

  private constructor(
    private readonly proxy: Mockttp,
    private readonly authority: string,
  ) {}

  /** @param folder where the authority's certificate is written, for n8n to trust */
  static async open(folder: string): Promise<OutsideWorld> {
    const { key, cert } = await generateCACertificate({ subject: { commonName: 'Stand-ins of this test' } });
    const authority = path.join(folder, 'authority.pem');
    await writeFile(authority, cert);
    const proxy = getLocal({ https: { key, cert } });
    await proxy.start();
    const world = new OutsideWorld(proxy, authority);
    await proxy.forAnyRequest().thenCallback(async (request) => await world.#respond(request));
    return world;
  }

  /** The environment that sends n8n's requests here. */
  get environment(): Record<string, string> {
    return {
      HTTPS_PROXY: this.proxy.url,
      HTTP_PROXY: this.proxy.url,
      NO_PROXY: '127.0.0.1,localhost',
      NODE_EXTRA_CA_CERTS: this.authority,
    };
  }

  /** Puts stand-ins at their hosts and forgets what was asked before. */
  with(...standIns: StandIn[]): this {
    for (const standIn of standIns) for (const host of standIn.hosts) this.#standIns.set(host, standIn);
    this.asked.length = 0;
    this.breaches.length = 0;
    this.#trouble = [];
    return this;
  }

  /** Has some requests fail. */
  breakDown(...troubles: Trouble[]): void {
    this.#trouble = troubles.map((trouble) => ({ ...trouble, seen: 0 }));
  }

  async close(): Promise<void> {
    await this.proxy.stop();
  }

  async #respond(request: CompletedRequest) {
    const url = new URL(request.url);
    if (OF_N8N.test(url.hostname)) return { statusCode: 503 };
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const asked: Asked = { method: request.method, url, headers, body: (await request.body.getText()) ?? '' };
    this.asked.push(asked);
    const { status = 200, headers: more, body } = await this.#answer(asked);
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    };
  }

  async #answer(asked: Asked): Promise<Answer> {
    const where = `${asked.method} ${asked.url.host}${asked.url.pathname}`;
    const standIn = this.#standIns.get(asked.url.host) ?? this.#standIns.get(asked.url.hostname);
    if (!standIn) {
      this.breaches.push(`${where}: nobody stands in for this host`);
      return { status: 502, body: { message: 'nobody is here' } };
    }
    for (const trouble of this.#trouble) {
      if (!trouble.matches(asked)) continue;
      trouble.seen += 1;
      if (trouble.seen >= trouble.from && trouble.seen < trouble.from + (trouble.times ?? Infinity))
        return trouble.answer;
    }
    try {
      return await standIn.answer(asked);
    } catch (error) {
      const { message, status = 500 } = error as Partial<ContractBreach>;
      this.breaches.push(`${where}: ${message}`);
      return { status, body: { message } };
    }
  }
}
