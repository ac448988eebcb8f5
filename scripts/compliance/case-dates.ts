import { plainWord } from '../../dunning/compliance/fact-words';
import type { RegisterEntry, RequestedHours } from '../../dunning/compliance/input';
import { InputError } from '../../dunning/errors';
import { nameWords } from './case-content';
import type { Setting } from './case-facts';
import { first, instantIn, numeric, text, truth } from './case-values';

const DAY = 86_400_000;

/** When a written notice went out; nothing: it never did. */
export function noticeOf(value: unknown, { now, zone }: Setting): string | undefined {
  const said = text(value);
  if (said && /^\d{4}-\d{2}-\d{2}/.test(said)) return instantIn(said.length === 10 ? `${said}T00:00:00` : said, zone);
  const days = numeric(value);
  if (typeof value === 'number' && days !== undefined) return new Date(Date.parse(now) - days * DAY).toISOString();
  return truth(value, now) === true ? '2000-01-01T00:00:00Z' : undefined;
}

const REGISTERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/naomeligue|nomeligue|proconsp|blocklist|registereddaysago|dayssinceregist/, 'nao_me_ligue'],
  [/nollame/, 'no_llame'],
  [/^rne|numerosexcluidos|excludednumbers/, 'registro_numeros_excluidos'],
];

/** An entry in a register: yes, so many days ago, or since a date. */
export function registerOf(
  compact: string,
  value: unknown,
  flags: Record<string, unknown>,
  { now }: Setting,
): { name: string; entry?: RegisterEntry } | undefined {
  const name = first(REGISTERS, compact);
  if (name === undefined) return undefined;
  const companyAuthorised = Object.entries(flags).some(([flag, said]) => {
    const of = nameWords(flag).join('');
    const list = Array.isArray(said) ? said.length > 0 : truth(said, now) === true || (text(said) ?? '').length > 3;
    return /compan(?:y|ies)authori|authori[sz]edcompan/.test(of) && list;
  });
  const entry: RegisterEntry = { registered: true, companyAuthorised };
  const said = text(value);
  if (typeof value === 'number') {
    entry.since = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - value * DAY).toISOString().slice(0, 10);
    return { name, entry };
  }
  if (said && /^\d{4}-\d{2}-\d{2}/.test(said)) return { name, entry: { ...entry, since: said.slice(0, 10) } };
  return truth(value, now) === true ? { name, entry } : { name };
}

const DAYS: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(?:mon|lun|seg)/, 1],
  [/^(?:tue|mar|ter)/, 2],
  [/^(?:wed|mie|qua)/, 3],
  [/^(?:thu|jue|qui)/, 4],
  [/^(?:fri|vie|sex)/, 5],
  [/^(?:sat|sab)/, 6],
  [/^(?:sun|dom)/, 7],
];

type Request = Partial<RequestedHours> & { window?: unknown; days?: unknown; until?: string; [more: string]: unknown };

/**
 * Hours that a customer asked for: `Mon-Fri 18:00-20:00`, `weekends 10-12`, `after 18:00`, or an object with a window.
 * @throws InputError when they cannot be read
 */
export function hoursOf(value: unknown, now: string): RequestedHours[] {
  if (Array.isArray(value) && !value.every((one) => typeof one === 'string' && /^\d/.test(one))) {
    return value.flatMap((one) => hoursOf(one, now));
  }
  if (Array.isArray(value)) return [rangeOf(value.join('-'), undefined)];
  if (typeof value === 'string') return [spoken(value)];
  const request = (value ?? {}) as Request;
  const window = request.window ?? (request.from ? [request.from, request.to ?? request.until] : undefined);
  const range = Array.isArray(window) ? window.join('-') : text(window);
  if (range === undefined) throw unreadable(value);
  const read = spoken(range);
  const named = request.weekdays ?? request.days;
  const weekdays = Array.isArray(named)
    ? named.flatMap((day) => (typeof day === 'number' ? day : (first(DAYS, plainWord(String(day))) ?? [])))
    : read.weekdays;
  const quality = (name: string): boolean | undefined => truth(request[name], now);
  return [
    {
      from: read.from,
      to: read.to,
      ...(weekdays ? { weekdays } : {}),
      ...maybe('requestedByConsumer', quality('requestedByConsumer') ?? quality('requested')),
      ...maybe('separateInstrument', quality('separateInstrument') ?? quality('separate')),
      ...maybe('afterContract', quality('afterContract') ?? quality('later')),
    },
  ];
}

const maybe = (name: string, value: boolean | undefined) => (value === undefined ? {} : { [name]: value });

function spoken(words: string): RequestedHours {
  const plain = plainWord(words.replace(/[–—]/g, '~').replace(/-/g, '~')).replace(/\s*~\s*/g, '-');
  const range = /(\d{1,2})(?::?(\d\d))?h?\s*(?:-|to|a|until|hasta|ate)\s*(\d{1,2})(?::?(\d\d))?h?/.exec(plain);
  const after = /(?:after|not before|desde|a partir de|depois das?|from)\s*(?:las |as )?(\d{1,2})(?::(\d\d))?/.exec(
    plain,
  );
  const before = /(?:before|until|hasta|antes de|ate)\s*(?:las |as )?(\d{1,2})(?::(\d\d))?/.exec(plain);
  const weekdays = weekdaysOf(plain);
  if (range) return rangeOf(`${clock(range[1], range[2])}-${clock(range[3], range[4])}`, weekdays);
  if (after) return rangeOf(`${clock(after[1], after[2])}-24:00`, weekdays);
  if (before) return rangeOf(`00:00-${clock(before[1], before[2])}`, weekdays);
  throw unreadable(words);
}

const clock = (hour = '0', minute = '00'): string => `${hour.padStart(2, '0')}:${minute}`;

function rangeOf(range: string, weekdays: number[] | undefined): RequestedHours {
  const [from = '', to = ''] = range.split('-');
  return {
    from: clock(...(from.split(':') as [string, string?])),
    to: clock(...(to.split(':') as [string, string?])),
    ...(weekdays ? { weekdays } : {}),
  };
}

function weekdaysOf(plain: string): number[] | undefined {
  if (/weekday|entre semana|dias uteis|dias habiles/.test(plain)) return [1, 2, 3, 4, 5];
  if (/weekend|fin de semana|fim de semana/.test(plain)) return [6, 7];
  const named = plain.match(/[a-z]{3,}(?:-[a-z]{3,})?/g) ?? [];
  const days = named.flatMap((part) => {
    const [start, end] = part.split('-').map((day) => first(DAYS, day));
    if (start === undefined) return [];
    const last = end ?? start;
    return Array.from({ length: Math.max(0, last - start) + 1 }, (_, index) => start + index);
  });
  return days.length > 0 ? [...new Set(days)] : undefined;
}

function unreadable(found: unknown): InputError {
  return new InputError({
    field: 'flags.requestedWindow',
    found,
    problem: 'are no hours that can be read',
    advice: 'Write them as “Mon-Fri 18:00-20:00”.',
  });
}
