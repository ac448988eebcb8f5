import { mercadoPago } from './mercado-pago';
import type { PaymentProvider, PaymentProviderId } from './provider';
import { stripeCheckout } from './stripe/checkout-session';
import { stripe } from './stripe/payment-link';
import { wompi } from './wompi';

const PROVIDERS: ReadonlyMap<string, PaymentProvider> = new Map(
  [stripe, stripeCheckout, mercadoPago, wompi].map((one) => [one.id, one]),
);

/** The provider of a name; undefined for one that has no API here. */
export function paymentProvider(id: PaymentProviderId | string): PaymentProvider | undefined {
  return PROVIDERS.get(id);
}
