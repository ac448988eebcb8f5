import type { Receiver } from '../receivers';

/** Internet and telephone companies. */
export const NETWORKS: readonly Receiver[] = [
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
    // Verizon's gateway to text messages.
    seenIn: /vtext\.com|vzwpix\.com/,
    rules: [[/no such user|invalid user address/, 'userunknown']],
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
    // Cox, "Cox postmaster, error codes": https://www.cox.com/residential/support/cox-postmaster-email-administration.html
    seenIn: /\baup#(?:cx|cd|ipbl|urlbl)|cox\.net/,
    rules: [
      [/aup#(?:cxbl|cdrbl|ipbl)|too many (?:bad commands|invalid recipients)/, 'blocked'],
      [/aup#cxdns|no rdns|dns check failure/, 'requireptr'],
      [/aup#cxsndr/, 'authfailure'],
      [/aup#cxsmtp/, 'rejected'],
      [/aup#(?:cxcnct|cxmxrt)|too many sessions|message threshold/, 'toomanyconn'],
      [/aup#(?:cxthrt|cxmj)/, 'securityerror'],
      [/aup#urlbl/, 'spamdetected'],
      [/attachment extension|no data before greeting/, 'policyviolation'],
      [/recipient rejected/, 'userunknown'],
    ],
  },
  {
    // Spectrum, "Understanding email error codes": https://www.spectrumbusiness.net/support/internet/understanding-email-error-codes
    seenIn: /\baup#[a-z]{0,3}-?\d{4}|charter\.net|\.rr\.com/,
    rules: [
      [/aup#\D{0,6}(?:1000|12[0-5]\d)/, 'blocked'],
      [/aup#\D{0,6}(?:10[1-8]0|15[02]0)/, 'rejected'],
      [/aup#\D{0,6}1090/, 'systemerror'],
      [/aup#\D{0,6}11[0-5]\d/, 'requireptr'],
      [/aup#\D{0,6}(?:11[6-9]\d|1560)/, 'policyviolation'],
      [/aup#\D{0,6}1260/, 'networkerror'],
      [/aup#\D{0,6}13[0-4]\d/, 'toomanyconn'],
      [/aup#\D{0,6}(?:13[5-9]\d|14\d\d|15[458]0)/, 'speeding'],
      [/aup#\D{0,6}1530/, 'mesgtoobig'],
    ],
  },
  {
    // NTT DOCOMO: few sentences, told apart by when they are said.
    seenIn: /docomo\.ne\.jp/,
    rules: [
      [/552 too much mail data/, 'mailboxfull'],
      [/503 bad sequence|504 command parameter not/, 'syntaxerror'],
      [/552 too many recipients/, 'toomanyconn'],
    ],
  },
  {
    // i.ua links to a page per reason: https://mail.i.ua/err/2/
    seenIn: /\.i\.ua\/err\//,
    rules: [
      [/i\.ua\/err\/[16]\//, 'norelaying'],
      [/i\.ua\/err\/2\//, 'userunknown'],
      [/i\.ua\/err\/3\//, 'suspend'],
      [/i\.ua\/err\/4\//, 'mailboxfull'],
      [/i\.ua\/err\/5\//, 'toomanyconn'],
      [/i\.ua\/err\/[79]\//, 'blocked'],
      [/i\.ua\/err\/8\//, 'rejected'],
      [/i\.ua\/err\/10\//, 'filtered'],
    ],
  },
];
