import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';

const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** A whole mail as it goes over the wire, put together by nodemailer. */
export async function mailOf(mail: Mail.Options): Promise<Buffer> {
  const { message } = await transport.sendMail({ from: 'avisos@pac.example', to: 'facturas@acme.example', ...mail });
  return message as Buffer;
}
