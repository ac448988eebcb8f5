import { adviceOf } from './actions';
import type { FailureAdvice, FailureRow } from './actions';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * What each error code of the WhatsApp Cloud API asks for. The HTTP status of one code has changed over time, so only the
 * code counts. Source: developers.facebook.com, “Cloud API: error codes”; facebook/openapi business-messaging-api v23.
 */
const TABLE: Readonly<Record<string, FailureRow>> = {
  '0': ['stop_channel', 'The access token is not accepted'],
  '1': ['retry_backoff', 'Temporary problem at Meta', { waitSeconds: 30, factor: 2, tries: 5 }],
  '2': ['retry_backoff', 'Temporary problem at Meta', { waitSeconds: 30, factor: 2, tries: 5 }],
  '3': ['stop_channel', 'The app may not do this'],
  '4': ['retry_backoff', 'Too many calls of the API', { waitSeconds: 60, factor: 2, tries: 8 }],
  '10': ['stop_channel', 'Permission denied'],
  '17': ['retry_backoff', 'Too many calls of the API', { waitSeconds: 60, factor: 2, tries: 8 }],
  '32': ['retry_backoff', 'Too many calls of the API', { waitSeconds: 60, factor: 2, tries: 8 }],
  '33': ['our_mistake', 'The phone number of the sender does not exist'],
  '100': ['our_mistake', 'Invalid parameter'],
  '190': ['stop_channel', 'The access token has expired'],
  '368': ['stop_channel', 'Temporarily blocked for policy violations'],
  '613': ['retry_backoff', 'Too many calls of the API', { waitSeconds: 60, factor: 2, tries: 8 }],
  '80007': ['retry_backoff', 'Rate limit of the account', { waitSeconds: 300, factor: 2, tries: 6 }],
  '130429': ['retry_backoff', 'Too many messages a second', { waitSeconds: 2, factor: 2, tries: 8 }],
  '130472': ['other_channel', 'The customer is in an experiment of Meta'],
  '130497': ['other_channel', 'This account may not message this country'],
  '131000': ['retry_backoff', 'Something went wrong at Meta', { waitSeconds: 30, factor: 2, tries: 5 }],
  '131005': ['stop_channel', 'Permission denied'],
  '131008': ['our_mistake', 'A required parameter is missing'],
  '131009': ['our_mistake', 'The value of a parameter is invalid'],
  '131016': ['retry_backoff', 'The service is not available', { waitSeconds: 30, factor: 2, tries: 6 }],
  '131021': ['our_mistake', 'Sender and recipient are the same number'],
  '131026': ['unreachable', 'Undeliverable: not on WhatsApp, an old client, or the terms were not accepted'],
  '131030': ['our_mistake', 'The test number may not write to this recipient'],
  '131031': ['stop_channel', 'The account is locked'],
  '131037': ['stop_channel', 'The display name of the number is not approved'],
  '131042': ['stop_channel', 'A problem with the payment method of the account'],
  '131045': ['stop_channel', 'The number is not registered correctly'],
  '131047': ['our_mistake', 'More than 24 hours since the customer wrote: only a template may be sent'],
  '131048': ['stop_channel', 'Too many messages were reported as spam'],
  '131049': ['retry_later', 'Withheld to keep the customer engaged', { waitSeconds: DAY, factor: 2, tries: 2 }],
  '131050': ['opt_out', 'The customer does not want marketing messages'],
  '131051': ['our_mistake', 'Unsupported type of message'],
  '131052': ['our_mistake', 'The media could not be downloaded'],
  '131053': ['our_mistake', 'The media could not be uploaded'],
  '131056': ['retry_backoff', 'Too many messages to this customer', { waitSeconds: 4, factor: 4, tries: 5 }],
  '131057': ['retry_backoff', 'The account is in maintenance', { waitSeconds: 300, factor: 2, tries: 6 }],
  '132000': ['our_mistake', 'The number of values does not match the template'],
  '132001': ['our_mistake', 'The template does not exist in this language, or is not approved'],
  '132005': ['our_mistake', 'The text is too long once the values are in it'],
  '132007': ['our_mistake', 'The template breaks a policy'],
  '132012': ['our_mistake', 'A value has the wrong form'],
  '132015': ['other_channel', 'The template is paused for low quality'],
  '132016': ['our_mistake', 'The template is disabled for good'],
  '133010': ['stop_channel', 'The number of the sender is not registered'],
  '135000': ['our_mistake', 'Meta does not say what is wrong with the request'],
};

/**
 * What to do about an error of the WhatsApp Cloud API. An unknown code is treated as its family: 132xxx templates, 133xxx
 * registration; anything else goes to the next channel, because repeating what is not understood could send twice.
 */
export function whatsAppFailure(code: string): FailureAdvice {
  const row = Object.hasOwn(TABLE, code) ? TABLE[code] : undefined;
  if (row) return adviceOf(row);
  if (/^132\d{3}$/.test(code)) return adviceOf(['our_mistake', 'A problem with the template'], false);
  if (/^133\d{3}$/.test(code))
    return adviceOf(['stop_channel', 'A problem with the registration of the number'], false);
  if (/^2\d\d$/.test(code)) return adviceOf(['stop_channel', 'Permission denied'], false);
  return adviceOf(['other_channel', 'An error that is not in the list'], false);
}
