import { adviceOf } from './actions';
import type { FailureAdvice, FailureRow } from './actions';

const HOUR = 3_600;

/** What each error code of Twilio's messaging asks for. Source: twilio.com/docs/api/errors; twilio-oai. */
const TABLE: Readonly<Record<string, FailureRow>> = {
  '20003': ['stop_channel', 'The credentials are not accepted'],
  '20005': ['stop_channel', 'The account is not active'],
  '20006': ['stop_channel', 'Access is denied'],
  '20403': ['stop_channel', 'Access is denied'],
  '20404': ['our_mistake', 'The resource does not exist'],
  '20429': ['retry_backoff', 'Too many requests', { waitSeconds: 5, factor: 2, tries: 8 }],
  '21211': ['unreachable', 'The number is not valid'],
  '21212': ['our_mistake', 'The number of the sender is not valid'],
  '21217': ['unreachable', 'The number is not valid'],
  '21265': ['unreachable', 'The number is a short code'],
  '21408': ['other_channel', 'Sending to this country is not enabled'],
  '21606': ['our_mistake', 'The number of the sender cannot send messages'],
  '21608': ['our_mistake', 'A trial account may only write to verified numbers'],
  '21610': ['opt_out', 'The customer has unsubscribed'],
  '21611': ['retry_later', 'The queue of this sender is full', { waitSeconds: HOUR, factor: 2, tries: 3 }],
  '21612': ['other_channel', 'The number cannot be reached from this sender'],
  '21614': ['unreachable', 'The number is not a mobile number'],
  '21617': ['our_mistake', 'The text is longer than 1,600 characters'],
  '21635': ['unreachable', 'The number is a landline'],
  '30001': ['retry_later', 'The queue is full', { waitSeconds: HOUR, factor: 2, tries: 3 }],
  '30002': ['stop_channel', 'The account is suspended'],
  '30003': ['retry_later', 'The phone is off or out of reach', { waitSeconds: 4 * HOUR, factor: 2, tries: 2 }],
  '30004': ['other_channel', 'The message is blocked'],
  '30005': ['unreachable', 'The number does not exist'],
  '30006': ['unreachable', 'A landline, or a carrier that takes no messages'],
  '30007': ['stop_channel', 'The carrier filtered the message'],
  '30008': ['retry_later', 'The carrier gave no reason', { waitSeconds: HOUR, tries: 1 }],
  '30009': ['retry_later', 'A part of the message was lost on the way', { waitSeconds: HOUR, tries: 1 }],
  '30010': ['our_mistake', 'The message costs more than the set maximum'],
  '30017': ['retry_later', 'The network of the carrier is congested', { waitSeconds: HOUR, factor: 2, tries: 3 }],
  '30018': ['stop_channel', 'The carrier of this country wants the sender to be registered'],
  '30019': ['our_mistake', 'The media is larger than the carrier takes'],
  '30022': ['retry_backoff', 'The throughput of the campaign is used up', { waitSeconds: 60, factor: 2, tries: 6 }],
  '30023': ['retry_later', 'The daily limit of the brand is used up', { waitSeconds: 24 * HOUR, tries: 2 }],
  '30024': ['stop_channel', 'The sender is not provisioned with the carrier'],
  '30032': ['stop_channel', 'The toll-free number is not verified'],
  '30033': ['stop_channel', 'The campaign is suspended'],
  '30034': ['stop_channel', 'The US number is not registered for business messages'],
  '30035': ['stop_channel', 'The messaging service has no registered number'],
  '30036': ['retry_later', 'It could not be delivered in time', { waitSeconds: 4 * HOUR, factor: 2, tries: 2 }],
  '30040': ['stop_channel', 'The carrier of this country wants the sender to be registered'],
  '30410': ['retry_later', 'The carrier did not answer in time', { waitSeconds: HOUR, factor: 2, tries: 2 }],
  '30500': ['retry_backoff', 'A problem inside Twilio', { waitSeconds: 60, factor: 2, tries: 5 }],
  '63001': ['stop_channel', 'The channel does not accept the credentials'],
  '63003': ['unreachable', 'The number is not on the channel'],
  '63005': ['other_channel', 'The channel did not accept the content'],
  '63007': ['our_mistake', 'The sender does not exist on the channel'],
  '63010': ['retry_backoff', 'A problem inside Twilio', { waitSeconds: 60, factor: 2, tries: 5 }],
  '63012': ['retry_backoff', 'A problem of the channel', { waitSeconds: 60, factor: 2, tries: 5 }],
  '63013': ['stop_channel', 'The message breaks a policy of the channel'],
  '63014': ['opt_out', 'The customer has blocked this sender'],
  '63015': ['our_mistake', 'A sandbox may only write to numbers that joined it'],
  '63016': ['our_mistake', 'Outside of the 24 hours since the customer wrote: only a template may be sent'],
  '63018': ['retry_backoff', 'The rate limit of the channel is used up', { waitSeconds: 60, factor: 2, tries: 6 }],
  '63021': ['our_mistake', 'The channel does not accept the content'],
  '63024': ['unreachable', 'The recipient is not valid on the channel'],
  '63027': ['our_mistake', 'The template does not exist in this language'],
  '63028': ['our_mistake', 'The number of values does not match the template'],
  '63031': ['our_mistake', 'Sender and recipient are the same number'],
  '63032': ['other_channel', 'WhatsApp limits messages to this customer'],
  '63033': ['unreachable', 'The customer cannot be written to on the channel'],
  '63035': ['retry_later', 'The channel does not allow it just now', { waitSeconds: HOUR, factor: 2, tries: 3 }],
  '63038': ['retry_later', 'The daily limit of the account is used up', { waitSeconds: 24 * HOUR, tries: 2 }],
  '63040': ['other_channel', 'The template is paused for low quality'],
  '63041': ['our_mistake', 'The template is disabled'],
  '63049': ['retry_later', 'WhatsApp withholds the message', { waitSeconds: 24 * HOUR, factor: 2, tries: 2 }],
  '63051': ['stop_channel', 'The WhatsApp account is locked'],
  '63112': ['stop_channel', 'The WhatsApp account is disabled'],
};

/**
 * What to do about an error of Twilio. Of unknown codes 11xxx and 12xxx are about what our own address answered, 20xxx and 21xxx
 * about what was asked for, save 205xx, which are troubles of Twilio's own; anything else goes to the next channel, because repeating what is not understood could send twice.
 */
export function twilioFailure(code: string): FailureAdvice {
  const row = Object.hasOwn(TABLE, code) ? TABLE[code] : undefined;
  if (row) return adviceOf(row);
  if (/^205\d\d$/.test(code))
    return adviceOf(['retry_backoff', 'A problem inside Twilio', { waitSeconds: 60, factor: 2, tries: 5 }], false);
  if (/^(1[1-9]|2[01])\d{3}$/.test(code)) return adviceOf(['our_mistake', 'The request is not accepted'], false);
  return adviceOf(['other_channel', 'An error that is not in the list'], false);
}
