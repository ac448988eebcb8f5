import type { BounceReason } from '../reasons';
import { CONTENT_PHRASES } from './content';
import { LANGUAGE_PHRASES } from './languages';
import { RECIPIENT_PHRASES } from './recipient';
import { SENDER_PHRASES } from './sender';
import { TRANSPORT_PHRASES } from './transport';

const TABLES = [RECIPIENT_PHRASES, SENDER_PHRASES, CONTENT_PHRASES, TRANSPORT_PHRASES, LANGUAGE_PHRASES];

/** Whether an explanation (lower case, single spaces) is worded as servers word this reason. */
export function says(reason: BounceReason, explanation: string): boolean {
  return TABLES.some((table) => table[reason]?.some((pattern) => pattern.test(explanation)));
}
