import { conekta } from './conekta';
import { fintoc } from './fintoc';
import { flow } from './flow';
import { khipu } from './khipu';
import { mercadoPago } from './mercado-pago';
import { payPal } from './paypal';
import { pixCob, pixCobv } from './pix';
import type { PaymentProvider, PaymentProviderId } from './provider';
import { stripeCheckout } from './stripe/checkout-session';
import { stripe } from './stripe/payment-link';
import { wompi } from './wompi';

/** Every provider with an API. */
export const PROVIDERS: Readonly<Record<PaymentProviderId, PaymentProvider>> = {
  stripe,
  stripe_checkout: stripeCheckout,
  mercadopago: mercadoPago,
  paypal: payPal,
  conekta,
  wompi,
  fintoc,
  khipu,
  flow,
  pix_cob: pixCob,
  pix_cobv: pixCobv,
};

/** The provider of a name; undefined for one that has no API here. */
export function paymentProvider(id: string): PaymentProvider | undefined {
  return Object.hasOwn(PROVIDERS, id) ? PROVIDERS[id as PaymentProviderId] : undefined;
}
