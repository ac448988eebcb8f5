import type { SmsMessage, SmsVariant } from './message';
import type { SmsSettings } from './settings';
import { countSms, stripToGsm } from './sms-count';

/** Settles how an SMS is written, and counts what each way costs. */
export function writeSms(
  raw: string,
  settings: SmsSettings | undefined,
): Pick<SmsMessage, 'text' | 'encoding' | 'segments' | 'withAccents' | 'withoutAccents'> {
  const kept = variant(raw.replace(/\s+/g, ' ').trim());
  const plain = stripToGsm(kept.text);
  if (plain === kept.text) return kept;
  const stripped = variant(plain);
  const accents = settings?.accents ?? 'auto';
  const strip = accents === 'strip' || (accents === 'auto' && stripped.segments < kept.segments);
  return { ...(strip ? stripped : kept), withAccents: kept, withoutAccents: stripped };
}

function variant(text: string): SmsVariant {
  const { encoding, segments } = countSms(text);
  return { text, encoding, segments };
}
