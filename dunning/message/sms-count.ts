/** 3GPP TS 23.038, basic table: one septet each. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table: an escape and the character, two septets. */
const EXTENDED = new Set('\f^{}\\[~]|€');

const GSM = { single: 160, part: 153, escape: 2 };
const UCS2 = { single: 70, part: 67 };

export interface SmsSize {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  units: number;
  segments: number;
}

/**
 * Counts a text as carriers do (3GPP TS 23.038 and 23.040): 160 septets or 70 units in one message, 153 or 67 in each part
 * of a longer one; an extended character or a surrogate pair is not split between two parts.
 */
export function countSms(text: string): SmsSize {
  const costs: number[] = [];
  for (const character of text) {
    if (BASIC.has(character)) costs.push(1);
    else if (EXTENDED.has(character)) costs.push(GSM.escape);
    else
      return sized(
        'UCS-2',
        [...text].map((one) => one.length),
        UCS2,
      );
  }
  return sized('GSM-7', costs, GSM);
}

function sized(encoding: SmsSize['encoding'], costs: number[], limit: { single: number; part: number }): SmsSize {
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  if (units <= limit.single) return { encoding, units, segments: 1 };
  let segments = 1;
  let room = limit.part;
  for (const cost of costs) {
    if (cost > room) {
      segments += 1;
      room = limit.part;
    }
    room -= cost;
  }
  return { encoding, units, segments };
}

/** What stands in for characters GSM-7 lacks and that have no accent to drop. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u202f': ' ',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  ª: 'a',
  º: 'o',
  '·': '-',
};

/** The text with every letter that GSM-7 lacks written without its accent (`á` becomes `a`; `ñ`, `é` and `ü` stay). */
export function stripToGsm(text: string): string {
  let plain = '';
  for (const character of text.normalize('NFC')) {
    if (BASIC.has(character) || EXTENDED.has(character)) plain += character;
    else plain += REPLACEMENTS[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return plain;
}
