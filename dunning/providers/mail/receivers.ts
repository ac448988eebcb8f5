import type { BounceReason } from './reasons';
import type { Evidence } from './reason';

/**
 * Codes and sentences that one receiving provider publishes a meaning for, which differs from what the words say elsewhere. Each
 * table names the page it restates.
 */
interface Receiver {
  /** Recognised in the names of the machines in the report, or in the explanation. */
  seenIn: RegExp;
  rules: ReadonlyArray<[RegExp, BounceReason]>;
  /** Its sentences stand in the notice beside another server's words, and count more. */
  inNotice?: true;
}

const RECEIVERS: readonly Receiver[] = [
  {
    // KDDI (au, EZweb) puts one of a few sentences above whatever the other server said.
    seenIn: /ezweb\.ne\.jp|\bau\.com|dion\.ne\.jp|kddi/,
    inNotice: true,
    rules: [
      [/the user\(s\) account is (?:disabled|temporarily limited)/, 'suspend'],
      [/as their mailbox is full/, 'mailboxfull'],
      [/<address>: user unknown/, 'userunknown'],
      [/550 : user unknown/, 'filtered'],
    ],
  },
  {
    // Exchange 5.5 and 2000 end each failure with the number of the component that reports it.
    seenIn: /msexch:/,
    rules: [
      [/000c05a6/, 'userunknown'],
      [/000c0595/, 'filtered'],
      [/00010256|000d06b5/, 'systemerror'],
      [/00120270/, 'networkerror'],
      [/00050311|000502cc/, 'contenterror'],
      [/000b0981/, 'securityerror'],
    ],
  },
  {
    // Domino names the directory it looked in.
    seenIn: /domino|name & address book/,
    rules: [
      [/not listed in|no se encuentra|annuaire domino|見つかりません/, 'userunknown'],
      [/cannot route mail to user/, 'filtered'],
      [/several matches found/, 'systemerror'],
    ],
  },
  {
    // Verizon's gateway to text messages.
    seenIn: /vtext\.com|vzwpix\.com/,
    rules: [[/no such user|invalid user address/, 'userunknown']],
  },
  {
    // InterScan reports an address that it could not deliver to with this sentence alone.
    seenIn: /interscan/,
    rules: [[/^unable to deliver message to <address>/, 'userunknown']],
  },
  {
    // Orange and La Poste, "codes d'erreur OFR / LPN": https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/
    seenIn: /\b(?:ofr|lpn|ouk)[\w]{0,6}[_-]?\d{3}\b/,
    rules: [
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?104\b/, 'toomanyconn'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?(?:10[123]|510|999)\b/, 'blocked'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?(?:401|517)\b|spf\/dns de votre nom/, 'authfailure'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?(?:305|402)\b/, 'securityerror'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?(?:403|405|415|421)\b/, 'rejected'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?416\b/, 'userunknown'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?417\b/, 'mailboxfull'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?(?:420|426)\b/, 'suspend'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?505\b/, 'systemerror'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?506\b/, 'spamdetected'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?514\b/, 'mesgtoobig'],
      [/\b(?:ofr|lpn|ouk)\w{0,6}?[_-]?630\b/, 'policyviolation'],
    ],
  },
  {
    // GoDaddy, "Fix rejected email with a bounce error": https://www.godaddy.com/help/40685
    seenIn: /secureserver\.net|\bib\d{3}\b/,
    rules: [
      [/\bib401\b/, 'securityerror'],
      [/\bib50[12]\b/, 'notcompliantrfc'],
      [/\bib506\b/, 'rejected'],
      [/\bib508\b/, 'authfailure'],
      [/\bib108\b/, 'requireptr'],
      [/\bib212\b/, 'spamdetected'],
      [/\bib705\b/, 'virusdetected'],
      [/\bib(?:605|007)\b/, 'toomanyconn'],
      [/\bib(?:101|504|510|607)\b/, 'speeding'],
      [/\bib103\b/, 'badreputation'],
      [/\bib(?:10[456]|11[0123])\b|rbl reject/, 'blocked'],
      [/account storage limit/, 'mailboxfull'],
      [/account disabled/, 'suspend'],
      [/account does not exist|recipient not found/, 'userunknown'],
    ],
  },
  {
    // Yahoo and AOL, "SMTP error codes": https://senders.yahooinc.com/smtp-error-codes
    seenIn: /yahoodns\.net|\.yahoo\.com|\.aol\.com|verizonmedia|yahooinc/,
    rules: [
      [/temporarily deferred due to unexpected volume|permanently deferred|unresolvable rfc\.?5321/, 'rejected'],
      [/requires all senders to authenticate/, 'authfailure'],
      [/headers are not rfc/, 'notcompliantrfc'],
      [/not accepted for policy reasons/, 'policyviolation'],
      [/receiving mail too quickly/, 'speeding'],
      [/is no longer valid\.|mailbox is disabled/, 'suspend'],
      [/this user doesn'?t have|mailbox not found/, 'userunknown'],
    ],
  },
  {
    // Mimecast, "SMTP error codes": https://community.mimecast.com/s/article/email-security-cloud-gateway-mimecast-smtp-error-codes
    seenIn: /mimecast/,
    rules: [
      [/host network,? not allowed|anti-?spoofing|content examination/, 'policyviolation'],
      [/(?:spf|dkim|dmarc) sender invalid/, 'authfailure'],
      [/sender address blocked|recipient temporarily unavailable|temporarily blacklisted/, 'blocked'],
      [/envelope (?:blocked|rejected)|blocked senders/, 'rejected'],
      [/internal resources are temporarily|ip reputation/, 'badreputation'],
      [/route requires/, 'failedstarttls'],
      [/inbounds disabled/, 'notaccept'],
      [/open relay/, 'norelaying'],
      [/invalid recipient|invalid address|user unknown/, 'userunknown'],
    ],
  },
  {
    // Broadcom (MessageLabs), "Email error and bounce codes": https://knowledge.broadcom.com/external/article/169652
    seenIn: /messagelabs|symanteccloud/,
    rules: [
      [/domain authentication fail/, 'authfailure'],
      [/connection rejected by policy/, 'badreputation'],
      [/your ip address (?:\S+ )?has been|in the pbl/, 'blocked'],
      [/your (?:domain|e-?mail address) has been black|badmailfrom|domain not allowed for sender/, 'rejected'],
      [/message filtered|filtered by outbound/, 'spamdetected'],
      [/no such user|invalid recipient|mailbox is not allowed/, 'userunknown'],
    ],
  },
  {
    // Microsoft, "NDR error codes": https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
    seenIn: /resolver\.adr|storedrv\.|outlook\.com|hotmail\.com|office365|prod\.exchangelabs|protection\.outlook/,
    rules: [
      [/5\.7\.(?:509|515|23)\b|does(?:n'?t| not) pass dmarc/, 'authfailure'],
      [/[45]\.7\.65\d|due to ip reputation/, 'badreputation'],
      [
        /5\.7\.(?:506|507|510|511|513)\b|5\.7\.6[0-4]\d|4\.7\.(?:[56]\d\d|8[5-9]\d)|block list|banned sending/,
        'blocked',
      ],
      [
        /5\.4\.1\b.{0,40}recipient address rejected|5\.1\.10\b|recipient not found|recipnotfound|5\.5\.0\b.{0,30}mailbox unavailable/,
        'userunknown',
      ],
      [/5\.7\.(?:57|520|124|133|134|135|750)\b|5\.7\.7\d\d|not allowed to send|restricted/, 'securityerror'],
      [/5\.4\.(?:300|316)\b|message expired/, 'expired'],
      [/5\.4\.310|5\.4\.12\b.{0,20}domain/, 'hostunknown'],
      [/5\.1\.20|5\.6\.11|5\.6\.0/, 'contenterror'],
    ],
  },
  {
    // Google, "SMTP error reference": https://support.google.com/a/answer/3726730
    seenIn: /google\.com|googlemail|gsmtp|gmail/,
    rules: [
      [/very low reputation/, 'badreputation'],
      [/unusual rate of|not in whitelist for rcpt|try again later, closing connection/, 'blocked'],
      [/null mx/, 'notaccept'],
      [/multiple .{0,12}addresses in from: header|rfcmessagenoncompliant/, 'notcompliantrfc'],
      [/account that you tried to reach is (?:disabled|inactive)/, 'suspend'],
      [/at a rate that|receiving mail too quickly/, 'speeding'],
      [/because the address couldn'?t be found\. check for typos/, 'userunknown'],
    ],
  },
  {
    // Apple, "Postmaster information for iCloud Mail": https://support.apple.com/HT204137
    seenIn: /icloud\.com|\.apple\.com|\bht204137\b/,
    rules: [
      [/dmarc/, 'authfailure'],
      [/no longer on server/, 'hasmoved'],
      [/mailbox.{0,12}full|quota/, 'mailboxfull'],
      [/\[(?:hm08|cs01)\]|local policy/, 'policyviolation'],
    ],
  },
  {
    // Tencent QQ Mail, "help centre, bounce messages": https://service.mail.qq.com
    seenIn: /\.qq\.com|mail\.163\.com|exmail/,
    rules: [
      [/mailbox not found|mailbox unavailable|not found/, 'userunknown'],
      [/account .{0,24}(?:frozen|disabled|locked)|deactivated mailbox/, 'suspend'],
      [/spf|dmarc/, 'authfailure'],
      [/content denied|spam/, 'spamdetected'],
      [/ip address.{0,30}(?:reject|block|limit)|connection denied/, 'blocked'],
      [/frequency limited|too many/, 'speeding'],
    ],
  },
];

/** PowerMTA says in a header of its report what kind of failure it counted this as (PowerMTA user's guide, "bounce categories"). */
export const POWERMTA_CATEGORY: Record<string, BounceReason> = {
  'bad-connection': 'networkerror',
  'bad-domain': 'hostunknown',
  'bad-mailbox': 'userunknown',
  'content-related': 'contenterror',
  'inactive-mailbox': 'suspend',
  'invalid-sender': 'rejected',
  'message-expired': 'expired',
  'no-answer-from-host': 'networkerror',
  'policy-related': 'policyviolation',
  'protocol-errors': 'syntaxerror',
  'quota-issues': 'mailboxfull',
  'relaying-issues': 'norelaying',
  'routing-errors': 'systemerror',
  'spam-related': 'spamdetected',
  'virus-related': 'virusdetected',
};

/** The reason by the receiving provider's own table, where it is one of those with a table and the table knows the case. */
export function reasonOfReceiver({
  words,
  notice,
  host,
}: Pick<Evidence, 'words' | 'notice' | 'host'>): BounceReason | undefined {
  for (const { seenIn, rules, inNotice } of RECEIVERS) {
    if (!seenIn.test(host) && !seenIn.test(words)) continue;
    const hit = rules.find(([pattern]) => pattern.test(words) || (inNotice && pattern.test(notice)));
    if (hit) return hit[1];
  }
  return undefined;
}
