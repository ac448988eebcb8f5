import type { INodeCredentialDescription, INodePropertyOptions } from 'n8n-workflow';

import type { PaymentProviderId } from '../../../dunning/payments/provider';
import { LEDGER_CREDENTIAL } from '../../shared/ledger-option';
import { ACCOUNTS } from '../accounts';

/** Providers with an API, in the order of the alphabet, as the linter wants lists of options. */
export const API_PROVIDERS: Array<INodePropertyOptions & { value: PaymentProviderId }> = [
  { name: 'Conekta (México)', value: 'conekta', description: 'Cards, cash at OXXO, bank transfer' },
  { name: 'Fintoc (Chile, México)', value: 'fintoc', description: 'Bank transfer' },
  { name: 'Flow (Chile)', value: 'flow', description: 'Webpay, transfer and others' },
  { name: 'Khipu (Chile and Others)', value: 'khipu', description: 'Bank transfer' },
  { name: 'Mercado Pago', value: 'mercadopago', description: 'Cards, wallet, cash and transfer, by country' },
  { name: 'PayPal Invoice', value: 'paypal' },
  { name: 'Pix by Your Bank', value: 'pix_cob', description: 'A charge of the Pix API, paid by QR or code' },
  {
    name: 'Pix by Your Bank, With Due Date',
    value: 'pix_cobv',
    description: 'The bank adds fine and interest when it is paid late',
  },
  { name: 'Stripe Checkout Session', value: 'stripe_checkout', description: 'Works for a day at most' },
  { name: 'Stripe Payment Link', value: 'stripe' },
  { name: 'Wompi (Colombia)', value: 'wompi', description: 'PSE, cards, Nequi, Bancolombia' },
];

/** Ways to pay that need no provider: nothing is called, the item gets what the customer must know. */
export const INSTRUCTION_PROVIDERS: INodePropertyOptions[] = [
  { name: 'Bank Transfer', value: 'bank_transfer', description: 'Your account for the customer’s country' },
  { name: 'Pix QR Code Without a Bank’s API', value: 'pix_static', description: 'A static code with the amount' },
  { name: 'SPEI (México)', value: 'spei', description: 'Your CLABE and a reference' },
];

const PROVIDERS = [...API_PROVIDERS, ...INSTRUCTION_PROVIDERS].map(({ value }) => String(value));
const STRIPE = ACCOUNTS.stripe.credential;

/**
 * When an account's credential is shown. Stripe's says when it is not: where each value of a field is named by a credential, n8n's
 * editor takes the field for a choice of how to sign in, and hides it, and the operation with it (`findAlternativeAuthField`).
 */
function shownFor(credential: string): INodeCredentialDescription['displayOptions'] {
  const own = new Set(
    Object.entries(ACCOUNTS)
      .filter(([, account]) => account.credential === credential)
      .map(([provider]) => provider),
  );
  if (credential !== STRIPE) return { show: { provider: [...own] } };
  return { hide: { provider: PROVIDERS.filter((provider) => !own.has(provider)) } };
}

/** One credential for each account, shown for the providers that use it; and that of the record, where it is in PostgreSQL. */
export const credentials: INodeCredentialDescription[] = [
  { name: LEDGER_CREDENTIAL, required: true, displayOptions: { show: { ledgerStore: ['postgres'] } } },
  ...[...new Set(Object.values(ACCOUNTS).map(({ credential }) => credential))].map((name) => ({
    name,
    required: true,
    displayOptions: shownFor(name),
  })),
];
