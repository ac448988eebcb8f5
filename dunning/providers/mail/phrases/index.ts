import type { BounceReason } from '../reasons';
import { CONTENT_PHRASES } from './content';
import { LANGUAGE_PHRASES } from './languages';
import { RECIPIENT_PHRASES } from './recipient';
import { SENDER_PHRASES } from './sender';
import { TRANSPORT_PHRASES } from './transport';

const TABLES = [RECIPIENT_PHRASES, SENDER_PHRASES, CONTENT_PHRASES, TRANSPORT_PHRASES, LANGUAGE_PHRASES];

/** One explanation is asked for many reasons, some of them twice, and a report repeats it for many recipients. */
const MOST_REMEMBERED = 32;
const answers = new Map<string, Map<BounceReason, boolean>>();

function answersFor(explanation: string): Map<BounceReason, boolean> {
  const known = answers.get(explanation);
  if (known) return known;
  const oldest = answers.keys().next();
  if (answers.size >= MOST_REMEMBERED && !oldest.done) answers.delete(oldest.value);
  const fresh = new Map<BounceReason, boolean>();
  answers.set(explanation, fresh);
  return fresh;
}

/** Whether an explanation (lower case, single spaces) is worded as servers word this reason. */
export function says(reason: BounceReason, explanation: string): boolean {
  const known = answersFor(explanation);
  const answer =
    known.get(reason) ?? TABLES.some((table) => table[reason]?.some((pattern) => pattern.test(explanation)));
  known.set(reason, answer);
  return answer;
}
