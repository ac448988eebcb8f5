import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Faults } from './faults';
import type { Fault, Held, Matcher } from './faults';
import { route } from './http';
import type { ApiAnswer, ApiRequest, Routes } from './http';
import { Idempotency } from './idempotency';

const LOOPBACK = '127.0.0.1';
const DAY = 86_400_000;

export interface ServerOptions {
  /** The provider's clock, in milliseconds; tests give one that they turn. */
  clock: () => number;
  /** How many calls it takes in a minute before it answers 429. */
  callsPerMinute?: number;
}

/** What happened to one call, for tests that look. */
export interface LoggedCall {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** The status that went out; 0 when the answer was lost. */
  status: number;
}

/** The idempotency of a provider: where the key is, and what it answers. */
export interface KeyRules {
  keyOf(request: ApiRequest): string | undefined;
  lifetime: number;
  /** Whether an answer is kept for the key, to be given again. */
  keeps(answer: ApiAnswer): boolean;
  running(): ApiAnswer;
  other(key: string): ApiAnswer;
  again(answer: ApiAnswer): ApiAnswer;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * A provider's API on loopback. In this order, as providers do: rate limit, authentication, idempotency, then the route,
 * which checks what is asked before it does it. What a test has planned to go wrong goes wrong on the way.
 */
export abstract class ApiServer {
  readonly calls: LoggedCall[] = [];
  protected readonly routes: Routes = {};
  protected readonly keys?: KeyRules;
  /** Paths that nobody needs a key for, as the one that gives out tokens. */
  protected readonly openPaths: readonly string[] = [];
  private readonly faults = new Faults();
  private readonly server: Server;
  private readonly minute: number[] = [];
  private readonly silent = new Map<string, () => void>();
  private idempotency?: Idempotency;
  private made = 0;

  constructor(protected readonly options: ServerOptions) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: Error) => {
        response.writeHead(599, { 'content-type': 'text/plain' }).end(`The contract server failed: ${error.stack}`);
      });
    });
    this.server.keepAliveTimeout = 1_000;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, LOOPBACK, resolve);
    });
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** The address that stands in for the provider's host. */
  get url(): string {
    return `http://${LOOPBACK}:${(this.server.address() as AddressInfo).port}`;
  }

  get now(): number {
    return this.options.clock();
  }

  /** Makes the next calls go wrong; of all calls, or of those that fit. */
  fail(fault: Fault, which: { on?: Matcher; times?: number } = {}): void {
    this.faults.plan(fault, which);
  }

  /** Forgets what was planned and has not happened yet. */
  heal(): void {
    this.faults.clear();
  }

  /**
   * Fulfilled when the call with this mark (header `x-contract-call`) is left without an answer; for callers that do not want to
   * wait for that in real time.
   */
  silence(mark: string): Promise<void> {
    return new Promise((resolve) => this.silent.set(mark, resolve));
  }

  /** Holds back the next call that fits, with its idempotency key taken, until it is released. */
  hold(on?: Matcher): Held {
    return this.faults.hold(on);
  }

  /** Refuses a call whose key or token is not the right one; undefined lets it in. */
  protected abstract authenticate(request: ApiRequest): ApiAnswer | undefined;
  /** An answer in the provider's own shape for a status that has nothing to do with what was asked: 404, 429, 5xx, 401. */
  protected abstract failure(status: number, request: ApiRequest): ApiAnswer;

  private isOpen({ path }: ApiRequest): boolean {
    return this.openPaths.includes(path);
  }

  /** An id that is the same in every run: letters and digits from a hash of how many were made before. */
  protected id(length: number, alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'): string {
    this.made += 1;
    let text = '';
    for (let round = 0; text.length < length; round += 1) {
      const bytes = createHash('sha256').update(`${this.constructor.name}/${this.made}/${round}`).digest();
      text += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
    }
    return text.slice(0, length);
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bytesOf(incoming);
    const url = new URL(incoming.url ?? '/', this.url);
    const request: ApiRequest = {
      number: this.calls.length + 1,
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      raw,
      params: {},
    };
    const { method, path, headers } = request;
    const logged: LoggedCall = { method, path, headers, body: raw.toString('utf8'), status: 0 };
    this.calls.push(logged);
    const fault = this.faults.take(request);
    if (fault && fault.kind !== 'malformed' && fault.when === 'before') {
      return this.spoil(fault, request, response, logged);
    }
    const answer = await this.process(request, fault?.kind === 'status' && fault.when === 'during' ? fault : undefined);
    const refused = fault?.kind === 'malformed' && answer.status >= 400;
    if (fault && !refused && !(fault.kind === 'status' && fault.when === 'during')) {
      return this.spoil(fault, request, response, logged);
    }
    send(response, answer, logged);
  }

  private async process(request: ApiRequest, inside: (Fault & { kind: 'status' }) | undefined): Promise<ApiAnswer> {
    if (this.tooMany()) return { ...this.failure(429, request), headers: { 'retry-after': '7' } };
    const refused = this.isOpen(request) ? undefined : this.authenticate(request);
    if (refused) return refused;
    const key = this.keys?.keyOf(request);
    if (!this.keys || key === undefined) {
      await this.faults.wait(request);
      return inside ? this.broken(inside, request) : this.handle(request);
    }
    this.idempotency ??= new Idempotency(this.keys.lifetime);
    const standing = this.idempotency.begin(key, request, this.now);
    if (standing.is === 'running') return this.keys.running();
    if (standing.is === 'other') return this.keys.other(key);
    if (standing.is === 'again') return this.keys.again(standing.answer);
    await this.faults.wait(request);
    const answer = inside ? this.broken(inside, request) : this.handle(request);
    this.idempotency.end(key, this.keys.keeps(answer) ? answer : undefined);
    return answer;
  }

  private handle(request: ApiRequest): ApiAnswer {
    const found = route(this.routes, request.method, request.path);
    if (!found) return this.failure(404, request);
    const [handler, params] = found;
    return handler({ ...request, params });
  }

  private broken({ status, retryAfter }: Fault & { kind: 'status' }, request: ApiRequest): ApiAnswer {
    const answer = this.failure(status, request);
    const headers = { ...answer.headers, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) };
    return { ...answer, headers };
  }

  /** Loses the answer, or gives another one. */
  private spoil(fault: Fault, request: ApiRequest, response: ServerResponse, logged: LoggedCall): void {
    if (fault.kind === 'cut') response.destroy();
    else if (fault.kind === 'status') send(response, this.broken(fault, request), logged);
    else if (fault.kind === 'malformed') send(response, { status: 200, body: fault.body ?? '{"id": "tru' }, logged);
    // Silence: the connection stays open until the caller gives up or the server stops.
    else this.silent.get(String(request.headers['x-contract-call']))?.();
  }

  private tooMany(): boolean {
    const { callsPerMinute } = this.options;
    if (callsPerMinute === undefined) return false;
    while (this.minute.length > 0 && this.now - (this.minute[0] ?? 0) >= 60_000) this.minute.shift();
    if (this.minute.length >= callsPerMinute) return true;
    this.minute.push(this.now);
    return false;
  }
}

function send(response: ServerResponse, { status, headers, body }: ApiAnswer, logged: LoggedCall): void {
  logged.status = status;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

export { DAY };
