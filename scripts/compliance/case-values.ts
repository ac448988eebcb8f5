import { DateTime } from 'luxon';

import { plainWord } from '../../dunning/compliance/fact-words';
import type { EarlierContact, GateSettings } from '../../dunning/compliance/input';
import type { Way } from '../../dunning/compliance/pack';
import { InputError } from '../../dunning/errors';

/** Values of the case format in the product's words. Whoever writes a case writes them as they come to mind, in three languages. */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

const YES = /^(?:true|yes|y|1|si|sim|verdadero|verdadeiro|done|given)$/;
const NO = /^(?:false|no|n|0|nao|none|never|falso|missing|absent|ausente|null)$/;

/** Yes, no, or not said. A date says yes from that day on. */
export function truth(value: unknown, now: string): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  const said = text(value);
  if (said === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}/.test(said)) return said.slice(0, 10) <= now.slice(0, 10);
  const plain = plainWord(said);
  if (YES.test(plain)) return true;
  return NO.test(plain) ? false : undefined;
}

export const first = <T>(pairs: ReadonlyArray<readonly [RegExp, T]>, value: string): T | undefined =>
  pairs.find(([pattern]) => pattern.test(value))?.[1];

const CHANNELS: ReadonlyArray<readonly [RegExp, Way]> = [
  [/whats ?app|\bwa\b/, 'whatsapp'],
  [/\bsms\b|text ?message|^text\b|mensaje de texto|mensagem de texto|torpedo/, 'sms'],
  [/\be ?mail|correo electronico|^correo$|^mail$/, 'email'],
  [/voice|phone|call|llamad|ligacao|chamada|telef/, 'call'],
  [/letter|post|carta|paper|mail/, 'letter'],
  [/visit|in person|presencial|field/, 'visit'],
];

/** @throws InputError for a channel that no rule knows */
export function way(channel: string): Way {
  const found = first(CHANNELS, plainWord(channel));
  if (found) return found;
  throw new InputError({
    field: 'channel',
    found: channel,
    problem: 'is not a way of contact',
    advice: 'Use voice, email, whatsapp, sms, letter or visit.',
  });
}

/** `voice_autodialed`: the rules of the facts name the machine with the channel. */
export const saysMachine = (channel: string): boolean => /auto|prerecord|robo|artificial/.test(plainWord(channel));

const PARTIES: ReadonlyArray<readonly [RegExp, GateSettings['creditor']['kind']]> = [
  [/assign|debt buyer|buyer|cesionari|cessionari|purchas/, 'assignee'],
  [/first|creditor|own name|acreedor|credor|propi|supplier|proveedor|direct/, 'first_party'],
  [/third|agenc|collector|despacho|tercer|terceir|outsourc|cobrador/, 'agency'],
];

/** Who collects. What is not known is held to the rules of an agency, which are the stricter. */
export function party(type: string | undefined): GateSettings['creditor']['kind'] {
  const plain = plainWord(type ?? '');
  // “third_party_for_first_party”: the one who writes is the agency.
  if (/third/.test(plain)) return 'agency';
  return first(PARTIES, plain) ?? 'agency';
}

const BUSINESS =
  /business|company|empresa|corporat|b2b|merchant|legal person|persona juridica|pessoa juridica|\bpj\b|pyme|\bsme\b|firm/;
const SMALL = /micro|small|pyme|\bsme\b|mipyme|pequen/;

export function debtor(type: string | undefined): { kind: 'consumer' | 'business'; size?: 'small' } {
  const plain = plainWord(type ?? '');
  const small = SMALL.test(plain);
  if (!BUSINESS.test(plain) && !small) return { kind: 'consumer' };
  return { kind: 'business', ...(small ? { size: 'small' } : {}) };
}

const STATUSES: ReadonlyArray<readonly [RegExp, EarlierContact['status']]> = [
  [
    /not connected|never connected|out of service|not in service|invalid number|numero inexistente|not made|cancel/,
    'released',
  ],
  [/undeliver|bounce|rebot|no entregad|nao entregue|failed|fallid|rejected/, 'bounced'],
  [
    /no repl|no respon|no answer|unanswer|not answer|no contest|nao atend|sin respuesta|sem resposta|busy|ocupad|unable|unreach|missed|ring/,
    'sent',
  ],
  [
    /direct|conversation|convers|repl|two way|answered|spoke|talk|contestad|respond|atendid|doble via|interact/,
    'replied',
  ],
  [/voice ?mail|buzon|caixa postal|left message|deliver|entreg|mailbox/, 'delivered'],
  [/\bread\b|leid|\blid[oa]\b|opened/, 'read'],
];

/** How far an earlier contact got. Words that are not known are an attempt. */
export function statusOf(kind: string): EarlierContact['status'] {
  const plain = plainWord(kind);
  if (noMessagePossible(kind)) return 'sent';
  return first(STATUSES, plain) ?? 'sent';
}

/** Nobody answered and no message could be left. */
export function noMessagePossible(kind: string): boolean {
  return /unable|unreach|cannot (?:leave|reach)|could not (?:leave|reach)|(?:voice ?mail|mailbox).*full|no voice ?mail|not able/.test(
    plainWord(kind),
  );
}

/** An instant with its offset; a time without one is the debtor's wall clock. */
export function instantIn(value: string, zone: string | undefined): string {
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value)) return value;
  return DateTime.fromISO(value, { zone: zone ?? 'utc' }).toISO({ suppressMilliseconds: true }) ?? value;
}
