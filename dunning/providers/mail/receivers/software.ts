import type { Receiver } from '../receivers';

/** Server programs whose own numbers and sentences mean one thing only. */
export const SOFTWARE: readonly Receiver[] = [
  {
    // The programs that put a mail into its mailbox: mail.local, procmail, maildrop, vdelivermail (vpopmail), vdeliver (vmailmgr).
    seenIn: /(?:mail\.local|procmail|maildrop|vdelivermail|vdeliver): |\/procmail /,
    rules: [
      [/quota|full\b/, 'mailboxfull'],
      [/no space left to finish/, 'systemfull'],
      [/account is locked/, 'suspend'],
      [/but will deliver to/, 'filtered'],
      [
        /unknown user|user unknown|invalid mailbox path|missing home|cannot find system user|invalid user|no mailbox here|(?:unknown|not refer to a) (?:base user|virtual user)/,
        'userunknown',
      ],
      [/service unavailable|file write error/, 'systemerror'],
      [/(?:mail\.local|procmail|maildrop|vdelivermail|vdeliver): |\/procmail /, 'mailererror'],
    ],
  },
  {
    // IMail has one sentence for a mailbox that it does not have itself, and no SMTP reply beside it.
    seenIn: /^(?:unknown user: <address>|invalid final delivery userid)/,
    rules: [[/^/, 'userunknown']],
  },
  {
    // Exim's routers, where no other server has spoken.
    opensWith: /created automatically by mail delivery software|following address\(es\) failed/,
    rules: [
      [/^<address>:? user not found/, 'userunknown'],
      [/^<address>:? child process of \S{1,60} transport/, 'mailererror'],
    ],
  },
  {
    // Courier's own lookups (courieresmtp).
    opensWith: /running the courier mail server/,
    rules: [
      [/^<address>:? (?:no such domain|there is no mx)/, 'hostunknown'],
      [/^<address>:? dns lookup failure/, 'networkerror'],
      [/domain'?s dns violates rfc/, 'systemerror'],
    ],
  },
  {
    // OpenSMTPD's own reasons (mta.c, "Network error on destination MXs" and its neighbours).
    opensWith: /this is the mailer-daemon, please do not reply/,
    rules: [
      [/^<address>:? (?:invalid domain name|domain does not exist)/, 'hostunknown'],
      [/^<address>:? (?:destination seem to reject all mails|no mx found)/, 'notaccept'],
      [
        /^<address>:? (?:loop detected|network error on destination|all routes to destination blocked|no valid route to|could not retrieve source|address family mismatch|temporary failure in mx|bad dns lookup)/,
        'networkerror',
      ],
    ],
  },
  {
    // What qmail and vpopmail find out about a mailbox of their own, before any other server has spoken.
    seenIn:
      /^<address>:? (?:sorry, )?no mailbox here by that name|qmail-forward|results returned but needs to be unique/,
    rules: [
      [/^<address>:? (?:sorry, )?no mailbox here by that name/, 'userunknown'],
      [/qmail-forward|needs to be unique/, 'systemerror'],
    ],
  },
  {
    // amavisd-new in front of another server.
    seenIn: /amavis|(?:reject|discarded), id=/,
    rules: [
      [/- bad[ -]header/, 'contenterror'],
      [/next-hop mta|relay message back to mta|mta failure on relaying/, 'systemerror'],
    ],
  },
  {
    // Exchange 2007 and later name the component: https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages
    seenIn: /\b(?:resolver\.(?:adr|rst)|smtpsend\.dns)\./,
    rules: [
      [/smtpsend\.dns\.nonexistentdomain/, 'hostunknown'],
      [/smtpsend\.dns\.mxloopback/, 'networkerror'],
      [/resolver\.adr\.(?:badprimary|invalidinsmtp|ambiguous)/, 'systemerror'],
      [/resolver\.adr\.reciplimit/, 'toomanyconn'],
      [/resolver\.rst\.notauthorized/, 'rejected'],
      [/resolver\.rst\.authrequired/, 'securityerror'],
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
    // InterScan reports an address that it could not deliver to with this sentence alone.
    seenIn: /interscan/,
    rules: [[/^unable to deliver message to <address>/, 'userunknown']],
  },
  {
    // Exchange and Exchange Online, "NDR error codes":
    // https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
    seenIn:
      /resolver\.adr|resolver\.rst|storedrv\.|smtpsend\.|outlook\.com|hotmail\.com|office365|prod\.exchangelabs|protection\.outlook/,
    rules: [
      [
        /must pass either spf or dkim|sender policy framework violation|5\.7\.(?:23|509|515)\b|does(?:n'?t| not) pass dmarc/,
        'authfailure',
      ],
      [/[45]\.7\.650|due to ip reputation/, 'badreputation'],
      [/must have a reverse dns record/, 'blocked'],
      [
        /exceeded (?:the )?maximum number of connections|5\.5\.3\b.{0,40}too many recipients|recipient thread limit/,
        'toomanyconn',
      ],
      [
        /per hour message receive limit|exceeded their limit|exceeded permitted limits|daily limit for message recipients|submission quota exceeded|tenant has exceeded/,
        'speeding',
      ],
      [
        /server busy\. please try|agent busy|message failed to be replicated|temporary server error|suspiciousremoteservererror|service not (?:available|active)/,
        'systemerror',
      ],
      [/5\.7\.50[45]\b|banned recipient|mailbox cannot be accessed/, 'suspend'],
      [
        /5\.7\.5(?:01|02|03)\b|5\.7\.512\b|bad outbound sender|sender (?:was )?not (?:authenticated|in allowed-senders)|5\.7\.(?:124|133|134|135|136|750)\b/,
        'rejected',
      ],
      [
        /5\.7\.(?:506|507|510|511|513)\b|5\.7\.6[0-4]\d|4\.7\.(?:[56]\d\d|8[5-9]\d)|block list|banned sending|bad helo/,
        'blocked',
      ],
      [/starttls|tlsa-invalid|dnssec-invalid|certificate-(?:expired|host-mismatch)|mta-sts/, 'failedstarttls'],
      [
        /5\.4\.1\b.{0,60}recipient address rejected|5\.1\.10\b|recipient not found|recipnotfound|requested action not taken: mailbox unavailable|invalid recipient address/,
        'userunknown',
      ],
      [/hop count exceeded|routing loop|dns query failed|nonexistentdomain/, 'networkerror'],
      [/message expired|message delayed|connection timed out/, 'expired'],
      [/unable to relay|tenantattribution|5\.4\.310\b.{0,60}does not exist|relay access denied/, 'norelaying'],
      [/domain is not reachable/, 'hostunknown'],
      [/client was not authenticated|cannot achieve exchange server authentication/, 'securityerror'],
      [/quarantined this message/, 'spamdetected'],
      [/insufficient system resources/, 'systemfull'],
      [/5\.7\.9\d\d\b|x-dg-ref header|policy violation detected/, 'policyviolation'],
      [/recipsizelimit|message too large for this recipient/, 'mesgtoobig'],
    ],
  },
];
