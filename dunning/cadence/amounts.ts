import { InputError } from '../errors';
import type { OpenPart } from '../invoice/balance';
import type { MoneyView } from '../invoice/money';
import { add, view, zero } from '../invoice/money';
import type { ChargeLine, ChargePolicy, StatutoryRates } from './charges';
import { chargesOn } from './charges';
import type { Day } from './days';
import type { AmountSplit } from './stage';

function sum(lines: readonly ChargeLine[], counts: (line: ChargeLine) => boolean, currency: string): MoneyView {
  return view(lines.filter(counts).reduce((total, line) => add(total, line.amount), zero(currency)));
}

/** Takes what is asked for apart: principal, fees and interest of all parts of a debt, as of a day. */
export function splitOf(
  parts: readonly OpenPart[],
  principal: MoneyView,
  asOf: Day,
  charges: ChargePolicy,
  statutory: StatutoryRates,
): AmountSplit {
  const lines: ChargeLine[] = [];
  let unknown: string | undefined;
  for (const part of parts) {
    try {
      lines.push(...chargesOn(part, asOf, charges, statutory));
    } catch (error) {
      // A rate that nobody has looked up yet must not stop the reminder: the principal is owed all the same.
      if (!(error instanceof InputError)) throw error;
      unknown = error.message;
    }
  }
  const { currency } = principal;
  const fees = sum(lines, ({ kind }) => kind === 'fee', currency);
  const interest = sum(lines, ({ kind }) => kind === 'interest', currency);
  const split: AmountSplit = { principal, fees, interest, lines };
  if (unknown !== undefined) split.unknown = unknown;
  return split;
}

/** What may be asked for: the principal with every charge that needs no document of its own first. */
export function askedWith({ principal, lines }: AmountSplit): MoneyView {
  const { currency } = principal;
  const charges = sum(lines, ({ needsOwnDocument }) => !needsOwnDocument, currency);
  return charges.minor === 0 ? principal : view(add(principal, charges));
}
