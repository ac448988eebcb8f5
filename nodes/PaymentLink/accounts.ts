import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { PaymentProviderId } from '../../dunning/payments/provider';

/** How an account at a provider is reached. */
export interface ProviderAccount {
  credential: string;
  /** The address that stands in for an empty Base URL. */
  base(data: ICredentialDataDecryptedObject): string;
  /** Whether the credential fetches a token that runs out, so that a 401 means: fetch another and try again. */
  token?: true;
}

const at =
  (live: string, test = live) =>
  ({ environment }: ICredentialDataDecryptedObject): string =>
    environment === 'sandbox' ? test : live;

const STRIPE: ProviderAccount = { credential: 'dunningStripeApi', base: at('https://api.stripe.com') };
const PIX: ProviderAccount = { credential: 'dunningPixApi', base: at(''), token: true };

export const ACCOUNTS: Readonly<Record<PaymentProviderId, ProviderAccount>> = {
  stripe: STRIPE,
  stripe_checkout: STRIPE,
  mercadopago: { credential: 'dunningMercadoPagoApi', base: at('https://api.mercadopago.com') },
  paypal: {
    credential: 'dunningPayPalApi',
    base: at('https://api-m.paypal.com', 'https://api-m.sandbox.paypal.com'),
    token: true,
  },
  conekta: { credential: 'dunningConektaApi', base: at('https://api.conekta.io') },
  wompi: { credential: 'dunningWompiApi', base: at('https://production.wompi.co', 'https://sandbox.wompi.co') },
  fintoc: { credential: 'dunningFintocApi', base: at('https://api.fintoc.com') },
  khipu: { credential: 'dunningKhipuApi', base: at('https://payment-api.khipu.com') },
  flow: { credential: 'dunningFlowApi', base: at('https://www.flow.cl/api', 'https://sandbox.flow.cl/api') },
  pix_cob: PIX,
  pix_cobv: PIX,
};

/** The base address of a credential, without a slash at its end. */
export function baseUrlOf(account: ProviderAccount, data: ICredentialDataDecryptedObject): string {
  const own = typeof data.baseUrl === 'string' ? data.baseUrl.trim() : '';
  return (own === '' ? account.base(data) : own).replace(/\/+$/, '');
}
