import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

import { answerPage } from './inbox-pages';

/**
 * What the mail server does with one recipient. `accept`; `reject`: 550 at once; `defer`: 451 at once; `refuse`: 554
 * after the whole mail; `drop`: keeps the mail and hangs up without an answer; `stall`: keeps it and never answers.
 */
export type Behaviour = 'accept' | 'reject' | 'defer' | 'refuse' | 'drop' | 'stall';

/**
 * Where a conversation with a mail client stands: it connected, named the sender, named a recipient, handed over a mail (which
 * is kept, and not answered yet), and got its answer.
 */
export type Step = 'connected' | 'sender' | 'recipient' | 'received' | 'answered';

export interface InboxMail {
  /** 1 for the first mail. */
  number: number;
  recipients: string[];
  raw: Buffer;
  parsed: ParsedMail;
}

export interface InboxOptions {
  smtpPort?: number;
  webPort?: number;
  /** Every mail is appended here, as one JSON line, before the server says it has it. */
  journal?: string;
  behaviour?: (recipient: string) => Behaviour;
  /** The one password that signs in; any does when it is not given, and none is asked for. */
  password?: string;
  /** Told of each step and how often it has happened; for tests that act in the middle of a run. */
  onStep?: (step: Step, count: number) => void;
}

const LOOPBACK = '127.0.0.1';
/** Mails with attached invoices fit; the same order of size that public providers accept. */
const LARGEST_MAIL = 25 * 1024 * 1024;

class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A mail server on loopback that keeps every mail as it came, and a web page to read them. Nothing leaves the machine. */
export class Inbox {
  readonly mails: InboxMail[] = [];
  private readonly smtp: SMTPServer;
  private readonly web: Server;
  private readonly steps = new Map<Step, number>();

  private constructor(private readonly options: InboxOptions) {
    this.smtp = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      // A mail client asks for encryption where it is offered; the certificate here would be a made-up one.
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      size: LARGEST_MAIL,
      closeTimeout: 500,
      onAuth: (auth, _session, done) => {
        if (options.password === undefined || auth.password === options.password) done(null, { user: auth.username });
        else done(new SmtpRefusal(535, '5.7.8 Username and password not accepted'));
      },
      onConnect: (_session, done) => {
        this.step('connected');
        done();
      },
      onMailFrom: (_address, _session, done) => {
        this.step('sender');
        done();
      },
      onRcptTo: ({ address }, _session, done) => {
        this.step('recipient');
        const behaviour = this.behaviourOf(address);
        if (behaviour === 'reject') return done(new SmtpRefusal(550, '5.1.1 No such mailbox here'));
        if (behaviour === 'defer') return done(new SmtpRefusal(451, '4.3.0 Try again later'));
        done();
      },
      onData: (stream, session, done) => {
        this.take(stream, session).then(
          (answer) => {
            if (answer === 'stall') return;
            done(answer);
            if (answer === null) this.step('answered');
          },
          (error: Error) => done(error),
        );
      },
    });
    // A client that dies in the middle of a mail is part of what the tests do.
    this.smtp.on('error', () => undefined);
    this.web = createServer((request, response) => answerPage(this.mails, request, response));
  }

  /** Starts both servers; ports that are not given are chosen by the system. */
  static async start(options: InboxOptions = {}): Promise<Inbox> {
    const inbox = new Inbox(options);
    await new Promise<void>((resolve, reject) => {
      inbox.smtp.once('error', reject);
      inbox.smtp.listen(options.smtpPort ?? 0, LOOPBACK, resolve);
    });
    await new Promise<void>((resolve, reject) => {
      inbox.web.once('error', reject);
      inbox.web.listen(options.webPort ?? 0, LOOPBACK, resolve);
    });
    return inbox;
  }

  get smtpPort(): number {
    return (this.smtp.server.address() as AddressInfo).port;
  }

  /** The address of the page that lists the mails. */
  get url(): string {
    return `http://${LOOPBACK}:${(this.web.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.web.closeAllConnections();
    await Promise.all([
      new Promise<void>((resolve) => this.smtp.close(resolve)),
      new Promise<void>((resolve) => this.web.close(() => resolve())),
    ]);
  }

  private step(step: Step): void {
    const count = (this.steps.get(step) ?? 0) + 1;
    this.steps.set(step, count);
    this.options.onStep?.(step, count);
  }

  private behaviourOf(recipient: string): Behaviour {
    return this.options.behaviour?.(recipient) ?? 'accept';
  }

  /** Keeps one mail and says how to answer: nothing wrong, an error, or never. */
  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<null | SmtpRefusal | 'stall'> {
    const raw = await collect(stream);
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    const behaviours = new Set(recipients.map((recipient) => this.behaviourOf(recipient)));
    if (behaviours.has('refuse')) return new SmtpRefusal(554, '5.7.1 Message refused');
    const parsed = await simpleParser(raw);
    const mail = { number: this.mails.length + 1, recipients, raw, parsed };
    if (this.options.journal) {
      const line = JSON.stringify({ recipients, messageId: parsed.messageId, raw: raw.toString('base64') });
      appendFileSync(this.options.journal, `${line}\n`);
    }
    this.mails.push(mail);
    this.step('received');
    if (behaviours.has('drop')) {
      this.hangUp(session);
      return 'stall';
    }
    return behaviours.has('stall') ? 'stall' : null;
  }

  /** Cuts the connection of one session, as a server that crashes does. */
  private hangUp(session: SMTPServerSession): void {
    for (const connection of this.smtp.connections as Set<{ session: SMTPServerSession; close(): void }>) {
      if (connection.session.id === session.id) connection.close();
    }
  }
}
