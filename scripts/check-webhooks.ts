import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ContactEvent } from '../dunning/ledger/events';
import { isRefusal } from '../dunning/ledger/standing';
import { PROVIDERS } from '../dunning/providers';
import { recipientHash } from '../dunning/providers/shared/events';
import { get, list, object, text } from '../dunning/providers/shared/json';
import type { WebhookProvider } from '../dunning/providers/shared/provider';
import type { WebhookRequest } from '../dunning/providers/shared/request';
import { providerNamed } from './webhooks/vectors';

/**
 * Runs a file of provider events and compares the types they become: `npm run check:webhooks -- FILE`. Without a file it
 * takes the shared one beside the repository, and says so when that is missing. Recipients and message ids are compared
 * where the file names them.
 */
const SHARED = path.resolve(__dirname, '..', '..', 'shared', 'facts', 'webhook-payloads.json');

export interface WebhookCase {
  id: string;
  provider: string;
  provider_event?: string;
  /** A type, several, `verification` for a handshake, or `needs_fetch` for a notification without content. */
  normalised: string | string[];
  body: unknown;
  content_type?: string;
  kind?: string;
  expected_recipient?: string[] | null;
  expected_message_id?: string[] | null;
  /** The rest is of files of our own: what every event of the call must say besides its type. */
  expected_permanent?: boolean | null;
  expected_machine?: boolean | null;
  expected_refusal?: boolean | null;
  expected_contact?: string | null;
  expected_payment?: string | null;
  expected_reference?: string | null;
  expected_count?: number | null;
}

export interface WebhookResult {
  id: string;
  outcome: 'passed' | 'failed' | 'skipped';
  expected: string;
  found: string;
}

const RECEIVED = '2026-01-01T00:00:00.000Z';

function requestFor({ body, content_type: contentType }: WebhookCase): WebhookRequest {
  const isText = typeof body === 'string';
  const type = contentType ?? (isText ? 'application/x-www-form-urlencoded' : 'application/json');
  const query = get(body, 'query');
  if (query !== undefined && get(body, 'entry') === undefined) {
    const entries = Object.entries(object(query)).map(([name, value]) => [name, String(value)]);
    return {
      method: 'GET',
      headers: {},
      query: Object.fromEntries(entries),
      body: Buffer.alloc(0),
      receivedAt: RECEIVED,
    };
  }
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  return { method: 'POST', headers: { 'content-type': type }, body: bytes, receivedAt: RECEIVED };
}

const bare = (id: string): string => id.trim().replace(/^<(.*)>$/, '$1');

const sameSet = (left: Iterable<string>, right: Iterable<string>): boolean =>
  JSON.stringify([...new Set(left)].sort()) === JSON.stringify([...new Set(right)].sort());

/** What the case says about recipients and ids, where the events say otherwise. */
function differences(given: WebhookCase, events: readonly ContactEvent[]): string[] {
  const misses: string[] = [];
  const recipients = given.expected_recipient;
  if (
    recipients &&
    !sameSet(
      recipients.map(recipientHash),
      events.flatMap((event) => event.recipientHash ?? []),
    )
  ) {
    misses.push('another recipient');
  }
  // django-anymail puts an id of its own into a custom argument and expects that one; it is not the provider's.
  const own = list(given.body)
    .concat(given.body)
    .some((entry) => get(entry, 'anymail_id') !== undefined);
  const ids = own ? undefined : given.expected_message_id;
  if (
    ids &&
    !sameSet(
      ids.map(bare),
      events.flatMap((event) => bare(event.providerMessageId ?? '')),
    )
  ) {
    misses.push(`message id ${events.map((event) => event.providerMessageId).join(', ')}`);
  }
  return [...misses, ...attributeMisses(given, events)];
}

