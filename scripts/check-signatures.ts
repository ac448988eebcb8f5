import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { PROVIDERS } from '../dunning/providers';
import { isForm } from '../dunning/providers/shared/form';
import { get, jsonBody, parseJson } from '../dunning/providers/shared/json';
import type { WebhookProvider } from '../dunning/providers/shared/provider';
import type { WebhookRequest } from '../dunning/providers/shared/request';
import type { WebhookSecrets } from '../dunning/providers/shared/verification';
import {
  isPrimitive,
  otherSecrets,
  primitiveMatches,
  providerNamed,
  requestOf,
  secretsOf,
  signedAt,
} from './webhooks/vectors';
import type { SignatureVector } from './webhooks/vectors';

/**
 * Runs a file of signature vectors: `npm run check:signatures -- FILE`. Without a file it takes the shared one beside the
 * repository, and says so when that is missing. A vector that is valid must also be refused with one bit of what is signed
 * or of the signature flipped, with a stale time, with another secret, with no secret, and with its body written anew,
 * each where the provider's scheme covers that; and accepted when the right secret is the second of two.
 */
const SHARED = path.resolve(__dirname, '..', '..', 'shared', 'facts', 'webhook-signature-vectors.json');

export interface VectorResult {
  id: string;
  outcome: 'passed' | 'failed' | 'skipped';
  misses: string[];
  /** How many checks were made of this vector, itself included. */
  checks: number;
}

interface Case {
  provider: WebhookProvider;
  request: WebhookRequest;
  secrets: WebhookSecrets;
  now: number;
}

const SIGNATURE_HEADERS = /signature|checksum|digest|transmission-sig/i;

/** The same request with the last bit of one byte changed, as a stranger on the way would. */
function flipBody(request: WebhookRequest, at: number): WebhookRequest {
  const body = Buffer.from(request.body);
  body[at] = (body[at] ?? 0) ^ 1;
  return { ...request, body };
}

/** Where to change a body so that the change is covered: anywhere, or inside of a value that the scheme signs. */
function coveredPlace({ provider, request }: Case): number | undefined {
  const source = Buffer.from(request.body);
  if (source.length === 0) return undefined;
  if (provider.covers === 'body') return Math.floor(source.length / 2);
  if (isForm(request) && provider.covers === 'fields') return placeInForm(source.toString());
  const body = jsonBody(request);
  const signed = provider.id === 'amazon_ses' ? get(body, 'MessageId') : get(body, 'data', 'transaction', 'id');
  const value = typeof signed === 'string' ? signed : provider.id === 'twilio' ? source.toString() : undefined;
  const place = value === undefined ? -1 : source.indexOf(value);
  return place < 0 || provider.covers !== 'fields' ? undefined : place + Math.floor((value ?? '').length / 2);
}

/** Where in a form a letter or digit of a value is: it is signed decoded, so the marks between the fields are no place to change. */
function placeInForm(source: string): number | undefined {
  const inValue = /=[^&]*?[A-Za-z0-9](?=[A-Za-z0-9]*(?:&|$))/.exec(source);
  return inValue === null ? undefined : inValue.index + inValue[0].length - 1;
}

/** The same request about something else, where a scheme signs no body: Mailgun its token, Mercado Pago the id of the resource. */
function aboutAnother({ provider, request }: Case): WebhookRequest | undefined {
  const id = request.query?.['data.id'];
  if (provider.covers === 'resource id' && id !== undefined) {
    return { ...request, query: { ...request.query, 'data.id': `${id}0` } };
  }
  const token = get(jsonBody(request), 'signature', 'token');
  if (provider.covers !== 'nonce' || typeof token !== 'string' || token === '') return undefined;
  return { ...request, body: Buffer.from(Buffer.from(request.body).toString().replace(token, `${token}0`)) };
}

/** One letter in the middle of every signature in a text; there may be several, and one good one is enough. */
function changeLetters(value: string): string {
  return value.replace(/[0-9a-zA-Z+/]{20,}/g, (signature) => {
    const middle = Math.floor(signature.length / 2);
    return signature.slice(0, middle) + (signature[middle] === 'a' ? 'b' : 'a') + signature.slice(middle + 1);
  });
}

/** The same request with its signature changed, wherever the provider puts it. */
function flipSignature(request: WebhookRequest): WebhookRequest | undefined {
  const name = Object.keys(request.headers).find((given) => SIGNATURE_HEADERS.test(given) && !/timestamp/i.test(given));
  if (name !== undefined) {
    return { ...request, headers: { ...request.headers, [name]: changeLetters(String(request.headers[name])) } };
  }
  const source = Buffer.from(request.body).toString();
  const body = source.replace(
    /("[Ss]ignature"\s*:\s*")([^"]{20,})/,
    (_, start: string, value: string) => start + changeLetters(value),
  );
  return body === source ? undefined : { ...request, body: Buffer.from(body) };
}

