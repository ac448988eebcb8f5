import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

import type { Behaviour } from '../demo/inbox';

const LOOPBACK = '127.0.0.1';

/**
 * A mail server that counts instead of keeping: which contact key, and which address, was taken how often. It can keep a
 * mail and hang up, or keep it and stay silent, as servers do at their worst.
 */
export class CountingMailServer {
  /** Contact key, from the Message-ID -> mails kept. */
  readonly keys = new Map<string, number>();
  /** Recipient -> mails kept. */
  readonly recipients = new Map<string, number>();
  /** The mails to this one address are kept whole. */
  readonly keptWhole: string[] = [];
  private readonly smtp: SMTPServer;

  private constructor(
    private readonly behaviour: (recipient: string) => Behaviour,
    keepWhole?: string,
  ) {
    this.smtp = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 500,
      onAuth: (auth, _session, done) => done(null, { user: auth.username }),
      onRcptTo: ({ address }, _session, done) => {
        const behaviour = this.behaviour(address);
        if (behaviour === 'reject') return done(refusal(550, '5.1.1 No such mailbox here'));
        if (behaviour === 'defer') return done(refusal(451, '4.3.0 Try again later'));
        done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', done);
        stream.on('end', () => {
          const recipient = session.envelope.rcptTo[0]?.address ?? '';
          const behaviour = this.behaviour(recipient);
          if (behaviour === 'refuse') return done(refusal(554, '5.7.1 Message refused'));
          const head = Buffer.concat(chunks).toString('latin1');
          if (recipient === keepWhole) this.keptWhole.push(head);
          count(this.recipients, recipient);
          count(this.keys, /^Message-ID: <([^@>]+)@/im.exec(head)?.[1] ?? `(no key) ${recipient}`);
          if (behaviour === 'drop') return this.hangUp(session.id);
          if (behaviour !== 'stall') done();
        });
      },
    });
    // Clients that die in the middle of a mail are what this server is for.
    this.smtp.on('error', () => undefined);
  }

  static async start(behaviour: (recipient: string) => Behaviour, keepWhole?: string): Promise<CountingMailServer> {
    const server = new CountingMailServer(behaviour, keepWhole);
    await new Promise<void>((resolve, reject) => {
      server.smtp.once('error', reject);
      server.smtp.listen(0, LOOPBACK, resolve);
    });
    return server;
  }

  get port(): number {
    return (this.smtp.server.address() as AddressInfo).port;
  }

  /** How many mails were kept. */
  get kept(): number {
    return [...this.keys.values()].reduce((sum, count) => sum + count, 0);
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.close(resolve));
  }

  private hangUp(sessionId: string): void {
    for (const connection of this.smtp.connections as Set<{ session: { id: string }; close(): void }>) {
      if (connection.session.id === sessionId) connection.close();
    }
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
