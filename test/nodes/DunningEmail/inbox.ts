import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server';

/** A mail that arrived, with how it was handed over. */
export interface Arrived {
  mail: ParsedMail;
  raw: string;
  session: SMTPServerSession;
  /** Sender and recipients as they were when the mail arrived; the session's own are emptied for the next. */
  envelope: SMTPServerSession['envelope'];
}

export interface Inbox {
  port: number;
  mails: Arrived[];
  /** How many connections were opened. */
  connections: number;
  close(): Promise<void>;
}

/** A real SMTP server on loopback, with the self-signed certificate that smtp-server brings. */
export async function startInbox(options: SMTPServerOptions = {}): Promise<Inbox> {
  const inbox: Inbox = { port: 0, mails: [], connections: 0, close: async () => undefined };
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 50,
    onConnect: (_session, done) => {
      inbox.connections += 1;
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      const envelope = structuredClone(session.envelope);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        inbox.mails.push({ mail: await simpleParser(raw), raw: raw.toString('utf8'), session, envelope });
        done(null, 'queued');
      });
    },
    ...options,
  });
  // A client that breaks off is part of what is tested.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  inbox.port = (server.server.address() as AddressInfo).port;
  inbox.close = () => new Promise((resolve) => void server.close(resolve));
  return inbox;
}

/** What a scripted server does on a line of the client, or on the end of a message (`.`). */
export type Script = (line: string, socket: Socket) => string | undefined;

export interface Scripted {
  port: number;
  /** Every line the client sent, message texts left out. */
  lines: string[];
  /** How many messages were received to their final dot. */
  messages: number;
  close(): Promise<void>;
}

/** An SMTP server that answers by a script, for what a well-behaved one never does. Undefined: the ordinary answer. */
export async function startScripted(script: Script, greeting = '220 scripted'): Promise<Scripted> {
  const sockets = new Set<Socket>();
  const scripted: Scripted = { port: 0, lines: [], messages: 0, close: async () => undefined };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let inData = false;
    let rest = '';
    const say = (text: string) => void (socket.writable && socket.write(`${text}\r\n`));
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inData && line !== '.') continue;
        if (line === '.') scripted.messages += 1;
        inData = false;
        scripted.lines.push(line);
        const answer = script(line, socket) ?? ordinary(line);
        if (answer.startsWith('354')) inData = true;
        if (answer !== '') say(answer);
      }
    });
    say(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scripted.port = (server.address() as AddressInfo).port;
  scripted.close = () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return scripted;
}

function ordinary(line: string): string {
  if (/^EHLO/i.test(line)) return '250-scripted\r\n250 DSN';
  if (/^DATA/i.test(line)) return '354 go on';
  if (/^QUIT/i.test(line)) return '221 bye';
  return '250 ok';
}