/** The body parsed and written again; undefined when that leaves it as it was. */
function rewritten(request: WebhookRequest): WebhookRequest | undefined {
  const source = Buffer.from(request.body).toString();
  const parsed = parseJson(source);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const compact = JSON.stringify(parsed);
  const again = compact === source ? JSON.stringify(parsed, null, 1) : compact;
  return again === source ? undefined : { ...request, body: Buffer.from(again) };
}

/** What a valid vector must no longer be when it is changed, and what it must still be. */
function* variations(given: Case): Generator<{ name: string; valid: boolean; with: Case }> {
  const { provider, request, secrets, now } = given;
  const place = coveredPlace(given);
  if (place !== undefined)
    yield { name: 'one bit of the body flipped', valid: false, with: { ...given, request: flipBody(request, place) } };
  const other = aboutAnother(given);
  if (other) yield { name: 'about something else', valid: false, with: { ...given, request: other } };
  const changed = flipSignature(request);
  if (changed)
    yield { name: 'one letter of the signature changed', valid: false, with: { ...given, request: changed } };
  yield { name: 'another secret', valid: false, with: { ...given, secrets: otherSecrets(secrets, provider.id) } };
  yield { name: 'no secret', valid: false, with: { ...given, secrets: { ...secrets, keys: [] } } };
  yield { name: 'a blank secret', valid: false, with: { ...given, secrets: { ...secrets, keys: [' '] } } };
  const both = [...otherSecrets(secrets, provider.id).keys, ...secrets.keys];
  yield { name: 'the second of two secrets', valid: true, with: { ...given, secrets: { ...secrets, keys: both } } };
  const tolerance = secrets.toleranceSeconds ?? provider.toleranceSeconds;
  if (tolerance !== null && Number.isFinite(tolerance)) {
    const late = now + (2 * tolerance + 1) * 1_000;
    yield { name: 'a stale time', valid: false, with: { ...given, now: late } };
  }
  const again = provider.covers === 'body' ? rewritten(request) : undefined;
  if (again) yield { name: 'the body written anew', valid: false, with: { ...given, request: again } };
}

/** Judges one vector and its variations. */
export function runVector(vector: SignatureVector): VectorResult {
  const expected = vector.expected === 'valid';
  const result = (outcome: VectorResult['outcome'], misses: string[], checks = 1) => ({
    id: vector.id,
    outcome,
    misses,
    checks,
  });
  if (isPrimitive(vector)) {
    const matches = primitiveMatches(vector);
    if (matches === undefined) return result('skipped', [`no HMAC that is known: ${vector.algorithm}`], 0);
    return matches === expected ? result('passed', []) : result('failed', [`expected ${vector.expected}`]);
  }
  const id = providerNamed(vector.provider);
  if (id === undefined) return result('skipped', [`no provider called ${vector.provider}`], 0);
  const provider = PROVIDERS[id];
  const request = requestOf(vector);
  const secrets = secretsOf(vector, id, request);
  const now = vector.now_unix === undefined ? (signedAt(request, vector) ?? 0) : vector.now_unix * 1_000;
  const found = provider.verify(request, secrets, now);
  const misses: string[] = [];
  if (found.ok !== expected)
    misses.push(`expected ${vector.expected}, found ${found.ok ? 'valid' : `invalid (${found.reason})`}`);
  let checks = 1;
  if (expected && found.ok) {
    for (const { name, valid, with: changed } of variations({ provider, request, secrets, now })) {
      checks++;
      const answer = provider.verify(changed.request, changed.secrets, changed.now);
      if (answer.ok !== valid) misses.push(`with ${name}: ${answer.ok ? 'accepted' : `refused (${answer.reason})`}`);
    }
  }
  return result(misses.length === 0 ? 'passed' : 'failed', misses, checks);
}

function main(file: string): number {
  if (!existsSync(file)) {
    process.stdout.write(`No file at ${file}: nothing was checked.\n0 passed, 0 failed, 0 skipped\n`);
    return file === SHARED ? 0 : 1;
  }
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as SignatureVector[] | { vectors: SignatureVector[] };
  const results = (Array.isArray(parsed) ? parsed : parsed.vectors).map((vector) => {
    try {
      return runVector(vector);
    } catch (error) {
      return { id: vector.id, outcome: 'failed' as const, misses: [`threw ${String(error)}`], checks: 1 };
    }
  });
  for (const { id, outcome, misses } of results) {
    if (outcome !== 'passed') process.stdout.write(`${outcome.toUpperCase()} ${id}\n  ${misses.join('\n  ')}\n`);
  }
  const checks = results.reduce((sum, { checks: made }) => sum + made, 0);
  process.stdout.write(`${results.length} vectors, ${checks} checks with their variations\n`);
  const count = (outcome: VectorResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
  return count('failed') === 0 ? 0 : 1;
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) {
  process.exitCode = main(path.resolve(process.argv[2] ?? SHARED));
}
