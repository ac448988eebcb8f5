import type { Words } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import type { FullLedger } from '../../dunning/ledger/records';
import { PROVIDERS } from '../../dunning/providers';
import { answerTo } from '../../dunning/providers/answers';
import type { WebhookAnswer } from '../../dunning/providers/answers';
import { receive } from '../../dunning/providers/receive';
import type { Reception } from '../../dunning/providers/receive';
import type { ProviderId, ResourceFetch } from '../../dunning/providers/shared/provider';
import type { WebhookRequest } from '../../dunning/providers/shared/request';
import type { WebhookSecrets } from '../../dunning/providers/shared/verification';
import type { Certificates, FetchText } from './certificates';
import type { CallAnswer } from './http';
import type { Nonces } from './nonces';
import { recordCall } from './record';
import type { RecordedEvent, StartsWorkflow } from './record';

/** What a fetched resource is: there, not there, or not to be had now. */
export type Fetched = { kind: 'found'; resource: unknown } | { kind: 'absent' } | { kind: 'failed'; why: string };

/** What the outside world gives, so that the rest can be tried without it. */
export interface Tools {
  /** Runs work with the ledger; rejects with a LedgerError when it cannot be used. */
  withLedger<T>(work: (ledger: FullLedger) => Promise<T>): Promise<T>;
  fetchText: FetchText;
  /** Reads a resource of the provider with the account's own token. */
  fetchResource(fetch: ResourceFetch): Promise<Fetched>;
  /** Whether an event starts the workflow, which then has to know whose it is. */
  starts: StartsWorkflow;
  certificates: Certificates;
  nonces: Nonces;
  /** Milliseconds since 1970 UTC. */
  clock(): number;
  /** Writes a line that names no person and repeats nothing a caller sent. */
  warn(line: string): void;
}

/** What became of a call: the answer, and what the workflow gets. */
export interface CallOutcome {
  answer: CallAnswer;
  recorded: RecordedEvent[];
  /** Something a person should know, such as the end of a subscription. */
  note?: Words;
}

function answered({ status, contentType, body }: WebhookAnswer, more: Partial<CallOutcome> = {}): CallOutcome {
  const headers: Record<string, string> = contentType === undefined ? {} : { 'Content-Type': contentType };
  return { answer: { status, headers, body }, recorded: [], ...more };
}

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Deals with a call of a provider: checks it, reads what it names, stores its events, and only then says so. Never rejects. */
export async function providerCall(
  id: ProviderId,
  request: WebhookRequest,
  secrets: WebhookSecrets,
  tools: Tools,
): Promise<CallOutcome> {
  const { name } = PROVIDERS[id];
  const step = await reception(id, request, secrets, tools);
  if (step === undefined) return answered(answerTo(id, 'not_stored'));
  switch (step.step) {
    case 'answer':
      if (step.refusal)
        tools.warn(`A call that says it is from ${name} was refused: ${step.words?.en ?? step.refusal}`);
      return answered(step.answer);
    case 'visit':
      return await confirmed(step, name, tools);
    case 'store':
      return await stored(id, request, step, tools);
    case 'certificate':
      // It was fetched and did not help; `reception` asks only once.
      return answered(answerTo(id, 'refused'));
  }
}

/** What to do with the call, its certificate fetched where that is needed; undefined when it cannot be had now. */
async function reception(
  id: ProviderId,
  request: WebhookRequest,
  secrets: WebhookSecrets,
  tools: Tools,
): Promise<Reception | undefined> {
  const first = receive(id, request, secrets, tools.clock());
  if (first.step !== 'certificate') return first;
  try {
    const certificate = await tools.certificates.at(first.url, tools.fetchText, tools.clock());
    return receive(id, request, { ...secrets, certificate }, tools.clock());
  } catch (error) {
    tools.warn(`The certificate of ${PROVIDERS[id].name} could not be fetched: ${problemOf(error)}`);
    return undefined;
  }
}

async function confirmed(
  { url, words, done, failed }: Extract<Reception, { step: 'visit' }>,
  name: string,
  tools: Tools,
): Promise<CallOutcome> {
  try {
    await tools.fetchText(url);
    return answered(done, { note: words });
  } catch (error) {
    tools.warn(`The subscription of ${name} could not be confirmed: ${problemOf(error)}`);
    return answered(failed);
  }
}

async function stored(
  id: ProviderId,
  request: WebhookRequest,
  { events, fetches, nonce, note, done, failed }: Extract<Reception, { step: 'store' }>,
  tools: Tools,
): Promise<CallOutcome> {
  const { covers, name } = PROVIDERS[id];
  if (covers === 'nonce' && nonce !== undefined && tools.nonces.usedOtherwise(id, nonce, request.body)) {
    tools.warn(`A call that says it is from ${name} was refused: its signature was used before, for other content.`);
    return answered(answerTo(id, 'refused'));
  }
  const complete = await withResources(id, events, fetches, request.receivedAt, tools);
  if (complete === undefined) return answered(failed);
  const more = note === undefined ? {} : { note };
  if (complete.length === 0) return answered(done, more);
  try {
    const now = new Date(tools.clock()).toISOString();
    const recorded = await tools.withLedger((ledger) => recordCall(ledger, complete, now, tools.starts));
    return answered(done, { recorded, ...more });
  } catch (error) {
    tools.warn(`Events of ${name} could not be stored, and will come again: ${problemOf(error)}`);
    return answered(failed);
  }
}

/**
 * The events of a call, those of a resource that it only names in their place. A resource that is not there counts for nothing:
 * what the call says of it is kept as unknown. Undefined when the provider cannot be asked now.
 */
async function withResources(
  id: ProviderId,
  events: ContactEvent[],
  fetches: readonly ResourceFetch[],
  receivedAt: string,
  tools: Tools,
): Promise<ContactEvent[] | undefined> {
  if (fetches.length === 0) return events;
  const found: ContactEvent[] = [];
  for (const fetch of fetches) {
    const answer = await tools.fetchResource(fetch);
    if (answer.kind === 'failed') {
      tools.warn(`A ${fetch.resource} could not be read from ${PROVIDERS[id].name}: ${answer.why}`);
      return undefined;
    }
    if (answer.kind === 'absent') continue;
    found.push(...(PROVIDERS[id].normaliseFetched?.(answer.resource, receivedAt) ?? []));
  }
  return found.length > 0 ? found : events.map(unconfirmed);
}

/** An event that the provider did not confirm: kept, without effect, and not in the way of the confirmed one. */
function unconfirmed(event: ContactEvent): ContactEvent {
  if (event.type === 'unknown') return event;
  const kept: ContactEvent = { ...event, type: 'unknown', eventId: `${event.eventId}/unconfirmed` };
  delete kept.payment;
  return kept;
}
