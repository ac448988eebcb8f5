import { shortened } from '../../dunning/ledger/recording';
import type { SmtpSettings } from './smtp-settings';

/** What nodemailer puts on an error. */
export interface SmtpFailure extends Error {
  /** `EAUTH`, `ECONNECTION`, `EENVELOPE` ... */
  code?: string;
  /** The system's code behind it: `ECONNREFUSED`, `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  originalCode?: string;
  /** The command that failed: `MAIL FROM`, `RCPT TO`, `DATA`, `CONN`. */
  command?: string;
  /** The server's reply. */
  response?: string;
  responseCode?: number;
}

/** What went wrong, and what to do about it. */
export interface Explanation {
  message: string;
  advice: string;
}

/** The server's own words, or ours when it said nothing. */
export function replyOf(error: SmtpFailure): string {
  return shortened(error.response ?? error.message) ?? 'The server refused it without a reason.';
}

/** The enhanced status code (RFC 3463) of a reply: `5.7.26`. */
function enhancedCode(error: SmtpFailure): string | undefined {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1];
}

/** Whether the failure may be gone in a moment: the connection, not what was asked for, is at fault. */
export function isTemporary(error: SmtpFailure): boolean {
  if (error.originalCode === 'ENOTFOUND') return false;
  if (error.code === 'EAUTH') return error.responseCode !== undefined && error.responseCode < 500;
  if (error.responseCode !== undefined) return error.responseCode < 500;
  return ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'EABORT'].includes(error.code ?? '') && !isCertificate(error);
}

/**
 * Whether no message at all can be handed over as things are: signing in or the secured connection fails, or the server
 * does not take this sender. A sender refused for the size of one message, or for now, is about that message.
 */
export function isUnusable(error: SmtpFailure): boolean {
  if (error.code === 'EAUTH') return !isTemporary(error);
  if (error.code === 'ETLS' || error.code === 'EPROTOCOL' || error.code === 'ENOAUTH') return error.command !== 'DATA';
  return error.command === 'MAIL FROM' && error.code === 'EENVELOPE' && senderRefused(error);
}

function senderRefused(error: SmtpFailure): boolean {
  const code = error.responseCode ?? 0;
  return code >= 500 && code !== 552 && !/^5\.[23]\./.test(enhancedCode(error) ?? '');
}

function isCertificate(error: SmtpFailure): boolean {
  return (
    /CERT|UNABLE_TO_VERIFY|ALTNAME/.test(error.originalCode ?? '') ||
    /self-signed certificate|unable to verify|certificate|altnames/i.test(error.message)
  );
}

/**
 * Says in plain words why the server could not be used, and what to do. The server's reply is quoted; the password never
 * appears, not even when the server repeats it.
 */
export function explain(error: SmtpFailure, settings: SmtpSettings): Explanation {
  const { message, advice } = cause(error, settings);
  return { message: redacted(message, settings), advice: redacted(advice, settings) };
}

/** Replaces the password, plain or in the forms it travels in, should a server's reply repeat it. */
export function redacted(text: string, { user, password }: SmtpSettings): string {
  // A shorter one would blot out half of the text, and is no secret.
  if (!password || password.length < 3) return text;
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const forms = [password, base64(password), base64(`\0${user ?? ''}\0${password}`)];
  return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}

function cause(error: SmtpFailure, settings: SmtpSettings): Explanation {
  const where = `${settings.host}:${settings.port}`;
  const says = error.response ? ` The server says: ${replyOf(error)}` : '';
  if (error.code === 'EAUTH') return signIn(error, where, says);
  if (isCertificate(error)) return certificate(error, where);
  if (error.code === 'ETLS' || /wrong version number|packet length too long/i.test(error.message)) {
    return {
      message: `The mail server ${where} does not speak the kind of security that was chosen.${says}`,
      advice:
        'In the credential, choose TLS for port 465 and STARTTLS for port 587 or 25; choose None only for a server on your own machine or network.',
    };
  }
  if (error.code === 'EDNS' || error.originalCode === 'ENOTFOUND') {
    return {
      message: `There is no mail server called ${settings.host}.`,
      advice: 'Check the host in the credential for a typing mistake, and that this machine can look up names.',
    };
  }
  if (error.originalCode === 'ECONNREFUSED') {
    return {
      message: `Nothing answers at ${where}.`,
      advice: 'Check the host and the port in the credential, and that the mail server is running.',
    };
  }
  if (error.code === 'ETIMEDOUT' || error.code === 'EABORT') {
    return {
      message: `The mail server ${where} did not answer in time.`,
      advice:
        'Check the port and the kind of security in the credential, and whether a firewall stands between; many providers close port 25.',
    };
  }
  if (error.command === 'MAIL FROM') {
    return {
      message: `The mail server ${where} does not take mail from this sender.${says}`,
      advice:
        'Use a From Email that this account may send from, and check whether the server asks for a user and a password.',
    };
  }
  return {
    message: `The connection to the mail server ${where} failed.${says || ` ${replyOf(error)}.`}`,
    advice: 'Test the credential. If it works, run the workflow again: what was not sent is still waiting.',
  };
}

function signIn(error: SmtpFailure, where: string, says: string): Explanation {
  if (enhancedCode(error) === '5.7.30' || /basic authentication is disabled/i.test(error.response ?? '')) {
    return {
      message: `The mail server ${where} no longer takes a user and a password.${says}`,
      advice: 'Ask the administrator to allow SMTP AUTH for this mailbox, or use another mail server.',
    };
  }
  if (error.responseCode === 502 || error.responseCode === 503 || error.responseCode === 500) {
    return {
      message: `The mail server ${where} does not let anybody sign in on this connection.${says}`,
      advice:
        'Choose STARTTLS or TLS in the credential; if the server asks for no password, leave user and password empty.',
    };
  }
  return {
    message: `The mail server ${where} does not accept this user and password.${says}`,
    advice:
      'Correct them in the credential. With Gmail, Microsoft and others this must be an app password, not the one you sign in with.',
  };
}

function certificate(error: SmtpFailure, where: string): Explanation {
  const said = `${error.originalCode ?? ''} ${error.message}`;
  if (/EXPIRED|has expired/i.test(said)) {
    return {
      message: `The certificate of the mail server ${where} has expired.`,
      advice: 'Ask whoever runs the server to renew it.',
    };
  }
  if (/ALTNAME|altnames/i.test(said)) {
    return {
      message: `The certificate of the mail server ${where} is for another name.`,
      advice: 'Enter in the credential the host name that the certificate is for.',
    };
  }
  return {
    message: `Nobody vouches for the certificate of the mail server ${where}.`,
    advice:
      'If this is your own server, turn on “Allow Self-Signed Certificate” in the credential. Otherwise do not: someone may be listening in.',
  };
}
