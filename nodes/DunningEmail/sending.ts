import { InputError } from '../../dunning/errors';
import type { Delivery } from '../../dunning/item';
import type { ClaimRef, Ledger, SendResult } from '../../dunning/ledger/ledger';
import { SKIP_REASONS } from '../../dunning/ledger/reasons';
import type { SkipCode } from '../../dunning/ledger/reasons';
import { shortened } from '../../dunning/ledger/recording';
import type { Mail } from '../../dunning/message/mail-envelope';
import { smtpFailure } from '../../dunning/providers/failures';
import { recipientHash } from '../../dunning/providers/shared/events';
import type { HandOver, Mailer } from '../shared/smtp';
import { SmtpUnusable } from './smtp-unusable';

/** One message of a run. It is built only when its turn comes: attachments of thousands would not fit into memory. */
export interface Job {
  index: number;
  /** Absent for a message that nobody claimed and that the user sends anyway. */
  claim?: ClaimRef;
  build(): Promise<Mail>;
}

export interface Tools {
  mailer: Mailer;
  /** Absent when no job has a claim. */
  ledger?: Ledger;
  connections: number;
  /** Milliseconds from one message to the next; 0 for no limit. */
  interval: number;
  leaseMs: number;
  /** Milliseconds since 1970. */
  clock(): number;
  pause(ms: number): Promise<unknown>;
  /** Says that the user stopped the run. */
  cancelled(): boolean;
  /** Takes secrets out of a server's words. */
  clean(text: string): string;
}

export interface Outcome {
  /** What became of each message, by the index of its item. Without an entry: not begun. */
  deliveries: Map<number, Delivery>;
  /** What the user can mend about an item, by its index. */
  problems: Map<number, InputError>;
  /** Why the run stopped early. */
  stopped?: Error;
}

const PROVIDER = 'smtp';
const LOST = 'Not sent: this claim is no longer ours. It ran out, or another run has taken the contact over.';
const AT_ONCE = 1;

/** Gives claims back that provably were not sent, so that the next run may claim them without waiting for a lease to end. */
export async function release(ledger: Ledger, claims: ClaimRef[], now: string): Promise<void> {
  if (claims.length > 0) await ledger.takeOver(claims, now, AT_ONCE);
}

/**
 * Sends a batch under the ledger's protocol: take every claim over, ask permission right before each message, record each
 * result right after it. A crash at any point leaves at most the messages in flight uncertain. Never rejects: what
 * stopped it is in the outcome, next to what was already done.
 */
