import MailComposer from 'nodemailer/lib/mail-composer';
import type Mail from 'nodemailer/lib/mailer';

/** A whole mail as it goes over the wire, put together by nodemailer. */
export async function mailOf(mail: Mail.Options): Promise<Buffer> {
  return await new MailComposer({ from: 'avisos@pac.example', to: 'facturas@acme.example', ...mail }).compile().build();
}
