import type { Channel } from '../common';

/** Something about a message a person may want to mend before it goes out. */
export interface MessageWarning {
  code: string;
  text: string;
}

interface MessageBase {
  /** Which template made it: `first_reminder/email/es-MX`. */
  template: string;
  /** BCP 47, the language it was written in; `fallbackFrom` says which was asked for when that was another. */
  locale: string;
  fallbackFrom?: string;
  /** E-mail address or E.164 phone number. */
  to: string;
  toName?: string;
  warnings: MessageWarning[];
}

export interface EmailMessage extends MessageBase {
  channel: 'email';
  subject: string;
  preheader: string;
  html: string;
  text: string;
  /** Extra headers: `Auto-Submitted`, `Content-Language` ... */
  headers: Record<string, string>;
}

/** A WhatsApp message: `payload` is the body of Cloud API `POST /{phone-number-id}/messages`. */
export interface WhatsappMessage extends MessageBase {
  channel: 'whatsapp';
  /** A template goes out at any time; free form only within 24 hours after the customer last wrote. */
  form?: 'template' | 'free_form';
  /**
   * The same for n8n's WhatsApp Business Cloud node (operation *Send Template*): `name|language`, the body's parameters in
   * order, and what the button's link ends in.
   */
  node?: { template: string; body: string[]; button?: string };
  /** The text as the customer will read it, for previews and the content check. */
  text: string;
  payload: Record<string, unknown>;
}

export interface SmsMessage extends MessageBase {
  channel: 'sms';
  text: string;
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
  /** Both ways of writing it with what each costs, where accents make a difference. */
  withAccents?: SmsVariant;
  withoutAccents?: SmsVariant;
}

export interface SmsVariant {
  text: string;
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
}

export interface CallMessage extends MessageBase {
  channel: 'call';
  text: string;
}

export interface LetterMessage extends MessageBase {
  channel: 'letter';
  subject: string;
  text: string;
}

/** A message ready for its channel. */
export type Message = EmailMessage | WhatsappMessage | SmsMessage | CallMessage | LetterMessage;

export type MessageOf<C extends Channel> = Extract<Message, { channel: C }>;