export async function sendBatch(jobs: Job[], tools: Tools): Promise<Outcome> {
  const { mailer, ledger, clock } = tools;
  const outcome: Outcome = { deliveries: new Map(), problems: new Map() };
  const now = () => new Date(clock()).toISOString();
  const pending = [...jobs];
  let nextSlot = 0;
  let renewAt = 0;

  const stop = (error: unknown) => {
    outcome.stopped ??= error instanceof Error ? error : new Error(String(error));
  };
  const deliver = ({ index }: Job, part: Omit<Delivery, 'provider' | 'at'>): Delivery => {
    const detail = shortened(part.detail && tools.clean(part.detail));
    const delivery: Delivery = { ...part, provider: PROVIDER, at: now(), ...(detail === null ? {} : { detail }) };
    outcome.deliveries.set(index, delivery);
    return delivery;
  };

  async function takeOver(): Promise<void> {
    const claims = claimsOf(pending);
    if (!ledger || claims.length === 0) return;
    renewAt = clock() + tools.leaseMs / 3;
    const ours = await ledger.takeOver(claims, now(), tools.leaseMs);
    if (ours.size === claims.length) return;
    const why = await reasons(claims.filter(({ key }) => !ours.has(key)));
    for (let at = pending.length - 1; at >= 0; at -= 1) {
      const job = pending[at];
      if (!job?.claim || ours.has(job.claim.key)) continue;
      pending.splice(at, 1);
      deliver(job, { outcome: 'not_sent', detail: why.get(job.claim.key) ?? LOST });
    }
  }

  /** Why claims that we may not send were stopped; none for those that are no longer ours. */
  async function reasons(claims: ClaimRef[]): Promise<Map<string, string>> {
    const stops = ledger ? await ledger.stops(claims, now()) : new Map<string, SkipCode>();
    return new Map([...stops].map(([key, code]) => [key, `Not sent: ${SKIP_REASONS[code].en}`]));
  }

  async function slot(): Promise<void> {
    if (tools.interval <= 0) return;
    const mine = Math.max(clock(), nextSlot);
    nextSlot = mine + tools.interval;
    const wait = mine - clock();
    if (wait > 0) await tools.pause(wait);
  }

  async function record({ claim }: Job, { outcome: ended, ...rest }: Delivery, mail?: Mail): Promise<void> {
    if (!ledger || !claim || ended === 'not_sent') return;
    const result: SendResult = { ...claim, ...rest, outcome: ended };
    if (mail) result.recipientHash = recipientHash(mail.to.address);
    await ledger.recordResults([result], now());
  }

  async function one(job: Job): Promise<void> {
    const mail = await built(job);
    if (ledger && job.claim && !(await ledger.begin(job.claim, now()))) {
      const why = await reasons([job.claim]);
      deliver(job, { outcome: 'not_sent', detail: why.get(job.claim.key) ?? LOST });
      return;
    }
    if (mail instanceof InputError) {
      outcome.problems.set(job.index, mail);
      await record(job, deliver(job, { outcome: 'failed', detail: mail.message }));
      return;
    }
    const ended = await mailer.send(mail);
    if (ended.outcome === 'unusable') {
      stop(new SmtpUnusable(ended.error));
      const detail = `Not sent: ${ended.error.message}`;
      deliver(job, { outcome: 'not_sent', detail });
      // It provably did not leave. Recorded as failed, it may be claimed again.
      await record(job, { outcome: 'failed', provider: PROVIDER, at: now(), detail: tools.clean(detail) });
      return;
    }
    await record(job, deliver(job, deliveryOf(ended, mail)), mail);
  }

  async function worker(): Promise<void> {
    while (!outcome.stopped && !tools.cancelled() && pending.length > 0) {
      await slot();
      if (ledger && clock() >= renewAt) await takeOver();
      // The wait may have been long: look again.
      if (outcome.stopped || tools.cancelled()) return;
      const job = pending.shift();
      if (job) await one(job);
    }
  }

  try {
    await takeOver();
    if (pending.length > 0) await mailer.verify().catch((error) => stop(new SmtpUnusable(error)));
    await Promise.all(Array.from({ length: Math.min(tools.connections, pending.length) }, () => worker().catch(stop)));
    if (ledger) await release(ledger, claimsOf(pending), now());
  } catch (error) {
    stop(error);
  }
  return outcome;
}

function claimsOf(jobs: Job[]): ClaimRef[] {
  return jobs.flatMap(({ claim }) => (claim ? [claim] : []));
}

/** The mail, or what the user has to mend before it can be one. */
async function built(job: Job): Promise<Mail | InputError> {
  try {
    return await job.build();
  } catch (error) {
    if (error instanceof InputError) return error;
    return new InputError({
      field: 'Attachments',
      found: error instanceof Error ? error.message : String(error),
      problem: 'kept this mail from being put together',
      advice: 'Look at the binary data of this item.',
    });
  }
}

/** Whether the server refused the address itself: then the next run takes the next channel. */
function isUnreachable(reply: string): boolean {
  return smtpFailure({ text: reply }).action === 'unreachable';
}

function deliveryOf(ended: Exclude<HandOver, { outcome: 'unusable' }>, mail: Mail): Omit<Delivery, 'provider' | 'at'> {
  switch (ended.outcome) {
    case 'sent':
      return { outcome: 'sent', providerMessageId: ended.messageId, detail: ended.reply };
    case 'failed':
      return { outcome: 'failed', detail: ended.reply, ...(isUnreachable(ended.reply) ? { permanent: true } : {}) };
    case 'uncertain':
      return {
        outcome: 'uncertain',
        // Known before the answer: a later report that names it settles the contact.
        ...(mail.messageId ? { providerMessageId: mail.messageId } : {}),
        detail: `The connection broke before the server had answered (${ended.error.message}). The mail may or may not have left.`,
      };
  }
}
