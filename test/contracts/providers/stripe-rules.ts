/**
 * What Stripe publishes of its amounts and its parameters.
 * Source: docs.stripe.com/currencies; stripe-node `PaymentLinks.ts`, `Checkout/Sessions.ts` (API 2026-07-29.dahlia).
 */

const NO_DECIMALS = /^(bif|clp|djf|gnf|jpy|kmf|krw|mga|pyg|rwf|vnd|vuv|xaf|xof|xpf)$/;
const THREE_DECIMALS = /^(bhd|jod|kwd|omr|tnd)$/;
/** Counted with two decimals that must be zero. */
const WHOLE = /^(isk|ugx)$/;

/** Currencies that no account can charge in. Source: the list at docs.stripe.com/currencies leaves them out. */
const UNSUPPORTED = /^(clf|cou|mxv|cup|irr|kpw|sdg|ssp|syp|ves|ved|xdr|uyi|uyw|che|chw|bov|usn|xau|xag)$/;

export const exponent = (currency: string): number => {
  if (NO_DECIMALS.test(currency)) return 0;
  return THREE_DECIMALS.test(currency) ? 3 : 2;
};

export interface Refusal {
  code?: string;
  param: string;
  message: string;
}

/** What Stripe would not take of a currency and an amount in its smallest unit. */
export function refusedAmount(currency: string, amount: number, param: string): Refusal | undefined {
  if (!/^[a-z]{3}$/.test(currency) || UNSUPPORTED.test(currency)) {
    return {
      param: `${param}[currency]`,
      message: `Invalid currency: ${currency}. Stripe currently supports these currencies: …`,
    };
  }
  if (!Number.isInteger(amount) || amount < 0) {
    return { code: 'parameter_invalid_integer', param: `${param}[unit_amount]`, message: `Invalid integer: ${amount}` };
  }
  if (THREE_DECIMALS.test(currency) && amount % 10 !== 0) {
    return { param: `${param}[unit_amount]`, message: 'The amount in a three-decimal currency must end in 0.' };
  }
  if (WHOLE.test(currency) && amount % 100 !== 0) {
    return {
      param: `${param}[unit_amount]`,
      message: `${currency} is a zero-decimal currency; the last two digits must be 00.`,
    };
  }
  if (currency === 'usd' && amount > 0 && amount < 50) {
    return {
      code: 'amount_too_small',
      param,
      message: 'The amount must be greater than or equal to the minimum charge amount.',
    };
  }
  return undefined;
}

/** Parameters that exist, by the first part of their name; any other is `parameter_unknown`. */
export const PARAMETERS: Readonly<Record<'link' | 'update' | 'session', readonly string[]>> = {
  link: [
    ...[
      'after_completion',
      'allow_promotion_codes',
      'application_fee_amount',
      'application_fee_percent',
      'automatic_tax',
    ],
    ...['billing_address_collection', 'consent_collection', 'currency', 'custom_fields', 'custom_text'],
    ...[
      'customer_creation',
      'expand',
      'inactive_message',
      'invoice_creation',
      'line_items',
      'managed_payments',
      'metadata',
    ],
    ...['name_collection', 'on_behalf_of', 'optional_items', 'payment_intent_data', 'payment_method_collection'],
    ...['payment_method_options', 'payment_method_types', 'phone_number_collection', 'restrictions'],
    ...[
      'shipping_address_collection',
      'shipping_options',
      'submit_type',
      'subscription_data',
      'tax_id_collection',
      'transfer_data',
    ],
  ],
  update: [
    ...[
      'active',
      'after_completion',
      'allow_promotion_codes',
      'automatic_tax',
      'billing_address_collection',
      'custom_fields',
    ],
    ...['custom_text', 'customer_creation', 'expand', 'inactive_message', 'invoice_creation', 'line_items', 'metadata'],
    ...[
      'name_collection',
      'payment_intent_data',
      'payment_method_collection',
      'payment_method_types',
      'phone_number_collection',
    ],
    ...['restrictions', 'shipping_address_collection', 'submit_type', 'subscription_data', 'tax_id_collection'],
  ],
  session: [
    ...['adaptive_pricing', 'after_expiration', 'allow_promotion_codes', 'automatic_tax', 'billing_address_collection'],
    ...['branding_settings', 'cancel_url', 'client_reference_id', 'consent_collection', 'currency', 'custom_fields'],
    ...[
      'custom_text',
      'customer',
      'customer_account',
      'customer_creation',
      'customer_email',
      'customer_update',
      'discounts',
    ],
    ...[
      'excluded_payment_method_types',
      'expand',
      'expires_at',
      'invoice_creation',
      'line_items',
      'locale',
      'metadata',
      'mode',
    ],
    ...['name_collection', 'optional_items', 'origin_context', 'payment_intent_data', 'payment_method_collection'],
    ...[
      'payment_method_configuration',
      'payment_method_data',
      'payment_method_options',
      'payment_method_types',
      'permissions',
    ],
    ...[
      'phone_number_collection',
      'redirect_on_completion',
      'return_url',
      'saved_payment_method_options',
      'setup_intent_data',
    ],
    ...['shipping_address_collection', 'shipping_options', 'submit_type', 'subscription_data', 'success_url'],
    ...['tax_id_collection', 'ui_mode', 'wallet_options'],
  ],
};
