import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import type { TestCertificate } from './certificate';

/** What stands in for providers: a proxy that answers for them under their own names. */
export interface StandIn {
  /** For `HTTPS_PROXY`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a proxy on loopback. Whoever connects through it to port 443 of any host talks TLS to us, by a certificate that they have to
 * trust (`NODE_EXTRA_CA_CERTS`); `answer` sees the host in the header.
 */
export async function startStandIn(
  { pem, privateKey }: TestCertificate,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<StandIn> {
  const sockets = new Set<Socket>();
  const provider = createTlsServer({ cert: pem, key: privateKey }, answer as RequestListener);
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const { port } = provider.address() as AddressInfo;

  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', (_request, client: Socket) => {
    const inside = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(inside).pipe(client);
    });
    for (const socket of [client, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([proxy, provider].map((server) => new Promise((resolve) => void server.close(resolve))));
    },
  };
}
