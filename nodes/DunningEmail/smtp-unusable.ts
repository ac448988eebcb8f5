import type { SmtpFailure } from '../shared/smtp-errors';

/** The mail server cannot be used for any message; `failure` is what nodemailer said. */
export class SmtpUnusable extends Error {
  override readonly name = 'SmtpUnusable';

  constructor(readonly failure: SmtpFailure) {
    super('The mail server cannot be used');
  }
}
