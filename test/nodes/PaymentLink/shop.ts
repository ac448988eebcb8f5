import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a provider sees it. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** JSON, or a form as an object. */
  body: Record<string, unknown>;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Closes the connection without an answer. */
  hangUp?: boolean;
}

/** A provider on this machine for tests: answers as it is told, and remembers what it was asked. */
export class Shop {
  readonly calls: Call[] = [];
  private constructor(
    private readonly server: Server,
    private answer: (call: Call, nth: number) => Answer,
  ) {}

  static async open(answer: (call: Call, nth: number) => Answer): Promise<Shop> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const url = new URL(request.url ?? '/', 'http://localhost');
        const isForm = request.headers['content-type']?.includes('form') ?? false;
        const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : text === '' ? {} : JSON.parse(text);
        const call: Call = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          text,
          body: body as Record<string, unknown>,
        };
        shop.calls.push(call);
        const { status = 200, headers = {}, body: content, hangUp } = shop.answer(call, shop.calls.length);
        if (hangUp) return void request.socket.destroy();
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        response.end(content === undefined ? '' : JSON.stringify(content));
      });
    }).listen(0, '127.0.0.1');
    const shop = new Shop(server, answer);
    await once(server, 'listening');
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  answers(answer: (call: Call, nth: number) => Answer): void {
    this.answer = answer;
  }

  /** The requests that made something. */
  get made(): Call[] {
    return this.calls.filter(({ method }) => method === 'POST');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
