import type { ChargePolicy, DayCount, FeeRule } from '../../dunning/cadence/charges';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { filled } from '../shared/parameters';

/** Late fees and interest as the panel holds them. */
export interface PanelCharges {
  fee?: Array<{ afterDays: number; currency?: string; amount?: string; percent?: string }>;
  interest?: { annualPercent?: string; dayCount: DayCount; afterDays: number };
  cap?: { percentOfTotal?: string };
}

const FEE_LABEL = { en: 'Late fee', es: 'Cargo por mora', pt: 'Multa por atraso' };

/**
 * The charges that the panel describes; undefined when it describes none.
 * @throws InputError when an amount or a currency cannot be used
 */
export function chargesFromPanel({ fee = [], interest, cap }: PanelCharges): ChargePolicy | undefined {
  const annualPercent = filled(interest?.annualPercent);
  if (fee.length === 0 && annualPercent === undefined) return undefined;
  const percentOfTotal = filled(cap?.percentOfTotal);
  return {
    fees: fee.map(feeRule),
    ...(interest && annualPercent !== undefined
      ? { interest: { kind: 'simple', annualPercent, dayCount: interest.dayCount, afterDays: interest.afterDays } }
      : {}),
    ...(percentOfTotal === undefined ? {} : { cap: { percentOfTotal } }),
  };
}

function feeRule(
  { afterDays, currency, amount, percent }: NonNullable<PanelCharges['fee']>[number],
  index: number,
): FeeRule {
  const fixed = filled(amount);
  const share = filled(percent);
  const code = fixed === undefined ? undefined : currencyCode(currency, 'Fee: Currency');
  return {
    key: `fee_${index + 1}`,
    label: FEE_LABEL,
    afterDays,
    ...(code === undefined || fixed === undefined
      ? {}
      : { fixed: { [code]: moneyFromDecimal(fixed, code, 'Fee: Amount').minor } }),
    ...(share === undefined ? {} : { percent: share }),
  };
}
