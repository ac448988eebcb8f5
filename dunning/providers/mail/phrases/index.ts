import type { BounceReason } from '../reasons';
import { CONTENT_PHRASES } from './content';
import { RECIPIENT_PHRASES } from './recipient';
import { SENDER_PHRASES } from './sender';
import { TRANSPORT_PHRASES } from './transport';

const ALL: Partial<Record<BounceReason, readonly RegExp[]>> = {
  ...RECIPIENT_PHRASES,
  ...SENDER_PHRASES,
  ...CONTENT_PHRASES,
  ...TRANSPORT_PHRASES,
};

/** Whether an explanation (lower case, single spaces) is worded as servers word this reason. */
export function says(reason: BounceReason, explanation: string): boolean {
  return ALL[reason]?.some((pattern) => pattern.test(explanation)) ?? false;
}
