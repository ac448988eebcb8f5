import { text } from '../providers/shared/json';
import { shortText } from '../providers/shared/events';
import type { ProviderAnswer } from './wire';

/**
 * What an unsuccessful answer means. `bad_key`: the credential. `forbidden`: it may not do this. `amount`: refused for its
 * amount or currency. `refused`: any other fault of the request. `conflict`: the key was used for something else. `in_flight`:
 * the first request with this key is still running. `rate_limit`: too many. `unavailable`: the provider's own fault.
 * `not_found`. `state`: what is asked for is no longer possible. The last ones are ours: `no_answer`, `in_progress` (another
 * run makes this link), `unknown` (nobody can say whether the link was made), `unsettled` (nobody can say yet: what was sent may
 * still arrive), `bad_answer` (success without what it must hold).
 */
export type FailureKind =
  | 'bad_key'
  | 'forbidden'
  | 'amount'
  | 'refused'
  | 'conflict'
  | 'in_flight'
  | 'rate_limit'
  | 'unavailable'
  | 'not_found'
  | 'state'
  | 'no_answer'
  | 'in_progress'
  | 'unknown'
  | 'unsettled'
  | 'bad_answer';

export interface ProviderFailure {
  kind: FailureKind;
  /** The provider's own code and words, shortened. */
  code?: string;
  said?: string;
  /** The field that the provider names. */
  field?: string;
  status?: number;
  /** What `Retry-After` asks for. */
  retryAfterSeconds?: number;
  /** The same answer as at an earlier try with this key, replayed and not computed anew. */
  replayed?: boolean;
}

/** A failed operation at a payment provider, in words for the panel. */
export class PaymentError extends Error {
  override readonly name = 'PaymentError';
  readonly advice: string;

  constructor(
    readonly provider: string,
    readonly failure: ProviderFailure,
    /** Whether a link may have been made by the failed call. */
    readonly mayHaveBeenMade: boolean,
    words?: { problem: string; advice: string },
  ) {
    const { problem, advice } = words ?? wordsFor(provider, failure);
    super(problem + said(provider, failure));
    this.advice = advice;
  }
}

const LONGEST_SAID = 240;

function said(provider: string, { said: words, code, field, status }: ProviderFailure): string {
  const parts = [code, field && `field ${field}`, words].filter(Boolean).join(', ');
  if (parts === '') return status === undefined ? '' : ` (HTTP ${status})`;
  return ` ${provider} says: ${parts}`.slice(0, LONGEST_SAID + 60);
}

const KEY_ADVICE =
  'Open the credential, correct the key, and check that it is for the right environment (test or live).';

function wordsFor(provider: string, { kind, retryAfterSeconds }: ProviderFailure): { problem: string; advice: string } {
  const wait = retryAfterSeconds === undefined ? 'in a few minutes' : `after ${Math.ceil(retryAfterSeconds)} seconds`;
  switch (kind) {
    case 'bad_key':
      return { problem: `${provider} does not accept the key of the credential.`, advice: KEY_ADVICE };
    case 'forbidden':
      return {
        problem: `${provider} does not allow this with the key of the credential.`,
        advice: 'Give the key the right to make and read payment links, or use one that has it.',
      };
    case 'amount':
      return {
        problem: `${provider} refused the amount.`,
        advice: 'Compare it with the smallest and largest amount the provider takes in this currency.',
      };
    case 'refused':
      return {
        problem: `${provider} refused the request.`,
        advice: 'Correct the field that it names, on the item or in the panel, and run the item again.',
      };
    case 'conflict':
      return {
        problem: `${provider} already has something else under this key.`,
        advice:
          'Use “Find by Reference” to see what it is. Run the item again: a link that fits is used, else another key.',
      };
    case 'in_flight':
      return {
        problem: `${provider} is still working on an earlier request for this link.`,
        advice: 'Run the item again in a minute: it will get that link.',
      };
    case 'rate_limit':
      return {
        problem: `${provider} gets too many requests from this account.`,
        advice: `No link was made. Run the item again ${wait}, with fewer items at a time.`,
      };
    case 'unavailable':
      return {
        problem: `${provider} has a fault of its own.`,
        advice: `Run the item again ${wait}: a link that was made all the same will be found.`,
      };
    case 'not_found':
      return {
        problem: `${provider} does not know this link.`,
        advice: 'Check the reference, and that the credential belongs to the account that made the link.',
      };
    case 'state':
      return {
        problem: `${provider} no longer allows this for the link.`,
        advice: 'Use “Get Status” to see how the link stands.',
      };
    case 'no_answer':
      return {
        problem: `${provider} did not answer.`,
        advice: 'Check the Base URL of the credential and the connection of this machine, and run the item again.',
      };
    case 'in_progress':
      return {
        problem: 'Another run is making this link right now, or broke off while it did.',
        advice: 'Run the item again in some minutes: it will get the link that was made.',
      };
    case 'unknown':
      return {
        problem: `Nobody can say whether ${provider} made the link: its answer was lost.`,
        advice: 'Look in the provider’s panel. Run the item again: the node looks first and never makes a second one.',
      };
    case 'unsettled':
      return {
        problem: `Nobody can say yet whether ${provider} made the link: its answer was lost, and the request may still arrive.`,
        advice: 'Run the item again later: the node looks first, and never makes a second one.',
      };
    case 'bad_answer':
      return {
        problem: `${provider} answered with something that is no payment link.`,
        advice: 'Check the Base URL of the credential: it may lead to another service.',
      };
  }
}

/** Seconds that `Retry-After` asks for, when it is a number; the form with a date depends on clocks and is passed over. */
export function retryAfterOf(answer: ProviderAnswer): number | undefined {
  const value = answer.headers['retry-after']?.trim() ?? '';
  return /^\d{1,6}(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** What a status means at any provider, for what its own reading leaves over. Undefined for a success. */
export function failureOf(answer: ProviderAnswer, words: Partial<ProviderFailure> = {}): ProviderFailure | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const retryAfterSeconds = retryAfterOf(answer);
  const { said: raw, ...rest } = words;
  const clean = shortText(raw, LONGEST_SAID);
  return {
    kind: kindOf(status),
    status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(answer.headers['idempotent-replayed'] === 'true' ? { replayed: true } : {}),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(clean === undefined ? {} : { said: clean }),
  };
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'bad_key';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 408) return 'unavailable';
  if (status === 409) return 'conflict';
  if (status === 423) return 'in_flight';
  if (status === 424) return 'unavailable';
  if (status === 429) return 'rate_limit';
  // A redirect is not followed: a request with a key in it goes nowhere else.
  return status >= 500 ? 'unavailable' : 'refused';
}

/** A text anywhere near the top of an error body, for providers whose error format is not published. */
export function looseWords(answer: ProviderAnswer): string | undefined {
  const { body } = answer;
  if (typeof body === 'string') return body;
  return (
    text(body, 'message') ?? text(body, 'error', 'message') ?? text(body, 'error', 'reason') ?? text(body, 'error')
  );
}

/** Whether the failed call may have made something all the same. */
export function mayHaveBeenMade({ kind }: ProviderFailure): boolean {
  return MAY_HAVE.has(kind);
}

const MAY_HAVE: ReadonlySet<FailureKind> = new Set(['unavailable', 'no_answer', 'in_flight', 'unknown', 'unsettled']);
