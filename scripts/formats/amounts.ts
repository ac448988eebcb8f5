import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { paymentProvider } from '../../dunning/payments';
import { AmountError, wireAmount } from '../../dunning/payments/amounts';
import type { AmountRule } from '../../dunning/payments/amounts';
import { get } from '../../dunning/providers/shared/json';

/** Izipay (Peru) makes no links here; how it counts is published, and vectors ask for it. */
const IZIPAY: AmountRule = { name: 'Izipay', currencies: new Set(['PEN', 'USD']), decimals: () => 2, wire: 'units' };

const NAMES: Readonly<Record<string, string>> = {
  'mercado-pago': 'mercadopago',
  mercado_pago: 'mercadopago',
  'wompi-co': 'wompi',
  'flow-cl': 'flow',
  pix: 'pix_cob',
  'pix-cob': 'pix_cob',
  'pix-cobv': 'pix_cobv',
};

function ruleOf(provider: string): AmountRule | undefined {
  if (/^izipay/.test(provider)) return IZIPAY;
  return paymentProvider(NAMES[provider] ?? provider)?.amounts;
}

/** What goes over the wire for `{provider, currency, decimal}`, or `ERROR` and why not. Undefined for a strange provider. */
export function wireOf(input: unknown): Record<string, unknown> | undefined {
  const rule = ruleOf(String(get(input, 'provider')).toLowerCase());
  if (!rule) return undefined;
  try {
    const currency = currencyCode(get(input, 'currency'));
    if (!rule.currencies.has(currency)) return { wire: 'ERROR unsupported' };
    const amount = moneyFromDecimal(String(get(input, 'decimal')), currency);
    const { wire, rounded } = wireAmount(rule, amount);
    return { wire, ...(rounded ? { rounded } : {}) };
  } catch (error) {
    if (error instanceof AmountError) return { wire: `ERROR ${error.reason}` };
    if (error instanceof InputError) {
      const unknown = error.details.field === 'currency';
      return {
        wire: unknown ? 'ERROR unsupported' : /decimals/.test(error.message) ? 'ERROR decimals' : 'ERROR invalid',
      };
    }
    throw error;
  }
}
