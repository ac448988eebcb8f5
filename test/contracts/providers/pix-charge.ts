import Decimal from 'decimal.js';

type Fields = Record<string, unknown>;

const DAY = 86_400_000;
const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** One field of a BR Code: id, length, value. */
const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16/CCITT-FALSE, as EMV QR codes end with. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The BR Code of a dynamic charge, at its location. Source: BCB, Manual de Padrões para Iniciação do Pix. */
export function dynamicBrCode(location: string): string {
  const account = field('00', 'br.gov.bcb.pix') + field('25', location);
  const text = [
    field('00', '01'),
    field('01', '12'),
    field('26', account),
    field('52', '0000'),
    field('53', '986'),
    field('58', 'BR'),
    field('59', 'CONTRATO LTDA'),
    field('60', 'SAO PAULO'),
    field('62', field('05', '***')),
    '6304',
  ].join('');
  return text + crc16(text);
}

/** The day in Brasília, where charges live: UTC-3 all year since 2019. */
export const brazilianDay = (at: number): string => new Date(at - 3 * 3_600_000).toISOString().slice(0, 10);

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

function daysBetween(from: string, to: number, businessDays: boolean): number {
  let days = 0;
  for (let day = midnight(from) + DAY; day <= to; day += DAY) {
    const weekday = new Date(day).getUTCDay();
    if (!businessDays || (weekday !== 0 && weekday !== 6)) days += 1;
  }
  return days;
}

/**
 * What a charge with a due date costs on a day: the amount less a rebate, and after the due date the fine and the interest.
 * Source: bacen/pix-api, `multa` (1 amount, 2 percent) and `juros` (1 to 4 by calendar day, 5 to 8 by business day: amount a
 * day, percent a day, a month, a year). Holidays are not known here.
 */
export function amountOn(valor: Fields, dueDate: string, now: number): string {
  const today = midnight(brazilianDay(now));
  const original = new Decimal(String(valor['original']));
  const part = (name: string): { mode: number; value: Decimal } | undefined => {
    const { modalidade, valorPerc } = object(valor[name]);
    return modalidade === undefined ? undefined : { mode: Number(modalidade), value: new Decimal(String(valorPerc)) };
  };
  const either = (given: { mode: number; value: Decimal } | undefined): Decimal =>
    given === undefined ? new Decimal(0) : given.mode === 1 ? given.value : original.times(given.value).div(100);
  let total = original.minus(either(part('abatimento')));
  if (today <= midnight(dueDate)) return total.toDecimalPlaces(2).toFixed();
  total = total.plus(either(part('multa')));
  const interest = part('juros');
  if (interest) {
    const days = daysBetween(dueDate, today, interest.mode > 4);
    const kind = (interest.mode - 1) % 4;
    const perDay = [interest.value, ...[1, 30, 365].map((span) => original.times(interest.value).div(100).div(span))];
    total = total.plus((perDay[kind] ?? new Decimal(0)).times(days));
  }
  return total.toDecimalPlaces(2).toFixed();
}
