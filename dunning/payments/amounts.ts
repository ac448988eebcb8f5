import { InputError } from '../errors';
import { currencyExponent, minorToDecimal, money, toDecimalString } from '../invoice/money';
import type { Money } from '../invoice/money';

/** How a provider counts money. */
export interface AmountRule {
  name: string;
  /** What it takes; anything else is an error before the call. */
  currencies: ReadonlySet<string>;
  /** Decimals in which it counts a currency, which need not be those of ISO 4217. */
  decimals(currency: string): number;
  /** The smallest step it takes, in those units; 1 unless stated. */
  step?(currency: string): number;
  /** `units`: a whole number of the smallest unit. `number`: a decimal number of the major unit. `text`: the same as text. */
  wire: 'units' | 'number' | 'text';
  /** The largest amount it can write, in its own units. */
  most?: bigint;
}

/** An amount as it goes over the wire, and what it comes to when the provider cannot take it to the last unit. */
export interface WireAmount {
  wire: number | string;
  /** What the payer is asked for. */
  asked: Money;
  /** The provider takes no such fraction: it was rounded to the nearest it takes. */
  rounded: boolean;
}

/** Why an amount cannot be sent: the first word of an error text that tools read. */
export type AmountProblem = 'unsupported' | 'not positive' | 'too small' | 'too large';

/** @throws InputError naming what the provider does not take */
function refuse(rule: AmountRule, amount: Money, problem: AmountProblem): InputError {
  const texts: Record<AmountProblem, [string, string]> = {
    unsupported: [
      `is in a currency that ${rule.name} does not take`,
      `${rule.name} takes ${[...rule.currencies].slice(0, 12).join(', ')}${rule.currencies.size > 12 ? ' and others' : ''}. Use another provider for this debt.`,
    ],
    'not positive': ['leaves nothing to pay', 'Make links only for debts with a balance above zero.'],
    'too small': [
      `is less than the smallest unit ${rule.name} takes`,
      'Leave it out, or collect it with another debt.',
    ],
    'too large': [`is more than ${rule.name} can write`, 'Check the amount and its currency.'],
  };
  const [text, advice] = texts[problem];
  const found = `${toDecimalString(amount)} ${amount.currency}`;
  return new AmountError({ field: 'amount', found, problem: text, advice }, problem);
}

/** An amount that a provider cannot take, with the reason as a word. */
export class AmountError extends InputError {
  constructor(
    details: ConstructorParameters<typeof InputError>[0],
    readonly reason: AmountProblem,
  ) {
    super(details);
  }
}

/**
 * An exact amount as a provider wants it. Where it counts in fewer decimals, or in larger steps, than the currency has, the
 * amount is rounded to the nearest that it takes, half away from zero, and says so.
 * @throws AmountError for a currency it does not take, and for what is not positive, too small or too large
 */
export function wireAmount(rule: AmountRule, amount: Money): WireAmount {
  const { currency, minor } = amount;
  if (!rule.currencies.has(currency)) throw refuse(rule, amount, 'unsupported');
  if (minor <= 0) throw refuse(rule, amount, 'not positive');
  const decimals = rule.decimals(currency);
  const exponent = currencyExponent(currency);
  const step = BigInt(rule.step?.(currency) ?? 1);
  const up = 10n ** BigInt(Math.max(0, decimals - exponent));
  const down = 10n ** BigInt(Math.max(0, exponent - decimals));
  // In units of the provider, times `down` so that nothing is lost before the one rounding.
  const scaled = BigInt(minor) * up;
  const whole = step * down;
  const units = ((scaled + whole / 2n) / whole) * step;
  if (units === 0n) throw refuse(rule, amount, 'too small');
  if (units > (rule.most ?? BigInt(Number.MAX_SAFE_INTEGER))) throw refuse(rule, amount, 'too large');
  const asked = money(Number((units * down) / up), currency);
  return { wire: written(rule.wire, Number(units), decimals), asked, rounded: asked.minor !== minor };
}

function written(form: AmountRule['wire'], units: number, decimals: number): number | string {
  if (form === 'units') return units;
  const decimal = minorToDecimal(units, decimals);
  // A decimal of up to 15 digits survives as a number and is written again as it was.
  return form === 'text' ? decimal : Number(decimal);
}

/** An amount in the provider's own units back as money; undefined when it is not exact. */
export function moneyOfUnits(rule: AmountRule, units: unknown, currency: string): Money | undefined {
  if (typeof units !== 'number' || !Number.isSafeInteger(units)) return undefined;
  const difference = rule.decimals(currency) - currencyExponent(currency);
  const minor = difference >= 0 ? units / 10 ** difference : units * 10 ** -difference;
  return Number.isSafeInteger(minor) ? money(minor, currency) : undefined;
}