/** What the case says of each event besides its type, where an event says otherwise. */
function attributeMisses(given: WebhookCase, events: readonly ContactEvent[]): string[] {
  const wanted: ReadonlyArray<[string, unknown, (event: ContactEvent) => unknown]> = [
    ['permanent', given.expected_permanent, ({ permanent }) => permanent],
    ['machine', given.expected_machine, ({ machine }) => machine],
    ['refusal', given.expected_refusal, isRefusal],
    ['contact', given.expected_contact, ({ contactKey }) => contactKey],
    ['payment', given.expected_payment, ({ payment }) => payment?.id],
    ['reference', given.expected_reference, ({ payment }) => payment?.reference],
  ];
  const misses = wanted.flatMap(([name, value, read]) => {
    const other = value === undefined || value === null ? undefined : events.find((event) => read(event) !== value);
    return other === undefined ? [] : [`${name} ${String(read(other))}`];
  });
  const count = given.expected_count ?? events.length;
  return count === events.length ? misses : [...misses, `${events.length} events`];
}

function handshakeOf(provider: WebhookProvider, request: WebhookRequest, given: WebhookCase): string {
  const token = request.query?.['hub.verify_token'];
  const handshake = provider.handshake?.(request, { keys: [], verifyTokens: token === undefined ? [] : [token] });
  if (handshake === undefined) return 'no handshake';
  const wanted = get(given.body, 'respond');
  if (wanted === undefined || handshake.kind !== 'answer') return 'verification';
  const answered = handshake.body === text(wanted, 'text') && String(handshake.status) === text(wanted, 'status');
  return answered ? 'verification' : `verification answered with ${handshake.status} ${handshake.body}`;
}

/** Judges one event of a file. */
export function runWebhook(given: WebhookCase): WebhookResult {
  const wanted = [given.normalised].flat();
  const result = (outcome: WebhookResult['outcome'], found: string) => ({
    id: given.id,
    outcome,
    expected: wanted.join(', '),
    found,
  });
  const id = providerNamed(given.provider);
  if (id === undefined) return result('skipped', `no provider called ${given.provider}`);
  const provider = PROVIDERS[id];
  const request = requestFor(given);
  if (wanted.includes('verification')) {
    const found = handshakeOf(provider, request, given);
    return result(found === 'verification' ? 'passed' : 'failed', found);
  }
  const fetched = given.kind === 'fetched_resource';
  const events = fetched ? (provider.normaliseFetched?.(given.body, RECEIVED) ?? []) : provider.normalise(request);
  const types = events.map(({ type }) => type);
  if (wanted.includes('needs_fetch')) {
    const needed = (provider.fetches?.(request).length ?? 0) > 0 && types.every((type) => type === 'unknown');
    return result(needed ? 'passed' : 'failed', needed ? 'needs_fetch' : types.join(', '));
  }
  const misses = sameSet(types, wanted) ? differences(given, events) : [`${types.join(', ') || 'no event'}`];
  return result(misses.length === 0 ? 'passed' : 'failed', misses.join('; ') || types.join(', '));
}

function main(file: string): number {
  if (!existsSync(file)) {
    process.stdout.write(`No file at ${file}: nothing was checked.\n0 passed, 0 failed, 0 skipped\n`);
    return file === SHARED ? 0 : 1;
  }
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as WebhookCase[] | { payloads: WebhookCase[] };
  const results = (Array.isArray(parsed) ? parsed : parsed.payloads).map((given) => {
    try {
      return runWebhook(given);
    } catch (error) {
      return {
        id: given.id,
        outcome: 'failed' as const,
        expected: String(given.normalised),
        found: `threw ${String(error)}`,
      };
    }
  });
  for (const { id, outcome, expected, found } of results) {
    if (outcome !== 'passed')
      process.stdout.write(`${outcome.toUpperCase()} ${id}\n  expected ${expected}\n  found    ${found}\n`);
  }
  const count = (outcome: WebhookResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
  return count('failed') === 0 ? 0 : 1;
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) {
  process.exitCode = main(path.resolve(process.argv[2] ?? SHARED));
}
