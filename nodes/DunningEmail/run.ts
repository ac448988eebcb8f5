import { setTimeout as pause } from 'node:timers/promises';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ClaimRef, Ledger } from '../../dunning/ledger/ledger';
import { errorItem, nodeError } from '../shared/errors';
import { withDunning } from '../shared/items';
import { openLedger, wallClock } from '../shared/ledger';
import { perRun } from '../shared/parameters';
import { openMailer } from '../shared/smtp';
import { explain, redacted } from '../shared/smtp-errors';
import { smtpSettings } from '../shared/smtp-settings';
import type { SmtpSettings } from '../shared/smtp-settings';
import { linkWriter } from './links';
import { prepare } from './prepare';
import type { Options, Prepared } from './prepare';
import { release, sendBatch } from './sending';
import type { Job, Outcome } from './sending';
import { SmtpUnusable } from './smtp-unusable';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LEASE_MS = 15 * MINUTE;

/** Sends the message of every item and returns the items with `dunning.delivery`. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
  const items = context.getInputData();
  if (items.length === 0) return [];
  const links = linkWriter(context, Date.now());
  // Whether it can be made is looked at once the claims are known that a failure has to give back.
  links.catch(() => undefined);
  const prepared = prepare(context, items, links);
  const jobs = prepared.flatMap((entry) => (entry.kind === 'job' ? [entry.job] : []));
  const ledger = jobs.some(({ claim }) => claim) ? await opened(context) : undefined;
  try {
    const { settings, outcome } = await send(context, prepared, jobs, ledger, links);
    return results(context, items, prepared, outcome, settings);
  } finally {
    await ledger?.close();
  }
}

async function opened(context: IExecuteFunctions): Promise<Ledger> {
  try {
    return await openLedger(context);
  } catch (error) {
    throw nodeError(context, error);
  }
}

async function send(
  context: IExecuteFunctions,
  prepared: Prepared[],
  jobs: Job[],
  ledger: Ledger | undefined,
  links: Promise<unknown>,
) {
  const settings = await checked(context, prepared, jobs, ledger, links);
  const options = perRun<Options>(context, 'options', {});
  const connections = Math.max(1, Math.trunc(options.connections ?? 3));
  const answerTimeoutMs = Math.max(1, options.answerTimeout ?? 120) * SECOND;
  const perMinute = options.messagesPerMinute ?? 0;
  const interval = perMinute > 0 ? MINUTE / perMinute : 0;
  const mailer = await openMailer(settings, { connections, answerTimeoutMs });
  try {
    const outcome = await sendBatch(jobs, {
      mailer,
      ...(ledger ? { ledger } : {}),
      connections,
      interval,
      // Long enough that a slow server or a slow pace never lets the claims of those who wait run out.
      leaseMs: Math.max(LEASE_MS, 3 * interval, 3 * answerTimeoutMs),
      clock: Date.now,
      pause,
      cancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
      clean: (text) => redacted(text, settings),
    });
    return { settings, outcome };
  } finally {
    mailer.close();
  }
}

/**
 * The settings of the server, once it is sure that nothing stands in the way of starting. If something does, the claims
 * that came with the items are given back: none of them was begun.
 */
async function checked(
  context: IExecuteFunctions,
  prepared: Prepared[],
  jobs: Job[],
  ledger: Ledger | undefined,
  links: Promise<unknown>,
): Promise<SmtpSettings> {
  try {
    const first = prepared.findIndex(({ kind }) => kind === 'mistake');
    const mistake = prepared[first];
    if (mistake?.kind === 'mistake' && !context.continueOnFail()) throw nodeError(context, mistake.error, first);
    await links;
    return smtpSettings(await context.getCredentials('dunningSmtpApi'));
  } catch (error) {
    const claims: ClaimRef[] = jobs.flatMap(({ claim }) => (claim ? [claim] : []));
    if (ledger) await release(ledger, claims, wallClock());
    throw nodeError(context, error);
  }
}

function results(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
  prepared: Prepared[],
  { deliveries, problems, stopped }: Outcome,
  settings: SmtpSettings,
): INodeExecutionData[] {
  const stop = stopped && stopError(context, stopped, deliveries, items.length, settings);
  if (stop && !context.continueOnFail()) throw stop;
  const notSent = (detail: string) => ({
    delivery: { outcome: 'not_sent' as const, provider: 'smtp', at: wallClock(), detail },
  });

  return items.map((item, index) => {
    const entry = prepared[index];
    if (entry?.kind === 'skipped') return withDunning(item, index, notSent(entry.detail));
    if (entry?.kind === 'mistake') {
      const noted = withDunning(item, index, notSent(entry.error.message));
      return errorItem(context, noted, index, nodeError(context, entry.error, index));
    }
    const delivery = deliveries.get(index);
    if (!delivery) {
      const why = stop?.message ?? 'The run was stopped before this message was sent.';
      const noted = withDunning(item, index, notSent(why));
      return stop ? errorItem(context, noted, index, stop) : noted;
    }
    const noted = withDunning(item, index, { delivery });
    if (delivery.outcome !== 'failed' || !context.continueOnFail()) return noted;
    const problem = problems.get(index) ?? refused(context, index, delivery.detail);
    return errorItem(context, noted, index, nodeError(context, problem, index));
  });
}

function refused(context: IExecuteFunctions, itemIndex: number, detail = ''): NodeOperationError {
  return new NodeOperationError(
    context.getNode(),
    `Item ${itemIndex}: the mail server refused this message. ${detail}`,
    {
      itemIndex,
      description: 'See what the server says. A wrong address has to be corrected where the invoices come from.',
    },
  );
}

/** Names the cause, the cure, and how far the run came. */
function stopError(
  context: IExecuteFunctions,
  stopped: Error,
  deliveries: Outcome['deliveries'],
  total: number,
  settings: SmtpSettings,
): NodeOperationError {
  if (!(stopped instanceof SmtpUnusable)) return nodeError(context, stopped);
  const { message, advice } = explain(stopped.failure, settings);
  const sent = [...deliveries.values()].filter(({ outcome }) => outcome === 'sent').length;
  return new NodeOperationError(context.getNode(), message, {
    description: `${advice} ${sent} of ${total} messages had been sent; the others were not, and go out when the workflow runs again.`,
  });
}
