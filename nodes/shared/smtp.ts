import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import type { Mail } from '../../dunning/message/mail-envelope';
import { isTemporary, isUnusable, replyOf } from './smtp-errors';
import type { SmtpFailure } from './smtp-errors';
import type { SmtpSettings } from './smtp-settings';

/** How a hand-over to the server ended. */
export type HandOver =
  | { outcome: 'sent'; reply: string; messageId: string }
  /** The server refused this message or its recipient, in its own words. */
  | { outcome: 'failed'; reply: string }
  /** The connection broke or the answer stayed away after the message had started to leave. */
  | { outcome: 'uncertain'; error: SmtpFailure }
  /** Nothing of the message left, and no other message would fare better: the server cannot be used. */
  | { outcome: 'unusable'; error: SmtpFailure };

export interface MailerOptions {
  /** How many connections at most. */
  connections: number;
  /** How long the server may stay silent before we give up on an answer, in milliseconds. */
  answerTimeoutMs: number;
  /** Pauses before a connection that provably carried nothing is tried again, in milliseconds. */
  retryAfterMs?: readonly number[];
  /** Longest time one message may take in all, in milliseconds: a server that trickles never goes silent. */
  sendTimeoutMs?: number;
}

/** A pool of SMTP connections, for one run. */
export interface Mailer {
  /** Connects and signs in once, without sending anything. Rejects with what nodemailer said. */
  verify(): Promise<void>;
  /** Hands over one mail. Never rejects for what the server or the network does. */
  send(mail: Mail): Promise<HandOver>;
  close(): void;
}

const RETRY_AFTER_MS = [500, 2_000, 5_000];
const SEND_TIMEOUT_MS = 15 * 60_000;
const CONNECT_TIMEOUT_MS = 20_000;
const NEVER = -1;

/** What nodemailer is told about the server. Log output stays off: it would hold addresses and texts. */
export function transportOptions(settings: SmtpSettings, options: MailerOptions) {
  const { host, port, security, user, password, allowSelfSigned, clientHostName } = settings;
  const connectTimeout = Math.min(CONNECT_TIMEOUT_MS, options.answerTimeoutMs);
  return {
    pool: true as const,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: !allowSelfSigned },
    ...(clientHostName ? { name: clientHostName } : {}),
    // Signing in is tried even when the server does not offer it: going on without would hide a wrong setting.
    ...(user ? { auth: { user, pass: password }, forceAuth: true } : {}),
    maxConnections: options.connections,
    // The pool must not decide on its own to hand a message over again; `send` below knows whether any of it left.
    maxRequeues: 0,
    connectionTimeout: connectTimeout,
    greetingTimeout: connectTimeout,
    dnsTimeout: connectTimeout,
    socketTimeout: options.answerTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false as const,
  };
}

/** Opens a pool of connections. Nothing is connected until the first message or `verify`. */
export async function openMailer(settings: SmtpSettings, options: MailerOptions): Promise<Mailer> {
  // Loaded on first use: a workflow that sends nothing does not pay for it.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(transportOptions(settings, options));
  const retryAfter = options.retryAfterMs ?? RETRY_AFTER_MS;
  const sendTimeout = options.sendTimeoutMs ?? SEND_TIMEOUT_MS;
  // The streams that nodemailer reads a message from. One that was read from has left, at least in part.
  const sources = new WeakMap<AbortSignal, Readable[]>();
  transport.use('stream', (mail, done) => {
    const known = mail.data.signal && sources.get(mail.data.signal);
    if (known) {
      mail.message.processFunc((source) => {
        if (source instanceof Readable) known.push(source);
        return source;
      });
    }
    done();
  });

  async function attempt(mail: Mail): Promise<HandOver | { outcome: 'retry'; error: SmtpFailure }> {
    const abort = new AbortController();
    const deadline = setTimeout(() => abort.abort(), sendTimeout);
    const known: Readable[] = [];
    sources.set(abort.signal, known);
    try {
      const info = await transport.sendMail({ ...mail, signal: abort.signal });
      return { outcome: 'sent', reply: info.response, messageId: info.messageId };
    } catch (thrown) {
      return outcomeOf(
        thrown as SmtpFailure,
        known.some((source) => source.readableDidRead),
      );
    } finally {
      clearTimeout(deadline);
    }
  }

  return {
    async verify() {
      // Somebody may be looking, and nothing has begun: one more try is enough.
      for (const wait of [...retryAfter.slice(0, 1), NEVER]) {
        try {
          await transport.verify();
          return;
        } catch (error) {
          if (wait === NEVER || !isTemporary(error as SmtpFailure)) return await Promise.reject(error);
        }
        await pause(wait);
      }
    },

    async send(mail) {
      for (const wait of [...retryAfter, NEVER]) {
        const ended = await attempt(mail);
        if (ended.outcome !== 'retry') return ended;
        if (wait === NEVER) return { outcome: 'unusable', error: ended.error };
        await pause(wait);
      }
      throw new Error('The list of waits ends with the one that returns.');
    },

    close: () => transport.close(),
  };
}

/**
 * What a failed hand-over means. A reply of the server about this message is final. Without one, everything turns on whether
 * the message had begun to leave: if so it may have been accepted (RFC 5321 4.5.3.2.6: the time-out after the final dot
 * is the one that leads to duplicates when retried); if not, it provably was not.
 */
export function outcomeOf(
  error: SmtpFailure,
  left: boolean,
): Extract<HandOver, { outcome: 'failed' | 'uncertain' | 'unusable' }> | { outcome: 'retry'; error: SmtpFailure } {
  const refused = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (left && !refused) return { outcome: 'uncertain', error };
  if (isUnusable(error)) return { outcome: 'unusable', error };
  // 421 before the message left closes the connection and says nothing about the message (RFC 5321 3.8).
  if (refused && (left || error.responseCode !== 421)) return { outcome: 'failed', reply: replyOf(error) };
  return isTemporary(error) ? { outcome: 'retry', error } : { outcome: 'unusable', error };
}
