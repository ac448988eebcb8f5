import { mayHaveBeenMade, PaymentError } from './failure';
import type { ProviderFailure } from './failure';
import type { Conversation, PaymentProvider, Reply } from './provider';
import { waitBeforeRetry } from './retry';
import { bodyOf, NoAnswer } from './wire';
import type { ProviderAnswer, ProviderRequest } from './wire';

/** What a conversation needs from outside. */
export interface Line {
  /** Sends one request. @throws NoAnswer when none came back */
  send(request: ProviderRequest): Promise<ProviderAnswer>;
  wait(ms: number): Promise<void>;
  /** Between 0 and 1. */
  chance(): number;
}

/** The answer of a reply that must be a success. @throws PaymentError otherwise */
export function successOf(name: string, reply: Reply): ProviderAnswer {
  const { failure, doubtful = false } = reply;
  if (failure) throw new PaymentError(name, failure, doubtful || mayHaveBeenMade(failure));
  return reply.answer;
}

/** An answer that says it succeeded and lacks what it must hold. */
export function badAnswer(name: string, answer: ProviderAnswer): PaymentError {
  return new PaymentError(name, { kind: 'bad_answer', status: answer.status }, true);
}

/**
 * The list of an answer. An answer that has none says nothing of what is there, and must not be taken for an empty one: what is
 * thought to be missing is made again.
 * @throws PaymentError when it is no list
 */
export function listIn(name: string, answer: ProviderAnswer, ...path: string[]): unknown[] {
  const value = bodyOf(answer, ...path);
  if (!Array.isArray(value)) throw badAnswer(name, answer);
  return value;
}

/**
 * Holds a conversation with a provider: sends each request, again where that is safe and helps, and gives it the replies.
 * @throws PaymentError as the conversation does, and when no answer came
 */
export async function converse<T>(provider: PaymentProvider, conversation: Conversation<T>, line: Line): Promise<T> {
  let step = conversation.next();
  while (!step.done) step = conversation.next(await ask(provider, step.value, line));
  return step.value;
}

async function ask(provider: PaymentProvider, request: ProviderRequest, line: Line): Promise<Reply> {
  let doubtful = false;
  for (let tries = 1; ; tries += 1) {
    const { reply, failure, repeatable, left } = await once(provider, request, line);
    if (reply && !failure) return reply;
    const wait = failure && waitBeforeRetry(failure, repeatable, tries, line.chance());
    if (wait === undefined) {
      // A refusal says nothing of the try before it that nobody heard back from.
      if (reply) return doubtful ? { ...reply, doubtful } : reply;
      const missing = failure ?? { kind: 'no_answer' };
      throw new PaymentError(provider.name, missing, doubtful || (request.method !== 'GET' && left));
    }
    doubtful ||= request.method !== 'GET' && left;
    await line.wait(wait);
  }
}

interface Try {
  reply?: Reply;
  failure?: ProviderFailure;
  repeatable: boolean;
  /** It may have arrived and been acted upon. */
  left: boolean;
}

async function once(provider: PaymentProvider, request: ProviderRequest, line: Line): Promise<Try> {
  try {
    const answer = await line.send(request);
    const failure = provider.failure(answer);
    const left = failure !== undefined && mayHaveBeenMade(failure);
    return { reply: { answer, ...(failure ? { failure } : {}) }, failure, repeatable: request.repeatable, left };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const failure: ProviderFailure = { kind: 'no_answer', said: error.reason };
    // What provably did not arrive may go again, whatever it is.
    return { failure, repeatable: request.repeatable || !error.left, left: error.left };
  }
}
