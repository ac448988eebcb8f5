/** What of an SMTP conversation can be read out of an explanation: reply code, enhanced status code, and the command it answered. */

export type SmtpCommand = 'CONN' | 'EHLO' | 'AUTH' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'DATA';

/** The failure replies of RFC 5321, 4954, 3207, 7504 and the ones large providers add. */
const REPLY =
  /(?:^|[\s"'(;:#[<=])((?:4(?:2[12]|3[02]|4[1-9]|5[0-9]|60|7[12])|5(?:0[0-8]|1[0-3]|2[1345]|3[03458]|5[0-9]|7[01])))(?=[\s:,.)\]'"#-]|$)/g;

/** The first SMTP failure reply in a text; an empty text when there is none. `severity` keeps those of one class: `4` or `5`. */
export function findReply(text: string, severity = ''): string {
  for (const [, code] of text.matchAll(REPLY)) {
    if (code && (severity === '' || code.startsWith(severity))) return code;
  }
  return '';
}

const STATUS =
  /(?<![\w.[-]|version |\d )([45]\.[0-9]\.\d{1,3})(?!\d|\.\d|[\w])|(?<=[45]\d\d[ -])([45]\.[0-9]\.\d{1,3})(?!\d|\.\d)/gi;

/**
 * The enhanced status code in a text. The first that names a cause is taken before one that names none (`5.0.0`) and before
 * the summary "too old" (`4.4.7`).
 */
export function findStatus(text: string, severity = ''): string {
  let second = '';
  let third = '';
  for (const [, alone, afterReply] of text.matchAll(STATUS)) {
    const code = alone ?? afterReply ?? '';
    if (severity !== '' && !code.startsWith(severity)) continue;
    if (/^\d\.0\.0$/.test(code) || code === '4.4.7') third ||= code;
    else if (/^\d\.\d\.0$/.test(code)) second ||= code;
    else return code;
  }
  return second || third;
}

const NAMES: ReadonlyArray<[RegExp, SmtpCommand]> = [
  [/^(?:end of )?(?:\.|dot|message|body|data|final data|bdat|content)/i, 'DATA'],
  [/^rcpt|^recipient/i, 'RCPT'],
  [/^mail|^sender/i, 'MAIL'],
  [/^(?:ehlo|helo|lhlo)/i, 'EHLO'],
  [/^starttls|^tls/i, 'STARTTLS'],
  [/^auth/i, 'AUTH'],
  [/^(?:initial )?connect|^banner|^greeting|^initial/i, 'CONN'],
];

/** How the sending servers name the command that was refused; the first group is its name. */
const NAMED: readonly RegExp[] = [
  // Postfix
  /\(in reply to ((?:end of )?[\w ]{3,14}?)(?: command)?\)/i,
  // Exim, GMX, Mail.ru
  /smtp error from remote (?:mail )?(?:server|mailer) after ([a-z ]{4,20})/i,
  // DragonFly
  /did not like our ([a-z ]{4,20}):?/i,
  // Yahoo
  /\[(RCPT_TO|MAIL_FROM|DATA|EHLO|HELO|CONNECT|BODY)\]/,
  // m-FILTER
  /^-+ ?SMTP command\n+([A-Z]{4})/m,
  // X3, X6: two servers that nobody has named
  /^SMTP:([A-Z]{4})/m,
  /error following (RCPT|MAIL|DATA|EHLO|HELO) command/i,
  // SendGrid
  /\bin (RCPT TO|MAIL FROM|DATA|EHLO|HELO)\s*$/m,
  // IMail
  /\b(RCPT TO|MAIL FROM|DATA|EHLO|HELO) generated (?:the )?following response/i,
  // Courier, X5, others
  /(?:while|when|during|after) (?:sending|performing|talking|issuing|the) "?((?:MAIL FROM|RCPT TO|DATA|EHLO|HELO|RCPT|MAIL))\b/i,
  /(?:response|reply|respond(?:ed|s)?) (?:to|after) (?:the )?"?(MAIL FROM|RCPT TO|DATA|EHLO|HELO|RCPT|MAIL|end of data)\b/i,
  /\b(?:error|rejected|refused|failed) (?:at|on|in|after) (?:the )?"?(MAIL FROM|RCPT TO|DATA|EHLO|HELO|RCPT|MAIL|end of data)\b/i,
];

/** Phrases that mean a command without naming it (qmail, Postfix, Exim). */
const MEANT: ReadonlyArray<[RegExp, SmtpCommand]> = [
  [/does not like recipient|recipient (?:was )?not accepted by/i, 'RCPT'],
  [/sender was rejected|does not like (?:your |the )?sender/i, 'MAIL'],
  [/failed (?:on DATA command|after I sent the message)/i, 'DATA'],
  [/my name was rejected/i, 'EHLO'],
  [/but greeting failed|refused to talk to me/i, 'CONN'],
];

/** Gmail's older reports end with the state its sender was in. */
const GMAIL_STATE: Record<string, SmtpCommand> = {
  '6': 'MAIL',
  '8': 'AUTH',
  '9': 'STARTTLS',
  '12': 'AUTH',
  '13': 'EHLO',
  '14': 'RCPT',
  '15': 'DATA',
  '17': 'DATA',
  '18': 'DATA',
};

function commandNamed(name: string): SmtpCommand | undefined {
  return NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1];
}

/** In a transcript (`>>>` ours, `<<<` theirs): the command that the first failure answered. */
function commandInTranscript(text: string): SmtpCommand | undefined {
  let last = '';
  for (const [, ours, theirs] of text.matchAll(
    /^[ \t]*(?:(?:>>>|Sent <<<) ?([^\n]{0,80})|(?:<<<|Received >>>) ?([^\n]{0,80}))/gm,
  )) {
    if (ours !== undefined) last = ours;
    // Refused before we had said anything: at the connection.
    else if (/^[45]\d\d/.test(theirs ?? '')) return last === '' ? 'CONN' : commandNamed(last);
  }
  return last === '' ? undefined : commandNamed(last);
}

/** Which SMTP command the failure answered, where the explanation says so. */
export function findCommand(text: string): SmtpCommand | undefined {
  const flat = text.replace(/\n\s+/g, ' ');
  for (const pattern of NAMED) {
    const name = pattern.exec(pattern.multiline ? text : flat)?.[1];
    const command = name === undefined ? undefined : commandNamed(name.replace('_', ' '));
    if (command) return command;
  }
  const state = /\(state (\d{1,2})\)/.exec(flat)?.[1] ?? '';
  return GMAIL_STATE[state] ?? MEANT.find(([pattern]) => pattern.test(flat))?.[1] ?? commandInTranscript(text);
}
