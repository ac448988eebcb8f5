import { addressIn, groupsOf, MOST_RECIPIENTS } from './delivery-report';
import type { MailPart } from './mime';
import { allParts, header, readHeaders, textOf } from './mime';

/** A report on a mail of ours (RFC 5965): what kind, and about whom. `opt-out`: the recipient's program asks us to stop writing. */
export interface FeedbackReport {
  feedbackType: string;
  recipients: string[];
}

const MOST_HEADER = 64 * 1024;

function standardReport(mail: MailPart): FeedbackReport | undefined {
  const part = allParts(mail).find(({ type }) => type === 'message/feedback-report');
  if (!part) return undefined;
  const [fields = new Map<string, string[]>()] = groupsOf(textOf(part));
  const named = [...(fields.get('original-rcpt-to') ?? []), ...(fields.get('removal-recipient') ?? [])];
  return {
    feedbackType: header(fields, 'feedback-type').toLowerCase().slice(0, 40) || 'abuse',
    recipients: named.slice(0, MOST_RECIPIENTS).map(addressIn),
  };
}

/** Microsoft's older loop (JMRP), which Amazon SES imitates: a bare attachment under a subject that is always the same. */
function mailboxProviderReport(mail: MailPart): FeedbackReport | undefined {
  if (!/^\s*complaint about message from \[?[\d.a-f:]{3,45}\]?\s*$/i.test(header(mail.headers, 'subject')))
    return undefined;
  const returned = allParts(mail).find(({ type }) => type === 'message/rfc822');
  if (!returned) return undefined;
  const fields = readHeaders(returned.raw.slice(0, MOST_HEADER)).headers;
  const address = addressIn(header(fields, 'x-hmxmroriginalrecipient') || header(fields, 'to'));
  return { feedbackType: 'abuse', recipients: address === '' ? [] : [address] };
}

/** What Apple Mail sends to the address of our List-Unsubscribe header when its user presses "Unsubscribe". */
function unsubscribe(mail: MailPart): FeedbackReport | undefined {
  if (!/^\s*true\s*$/i.test(header(mail.headers, 'x-apple-unsubscribe'))) return undefined;
  const address = addressIn(header(mail.headers, 'from'));
  return { feedbackType: 'opt-out', recipients: address === '' ? [] : [address] };
}

/** The report in a mail; nothing when it carries none. */
export function readFeedback(mail: MailPart): FeedbackReport | undefined {
  return standardReport(mail) ?? mailboxProviderReport(mail) ?? unsubscribe(mail);
}
