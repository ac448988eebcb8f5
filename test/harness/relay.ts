import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What stands between a client and its server on the way of one connection. */
export interface RelayOptions {
  /** Told how many bytes of answers have passed on a connection so far, and which one it is; `hang up` ends it there. */
  onAnswer?: (bytes: number, connection: number) => 'hang up' | undefined | void;
  /** Sent instead of the server’s greeting, and hung up; none for this connection when it returns nothing. */
  refuse?: (connection: number) => Buffer | undefined;
}

/** A relay on loopback between a client and a server: it lets all pass, counts, and refuses a connection when it is told to. */
export class Relay {
  options: RelayOptions = {};
  connections = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param to the server’s port on loopback */
  static async start(to: number): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on('connection', (client) => relay.#pass(client, to));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  #pass(client: Socket, to: number): void {
    this.connections += 1;
    const number = this.connections;
    const refusal = this.options.refuse?.(number);
    this.#keep(client);
    if (refusal) {
      client.end(refusal);
      return;
    }
    const server = connect(to, '127.0.0.1');
    this.#keep(server);
    let bytes = 0;
    server.on('data', (chunk: Buffer) => {
      client.write(chunk);
      bytes += chunk.length;
      if (this.options.onAnswer?.(bytes, number) === 'hang up') client.destroy();
    });
    client.pipe(server);
    server.once('close', () => client.destroy());
    client.once('close', () => server.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    // Either end may go at any moment; that is what is tried.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
