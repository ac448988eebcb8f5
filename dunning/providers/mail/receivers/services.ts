import type { Receiver } from '../receivers';

/** Companies whose business is mail: mailboxes, filters, social networks. */
export const SERVICES: readonly Receiver[] = [
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
      [/no such user|invalid recipient|mailbox is not allowed|^542 \S{1,64} rejected/, 'userunknown'],
    ],
  },
  {
    // Google, "SMTP error reference": https://support.google.com/a/answer/3726730
    seenIn: /google\.com|googlemail|gsmtp|gmail/,
    rules: [
      [/very low reputation/, 'badreputation'],
      [/unusual rate of|not in whitelist for rcpt|try again later, closing connection|helo\/ehlo argument/, 'blocked'],
      [/null mx/, 'notaccept'],
      [
        /multiple .{0,12}addresses in from: header|rfcmessagenoncompliant|rfc 5322 compliant|missing a valid|encoded-word syntax|message is malformed/,
        'notcompliantrfc',
      ],
      [/account that you tried to reach is (?:disabled|inactive)/, 'suspend'],
      [/out of storage space|is over quota|email quota exceeded/, 'mailboxfull'],
      [/does(?:n't| not) have a ptr|regarding ptr records|does not match the ip address of the hostname/, 'requireptr'],
      [
        /spf record of the sending domain|to authenticate (?:their email )?with|hard fail policy|fails to pass|dmarc policy|aligned with either|dmarc record/,
        'authfailure',
      ],
      [/(?:starttls command first|tls required|use tls\/ssl)/, 'failedstarttls'],
      [/relay denied|credentials for relay|not authorized to send e?-?mail directly/, 'norelaying'],
      [/has a policy that prohibited|illegal attachment|potential security issue|same message-id/, 'policyviolation'],
      [/mail sending denied|unauthenticated email is not accepted/, 'rejected'],
      [
        /login attempts|no identity changes|authentication required|password (?:required|not accepted)|log in (?:with|through) your web browser/,
        'securityerror',
      ],
      [/likely unsolicited|nature of the content or the links/, 'spamdetected'],
      [
        /at a rate that|receiving mail too quickly|(?:relay|sending) (?:limit|quota) exceeded|mail has been rate limited/,
        'speeding',
      ],
      [/too many recipients/, 'toomanyconn'],
      [/connection expired|timeout - closing/, 'expired'],
      [/exceeded \d+ hops/, 'networkerror'],
      [/temporary system problem|server busy|temporarily rejected/, 'systemerror'],
      [/because the address couldn'?t be found\. check for typos/, 'userunknown'],
    ],
  },
  {
    // Apple, "Postmaster information for iCloud Mail": https://support.apple.com/102322
    seenIn: /icloud\.com|\.apple\.com|\bme\.com|\bht204137\b/,
    rules: [
      [/dmarc|failing both spf and dkim/, 'authfailure'],
      [/spamhaus|proofpoint\.com\/dnsbl|not accepting connections/, 'blocked'],
      [/no longer on server/, 'hasmoved'],
      [/over quota|mailbox.{0,12}full/, 'mailboxfull'],
      [/local policy/, 'policyviolation'],
      [/sender address rejected/, 'rejected'],
      [/excessive volume/, 'speeding'],
      [/inactive e-?mail address|unknown or illegal alias|user does not exist/, 'userunknown'],
    ],
  },
  {
    // Mail.Ru says of its own mailboxes, without naming the command, what it has looked up itself.
    seenIn: /\bmail\.ru\b/,
    rules: [[/is unavailable: user not found|invalid mailbox/, 'userunknown']],
  },
  {
    // Amazon SES where it receives: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html
    seenIn: /inbound-smtp\.[\w-]{3,30}\.amazonaws/,
    rules: [
      [/message too large/, 'mesgtoobig'],
      [/message content rejected/, 'contenterror'],
      [/mailbox does not exist/, 'filtered'],
    ],
  },
  {
    // Cloudflare Email Routing, "Postmaster": https://developers.cloudflare.com/email-routing/postmaster/
    seenIn: /cloudflare/,
    rules: [
      [/found on one or more dnsbl/, 'blocked'],
      [/upstream error/, 'systemerror'],
    ],
  },
  {
    // Zoho Mail, "SMTP error codes" and "why a mail is marked as spam": https://www.zoho.com/mail/help/
    seenIn: /zoho/,
    rules: [
      [/per dmarc policy/, 'authfailure'],
      [/greylisted, try again/, 'blocked'],
      [/reason: email flagged as spam|rejected by destination domain/, 'rejected'],
      [/policy violation detected|restricted by policy error/, 'policyviolation'],
      [/temporary system error/, 'systemerror'],
      [/user does not exist/, 'userunknown'],
      [/detected by zoho mail/, 'virusdetected'],
    ],
  },
  {
    // Tencent QQ Mail, "bounce messages": https://service.mail.qq.com/detail/122
    seenIn: /\.qq\.com|exmail/,
    rules: [
      [/(?:spf|dmarc) check failed/, 'authfailure'],
      [/bounce attacks|spam ip|connection denied/, 'blocked'],
      [/suspected spam|rejected by recipients/, 'rejected'],
      [/spam is embedded|content denied/, 'spamdetected'],
      [/access den\w{1,12}ed|frequency of receiving/, 'speeding'],
      [/deactivated mailbox/, 'suspend'],
      [/frequency limited/, 'toomanyconn'],
      [/bad address syntax/, 'syntaxerror'],
      [/mailbox not found/, 'userunknown'],
    ],
  },
  {
    // Facebook, "SMTP response codes": https://www.facebook.com/postmaster/response_codes
    seenIn: /facebook|\b(?:pol|rcp|int|msg|con|dns)-[pt]\d\b/,
    rules: [
      [/\b(?:rcp-p1|int-p[134])\b/, 'userunknown'],
      [/\brcp-p[23]\b/, 'filtered'],
      [/\brcp-t4\b/, 'suspend'],
      [/\brcp-t1\b/, 'systemerror'],
      [/\bpol-(?:p[1234]|t[123])\b/, 'blocked'],
      [/\bpol-p5\b/, 'virusdetected'],
      [/\bpol-p6\b/, 'spamdetected'],
      [/\bpol-p7\b/, 'authfailure'],
      [/\bmsg-p2\b/, 'contenterror'],
      [/\b(?:msg-p1|int-p2)\b/, 'mesgtoobig'],
      [/\bmsg-p3\b/, 'notcompliantrfc'],
      [/\bdns-(?:p[12]|t1)\b/, 'rejected'],
      [/\bdns-(?:p3|t2)\b/, 'requireptr'],
      [/\b(?:con-t[1234]|msg-t1)\b/, 'toomanyconn'],
    ],
  },
];
