import type { ContactEvent } from '../../ledger/events';
import { adviceOf } from './actions';
import type { FailureAdvice } from './actions';
import { smtpFailure } from './smtp';
import { twilioFailure } from './twilio';
import { whatsAppFailure } from './whatsapp';

/** Types of events about which something is to be done. */
const FAILED: ReadonlySet<string> = new Set([
  'failed',
  'dropped',
  'bounced',
  'soft_bounced',
  'complained',
  'unsubscribed',
]);

/**
 * What to do about an event; undefined when it is no failure. A complaint and a person's unsubscribing are an opt-out
 * whatever their code.
 */
export function failureAdvice(
  event: Pick<ContactEvent, 'provider' | 'type' | 'code' | 'detail' | 'permanent' | 'machine'>,
): FailureAdvice | undefined {
  const { provider, type, code, detail, permanent, machine } = event;
  if (!FAILED.has(type)) return undefined;
  if (type === 'complained') return adviceOf(['opt_out', 'The customer reported the message as unwanted']);
  if (type === 'unsubscribed') {
    return machine === true
      ? adviceOf(['unreachable', 'The provider no longer writes to this address'])
      : adviceOf(['opt_out', 'The customer unsubscribed']);
  }
  if (provider === 'whatsapp' && code !== undefined) return whatsAppFailure(code);
  if (provider === 'twilio' && code !== undefined) return twilioFailure(code);
  if (provider === 'whatsapp' || provider === 'twilio')
    return adviceOf(['other_channel', 'It failed without a code'], false);
  return mailAdvice(type, OWN_CODES.has(provider) ? undefined : code, detail, permanent);
}

/** Providers whose codes are numbers of their own and no mail server's replies: Postmark's 512 is a kind of bounce. */
const OWN_CODES: ReadonlySet<string> = new Set(['postmark', 'brevo']);

/** A mail that was not sent because the customer had unsubscribed or complained before, in the words of the mail providers. */
const REFUSED_BEFORE =
  /suppress-(?:unsubscribe|complaint)|unsubscribed|spam report|marked your messages as spam|complain/i;

/** Whether a message failed because the customer refuses the channel. */
export function refusesBy(event: Pick<ContactEvent, 'provider' | 'type' | 'code' | 'detail' | 'permanent'>): boolean {
  return (event.type === 'failed' || event.type === 'dropped') && failureAdvice(event)?.action === 'opt_out';
}

/** Mail providers sort failures themselves; a reply or status code inside refines what they say. */
function mailAdvice(
  type: ContactEvent['type'],
  code: string | undefined,
  detail: string | undefined,
  permanent: boolean | undefined,
): FailureAdvice {
  const enhanced = /^[245]\.\d{1,3}\.\d{1,3}$/.test(code ?? '') ? code : undefined;
  const reply = /^[245]\d\d$/.test(code ?? '') ? code : undefined;
  if (type === 'dropped' && permanent && REFUSED_BEFORE.test(detail ?? ''))
    return adviceOf(['opt_out', 'The customer had unsubscribed or complained before']);
  const refined = smtpFailure({ code: reply, enhanced, text: detail });
  if (refined.known) return refined;
  if (type === 'soft_bounced') {
    return adviceOf(['retry_later', 'It came back for now', { waitSeconds: 86_400, factor: 2, tries: 3 }]);
  }
  if (type === 'bounced') {
    return permanent === false
      ? adviceOf(['retry_later', 'It came back for now', { waitSeconds: 86_400, factor: 2, tries: 3 }])
      : adviceOf(['unreachable', 'It came back for good']);
  }
  if (type === 'dropped' && permanent)
    return adviceOf(['unreachable', 'The provider no longer writes to this address']);
  return adviceOf(['our_mistake', 'The provider did not accept the message'], false);
}

/**
 * What to do when handing a message over failed without an answer. Once it may have been handed over, nobody can know, and
 * only a person or a later event of the provider settles it; before that, it has provably not left.
 */
export function timeoutAdvice(handedOver: boolean): FailureAdvice {
  return handedOver
    ? adviceOf(['uncertain', 'No answer after the message was handed over'])
    : adviceOf(['retry_backoff', 'No connection was made', { waitSeconds: 30, factor: 2, tries: 6 }]);
}

export { FAILURE_ACTIONS } from './actions';
export type { FailureAction, FailureAdvice } from './actions';
export { smtpFailure, twilioFailure, whatsAppFailure };
