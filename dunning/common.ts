/**
 * Shapes that every part of the domain shares. No behaviour lives here.
 */

/** A calendar date, ISO 8601: `2026-11-23`. Never carries a time or a zone. */
export type PlainDate = string;

/** A moment in time, ISO 8601 with an offset: `2026-11-23T09:00:00-06:00`. */
export type Instant = string;

/** A sentence for a person, in the three languages the product explains itself in. */
export interface Words {
  en: string;
  es: string;
  pt: string;
}

/** The ways a customer can be reached. `whatsapp` is a template message; free-form needs an open conversation. */
export const CHANNELS = ['email', 'whatsapp', 'sms', 'call', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];
