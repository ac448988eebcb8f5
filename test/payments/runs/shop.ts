import type { PaymentProvider, PaymentProviderId } from '../../../dunning/payments/provider';
import { NoAnswer } from '../../../dunning/payments/wire';
import type { ProviderAnswer, ProviderRequest } from '../../../dunning/payments/wire';
import type { Money } from '../../../dunning/invoice/money';
import { startContract } from '../../contracts';
import type { ContractName } from '../../contracts';
import type { ProviderServer } from '../../contracts/base/provider';
import { CLIENTS, signFlow } from '../../contracts/support';
import type { VirtualTime } from './virtual-time';

/** Which contract server stands for a provider, and in which currency its links are asked for. */
const PLACES: Readonly<Record<PaymentProviderId, { server: ContractName; currency: string }>> = {
  stripe: { server: 'stripe', currency: 'MXN' },
  stripe_checkout: { server: 'stripe', currency: 'MXN' },
  mercadopago: { server: 'mercadopago', currency: 'MXN' },
  paypal: { server: 'paypal', currency: 'MXN' },
  conekta: { server: 'conekta', currency: 'MXN' },
  wompi: { server: 'wompi', currency: 'COP' },
  fintoc: { server: 'fintoc', currency: 'CLP' },
  khipu: { server: 'khipu', currency: 'CLP' },
  flow: { server: 'flow', currency: 'CLP' },
  pix_cob: { server: 'pix', currency: 'BRL' },
  pix_cobv: { server: 'pix', currency: 'BRL' },
};

/** How long a request waits for an answer, as the node does. */
const TIMEOUT_MS = 30_000;

/** One provider with its contract server, and the way to it: what the node's transport is in n8n. */
export class Shop {
  private headers: Record<string, string> = {};
  private marks = 0;
  private delay: number | undefined;
  private readonly late: Array<Promise<unknown>> = [];

  private constructor(
    readonly provider: PaymentProvider,
    readonly server: ProviderServer,
    private readonly contract: ContractName,
    readonly currency: string,
    private readonly time: VirtualTime,
  ) {}

  static async open(provider: PaymentProvider, time: VirtualTime): Promise<Shop> {
    const { server: name, currency } = PLACES[provider.id];
    const server = await startContract(name, { clock: time.read });
    return new Shop(provider, server, name, currency, time);
  }

  amount(minor: number): Money {
    return { currency: this.currency, minor };
  }

  /** A key that works now: tokens run out. */
  async signIn(): Promise<void> {
    this.headers = (await CLIENTS[this.contract](this.server)).authorised;
  }

  /** The next request that makes something is held up on the way: it arrives this long after its sender gave up. */
  delayNext(ms: number): void {
    this.delay = ms;
  }

  /** Sends a request; a silent server costs the time of the request. */
  async send(request: ProviderRequest): Promise<ProviderAnswer> {
    const { delay } = this;
    if (delay !== undefined && request.method !== 'GET') {
      this.delay = undefined;
      const arriving = this.time.wait(TIMEOUT_MS + delay).then(() => this.time.during(this.answered(request).answer));
      this.late.push(arriving.catch(() => undefined));
      await this.time.wait(TIMEOUT_MS);
      throw new NoAnswer(true, 'ETIMEDOUT');
    }
    const { answer, hangUp } = this.answered(request);
    try {
      const got = await this.time.during(answer);
      if (got) return got;
    } catch (error) {
      throw new NoAnswer(true, (error as Error).message);
    }
    await this.time.wait(TIMEOUT_MS);
    hangUp();
    throw new NoAnswer(true, 'ETIMEDOUT');
  }

  /** The answer to a request; undefined when the server lets it be known that there will be none. */
  private answered(request: ProviderRequest): { answer: Promise<ProviderAnswer | undefined>; hangUp: () => void } {
    const call = new AbortController();
    this.marks += 1;
    const mark = String(this.marks);
    const silent = this.server.silence(mark).then(() => undefined);
    const fetched = this.fetch(request, mark, call.signal);
    fetched.catch(() => undefined);
    return { answer: Promise.race([fetched, silent]), hangUp: () => call.abort() };
  }

  /** Forgets a delay that has met no request. */
  heal(): void {
    this.delay = undefined;
    this.server.heal();
  }

  /** Fulfilled when what was held up on the way has arrived. */
  async arrived(): Promise<void> {
    await Promise.all(this.late.splice(0));
  }

  private async fetch(request: ProviderRequest, mark: string, signal: AbortSignal): Promise<ProviderAnswer> {
    const { method, path, headers = {}, query = {}, body } = request;
    const signs = this.contract === 'flow';
    const given = body && 'form' in body ? new URLSearchParams(body.form) : undefined;
    const form = given && signs ? signFlow(this.server, Object.fromEntries(given)) : given;
    const search = signs && method === 'GET' ? signFlow(this.server, query) : new URLSearchParams(query);
    const type = body === undefined ? undefined : form ? 'application/x-www-form-urlencoded' : 'application/json';
    const base = (this.server.credential['baseUrl'] ?? '').replace(/\/+$/, '');
    const answer = await fetch(`${base}${path}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      signal,
      headers: {
        'x-contract-call': mark,
        accept: 'application/json',
        ...(type === undefined ? {} : { 'content-type': type }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: form ? form.toString() : JSON.stringify((body as { json: unknown }).json) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: parsed(text) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
